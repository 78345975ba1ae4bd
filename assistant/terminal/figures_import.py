"""The part of `python -m assistant figures` that takes in a downloaded export, or a topic of a Swing site."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import FileMissing, ImportRefused
from assistant.figures import swing
from assistant.figures.exports import keeping
from assistant.figures.exports.accepting import accept
from assistant.figures.exports.preview import Choice, Column, Preview
from assistant.figures.exports.understanding import understand
from assistant.figures.fetching import Fetcher
from assistant.figures.store import FigureStore
from assistant.settings import Settings
from assistant.wording import say


def take_in(store: FigureStore, settings: Settings, options: argparse.Namespace) -> None:
    """Say what was understood; keep it where the user said what each column is. Raises `ImportRefused`."""
    preview = _preview(store, settings, options)
    for line in [*preview.says("nl"), *(_column(c) for c in preview.columns)]:
        print(line)
    if not options.choices:
        print(say("figures.terminal.choose"))
        return
    choices = [_choice(text, preview) for text in options.choices]
    imported = accept(preview, choices, store.table.dictionary)
    keeping.save(store.data, imported, preview.file, datetime.now(UTC), replace=True)
    print(say("figures.terminal.kept", count=len(imported.values), title=imported.source.title))


def _preview(store: FigureStore, settings: Settings, options: argparse.Namespace) -> Preview:
    dictionary = store.table.dictionary
    if options.export:
        path = Path(options.export)
        if not path.is_file():
            raise FileMissing(file=path.name)
        return understand(path, dictionary, store.municipalities)
    site = swing.Site(settings.swing.site, settings.swing.variable, settings.swing.key)
    with Fetcher() as fetcher:
        if site.key:
            year = datetime.now(UTC).year
            years = range(year - 4, year + 1)
            return swing.service(site, years, fetcher.json, dictionary, store.municipalities)
        return swing.table(site, fetcher.json, dictionary, store.municipalities)


def _column(column: Column) -> str:
    """A column as it was understood: its number, its topic, how much is in it and what it may be."""
    years = ", ".join(map(str, column.years)) or say("figures.terminal.no_year")
    return say(
        "figures.terminal.column",
        number=column.number,
        topic=column.topic,
        unit=f" ({column.unit})" if column.unit else "",
        years=years,
        count=column.municipalities,
        suggestion=column.suggestion or say("figures.terminal.no_suggestion"),
    )


def _choice(text: str, preview: Preview) -> Choice:
    """ "2=pct_opl_laag": the column's number and the key of the indicator that it is."""
    number, _, key = text.partition("=")
    if not number.strip().isdigit() or not key.strip():
        raise ImportRefused(file=preview.file, why="strange_choice", choice=text[:60])
    return Choice(int(number), key.strip())

"""`python -m assistant figures`: a municipality's figures, or what is done with the figures as a whole."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass

from assistant.figures import municipalities, showing
from assistant.figures.comparing import Compared
from assistant.figures.literacy import LOOK_UP
from assistant.figures.naming import Names
from assistant.figures.profile import profile_of
from assistant.figures.report import figures_json
from assistant.figures.store import FigureStore
from assistant.settings import Settings
from assistant.terminal.towns import town_of
from assistant.wording import say


@dataclass(frozen=True)
class Line:
    """One line of the table that is printed."""

    name: str
    own: str
    country: str
    year: str


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print a municipality's figures, refreshed first where asked; 2 for a name of several municipalities."""
    store = store_of(settings)
    if options.refresh:
        from assistant.terminal.refresh import refresh

        refresh(store, settings.cbs)
    if options.export or options.swing:
        from assistant.terminal.figures_import import take_in

        take_in(store, settings, options)
    for name in store.damaged:
        print(say("figures.terminal.damaged", file=name), file=sys.stderr)
    if options.name is None:
        return 0
    town = town_of(options.name, Names(store.municipalities, settings.places))
    if options.json:
        print(json.dumps(figures_json(store, town.code), ensure_ascii=False, indent=2))
    else:
        print(page(store, town.code))
    return 0


def store_of(settings: Settings) -> FigureStore:
    """The figures without the rest of the assistant: no index or model is needed for them."""
    places = municipalities.load(settings.corpus / "figures")
    return FigureStore(settings.corpus / "figures", settings.data / "figures", places)


def page(store: FigureStore, name: str) -> str:
    """The profile as a table in text, with low literacy and the sources below it."""
    town = store.municipalities.get(name)
    profile = profile_of(town.code, store.table)
    lines = [_line(row, store) for row in profile.rows]
    heads = Line(*(say(f"figures.terminal.{k}") for k in ("figure", "own", "country", "year")))
    widths = [max(len(getattr(line, f)) for line in (heads, *lines)) for f in ("name", "own", "country")]
    shown = [f"{town.name} ({town.province})", ""]
    for line in (heads, *lines):
        shown.append(
            f"{line.name:<{widths[0]}}  {line.own:>{widths[1]}}  {line.country:>{widths[2]}}  {line.year}"
        )
    shown += ["", say("figures.terminal.literacy")]
    own = store.literacy.of(town.code)
    shown += [f"- {showing.published(p)}" for p in own]
    if not own:
        where = say("answer.or").join(f"{label} ({address})" for label, address in LOOK_UP)
        shown.append(say("figures.terminal.no_literacy", town=town.name, where=where))
    shown += [f"- {showing.published(p)}" for p in store.literacy.national()]
    sources = dict.fromkeys(showing.source_title(row.own, store.table.dictionary) for row in profile.rows)
    shown += ["", say("figures.terminal.sources", sources="; ".join(sources))]
    return "\n".join(shown)


def _line(row: Compared, store: FigureStore) -> Line:
    own, country = row.own.value, row.country.value if row.country else None
    assert own is not None
    none = say("figures.terminal.none")
    return Line(
        row.indicator.name.nl,
        showing.amount(own, row.indicator),
        showing.amount(country, row.indicator) if country is not None else none,
        str(row.own.year),
    )

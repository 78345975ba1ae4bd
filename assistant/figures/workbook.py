"""The figures of a municipality as an Excel file: the profile, everything over the years, and what it means.

Numbers are numbers, shown as people write them. Text is text: what begins with
"=" in a source or a user's own topic can't become a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from assistant.figures import showing
from assistant.figures.indicators import Indicator
from assistant.figures.literacy import COUNT, Published
from assistant.figures.peer_words import group_in_words
from assistant.figures.profile import Profile, profile_of
from assistant.figures.report import missing_of, published_year
from assistant.figures.showing import THOUSANDS_OF_EUROS
from assistant.figures.showing_more import breaks_in_words, source_in_words
from assistant.figures.store import FigureStore
from assistant.figures.values import COUNTRY
from assistant.wording import say

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WIDEST = 70
# Excel has no way to write these.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Number:
    """A cell that is a number, with how Excel shows it."""

    value: float
    format: str


Cell = str | int | Number | None


def workbook(code: str, store: FigureStore, language: str = "nl", today: date | None = None) -> bytes:
    """The xlsx file of a municipality, with the day it was made (`today`'s when None)."""
    from openpyxl import Workbook

    name = showing.place(code, store.municipalities, language)
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    everything = profile_of(code, store.table, everything=True)
    book.properties.title = _plain(_say("title", language, town=name))
    book.properties.creator = _plain(say("web.title", language))
    _fill(
        book.create_sheet(_say("profile", language)),
        [*_heads(language, "theme", "indicator", "unit", "year"), _plain(name),
         *_heads(language, "country", "peers", "peers_count", "place", "of", "source", "remark")],
        _profile_rows(code, store, language),
    )  # fmt: skip
    _fill(
        book.create_sheet(_say("everything", language)),
        _heads(language, "indicator", "unit", "area", "year", "value", "source", "remark"),
        _series_rows(everything, store, language),
    )
    notes = book.create_sheet(_say("notes", language))
    _fill(
        notes,
        _heads(language, "indicator", "unit", "definition", "says", "says_not", "breaks"),
        _definitions(everything, language),
    )
    _below(notes, _notes(everything, store, language, today or date.today()))
    with BytesIO() as stream:
        book.save(stream)
        return stream.getvalue()


def _profile_rows(code: str, store: FigureStore, language: str) -> Iterable[Sequence[Cell]]:
    table = store.table
    rows = {row.indicator.key: row for row in profile_of(code, table).rows}
    missing = {indicator.key: year for indicator, year in missing_of(code, table)}
    for indicator in table.dictionary:
        theme = table.dictionary.themes[indicator.theme].in_(language)
        start: list[Cell] = [theme, indicator.name.in_(language), _unit(indicator, language)]
        if row := rows.get(indicator.key):
            remarks = [showing.remark(row.own, indicator, table, language)]
            if row.country:
                told = showing.remark(row.country, indicator, table, language)
                remarks.append(f"{_say('country', language)}: {told}" if told else "")
            yield [
                *start,
                row.own.year,
                _number(row.own.value, indicator),
                _number(row.country.value, indicator) if row.country else None,
                _number(row.peers.value, indicator) if row.peers else None,
                row.peers.count if row.peers else None,
                *(row.place or (None, None)),
                source_in_words(row.own, table.dictionary),
                " ".join(filter(None, remarks)),
            ]
        elif indicator.key in missing:
            year = missing[indicator.key]
            country = table.country(indicator.key, year)
            none = say("figure_tab.no_figure", language)
            yield [*start, year, none, _number(country.value, indicator) if country else None,
                   None, None, None, None, "", ""]  # fmt: skip


def _series_rows(profile: Profile, store: FigureStore, language: str) -> Iterable[Sequence[Cell]]:
    table = store.table
    for row in profile.rows:
        indicator = row.indicator
        for code in (profile.code, COUNTRY):
            for value in table.series(indicator.key, code):
                yield [
                    indicator.name.in_(language),
                    _unit(indicator, language),
                    showing.place(code, store.municipalities, language),
                    value.year,
                    _number(value.value, indicator),
                    source_in_words(value, table.dictionary),
                    showing.remark(value, indicator, table, language),
                ]


def _definitions(profile: Profile, language: str) -> Iterable[Sequence[Cell]]:
    for row in profile.rows:
        indicator = row.indicator
        yield [
            indicator.name.in_(language),
            _unit(indicator, language),
            indicator.definition.in_(language),
            indicator.says.in_(language),
            indicator.says_not.in_(language),
            breaks_in_words(indicator, language),
        ]


def _notes(
    profile: Profile, store: FigureStore, language: str, today: date
) -> Iterable[tuple[str, Sequence[Sequence[Cell]]]]:
    """Headings with the rows under them."""
    name = showing.place(profile.code, store.municipalities, language)
    day = today.isoformat() if language == "en" else f"{today.day}-{today.month}-{today.year}"
    peers = group_in_words(profile.peers, name, language)
    yield (
        _say("title", language, town=name),
        [[_say("made", language, day=day)], [peers], [say("figure_tab.profile.rank_hint", language)]],
    )
    published = [*store.literacy.of(profile.code), *store.literacy.national()]
    yield _say("literacy", language), [_published(p, language) for p in published]
    named = {value.source for row in profile.rows for code in (profile.code, COUNTRY)
             for value in store.table.series(row.indicator.key, code)}  # fmt: skip
    known = [source for key, source in store.table.dictionary.sources.items() if key in named]
    yield (
        _say("sources", language),
        [[source.title, source.publisher, source.address, source.licence] for source in known],
    )


def _published(published: Published, language: str) -> Sequence[Cell]:
    count = published.indicator == COUNT
    year = published_year(published, language)
    return [
        published.area,
        Number(published.value, "#,##0" if count else '0.0"%"'),
        f"{published.definition.in_(language)} ({year})",
        f"{published.publisher}, {published.source}",
        published.address,
        published.note.in_(language),
    ]


def _number(value: float | None, indicator: Indicator) -> Number | None:
    if value is None:
        return None
    if indicator.unit == THOUSANDS_OF_EUROS:
        return Number(round(value * 1000, 2), '"€" #,##0')
    decimals = f".{'0' * indicator.decimals}" if indicator.decimals else ""
    sign = '"%"' if indicator.unit.startswith("%") else ""
    return Number(value, f"#,##0{decimals}{sign}")


def _unit(indicator: Indicator, language: str) -> str:
    unit = indicator.unit_name.in_(language)
    return _say("thousands", language, unit=unit) if indicator.unit == THOUSANDS_OF_EUROS else unit


def _fill(sheet: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """A table with its head in sight while one scrolls, a filter, and columns as wide as what is in them."""
    from openpyxl.utils import get_column_letter

    lines: list[list[Cell]] = [list(heads), *(list(row) for row in rows)]
    for at, line in enumerate(lines, 1):
        _line(sheet, at, line, head=at == 1)
    for column in range(1, len(heads) + 1):
        widest = max(len(_width(line[column - 1])) for line in lines)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(widest + 2, 10), WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(lines)}"


def _below(sheet: Worksheet, parts: Iterable[tuple[str, Sequence[Sequence[Cell]]]]) -> None:
    from openpyxl.styles import Font

    at = sheet.max_row + 2
    for heading, rows in parts:
        if not rows:
            continue
        _line(sheet, at, [heading])
        sheet.cell(at, 1).font = Font(bold=True)
        for row in rows:
            at += 1
            _line(sheet, at, row, wrap=len(row) > 1)
        at += 2


def _line(sheet: Worksheet, at: int, line: Sequence[Cell], head: bool = False, wrap: bool = True) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    for column, content in enumerate(line, 1):
        cell = sheet.cell(at, column)
        if isinstance(content, Number):
            cell.value, cell.number_format = content.value, content.format
        elif isinstance(content, str):
            cell.value = _plain(content)
            cell.data_type = "s"
            cell.quotePrefix = content.startswith(("=", "+", "-", "@"))
        else:
            cell.value = content
        cell.alignment = Alignment(vertical="top", wrap_text=wrap and isinstance(content, str))
        if head:
            cell.font = Font(bold=True, color="FFFFFF")
            cell.fill = PatternFill("solid", fgColor="0F6470")
            cell.border = Border(bottom=Side("thin", color="0D525C"))


def _width(content: Cell) -> str:
    return f"{content.value:,.1f}" if isinstance(content, Number) else str(content or "")


def _plain(text: str) -> str:
    return _CONTROL.sub("", text)[:32_000]


def _heads(language: str, *keys: str) -> list[str]:
    return [_say(key, language) for key in keys]


def _say(key: str, language: str, **gaps: object) -> str:
    return say(f"figure_tab.workbook.{key}", language, **gaps)

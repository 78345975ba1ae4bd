"""Which cells of a row stand in the column that was asked for: its year, its side, its phase.

A cell whose column can't be told is never chosen. Where a column leaves
something open (no year, no "lasten"), what stands around the table may say
it; where nothing does, the cell does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.amounts_in_cells import is_amount
from assistant.answering.cell_question import (
    PERCENT,
    PERIOD,
    Phase,
    Sought,
    change_of,
    moment_of,
    phase_of,
    sides_of,
    without_table_words,
)
from assistant.records import Cell, Page

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?![\d])")
# Values of a row that was taken for the heads.
_NO_NAME = re.compile(r"\W*(?:(?:ja|nee|yes|no|n\.?v\.?t\.?)\W*)+", re.IGNORECASE)
_INCOME = re.compile(
    r"\b(?:\w*opbrengst\w*|baten|\w*inkomst\w*|dividend|ontvang\w*|rijksbijdrage\w*)\b", re.IGNORECASE
)
_EXPENSE = re.compile(
    r"\b(?:\w*bijdragen?|\w*subsidie\w*|\w*kosten|\w*lasten|uitgaven|\w*budget\w*|premie\w*)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Around:
    """What stands around a row: its label, what its table is called, and what its document is.

    `title` holds the table's title and head lines, `heading` the last heading
    above it; `year` and `kind` are the document's.
    """

    label: str
    title: str
    heading: str
    year: int | None
    kind: str | None


def fitting(
    cells: Sequence[Cell], page: Page, sought: Sought, year: str | None, around: Around
) -> list[Cell]:
    """Which of a row's cells are of this year and of the side, phase and moment asked for.

    Without a year in the question, `year` is the document's own; None when it
    has none. A phase that only some columns of a year name can't be told for
    the others, so then no cell is chosen.
    """
    named = [c for c in cells if c.column and not _NO_NAME.fullmatch(c.column)]
    amounts = [c for c in named if is_amount(page.text[c.start : c.end])]
    if sought.years:
        amounts = [c for c in amounts if _dated(page.text[c.start : c.end]) in (None, year)]
    found = [c for c in _of_year(amounts, named, year, around) if _fits(c, sought, around)]
    if sought.counts:
        found = [c for c in found if "€" not in page.text[c.start : c.end] + c.column]
    if sought.percent:
        found = [c for c in found if _in_percent(page.text[c.start : c.end], c.column, around)]
    if sought.phase:
        return _of_phase(found, named, sought.phase, around)
    if sought.past:
        return [c for c in found if phase_of(c.column) == "realised"] or found
    return found


def nearest(cells: Sequence[Cell], named: Callable[[str], int], unnamed: Callable[[str], int]) -> list[Cell]:
    """Of cells that fit, those whose column names most of what was asked and least besides.

    Both functions count over the words of a column.
    """
    if not cells:
        return []
    most = max(named(c.column) for c in cells)
    cells = [c for c in cells if named(c.column) == most]
    least = min(unnamed(c.column) for c in cells)
    return [c for c in cells if unnamed(c.column) == least]


def year_of_column(column: str, columns: Sequence[str]) -> str | None:
    """The year a column is of: the first it names that not all columns of its row name as well."""
    named = _YEAR.findall(column)
    dated = [other for other in columns if _YEAR.search(other)]
    own = [y for y in named if not all(y in _YEAR.findall(other) for other in dated)]
    return own[0] if own else named[0] if named else None


def other_words(column: str) -> str:
    """What a column says besides the words that tables have for years, sides and phases."""
    return re.sub(r"[^\w\s-]|\d", " ", without_table_words(column)).strip()


def _dated(printed: str) -> str | None:
    """The year that is noted behind an amount, "0,6 (2022)"."""
    found = re.search(r"\(((?:19|20)\d\d)\)", printed)
    return found[1] if found else None


def _in_percent(printed: str, column: str, around: Around) -> bool:
    said = (printed, column) if "€" in printed + column else (printed, column, around.label, around.title)
    return any(PERCENT.search(text) for text in said)


def _of_year(cells: Sequence[Cell], row: Sequence[Cell], year: str | None, around: Around) -> list[Cell]:
    columns = [c.column for c in row]
    if any(_YEAR.search(column) for column in columns):
        return [c for c in cells if year and year_of_column(c.column, columns) == year]
    if year is None:
        return list(cells)
    for text in (f"{around.label} {around.title}", around.heading):
        # A period says what a plan is for, not which year an amount is of.
        if found := set(_YEAR.findall(PERIOD.sub(" ", text))):
            return list(cells) if found == {year} else []
    return list(cells) if around.year is not None and year == str(around.year) else []


def _fits(cell: Cell, sought: Sought, around: Around) -> bool:
    column = cell.column
    if sought.change and change_of(column) != sought.change:
        return False
    if sought.moment and (moment_of(column) or moment_of(f"{around.label} {around.title}")) != sought.moment:
        return False
    return _side_fits(column, sought, around)


def _of_phase(found: Sequence[Cell], row: Sequence[Cell], phase: Phase, around: Around) -> list[Cell]:
    columns = [c.column for c in row]
    by_kind: dict[str | None, Phase] = {"budget": "budgeted", "annual_report": "realised"}
    otherwise = phase_of(around.title) or by_kind.get(around.kind)
    chosen: list[Cell] = []
    for cell in found:
        own, year = phase_of(cell.column), year_of_column(cell.column, columns)
        if own is None and any(phase_of(c) for c in columns if year_of_column(c, columns) == year):
            return []
        if (own or otherwise) == phase:
            chosen.append(cell)
    return chosen


def _side_fits(column: str, sought: Sought, around: Around) -> bool:
    if not sought.sides:
        return True
    for text in (column, around.label, around.title):
        if named := sides_of(text):
            return named <= sought.sides
    if not sought.implied:
        return False
    said = f"{column} {around.label} {around.title}"
    income, expense = _INCOME.search(said) is not None, _EXPENSE.search(said) is not None
    if sought.price:
        return not income
    return income and not expense if sought.sides == {"baten"} else expense and not income

"""Where the areas of a sheet stand: the column, or the row, that names most municipalities with figures."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figures.exports import numbers, periods, roles
from assistant.figures.exports.areas import Areas
from assistant.figures.exports.sheet import Amount, Cell, printed

Rows = Sequence[Sequence[Cell]]


def is_figure(cell: Cell) -> bool:
    """A number that is no year: years stand in heads."""
    if isinstance(cell, Amount):
        return not (cell.value == int(cell.value) and 1900 <= cell.value <= 2100 and not cell.percent)
    return numbers.is_number(cell) and periods.period(cell) is None


def is_valued(row: Sequence[Cell], but: int) -> bool:
    """Whether a row has a number or a mark for a missing one beside its area."""
    others = [cell for place, cell in enumerate(row) if place != but and printed(cell)]
    # A count may look like a year: it is no head for that, with an area before it.
    if any(isinstance(cell, Amount) or numbers.is_number(cell) for cell in others):
        return True
    marks = sum(isinstance(cell, str) and numbers.is_missing(cell) for cell in others)
    return marks > 0 and all(
        isinstance(c, Amount) or numbers.is_missing(c) or periods.period(c) for c in others
    )


def _kept(cell: Cell, areas: Areas, numbered: bool = False) -> bool:
    name = printed(cell)
    # Bare numbers are most of a table, and no names.
    return bool(name) and (numbered or not name.isdigit()) and areas.of(name, numbered=numbered).kept


def best_column(rows: Rows, areas: Areas) -> tuple[int, int]:
    """How many rows name a municipality or the country in the column that names most, and which that is.

    A column of codes goes before one of names: districts bear the names of their municipality.
    """
    best, where, coded = 0, 0, False
    for column in range(len(rows[0])):
        cells = [printed(row[column]) for row in rows]
        # A level may be called "nederland" too.
        if any(roles.role(cell) == "level" for cell in cells):
            continue
        codes = sum(roles.is_code(cell) for cell in cells)
        numbered = any(roles.is_code_head(cell) and roles.role(cell) == "area" for cell in cells)
        count = sum(_kept(row[column], areas, numbered) and is_valued(row, column) for row in rows)
        is_coded = codes > len(cells) // 2
        if count and (is_coded, count) > (coded, best):
            best, where, coded = count, column, is_coded
    return best, where


def best_row(rows: Rows, areas: Areas) -> tuple[int, int]:
    """The same for areas that stand across: they count where numbers stand below them."""
    best, where = 0, 0
    for line, row in enumerate(rows[:30]):
        below = rows[line + 1 :]
        count = sum(
            _kept(cell, areas) and any(is_figure(under[column]) for under in below)
            for column, cell in enumerate(row)
            if column
        )
        if count > best:
            best, where = count, line
    return best, where

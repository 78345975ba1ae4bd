"""Finds the table in a sheet: which rows are its head, which column names the area, which hold values.

Exports of one site differ by what was clicked: areas down or across, a head of
one row or of three, a row for every year or a column for every year. So nothing
is taken from a fixed place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import ImportRefused
from assistant.figures.exports import numbers, periods, roles
from assistant.figures.exports.areas import Areas
from assistant.figures.exports.sheet import Amount, Cell, printed
from assistant.figures.exports.whereabouts import Rows, best_column, best_row, is_figure, is_valued

_MOST_HEAD_ROWS = 4


@dataclass(frozen=True)
class Layout:
    """A table: places count columns from 0; `heads` has the head's rows from above, blanks filled.

    `dimensions` are columns that cut a topic into groups ("Leeftijd"); `titles`
    the lines above the head. `across` says that the areas stood across.
    """

    heads: tuple[tuple[str, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    titles: tuple[str, ...]
    area: int
    numbered: bool
    level: int | None
    period: int | None
    topic: int | None
    unit: int | None
    dimensions: tuple[int, ...]
    values: tuple[int, ...]
    across: bool

    def head(self, column: int) -> tuple[str, ...]:
        """The cells of a column's head from above, without blanks and repeats."""
        return tuple(dict.fromkeys(row[column] for row in self.heads if row[column]))


def find(rows: Rows, areas: Areas, file: str) -> Layout:
    """The layout of a sheet; raises `ImportRefused` where no table of areas and numbers is in it."""
    square = _squared(rows)
    if not any(isinstance(cell, Amount) or numbers.is_number(cell) for row in square for cell in row):
        raise ImportRefused(file=file, why="no_numbers")
    down, column = best_column(square, areas)
    across, line = best_row(square, areas)
    if across > down:
        turned = _turned(square, line)
        return _found(turned, best_column(turned, areas)[1], areas, file, _titles(square[:line]), True)
    if not down:
        raise ImportRefused(file=file, why=_no_area(square, areas))
    return _found(_named(square, column), column, areas, file, (), False)


def _found(rows: Rows, area: int, areas: Areas, file: str, above: tuple[str, ...], across: bool) -> Layout:
    first = _first_body_row(rows, area, areas)
    top = first
    while top > 0 and first - top < _MOST_HEAD_ROWS and not _is_title(rows[top - 1]):
        top -= 1
    if top == first:
        raise ImportRefused(file=file, why="no_head")
    body = tuple(tuple(row) for row in rows[first:])
    last_heads = [_last_head(rows[top:first], column) for column in range(len(rows[0]))]
    given = _roles(last_heads, body, area)
    if roles.is_of_districts(last_heads[area]) and not _coded(body, area) and "level" not in given:
        raise ImportRefused(file=file, why="only_districts")
    values = tuple(c for c, role in enumerate(given) if role == "value")
    if not values:
        raise ImportRefused(file=file, why="no_numbers")
    return Layout(
        heads=_filled(rows[top:first], values),
        body=_filled_down(body, area, _place(given, "period")),
        titles=(*above, *_titles(rows[:top])),
        area=area,
        numbered=roles.is_code_head(last_heads[area]),
        level=_place(given, "level"),
        period=_place(given, "period"),
        topic=_place(given, "topic"),
        unit=_place(given, "unit"),
        dimensions=tuple(c for c, role in enumerate(given) if role == "dimension"),
        values=values,
        across=across,
    )


def _squared(rows: Rows) -> list[list[Cell]]:
    """The rows that hold anything, all of one length."""
    width = max((len(row) for row in rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows if any(printed(cell) for cell in row)]


def _turned(rows: Rows, line: int) -> list[list[Cell]]:
    """The table with its areas down: its columns become rows."""
    return _squared([list(column) for column in zip(*rows[line:], strict=True)])


def _named(rows: Rows, area: int) -> list[list[Cell]]:
    """The rows with a name where the column of codes is blank: the country often has no code."""
    others = [
        column
        for column in range(len(rows[0]))
        if column != area and any(roles.role(printed(row[column])) == "area" for row in rows)
    ]
    named: list[list[Cell]] = []
    for row in rows:
        cells = list(row)
        if not printed(cells[area]):
            cells[area] = next((row[column] for column in others if printed(row[column])), "")
        named.append(cells)
    return named


def _no_area(rows: Rows, areas: Areas) -> str:
    """Why no row names a municipality of today."""
    kinds = {
        areas.of(printed(cell)).kind for row in rows for cell in row[:4] if isinstance(cell, str) and cell
    }
    if "former" in kinds:
        return "only_former"
    if "district" in kinds:
        return "only_districts"
    return "no_municipality"


def _first_body_row(rows: Rows, area: int, areas: Areas) -> int:
    """The first row of a known area with something beside it; of an unknown area, with numbers."""
    numbered = any(roles.is_code_head(printed(row[area])) for row in rows)
    for line, row in enumerate(rows):
        name = printed(row[area])
        others = [cell for place, cell in enumerate(row) if place != area and printed(cell)]
        if not name or not others:
            continue
        found = areas.of(name, numbered=numbered)
        if found.kept or any(is_figure(cell) for cell in others):
            return line
        if found.kind != "unknown" and is_valued(row, area):
            return line
    return len(rows)


def _is_title(row: Sequence[Cell]) -> bool:
    filled = [place for place, cell in enumerate(row) if printed(cell)]
    return filled == [0]


def _titles(rows: Rows) -> tuple[str, ...]:
    return tuple(" ".join(filter(None, (printed(cell) for cell in row))) for row in rows)


def _last_head(head: Rows, column: int) -> str:
    return next((text for row in reversed(head) if (text := printed(row[column]))), "")


def _roles(heads: Sequence[str], body: Rows, area: int) -> list[str]:
    """The role of every column, by its head and by what stands below it."""
    # In the statistics office's files every topic has a number behind its name, and nothing else has.
    suffixed = any(roles.is_numbered(h) for h in heads) and any(roles.is_of_statline(h) for h in heads)
    given: list[str] = []
    for column, head in enumerate(heads):
        cells = [row[column] for row in body if printed(row[column])]
        role: str = roles.role(head)
        if column == area or role == "area":
            role = "skip"
        elif role in ("", "value"):
            role = _role_of_cells(head, cells)
            if role == "value" and suffixed and not roles.is_numbered(head):
                role = "dimension"
        if role in given and role in ("level", "period", "topic", "unit"):
            role = "skip"
        given.append(role)
    return given


def _role_of_cells(head: str, cells: Sequence[Cell]) -> str:
    figures = sum(isinstance(cell, Amount) or numbers.is_number(cell) for cell in cells)
    marks = sum(isinstance(cell, str) and numbers.is_missing(cell) for cell in cells)
    if not head and cells and all(periods.period(printed(cell)) for cell in cells):
        return "period"
    if not head:
        return "skip"
    if figures and (figures + marks) * 2 >= len(cells):
        return "value"
    return "value" if len(cells) == marks else "dimension"


def _place(given: Sequence[str], role: str) -> int | None:
    return given.index(role) if role in given else None


def _coded(body: Rows, area: int) -> bool:
    cells = [printed(row[area]) for row in body]
    return sum(roles.is_code(cell) for cell in cells) > len(cells) // 2


def _filled(head: Rows, values: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    """The head with the blanks of merged cells filled, in all its rows but the last."""
    filled: list[tuple[str, ...]] = []
    for number, row in enumerate(head):
        texts = [printed(cell) for cell in row]
        if number < len(head) - 1:
            for before, column in zip(values, values[1:], strict=False):
                texts[column] = texts[column] or texts[before]
        filled.append(tuple(texts))
    return tuple(filled)


def _filled_down(body: Rows, area: int, period: int | None) -> tuple[tuple[Cell, ...], ...]:
    """The body with a merged area repeated for each of its periods."""
    filled: list[tuple[Cell, ...]] = []
    name: Cell = ""
    for row in body:
        cells = list(row)
        if printed(cells[area]):
            name = cells[area]
        elif period is not None and printed(cells[period]):
            cells[area] = name
        filled.append(tuple(cells))
    return tuple(filled)

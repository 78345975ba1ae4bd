"""Tables written as lines: a row of a sheet carries its heads, so that a quote of it stands on its own.

    Taakveld: 5.6 Media | Lasten 2026: 859.042

A table inside a text keeps the look of one ("a | b | c"); there the heads are
noted beside the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.reading.office.cellgrid import Block, Entry, Grid, Merge, blocks, clear_covered
from assistant.reading.office.columnheads import Heads, find_heads, unit_in
from assistant.reading.office.tabled import Placed, TabledPage
from assistant.records import Cell, Row, Table

_TOTAL = re.compile(r"^(?:sub)?tota|^saldo|^som\b|^resultaat", re.I)
_LABELS = 3
_SECTION = 80


@dataclass
class _Sheet:
    """What is known while a sheet is written from the top down."""

    page: TabledPage
    names: dict[int, str] = field(default_factory=dict)
    title: str = ""
    unit: str = ""
    announced: bool = False
    bottom: int = 0


def write_sheet(page: TabledPage, grid: Grid) -> None:
    """Write a sheet to a page: titles as headings, rows with their heads, other texts as they stand."""
    parts = blocks(grid)
    sheet = _Sheet(page)
    for number, block in enumerate(parts):
        tables_follow = any(len(row) > 1 for later in parts[number + 1 : number + 2] for row in later.rows)
        if all(len(row) == 1 for row in block.rows) and (len(block.rows) <= 3 or len(block.columns) > 1):
            _titles(sheet, block.rows, heading=tables_follow)
        else:
            _table(sheet, block)
        sheet.bottom = block.numbers[-1]


def write_table(page: TabledPage, grid: Grid, title: str = "") -> None:
    """Write a table that stands in a text as lines "a | b | c", and note it when it has heads and amounts.

    `title` is its caption; without one it is called after the heading above it.
    """
    page.line("")
    clear_covered(grid)
    numbers = sorted(number for number, row in grid.rows.items() if row)
    if not numbers:
        return
    merges = [merge for merge in grid.merges if merge.top in grid.rows]
    block = Block(numbers, [grid.rows[number] for number in numbers], merges)
    heads = find_heads(block)
    _fill_down(block, 0)
    title, placed = title or page.title, []
    wide = [merge for merge in merges if merge.right > merge.left]
    for number, row in zip(numbers, block.rows, strict=True):
        hidden = _under(wide, number)
        columns = [column for column in range(max(block.columns) + 1) if column not in hidden]
        texts = [row[column].text if column in row else "" for column in columns]
        for part in texts[0].splitlines()[:-1] if len(texts) == 1 else ():
            page.row([("", part)])
        if len(texts) == 1:
            texts = texts[0].splitlines()[-1:]
        placed.append((page.row([("", text) for text in texts]), columns))
    page.line("")
    if heads is None or not any(_has_amount(row) for row in block.rows[heads.last + 1 :]):
        return
    labels = _label_columns(block, heads.last + 1)
    rows = tuple(
        _record(line, [(c, row[c]) for c in columns if c in row], _of(line, columns), heads.names, labels)
        for row, (line, columns) in list(zip(block.rows, placed, strict=True))[heads.last + 1 :]
    )
    spans = tuple((line.start, line.end) for line, _ in placed[heads.first : heads.last + 1])
    above = [entry.text for row in block.rows[: heads.last + 1] for entry in row.values()]
    page.table(Table(rows, title=title, unit=unit_in(*above, title), heads=spans))


def _of(line: Placed, columns: Sequence[int]) -> dict[int, tuple[int, int]]:
    return dict(zip(columns, line.values, strict=True))


def _under(wide: Sequence[Merge], number: int) -> set[int]:
    """The columns of a row that a merged cell on their left takes."""
    taken = (merge for merge in wide if merge.top <= number <= merge.bottom)
    return {column for merge in taken for column in merge.columns[1:]}


def _titles(sheet: _Sheet, rows: Sequence[dict[int, Entry]], heading: bool) -> None:
    """Write lines above a table: the first that is more than a unit is its title."""
    sheet.title, sheet.unit, sheet.names, sheet.announced = "", "", {}, True
    _title_lines(sheet, [entry.text for row in rows for _, entry in sorted(row.items())], heading)


def _title_lines(sheet: _Sheet, texts: Sequence[str], heading: bool) -> None:
    sheet.page.line("")
    for text in texts:
        unit = unit_in(text)
        sheet.unit = sheet.unit or unit
        if heading and not sheet.title and len(unit) < 0.6 * len(text) and len(text) <= 150:
            sheet.page.heading(text, 1 if not sheet.page.title else 2)
            sheet.title = " ".join(text.split())
        else:
            sheet.page.lines(text)


def _table(sheet: _Sheet, block: Block) -> None:
    """Write a block of rows with several cells, under its own heads or those it goes on with."""
    heads = find_heads(block)
    first = 0
    if heads:
        new = [i for i in range(heads.first) if block.rows[i]]
        if not sheet.announced or (new and len(block.rows[0]) == 1):
            sheet.title = sheet.unit = ""
        for i in new:
            if len(block.rows[i]) == 1:
                _title_lines(sheet, [entry.text for entry in block.rows[i].values()], heading=True)
            else:
                _plain(sheet.page, block.rows[i])
        sheet.names, first = heads.names, heads.last + 1
    goes_on = heads is None and _continues(sheet, block)
    if heads is None and not goes_on:
        sheet.names = {}
        if not sheet.announced:
            sheet.title = sheet.unit = ""
    rows = _rows(sheet, block, first)
    if not rows and heads:
        for i in range(heads.first, heads.last + 1):
            _plain(sheet.page, block.rows[i])
    if rows and goes_on:
        sheet.page.extend(rows)
    elif rows and (heads or any(_has_amount(row) for row in block.rows)):
        stated = [*_head_texts(block, heads), sheet.title]
        table = Table(rows, title=sheet.title, unit=unit_in(*stated) or sheet.unit)
        sheet.page.table(table)
    sheet.announced = False


def _head_texts(block: Block, heads: Heads | None) -> list[str]:
    rows = block.rows[: heads.last + 1] if heads else []
    return [entry.text for row in rows for entry in row.values()]


def _rows(sheet: _Sheet, block: Block, first: int) -> tuple[Row, ...]:
    """Write the rows from index `first` on; those of a table as records."""
    _fill_down(block, first)
    rows: list[Row] = []
    labels, repeated = _label_columns(block, first), _repeated(block, first)
    sheet.page.line("")
    for index in range(first, len(block.rows)):
        row = block.rows[index]
        cells = sorted(row.items())
        if sheet.names and _is_section(block, index, repeated):
            sheet.page.heading(cells[0][1].text, 3)
            continue
        line = sheet.page.row([(sheet.names.get(column, ""), entry.text) for column, entry in cells])
        rows.append(_record(line, cells, _of(line, [column for column, _ in cells]), sheet.names, labels))
    return tuple(rows)


def _record(
    line: Placed,
    cells: Sequence[tuple[int, Entry]],
    places: dict[int, tuple[int, int]],
    names: dict[int, str],
    labels: frozenset[int],
) -> Row:
    if not any(column in labels for column, _ in cells):
        labels = frozenset(column for column, _ in cells[:1])
    label = " ".join(" ".join(entry.text.split()) for column, entry in cells if column in labels)
    spans = [(places[column], names.get(column, "")) for column, _ in cells if column not in labels]
    behind = tuple(Cell(start, end, name) for (start, end), name in spans if start < end)
    return Row(line.start, line.end, label, behind)


def _label_columns(block: Block, first: int) -> frozenset[int]:
    """The columns that say what a row is about: those before the first with amounts or periods.

    In a table of texts that is the first, and a first column of numbers goes with the texts beside it.
    """
    rows, columns = block.rows[first:], block.columns

    def is_text(column: int) -> bool:
        kinds = [row[column].kind for row in rows if column in row]
        return kinds.count("text") * 2 > len(kinds)

    texts = 0
    while texts < len(columns) and is_text(columns[texts]):
        texts += 1
    if texts == len(columns) or (texts == 0 and not (len(columns) > 1 and is_text(columns[1]))):
        return frozenset(columns[:1])
    return frozenset(columns[: min(texts, _LABELS) if texts else 2])


def _plain(page: TabledPage, row: dict[int, Entry]) -> None:
    page.row([("", entry.text) for _, entry in sorted(row.items())])


def _repeated(block: Block, first: int) -> bool:
    """Whether rows are called the same, so that they need the lines they stand under: "Lasten", "Baten"."""
    labels = [
        row[block.columns[0]].text for row in block.rows[first:] if len(row) > 1 and block.columns[0] in row
    ]
    return len(set(labels)) < len(labels)


def _is_section(block: Block, index: int, repeated: bool) -> bool:
    """Whether a row is a line that the rows below it stand under: bold, wide, or telling them apart."""
    row = block.rows[index]
    if len(row) != 1 or index + 1 >= len(block.rows) or len(block.rows[index + 1]) < 2:
        return False
    column, entry = next(iter(row.items()))
    wide = len(block.covered(index)) > 1
    return (
        column == block.columns[0]
        and entry.kind == "text"
        and len(entry.text) <= _SECTION
        and not _TOTAL.match(entry.text)
        and (wide or repeated or (entry.bold and not all(e.bold for e in block.rows[index + 1].values())))
    )


def _continues(sheet: _Sheet, block: Block) -> bool:
    """Whether a block without heads goes on with the table above it, after one empty row."""
    columns = sorted(sheet.names)
    if not columns or block.numbers[0] != sheet.bottom + 2 or not set(block.columns) <= set(columns):
        return False
    longest = max(block.rows, key=len)
    label = longest.get(columns[0])
    total = label is not None and bool(_TOTAL.match(label.text))
    return columns[0] in longest and (total or len(longest) >= max(3, 0.6 * len(columns)))


def _fill_down(block: Block, first: int) -> None:
    """Give every row below a cell merged downwards that cell's text."""
    at = {number: index for index, number in enumerate(block.numbers)}
    for merge in block.merges:
        top = at.get(merge.top)
        if top is None or top < first or merge.bottom == merge.top or merge.left not in block.rows[top]:
            continue
        for index in range(top + 1, min(len(block.rows), top + merge.bottom - merge.top + 1)):
            if block.numbers[index] <= merge.bottom:
                block.rows[index].setdefault(merge.left, block.rows[top][merge.left])


def _has_amount(row: dict[int, Entry]) -> bool:
    return any(entry.kind == "amount" for entry in row.values())

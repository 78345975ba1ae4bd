"""A table before it is a page: cells by row and column, whatever the file they came from.

Spreadsheets, Word tables and slides differ in how they store a cell and not
in what a reader sees, so heads and rows are found here once for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "amount", "period"]

_YEAR = re.compile(r"^(?:19|20)\d\d(?:\s?[-/–]\s?(?:(?:19|20)?\d\d))?\*?$")
_DATE = re.compile(r"^\d{1,2}[-/]\d{1,2}[-/](?:\d{4}|\d\d)(?: \d{1,2}:\d\d(?::\d\d)?)?$|^\d{4}-\d\d-\d\d$")
_AMOUNT = re.compile(
    r"^[(+\-–]?\s?(?:€|EUR|\$)?\s?[(+\-–]?\s?(?:0|[1-9]\d*|\d{1,3}(?:[.\s]\d{3})+|\d{1,3}(?:,\d{3})+)"
    r"(?:[.,]\d+)?(?:,-)?\s?(?:%|€|‰)?\)?\*{0,3}$"
)
_NO_AMOUNTS = "- – — -- pm p.m. PM P.M. nvt n.v.t. nb n.b."
# What stands in a column of amounts where there is none.
_NO_AMOUNT = frozenset(_NO_AMOUNTS.split())
_WIDEST = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """A filled cell: its text as shown, and whether that is an amount, or a year or date."""

    text: str
    kind: Kind = "text"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells shown as one, from the top left to the bottom right, both included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def columns(self) -> range:
        """The columns it takes; of a merge over the whole width of a sheet the first few hundred."""
        return range(self.left, min(self.right, self.left + _WIDEST) + 1)


@dataclass
class Grid:
    """Filled cells by row and column number; empty and hidden ones are not in it.

    `named` says that the first row names the columns unless the content says
    otherwise, as in a text file with separators.
    """

    rows: dict[int, dict[int, Entry]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    named: bool = False

    def put(self, row: int, column: int, entry: Entry) -> None:
        """Fill a cell; one with only spaces stays empty."""
        if entry.text and not entry.text.isspace():
            self.rows.setdefault(row, {})[column] = entry


@dataclass
class Block:
    """Part of a grid that stands by itself: consecutive filled rows over some columns.

    `numbers` are the rows' numbers in the grid, `across` for each of them the
    merges that start in it, `columns` those with something in them, from left
    to right.
    """

    numbers: list[int]
    rows: list[dict[int, Entry]]
    merges: list[Merge]
    named: bool = False
    across: dict[int, list[Merge]] = field(init=False)
    columns: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.columns = sorted({column for row in self.rows for column in row})
        self.across = {}
        for merge in self.merges:
            self.across.setdefault(merge.top, []).append(merge)

    def covered(self, index: int) -> set[int]:
        """The columns that row `index` of the block fills, with the width of its merged cells."""
        columns = set(self.rows[index])
        for merge in self.across.get(self.numbers[index], ()):
            if merge.left in self.rows[index]:
                columns.update(merge.columns)
        return columns


def kind_of(text: str) -> Kind:
    """What a cell that was stored as text holds: "859.042" and "€ 500" are amounts, "2026" is a period."""
    if text in _NO_AMOUNT:
        return "amount"
    if not text[:1].isdigit() and text[:1] not in "(+-–€$E":
        return "text"
    if _YEAR.match(text) or _DATE.match(text):
        return "period"
    return "amount" if _AMOUNT.match(text) else "text"


def blocks(grid: Grid) -> list[Block]:
    """The tables and texts of a sheet, in reading order: parted by empty rows, and side by side."""
    clear_covered(grid)
    by_row: dict[int, list[Merge]] = {}
    for merge in grid.merges:
        by_row.setdefault(merge.top, []).append(merge)
    found: list[Block] = []
    for numbers in _runs(sorted(number for number, row in grid.rows.items() if row)):
        merges = [merge for number in numbers for merge in by_row.get(number, ())]
        found.extend(_sides(Block(numbers, [grid.rows[number] for number in numbers], merges, grid.named)))
    return found


def clear_covered(grid: Grid) -> None:
    """Take out what lies under a merged cell: nobody sees it."""
    for merge in grid.merges:
        tall = merge.bottom - merge.top + 1
        numbers = range(merge.top, merge.bottom + 1) if tall <= len(grid.rows) else list(grid.rows)
        for number in numbers:
            row = grid.rows.get(number)
            if not row or not merge.top <= number <= merge.bottom:
                continue
            for column in [c for c in row if merge.left <= c <= merge.right]:
                if (number, column) != (merge.top, merge.left):
                    del row[column]


def _runs(numbers: list[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _sides(block: Block) -> list[Block]:
    """The tables that stand next to each other in a block, or the block itself."""
    filled = set(block.columns)
    for merge in block.merges:
        filled.update(merge.columns)
    sides = list(_runs(sorted(filled)))
    if len(sides) < 2 or not all(_stands_alone(block, side) for side in sides):
        return [block]
    parts = []
    for side in sides:
        low, high = side[0], side[-1]
        kept = [
            (number, cells)
            for number, row in zip(block.numbers, block.rows, strict=True)
            if (cells := {column: entry for column, entry in row.items() if low <= column <= high})
        ]
        merges = [merge for merge in block.merges if low <= merge.left <= high]
        parts.append(Block([n for n, _ in kept], [cells for _, cells in kept], merges, block.named))
    return parts


def _stands_alone(block: Block, side: list[int]) -> bool:
    """Whether a group of columns is a table of its own: labels first, and amounts behind them."""
    labels = [row[side[0]] for row in block.rows[1:] if side[0] in row]
    amounts = sum(row[c].kind == "amount" for row in block.rows for c in side[1:] if c in row)
    return (
        len(side) >= 2
        and amounts > 0
        and len(labels) >= 1
        and sum(entry.kind != "amount" for entry in labels) * 2 > len(labels)
    )

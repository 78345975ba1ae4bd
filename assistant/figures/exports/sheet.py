"""What every kind of file becomes before anybody asks what it means: sheets of cells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """A cell that is a number in the file itself; `percent` where the file shows it as a percentage.

    `value` is what a reader sees: 12.5 for a cell that holds 0.125 and shows 12,5%.
    """

    value: float
    percent: bool = False


# Text keeps the notation of the file, because only its whole column says what "1.234" is.
Cell = str | Amount


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of cells, "" for an empty one; rows may differ in length."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def printed(cell: Cell) -> str:
    """A cell as text on one line."""
    if isinstance(cell, Amount):
        whole = cell.value == int(cell.value) and abs(cell.value) < 1e15
        return str(int(cell.value)) if whole else repr(cell.value)
    return " ".join(cell.split())

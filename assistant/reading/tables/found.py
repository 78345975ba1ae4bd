"""A table as it was found: lines, rows and cells as the indices of a page's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.reading.tables.kinds import Span


@dataclass(frozen=True)
class FoundCell:
    """The words (indices, in order) of a cell and what its column is called, "" where that can't be told.

    `place` is the number of its column of numbers, None in a column of words.
    The last `marks` of the words are the mark of a footnote and no part of what the cell says.
    """

    words: tuple[int, ...]
    column: str
    place: int | None = None
    marks: int = 0


@dataclass(frozen=True)
class FoundLine:
    """A line of a table in reading order: "title", "head", "row", or "text" such as a group's heading."""

    kind: str
    words: tuple[int, ...]
    label: str = ""
    cells: tuple[FoundCell, ...] = ()


@dataclass(frozen=True)
class FoundTable:
    """A table on one page, all words as indices; `columns` and `names` are its columns' places and heads."""

    lines: tuple[FoundLine, ...]
    title: str = ""
    unit: str = ""
    columns: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def headed(self) -> bool:
        """Whether the table has heads of its own."""
        return any(line.kind == "head" for line in self.lines)

    def numbered(self, indices: Sequence[int]) -> FoundTable:
        """The same table with each word `i` as `indices[i]`."""

        def anew(words: Sequence[int]) -> tuple[int, ...]:
            return tuple(indices[i] for i in words)

        lines = tuple(
            replace(
                line,
                words=anew(line.words),
                cells=tuple(replace(cell, words=anew(cell.words)) for cell in line.cells),
            )
            for line in self.lines
        )
        return replace(self, lines=lines)

    def named(self, names: Sequence[str]) -> FoundTable:
        """The same table with other names for its columns of numbers."""
        lines = tuple(
            replace(
                line,
                cells=tuple(
                    cell if cell.place is None else replace(cell, column=names[cell.place])
                    for cell in line.cells
                ),
            )
            for line in self.lines
        )
        return replace(self, lines=lines, names=tuple(names))

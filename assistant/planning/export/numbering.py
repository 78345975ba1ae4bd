"""Sources numbered over the whole plan, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planning.export.sources import cited, counted, series
from assistant.planning.plan import Statement
from assistant.records import Figure


class Numbering:
    """Hands out the numbers of notes; the same source with the same quote keeps its number."""

    def __init__(self, language: str, meaning: bool = False) -> None:
        """`meaning` says that a note of a figure also says what the figure means."""
        self._language = language
        self._meaning = meaning
        self._numbers: dict[str, int] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes so far; note 1 comes first."""
        return tuple(self._numbers)

    def of(self, statement: Statement) -> tuple[int, ...]:
        """The numbers of a statement's notes: its citations, then its figures by indicator."""
        return self._number(statement, statement.figures)

    def of_row(self, cells: Sequence[Statement]) -> list[tuple[int, ...]]:
        """The numbers for each cell of a table's row.

        A row that compares one indicator between places gets one note, at its
        first cell, and not the same definition once a column.
        """
        figures = [figure for cell in cells for figure in cell.figures]
        counting = sum(1 for cell in cells if cell.figures)
        if counting > 1 and len({series(figure) for figure in figures}) == 1:
            return [self._number(cell, () if at else figures) for at, cell in enumerate(cells)]
        return [self.of(cell) for cell in cells]

    def _number(self, statement: Statement, figures: Sequence[Figure]) -> tuple[int, ...]:
        texts = [cited(citation, self._language) for citation in statement.citations]
        grouped: dict[tuple[str, ...], list[Figure]] = {}
        for figure in figures:
            grouped.setdefault(series(figure), []).append(figure)
        texts += [counted(group, self._language, self._meaning) for group in grouped.values()]
        return tuple(self._numbers.setdefault(text, len(self._numbers) + 1) for text in dict.fromkeys(texts))

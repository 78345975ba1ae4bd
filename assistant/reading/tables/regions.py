"""Where on a page tables are, by their numbers: rows of them that stand under each other.

Numbers of one column overlap from row to row, whether they are set flush right,
flush left or centred, and those of two columns never do. That is all a region
rests on; ruled lines have done their work when the rows were made.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.tables.grid import Row
from assistant.reading.tables.kinds import Span, captioned, is_data, merged, of_year, overlap
from assistant.reading.tables.region import Region, made, number_columns

_GAP = 36.0
_WAITING = 6
_LABEL = 70


def regions(rows: Sequence[Row]) -> list[Region]:
    """The regions of a page, from the top down; those beside each other from left to right."""
    found: list[Region] = []
    grown = _Growing()
    for i, row in enumerate(rows):
        if is_data(row, grown.rows) or grown.marks(row):
            if not grown.takes(row):
                found += grown.regions(rows)
                grown = _Growing()
            grown.add(i, row)
        elif grown.members and not grown.waits(i, row):
            found += grown.regions(rows)
            grown = _Growing()
    return found + grown.regions(rows)


class _Growing:
    """A region while its rows are being found."""

    def __init__(self) -> None:
        self.members: list[int] = []
        self.rows: list[Row] = []
        self.waiting: list[tuple[int, Row]] = []
        self.columns: list[Span] = []

    def takes(self, row: Row) -> bool:
        """Whether a row of numbers goes on with the columns so far."""
        if not self.rows:
            return True
        above = self.waiting[-1][1] if self.waiting else self.rows[-1]
        if row.top - above.bottom > _GAP:
            return False
        spans = [(p.left, p.right) for p in row.pieces if p.numeric or p.filler]
        for span in spans:
            across = [c for c in self.columns if overlap(c, span) > 0.5]
            if len(across) > 1 and self._apart(across):
                return False
        shared = any(overlap(c, span) > 0.5 for c in self.columns for span in spans)
        return shared or row.top - above.bottom < 1.2 * (row.bottom - row.top)

    def _apart(self, columns: Sequence[Span]) -> bool:
        """Whether some row has numbers in two of these columns."""
        return any(
            sum(
                any(overlap(c, (p.left, p.right)) > 0.5 for p in row.pieces if p.numeric or p.filler)
                for c in columns
            )
            > 1
            for row in self.rows
        )

    def add(self, index: int, row: Row) -> None:
        for i, between in self.waiting:
            self.members.append(i)
            self.rows.append(between)
        self.waiting = []
        self.members.append(index)
        self.rows.append(row)
        spans = [(p.left, p.right) for p in row.pieces if p.numeric or p.filler]
        self.columns = merged([*self.columns, *spans])

    def marks(self, row: Row) -> bool:
        """Whether a row has no more than a dash under one of the columns: "Wegen -"."""
        columns = number_columns(self.rows, self.columns)
        return any(p.filler for p in row.pieces[1:]) and not any(
            overlap(c, (p.left, p.right)) > 1 for c in columns for p in row.pieces if not p.filler
        )

    def waits(self, index: int, row: Row) -> bool:
        """Whether a row without numbers may stand inside the table: nothing of it is under a column."""
        above = self.waiting[-1][1] if self.waiting else self.rows[-1]
        if len(self.waiting) >= _WAITING or row.top - above.bottom > _GAP or captioned(row):
            return False
        columns = number_columns(self.rows, self.columns)
        if not columns or len(row.pieces[0].text) > _LABEL and not row.ruled:
            return False
        if any(overlap(c, (p.left, p.right)) > 1 for c in columns for p in row.pieces if not of_year(p)):
            return False
        self.waiting.append((index, row))
        return True

    def regions(self, rows: Sequence[Row]) -> list[Region]:
        if not self.rows:
            return []
        rows, members = list(self.rows), list(self.members)
        if self.waiting and any(of_year(p) for p in self.waiting[0][1].pieces):
            members.append(self.waiting[0][0])
            rows.append(self.waiting[0][1])
        return made(members, rows, (float("-inf"), float("inf")))

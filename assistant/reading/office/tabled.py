"""A page under construction that knows its tables: every cell's place is noted as its line is written.

A quote of a figure is checked against the page's text, so a table's spans
have to be those of the text as it stands, cleaned and joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.reading.builder import PageBuilder
from assistant.reading.cleaning import clean_line
from assistant.records import Heading, Page, Row, Table

Place = tuple[int, int]


@dataclass(frozen=True)
class Placed:
    """A line as written: its span, and for each of its pieces the span of the value."""

    start: int
    end: int
    values: tuple[Place, ...]


class TabledPage(PageBuilder):
    """A `PageBuilder` for pages with tables; it takes a hundred thousand lines without slowing down."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._length = 0
        self._tables: list[Table] = []

    @property
    def title(self) -> str:
        """The last heading so far, "" before the first."""
        return self._headings[-1].text if self._headings else ""

    def line(self, text: str) -> None:
        """Add a line, cleaned; an empty one ends the paragraph."""
        self._add(clean_line(text))

    def heading(self, text: str, level: int) -> None:
        """Add a heading line; a text that is empty once cleaned is no heading."""
        cleaned = clean_line(text.replace("\n", " ").replace("\v", " "))
        if not cleaned:
            return
        self.line("")
        self._headings.append(Heading(self._add(cleaned), level, cleaned))
        self.line("")

    def row(self, pieces: Sequence[tuple[str, str]]) -> Placed:
        """Add a line of (head, value) pieces as "head: value | value"; an empty head is left out."""
        text = ""
        places: list[Place] = []
        for number, (head, value) in enumerate(pieces):
            if number:
                text = text.rstrip(" ") + (" | " if text.strip() else "| ")
            head, value = _one_line(head), _one_line(value)
            text += f"{head}: " if head and value else ""
            places.append((len(text), len(text) + len(value)))
            text += value
        start = self._add(text.rstrip(" "))
        return Placed(start, self._length, tuple((start + a, start + b) for a, b in places))

    def table(self, table: Table) -> None:
        """Note a table whose rows have been written."""
        self._tables.append(table)

    def extend(self, rows: tuple[Row, ...]) -> None:
        """Note rows that go on with the last table."""
        self._tables[-1] = replace(self._tables[-1], rows=self._tables[-1].rows + rows)

    def page(self, number: int | None = None, label: str | None = None) -> Page:
        """What was gathered, as a page."""
        gathered = replace(super().page(number, label), text="".join(self._parts))
        return replace(gathered, tables=tuple(self._tables), verdict="text" if gathered.text else "empty")

    def _add(self, cleaned: str) -> int:
        """Add a line that is clean; its start in the text."""
        if not cleaned:
            self._blank = True
            return self._length
        if self._parts:
            self._put("\n\n" if self._blank else "\n")
        self._blank = False
        start = self._length
        self._put(cleaned)
        return start

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


@lru_cache(maxsize=4096)
def _one_line(text: str) -> str:
    return clean_line(" ".join(text.split()))

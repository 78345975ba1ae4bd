"""A web page that calls itself a workbook: its tables, where they are simple."""

from __future__ import annotations

from html.parser import HTMLParser

from assistant.errors import ImportRefused
from assistant.figures.exports.sheet import Sheet

_MOST_SPAN = 1000


def read(text: str, file: str) -> list[Sheet]:
    """The tables of a page as sheets; raises `ImportRefused` for a page without, or with nested ones."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    if reader.nested:
        raise ImportRefused(file=file, why="web_page")
    sheets = [Sheet("", tuple(tuple(row) for row in rows)) for rows in reader.tables if rows]
    if not sheets:
        raise ImportRefused(file=file, why="web_page")
    return sheets


class _Tables(HTMLParser):
    """Collects tables; a cell that spans several leaves the others empty, as a merged cell does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.nested = False
        self._depth = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._below: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            self.nested |= self._depth > 1
            self.tables.append([])
            self._below = {}
        elif self._depth and tag == "tr":
            self._end_cell()
            self.tables[-1].append([])
            self._skip()
        elif self._depth and tag in ("td", "th"):
            self._end_cell()
            if not self.tables[-1]:
                self.tables[-1].append([])
            given = dict(attrs)
            self._cell = []
            self._span = (_number(given.get("colspan")), _number(given.get("rowspan")))
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "table":
            self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None or self.nested:
            self._cell = None
            return
        row = self.tables[-1][-1]
        across, down = self._span
        if down > 1:
            self._below.update({len(row) + k: down - 1 for k in range(across)})
        row.append(" ".join("".join(self._cell).split()))
        row.extend([""] * (across - 1))
        self._cell = None
        self._skip()

    def _skip(self) -> None:
        """Step over the places that a cell of a row above takes."""
        row = self.tables[-1][-1]
        while self._below.get(len(row), 0) > 0:
            self._below[len(row)] -= 1
            row.append("")


def _number(text: str | None) -> int:
    return min(int(text), _MOST_SPAN) if text and text.strip().isdigit() and int(text) > 0 else 1

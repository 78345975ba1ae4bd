"""Reads a municipal budget's table of amounts per Iv3 budget heading (taakveld).

Such a table has a row per heading ("5.6 Media 137.817 -859.042 -721.225")
under a line that names the columns ("Baten Lasten Saldo") and one that names
the years. An amount is only given a name when the columns can be told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.records import Page

_ROW = re.compile(r"^\W{0,3}(\d\.\d{1,3})\s+([^\d\n][^\n]*?)((?:\s+-?[\d.,]+){1,12})\s*$")
_COLUMNS = re.compile(r"(?:^|\s)((?:(?:baten|lasten|saldo)\s*)+)$", re.IGNORECASE)
_YEAR = re.compile(r"\b((?:begroting|rekening|realisatie|raming|jaarrekening)\s+)?(20\d\d)\b", re.IGNORECASE)
_PROGRAMME = re.compile(r"^\s*programma\s*:?\s*(.+?)(?=\s+(?:begroting|rekening|20\d\d)|\s*$)", re.IGNORECASE)
_THOUSANDS = re.compile(r"[x×*]\s*(?:€|eur(?:o)?)?\s*1[.,]?000|in duizenden|\* ?1\.000", re.IGNORECASE)
LEAST_ROWS = 4


@dataclass(frozen=True)
class BudgetRow:
    """One row: `cells` are its columns ("baten", "lasten", "saldo") with the amounts as printed.

    There are none when the columns can't be told. `line` is the row as it
    stands on the page, `year_line` the line above it that gives the year;
    `thousands` says that the page counts in thousands.
    """

    code: str
    name: str
    cells: tuple[tuple[str, str], ...]
    year: str | None
    programme: str | None
    line: str
    year_line: str | None
    page_index: int
    thousands: bool

    @property
    def spending(self) -> str | None:
        """The amount under "lasten" without its sign, None when the columns can't be told."""
        return next((amount.lstrip("-") for column, amount in self.cells if column == "lasten"), None)


def rows(pages: Sequence[Page]) -> list[BudgetRow]:
    """The rows of the pages that look like a table per budget heading, in order."""
    found: list[BudgetRow] = []
    for index, page in enumerate(pages):
        on_page = _page_rows(page.text, index)
        if len({row.code for row in on_page}) >= LEAST_ROWS:
            found += on_page
    return found


def overview(pages: Sequence[Page]) -> dict[str, BudgetRow]:
    """The row per heading code, from the run of pages that names most headings with amounts told apart."""
    everything = rows(pages)
    by_page: dict[int, list[BudgetRow]] = {}
    for row in everything:
        if row.spending is not None:
            by_page.setdefault(row.page_index, []).append(row)
    if not by_page:
        return {}
    best = max(by_page, key=lambda i: len({row.code for row in by_page[i]}))
    chosen: dict[str, BudgetRow] = {}
    for index in (best, best + 1, best - 1):
        for row in by_page.get(index, []):
            chosen.setdefault(row.code, row)
    return chosen


def _page_rows(text: str, page_index: int) -> list[BudgetRow]:
    columns: list[str] = []
    year: str | None = None
    year_line: str | None = None
    programme: str | None = None
    thousands = _THOUSANDS.search(text) is not None
    found: list[BudgetRow] = []
    for line in text.split("\n"):
        row = _ROW.match(line)
        if row:
            amounts = row.group(3).split()
            cells = tuple(zip(columns, amounts, strict=True)) if len(amounts) == len(columns) <= 3 else ()
            found.append(
                BudgetRow(
                    row.group(1),
                    row.group(2).strip(),
                    cells,
                    year,
                    programme,
                    line.strip(),
                    year_line,
                    page_index,
                    thousands,
                )  # fmt: skip
            )
            continue
        if match := _PROGRAMME.match(line):
            programme = match.group(1).strip(" :")
        heads = _COLUMNS.search(line.rstrip())
        if heads and "lasten" in heads[1].lower():
            columns = heads[1].lower().split()
        years = {m[1] for m in _YEAR.findall(line)}
        if len(years) == 1 and _YEAR.findall(line)[0][0] and len(line) < 200:
            year, year_line = years.pop(), line.strip()
        elif len(years) > 1 and len(line) < 200:
            year, year_line = None, None
    return found

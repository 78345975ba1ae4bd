"""Spreadsheets and separated text become pages: a sheet is a page, a row a line with its heads.

What is read is what a reader sees: shown values in Dutch notation, the last
result of a formula and never the formula, nothing that is hidden.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from xml.etree import ElementTree

from assistant.reading.office.archive import as_broken, opened
from assistant.reading.office.cellgrid import Entry, Grid, Merge, kind_of
from assistant.reading.office.momentformat import show_moment
from assistant.reading.office.numberformat import show_number
from assistant.reading.office.rowlines import write_sheet
from assistant.reading.office.tabled import TabledPage
from assistant.reading.raw import Raw
from assistant.records import Page

_SEPARATORS = (";", "\t", "|", ",")
_SAMPLE = 200


@dataclass
class _Layout:
    """What of a sheet is in sight, and how far it is filled; rows and columns count from 1."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0


def read_xlsx(data: bytes, name: str, unpacked_mb: int = 400) -> Raw:
    """Read a workbook: a page for every sheet in sight, numbered by its place and labelled with its name.

    Raises `BrokenFile`, `EncryptedFile` and `TooLarge`.
    """
    with opened(data, name, unpacked_mb) as archive, warnings.catch_warnings():
        # The library warns of every extension it leaves alone.
        warnings.simplefilter("ignore")
        return _workbook(data, archive)


def read_csv(text: str, name: str) -> Raw:
    """Read separated text: one page without a number; values stay as they are printed."""
    with as_broken(name):
        grid = Grid(named=True)
        for number, cells in enumerate(_records(text)):
            for column, cell in enumerate(cells):
                shown = cell.strip()
                if shown:
                    grid.put(number, column, Entry(shown, kind_of(shown)))
        page = TabledPage()
        write_sheet(page, grid)
        return workbook_of((page.page(),), None)


def workbook_of(pages: Sequence[Page], metadata_title: str | None) -> Raw:
    """The pages of a spreadsheet with its title, which is the first above a table."""
    first = next((h.text for page in pages[:1] for h in page.headings if h.level == 1), None)
    return Raw(tuple(pages), first_title=first, metadata_title=metadata_title)


def _workbook(data: bytes, archive: zipfile.ZipFile) -> Raw:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    pages = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        part: Any = sheet
        with archive.open(part._worksheet_path) as stream:
            layout = _layout(stream)
        page = TabledPage()
        write_sheet(page, _grid(sheet, layout))
        pages.append(page.page(book.sheetnames.index(sheet.title) + 1, sheet.title))
    title = (book.properties.title or "").strip() or None
    book.close()
    return workbook_of(pages, title)


def _layout(stream: Any) -> _Layout:
    """A sheet's layout from its XML, read in pieces: a million empty rows cost little memory."""
    layout = _Layout()
    holder: ElementTree.Element | None = None
    number = 0
    for event, element in ElementTree.iterparse(stream, ("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            if tag == "sheetData":
                holder = element
        elif tag == "row" and holder is not None:
            number = int(element.get("r") or number + 1)
            _note_row(layout, element, number)
            holder.clear()
        elif tag == "col" and element.get("hidden") in ("1", "true"):
            first, last = int(element.get("min", 1)), int(element.get("max", 1))
            layout.hidden_columns.update(range(first, min(last, 16_384) + 1))
        elif tag == "mergeCell":
            left, top, right, bottom = _corners(element.get("ref", "A1"))
            layout.merges.append(Merge(top, left, bottom, right))
    return layout


def _note_row(layout: _Layout, row: ElementTree.Element, number: int) -> None:
    if row.get("hidden") in ("1", "true"):
        layout.hidden_rows.append(number)
    for cell in row:
        if len(cell) == 0:
            continue
        layout.last_row = max(layout.last_row, number)
        place = cell.get("r")
        column = _corners(place)[0] if place else len(row)
        layout.last_column = max(layout.last_column, column)


def _corners(reference: str) -> tuple[int, int, int, int]:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    return left or 1, top or 1, right or 16_384, bottom or 1_048_576


def _grid(sheet: Any, layout: _Layout) -> Grid:
    """The cells in sight, numbered as if the hidden rows and columns were not there."""
    grid = Grid()
    hidden_rows, hidden_columns = sorted(layout.hidden_rows), sorted(layout.hidden_columns)
    out_of_sight = set(hidden_rows)
    if layout.last_row:
        rows = sheet.iter_rows(max_row=layout.last_row, max_col=layout.last_column)
        for number, cells in enumerate(rows, start=1):
            if number in out_of_sight:
                continue
            for column, cell in enumerate(cells, start=1):
                if cell.value is None or column in layout.hidden_columns:
                    continue
                entry = _entry(cell)
                if entry:
                    grid.put(_seen(number, hidden_rows), _seen(column, hidden_columns), entry)
    for merge in layout.merges:
        # A merged cell whose own row or column is hidden is seen nowhere.
        if merge.top not in out_of_sight and merge.left not in layout.hidden_columns:
            bottom, right = (
                _seen(merge.bottom + 1, hidden_rows) - 1,
                _seen(merge.right + 1, hidden_columns) - 1,
            )
            top, left = _seen(merge.top, hidden_rows), _seen(merge.left, hidden_columns)
            grid.merges.append(Merge(top, left, bottom, right))
    return grid


def _seen(number: int, hidden: Sequence[int]) -> int:
    return number - bisect_left(hidden, number)


def _entry(cell: Any) -> Entry | None:
    value, code = cell.value, str(cell.number_format or "General")
    if cell.data_type == "e":
        return None
    if isinstance(value, bool):
        return Entry("ja" if value else "nee")
    if isinstance(value, (date, time, timedelta)):
        return Entry(show_moment(value, code), "period")
    if isinstance(value, (int, float)):
        shown = show_number(value, code)
        return Entry(shown, "period" if kind_of(shown) == "period" else "amount")
    text = str(value).strip()
    return Entry(text, kind_of(text), bool(cell.font and cell.font.b)) if text else None


def _records(text: str) -> Iterator[list[str]]:
    """The records of separated text; a quote that never closes is taken for a character."""
    first, _, rest = text.partition("\n")
    stated = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    if len(stated) == 1:
        text = rest
    separator = stated if len(stated) == 1 else _separator(text)
    quoting = csv.QUOTE_MINIMAL if _quotes_close(text, separator) else csv.QUOTE_NONE
    yield from _parsed(text, separator, quoting)


def _parsed(text: str, separator: str, quoting: Any) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting)


def _quotes_close(text: str, separator: str) -> bool:
    if '"' not in text:
        return True
    try:
        return all(
            cell.count("\n") <= 50 for cells in _parsed(text, separator, csv.QUOTE_MINIMAL) for cell in cells
        )
    except csv.Error:
        return False


def _separator(text: str) -> str:
    """The separator that cuts most lines into the same number of cells, the usual Dutch one first."""

    def agreement(separator: str) -> int:
        widths: list[int] = []
        try:
            for cells in _parsed(text[:200_000], separator, csv.QUOTE_MINIMAL):
                if any(cell.strip() for cell in cells):
                    widths.append(len(cells))
                if len(widths) == _SAMPLE:
                    break
        except csv.Error:
            return 0
        return max((widths.count(width) for width in set(widths) if width > 1), default=0)

    return max(_SEPARATORS, key=agreement)

"""Workbooks become sheets: the visible ones, with the last result of a formula and never the formula."""

from __future__ import annotations

import io
import math
import re
import warnings
import zipfile
from datetime import date, datetime, time
from typing import Any

from assistant.errors import BrokenFile, EncryptedFile, ImportRefused, TooLarge
from assistant.figures.exports.sheet import Amount, Cell, Sheet
from assistant.reading.office.archive import opened

_UNPACKED_MB = 100
_QUOTED = re.compile(r'"[^"]*"|\\.')


def read(data: bytes, file: str, most_cells: int) -> list[Sheet]:
    """The visible sheets of an .xlsx file; raises `ImportRefused` for damage, a password, another format."""
    try:
        with opened(data, file, _UNPACKED_MB) as archive:
            _refuse_others(archive, file)
            return _sheets(data, file, most_cells)
    except EncryptedFile as error:
        raise ImportRefused(file=file, why="encrypted") from error
    except TooLarge as error:
        raise ImportRefused(file=file, why="too_large", most=_UNPACKED_MB) from error
    except BrokenFile as error:
        raise ImportRefused(file=file, why="damaged") from error


def _refuse_others(archive: zipfile.ZipFile, file: str) -> None:
    names = set(archive.namelist())
    if "mimetype" in names and b"opendocument" in archive.read("mimetype"):
        raise ImportRefused(file=file, why="opendocument")
    if "xl/workbook.bin" in names:
        raise ImportRefused(file=file, why="old_excel")
    if "[Content_Types].xml" not in names:
        raise ImportRefused(file=file, why="archive")
    if not any(name.startswith("xl/") for name in names):
        raise ImportRefused(file=file, why="not_a_table")


def _sheets(data: bytes, file: str, most_cells: int) -> list[Sheet]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # The library warns of every extension it leaves alone.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        found: list[Sheet] = []
        left = most_cells
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            # Programs other than Excel state a wrong size here.
            reset: Any = sheet
            reset.reset_dimensions()
            rows: list[tuple[Cell, ...]] = []
            for cells in sheet.iter_rows():
                row = _trimmed([_cell(cell) for cell in cells])
                left -= len(row)
                if left < 0:
                    most = f"{most_cells:,}".replace(",", ".")
                    raise ImportRefused(file=file, why="too_many_cells", most=most)
                rows.append(row)
            while rows and not rows[-1]:
                rows.pop()
            found.append(Sheet(str(sheet.title), tuple(rows)))
        book.close()
    return found


def _trimmed(row: list[Cell]) -> tuple[Cell, ...]:
    while row and row[-1] == "":
        row.pop()
    return tuple(row)


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or isinstance(value, time):
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        if not math.isfinite(value):
            return ""
        # Quoted text in a format is only shown: it makes no percentage.
        percent = "%" in _QUOTED.sub("", str(cell.number_format or ""))
        return Amount(round(value * 100, 10), True) if percent else Amount(float(value))
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return str(value).strip()

"""Workbooks and separated text with given cells, as they were read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.reading import read
from assistant.records import Document, Page

Cells = Sequence[Sequence[Any]]


def workbook(path: Path, sheets: dict[str, Cells], each: Callable[[Any], None] | None = None) -> Path:
    """A workbook with these cells; `each` may change it before it is saved."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, column, value)
    if each:
        each(book)
    book.save(path)
    return path


def sheet(tmp_path: Path, rows: Cells, each: Callable[[Any], None] | None = None) -> Page:
    """The page of a workbook with one sheet; `each` gets the sheet."""
    change = (lambda book: each(book["Blad"])) if each else None
    (page,) = read(workbook(tmp_path / "blad.xlsx", {"Blad": rows}, change)).pages
    return page


def separated(tmp_path: Path, text: str, encoding: str = "utf-8") -> Document:
    path = tmp_path / "tabel.csv"
    path.write_bytes(text.encode(encoding))
    return read(path)


def changed(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The same archive with something replaced in one part."""
    target = path.with_name("anders-" + path.name)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                import re

                data = re.sub(rb"<v\s*/>", b"<v></v>", data)
                assert old in data
                data = data.replace(old, new)
            copy.writestr(name, data)
    return target

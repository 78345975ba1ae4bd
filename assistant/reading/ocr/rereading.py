"""A page takes over what OCR read on it, and keeps what it said itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.reading.ocr.recognised import Recognised
from assistant.reading.pdf.pages import page_of_words
from assistant.records import Cell, Page, Row, Table

# An amount as it is printed; what has other marks in it was misread and means nothing for certain.
_AMOUNT = re.compile(r"^[-–+(]?\s?€?\s?[-–+]?\s?\d[\d.,]*\s?%?\)?$|^[-–]$")


def read_again(page: Page, found: Recognised) -> Page:
    """The page with OCR's text: in place of its own, or behind it where only a picture on it was read.

    Where nothing legible was found the page stays what it was.
    """
    if not found.legible:
        return page
    before = "" if found.whole or not page.text else f"{page.text}\n\n"
    text = before + found.text
    tables = tuple(_tables(found, len(before)))
    return replace(
        page,
        text=text,
        headings=page.headings if before else (),
        tables=(*page.tables, *tables) if before else tables,
        verdict="ocr",
        confidence=found.confidence,
        recognised=((len(before), len(text)),),
    )


def _tables(found: Recognised, shift: int) -> Iterator[Table]:
    """The tables in the words, as far as their lines stand in the text that OCR made of them."""
    text, tables = page_of_words(found.words)
    since = 0
    for table in tables:
        heads = []
        for start, end in table.heads:
            at = _line(found.text, text[start:end], 0)
            heads.append((at + shift, at + shift + end - start) if at >= 0 else None)
        rows = []
        for row in table.rows:
            at = _line(found.text, text[row.start : row.end], since)
            if at >= 0:
                rows.append(_moved(row, text, at + shift - row.start))
                since = at + row.end - row.start
        if rows and all(heads):
            yield replace(table, rows=tuple(rows), heads=tuple(filter(None, heads)))


def _line(text: str, wanted: str, since: int) -> int:
    """Where a line, or lines, stand whole in the text from `since` on; -1 where they don't."""
    place = re.compile(rf"^{re.escape(wanted)}$", re.M).search(text, since)
    return place.start() if place else -1


def _moved(row: Row, text: str, shift: int) -> Row:
    cells = tuple(
        Cell(
            cell.start + shift, cell.end + shift, cell.column if _certain(text[cell.start : cell.end]) else ""
        )
        for cell in row.cells
    )
    return Row(row.start + shift, row.end + shift, row.label, cells)


def _certain(printed: str) -> bool:
    return (
        not any(c.isdigit() for c in printed)
        or any(c.isalpha() for c in printed)
        or bool(_AMOUNT.match(printed))
    )

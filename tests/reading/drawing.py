"""PDFs with tables, drawn to the millimetre, and their cells as they were read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from fpdf import FPDF

from assistant.reading import read
from assistant.records import Page, Table

Cells = list[tuple[str, str]]


def drawn(path: Path, *pages: Callable[[FPDF], None]) -> tuple[Page, ...]:
    """The pages read from a PDF that each function draws one page of, in millimetres."""
    document = FPDF(format="A4")
    document.set_auto_page_break(False)
    for draw in pages:
        document.add_page()
        document.set_font("helvetica", "", 9)
        draw(document)
    document.output(str(path))
    return read(path).pages


def flush(document: FPDF, right: float, y: float, text: str, bold: bool = False) -> None:
    document.set_font(style="B" if bold else "")
    document.text(right - document.get_string_width(text), y, text)


def rows_at(
    document: FPDF, top: float, rows: Sequence[Sequence[str]], columns: Sequence[float], step: float = 5
) -> None:
    """Rows of a label and numbers flush right at `columns`; "" leaves a cell empty."""
    for i, (label, *numbers) in enumerate(rows):
        document.set_font(style="")
        document.text(15, top + step * i, label)
        for right, number in zip(columns, numbers, strict=True):
            if number:
                flush(document, right, top + step * i, number)


def heads_at(document: FPDF, y: float, heads: Sequence[str], columns: Sequence[float]) -> None:
    for right, head in zip(columns, heads, strict=True):
        flush(document, right, y, head, bold=True)


def cells(page: Page, table: Table, label: str) -> Cells:
    row = next(row for row in table.rows if row.label == label)
    return [(page.text[c.start : c.end], c.column) for c in row.cells]


TAAKVELDEN = [
    ("4.1 Openbaar basisonderwijs", "12.236", "-169.794", "-157.558"),
    ("5.6 Media", "137.817", "-859.042", "-721.225"),
    ("6.1 Samenkracht", "1.940.608", "-5.671.866", "-3.731.258"),
]

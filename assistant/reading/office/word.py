"""Word files become one page without a number, in the order of the document.

Word stores no page breaks that hold on another computer, so a citation of a
Word file names its heading and not a page. The text is what a reader sees
with all changes accepted: deletions, hidden text, the table of contents and
page heads are left out; text boxes and notes follow their paragraph.
"""

from __future__ import annotations

import io
import re
from typing import Any

from assistant.reading.office.archive import opened
from assistant.reading.office.rowlines import write_table
from assistant.reading.office.tabled import TabledPage
from assistant.reading.office.wordxml import (
    blocks_of,
    cells_of,
    grid_of,
    inline,
    notes_of,
    rows_of,
    tag_of,
    value_at,
)
from assistant.reading.raw import Raw

_STYLE = re.compile(r"^(?:heading|kop|koptekst|überschrift)\s*(\d)", re.I)
_CONTENTS = re.compile(r"^(?:toc|inhopg)\s*\d", re.I)
_CAPTION = re.compile(r"^(?:caption|bijschrift)", re.I)


def read_docx(data: bytes, name: str, unpacked_mb: int = 400) -> Raw:
    """Read a Word file: headings, paragraphs, lists, tables, notes and text boxes in document order.

    Raises `BrokenFile`, `EncryptedFile` and `TooLarge`.
    """
    with opened(data, name, unpacked_mb):
        from docx import Document as open_docx

        source = open_docx(io.BytesIO(data))
        reader = _Reader(source)
        reader.walk(source.element.body)
        page = reader.page.page()
        first = reader.title or next((h.text for h in page.headings if h.level == 1), None)
        stated = source.core_properties.title or source.core_properties.subject or ""
        return Raw((page,), first_title=first, metadata_title=stated.strip() or None)


class _Reader:
    """Walks through the document and fills a page."""

    def __init__(self, source: Any) -> None:
        self.page = TabledPage()
        self.title: str | None = None
        self._source = source
        self._notes = notes_of(source)
        self._numbered = 0
        self._listed = False
        self._caption = ""

    def walk(self, container: Any) -> None:
        """Write what stands in a body, a cell or a text box."""
        for element in blocks_of(container):
            if tag_of(element) == "p":
                self._paragraph(element)
            else:
                self._table(element)
                self._listed, self._caption = False, ""

    def _paragraph(self, element: Any) -> None:
        from docx.text.paragraph import Paragraph

        found = inline(element)
        text = found.text.strip()
        paragraph = Paragraph(element, self._source)
        style = str(paragraph.style.name) if paragraph.style is not None else ""
        if not _CONTENTS.match(style):
            self._write(paragraph, style, text)
            self._caption = text if text and (_CAPTION.match(style) or text.startswith("Tabel ")) else ""
        for box in found.boxes:
            self.page.line("")
            self.walk(box)
        self._write_notes(found.notes)

    def _write(self, paragraph: Any, style: str, text: str) -> None:
        level = _level(paragraph)
        if style.lower() in ("title", "titel"):
            self.title = self.title or text
            level = 1
        item = _is_item(paragraph, style)
        if not text:
            self.page.line("")
        elif level:
            self.page.heading(text, level)
        elif _is_bold_line(paragraph, text):
            self.page.heading(text, 4)
        else:
            # Items of one list follow each other; any other paragraph stands apart.
            if not (item and self._listed):
                self.page.line("")
            self.page.lines(("- " if item and not text.startswith(("-", "•")) else "") + text)
            if not item:
                self.page.line("")
        self._listed = item and bool(text)

    def _write_notes(self, references: list[tuple[str, str]]) -> None:
        for reference in references:
            text = self._notes.get(reference, "")
            self._numbered += 1
            if text:
                self.page.paragraph(f"[{self._numbered}] {text}")
                self._listed = False

    def _table(self, element: Any) -> None:
        grid, notes, boxes = grid_of(element)
        cells = [cell for row in rows_of(element) for cell in cells_of(row)]
        if cells and len(cells) == len(rows_of(element)):
            # A table of one column is a frame around text.
            for cell in cells:
                self.page.line("")
                self.walk(cell)
            self.page.line("")
            return
        write_table(self.page, grid, self._caption)
        for box in boxes:
            self.walk(box)
        self._write_notes(notes)


def _level(paragraph: Any) -> int | None:
    own = value_at(paragraph._p, "pPr/outlineLvl")
    style = paragraph.style
    seen = 0
    # A house style ("Kop gemeente") is built on the heading style it looks like.
    while style is not None and seen < 5:
        found = _STYLE.match(str(style.name))
        if found:
            return min(int(found.group(1)), 6)
        own = own or value_at(style.element, "pPr/outlineLvl")
        style, seen = style.base_style, seen + 1
    return min(int(own) + 1, 6) if own and own.isdigit() and int(own) < 9 else None


def _is_item(paragraph: Any, style: str) -> bool:
    properties = paragraph._p.pPr
    return (properties is not None and properties.numPr is not None) or style.lower().startswith(
        ("list", "lijst")
    )


def _is_bold_line(paragraph: Any, text: str) -> bool:
    """A short paragraph in bold, which is how a heading looks where nobody used styles."""
    runs = [run for run in paragraph.runs if run.text.strip()]
    return (
        0 < len(text) <= 80
        and "\n" not in text
        and text[-1] not in ".,;:"
        and sum(c.isalpha() for c in text) >= 3
        and bool(runs)
        and all(run.bold for run in runs)
    )

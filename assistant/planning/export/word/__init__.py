"""The booklet as a Word file that a colleague works on further.

It is made the way Word itself would have made it: headings that are numbered
by a list, captions and contents that are fields, sources that are footnotes,
open points that are comments. So everything still fits after a section is
moved or a table added.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from assistant.planning.export.binding import bind
from assistant.planning.export.booklet import Block, Booklet, Chapter, Grid, Head, Items, Picture, Text, where
from assistant.planning.export.word.contents import Entry, bookmark, entries, write_contents
from assistant.planning.export.word.dressing import dressed
from assistant.planning.export.word.lines import LineWriter
from assistant.planning.export.word.lists import new_list, unnumbered
from assistant.planning.export.word.tables import write_grid, write_picture
from assistant.wording import say

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


def as_word(booklet: Booklet) -> bytes:
    """The .docx file's bytes."""
    booklet = bind(booklet)
    document = dressed(booklet)
    listed = entries(booklet)
    _title(document, booklet)
    if booklet.compact:
        _tighten(document)
    if booklet.contents:
        write_contents(document, listed, booklet.language)
    _Body(document, booklet, listed).write()
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _title(document: Document, booklet: Booklet) -> None:
    """The lines at the top of the first page."""
    document.add_paragraph(say("export.concept", booklet.language), style="Draft Label")
    document.add_paragraph(booklet.title, style="Title")
    facts = list(filter(None, (where(booklet), booklet.library, booklet.date)))
    if facts:
        document.add_paragraph(", ".join(facts), style="Subtitle")
    if booklet.explanation:
        document.add_paragraph(booklet.explanation, style="Explanation")


def _tighten(document: Document) -> None:
    """Smaller headings and spaces, so that a note for a talk stays on the sheets one takes along."""
    from docx.shared import Pt

    for name, size in (("Title", 20), ("Heading 1", 13)):
        document.styles[name].font.size = Pt(size)
    for name, before, after in (
        ("Normal", 0, 3), ("Title", 0, 3), ("Subtitle", 0, 2), ("Explanation", 2, 2), ("Heading 1", 8, 2),
        ("List Bullet", 0, 1), ("List Number", 0, 1), ("footnote text", 0, 0),
    ):  # fmt: skip
        document.styles[name].paragraph_format.space_before = Pt(before)
        document.styles[name].paragraph_format.space_after = Pt(after)
    document.styles["Normal"].paragraph_format.line_spacing = 1.0


class _Body:
    """The chapters of one document; takes bookmarks from the contents as it meets the headings."""

    def __init__(self, document: Document, booklet: Booklet, listed: list[Entry]) -> None:
        self._document = document
        self._booklet = booklet
        self._entries = iter(listed)
        self._writer = LineWriter(document, booklet.notes, booklet.language)

    def write(self) -> None:
        """Add every chapter; behind a list of contents the first begins on a new page."""
        from docx.shared import Pt

        for at, chapter in enumerate(self._booklet.chapters):
            heading = self._heading(chapter.title, 1, numbered=not chapter.annex)
            if at == 0 and self._booklet.contents:
                heading.paragraph_format.page_break_before = True
            before: Block | None = None
            for block in chapter.blocks:
                first = self._block(block, chapter)
                if isinstance(before, Grid | Items) and not isinstance(block, Head):
                    # A table has no space of its own below it, and the items of a list stand close.
                    first.paragraph_format.space_before = Pt(8)
                before = block

    def _heading(self, text: str, level: int, numbered: bool = True) -> Paragraph:
        made = self._document.add_paragraph(text, style=f"Heading {level}")
        if not numbered:
            unnumbered(made)
        bookmark(made, next(self._entries))
        return made

    def _block(self, block: Block, chapter: Chapter) -> Paragraph:
        """Add a block; returns its first paragraph."""
        match block:
            case Text():
                paragraph = self._document.add_paragraph()
                self._writer.write(paragraph, block.lines)
                if block.introduces:
                    paragraph.paragraph_format.keep_with_next = True
                return paragraph
            case Items():
                return self._items(block, small=chapter.annex)
            case Grid():
                return write_grid(
                    self._document, self._writer, block, self._booklet.language, small=chapter.annex
                )
            case Picture():
                return write_picture(self._document, block, self._booklet.language)
            case Head():
                return self._heading(block.text, 2, numbered=not chapter.annex)

    def _items(self, items: Items, small: bool) -> Paragraph:
        number = new_list(self._document) if items.numbered else None
        plain = "Source List" if small else "List Bullet"
        made = [
            self._document.add_paragraph(style="List Number" if items.numbered else plain)
            for _ in items.items
        ]
        for paragraph, item in zip(made, items.items, strict=True):
            if number is not None:
                number.join(paragraph)
            self._writer.write(paragraph, item)
        return made[0]

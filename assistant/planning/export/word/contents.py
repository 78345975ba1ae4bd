"""The table of contents: a real field of Word's, filled in beforehand so that it shows at once.

The entries are links. Page numbers are left to Word, which alone knows where
its pages end: they come when the reader updates the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.planning.export.booklet import Booklet, Head
from assistant.planning.export.word.fields import closed, opened
from assistant.planning.export.word.xml import element, run
from assistant.wording import say

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


@dataclass(frozen=True)
class Entry:
    """A heading: `label` is its number as Word will count it, "" for an annex."""

    level: int
    label: str
    text: str
    bookmark: str


def entries(booklet: Booklet) -> list[Entry]:
    """The headings in order."""
    found: list[Entry] = []

    def add(level: int, label: str, text: str) -> None:
        found.append(Entry(level, label, text, f"_Toc{len(found) + 1:09}"))

    chapter_number = 0
    for chapter in booklet.chapters:
        chapter_number += 0 if chapter.annex else 1
        add(1, "" if chapter.annex else str(chapter_number), chapter.title)
        heads = [block for block in chapter.blocks if isinstance(block, Head)]
        for number, head in enumerate(heads, 1):
            add(2, f"{chapter_number}.{number}", head.text)
    return found


def write_contents(document: Document, listed: list[Entry], language: str) -> None:
    """Add the table at the end of the document."""
    title = _paragraph("TOCHeading", run(element("w:t", text=say("export.contents", language))))
    lines = [_entry(each) for each in listed]
    if lines:
        for at, piece in enumerate(opened(r'TOC \o "1-2" \h \z \u'), 1):
            lines[0].insert(at, piece)
        lines[-1].append(closed())
    gallery = element(
        "w:docPartObj",
        element("w:docPartGallery", val="Table of Contents"),
        element("w:docPartUnique"),
    )
    made = element("w:sdt", element("w:sdtPr", gallery), element("w:sdtContent", title, *lines))
    document.element.body.insert_element_before(made, "w:sectPr")


def bookmark(paragraph: Paragraph, entry: Entry) -> None:
    """Put the entry's bookmark around a heading's words."""
    number = int(entry.bookmark.removeprefix("_Toc"))
    properties = paragraph._p.get_or_add_pPr()
    properties.addnext(element("w:bookmarkStart", id=number, name=entry.bookmark))
    paragraph._p.append(element("w:bookmarkEnd", id=number))


def _entry(entry: Entry) -> Any:
    words = [element("w:t", text=entry.text)]
    if entry.label:
        words = [element("w:t", text=entry.label), element("w:tab"), *words]
    return _paragraph(
        f"TOC{entry.level}", element("w:hyperlink", run(*words), anchor=entry.bookmark, history=1)
    )


def _paragraph(style: str, *children: Any) -> Any:
    return element("w:p", element("w:pPr", element("w:pStyle", val=style)), *children)

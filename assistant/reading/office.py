"""Word and PowerPoint files become pages: a text is one page without a number, a slide is a page.

Word stores no page breaks that hold on another computer, so a citation of a
Word file names its heading and not a page.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.errors import BrokenFile
from assistant.reading.builder import PageBuilder
from assistant.reading.raw import Raw

_LARGEST = 400 * 1024 * 1024
_STYLE = re.compile(r"^(?:heading|kop|koptekst|überschrift)\s*(\d)", re.I)


@contextmanager
def _as_broken(path: Path, name: str) -> Iterator[None]:
    """Both libraries answer damage with whatever error they trip over; here it becomes ours.

    The archive is measured first: one that unpacks to more than any real file is refused.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise BrokenFile(file=name, reason="unpacks to more than 400 MB")
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        SyntaxError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
    ) as problem:
        raise BrokenFile(file=name, reason=str(problem)[:200] or type(problem).__name__) from problem
    except (OSError, RecursionError, MemoryError, NotImplementedError, AssertionError) as problem:
        raise BrokenFile(file=name, reason=type(problem).__name__) from problem


def read_docx(path: Path, name: str) -> Raw:
    """Read a Word file: paragraphs and tables in document order. Raises `BrokenFile`."""
    with _as_broken(path, name):
        return _docx(path)


def read_pptx(path: Path, name: str) -> Raw:
    """Read a presentation: each slide with title, texts, tables, groups and notes. Raises `BrokenFile`."""
    with _as_broken(path, name):
        return _pptx(path)


def _docx(path: Path) -> Raw:
    from docx import Document as open_docx
    from docx.table import Table

    source = open_docx(str(path))
    builder = PageBuilder()
    title = None
    listed = False
    for block in source.iter_inner_content():
        if isinstance(block, Table):
            builder.line("")
            _docx_table(builder, block)
            builder.line("")
            continue
        text, level = block.text.strip(), _level(block)
        if block.style is not None and str(block.style.name).lower() in ("title", "titel"):
            title = title or text
            level = 1
        item = _is_item(block)
        if not text:
            builder.line("")
        elif level:
            builder.heading(text, level)
        elif _is_bold_line(block):
            builder.heading(text, 4)
        else:
            # Items of one list follow each other; any other paragraph stands apart.
            if not (item and listed):
                builder.line("")
            builder.lines(("- " if item and not text.startswith(("-", "•")) else "") + text)
            if not item:
                builder.line("")
        listed = item and bool(text)
    page = builder.page()
    first = title or next((h.text for h in page.headings if h.level == 1), None)
    stated = source.core_properties.title or source.core_properties.subject or ""
    metadata = stated.strip() or None
    return Raw((page,), first_title=first, metadata_title=metadata)


def _level(paragraph: Any) -> int | None:
    style = paragraph.style
    seen = 0
    # A house style ("Kop gemeente") is built on the heading style it looks like.
    while style is not None and seen < 5:
        found = _STYLE.match(str(style.name))
        if found:
            return min(int(found.group(1)), 6)
        style, seen = style.base_style, seen + 1
    return None


def _is_item(paragraph: Any) -> bool:
    properties = paragraph._p.pPr
    name = str(paragraph.style.name).lower() if paragraph.style is not None else ""
    return (properties is not None and properties.numPr is not None) or name.startswith(("list", "lijst"))


def _is_bold_line(paragraph: Any) -> bool:
    """A short paragraph in bold, which is how a heading looks where nobody used styles."""
    text = paragraph.text.strip()
    runs = [run for run in paragraph.runs if run.text.strip()]
    return (
        0 < len(text) <= 80
        and "\n" not in text
        and text[-1] not in ".,;:"
        and sum(c.isalpha() for c in text) >= 3
        and bool(runs)
        and all(run.bold for run in runs)
    )


def _docx_table(builder: PageBuilder, table: Any) -> None:
    for row in table.rows:
        cells: list[str] = []
        previous = None
        for cell in row.cells:
            # A merged cell is listed once for every column it spans.
            if cell._tc is not previous:
                cells.append(" ".join(cell.text.split()))
            previous = cell._tc
        if any(cells):
            if len(cells) == 1:
                builder.lines(row.cells[0].text)
            else:
                builder.line(" | ".join(cells))


def _pptx(path: Path) -> Raw:
    from pptx import Presentation

    source = Presentation(str(path))
    pages = []
    for number, slide in enumerate(source.slides, start=1):
        builder = PageBuilder()
        title = slide.shapes.title
        if title is not None and title.has_text_frame:
            builder.heading(title.text_frame.text, 1)
        for shape in _shapes(slide.shapes):
            if title is not None and shape.shape_id == title.shape_id:
                continue
            _pptx_shape(builder, shape)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            builder.paragraph(slide.notes_slide.notes_text_frame.text)
        pages.append(builder.page(number))
    first = next((h.text for page in pages[:1] for h in page.headings), None)
    metadata = (source.core_properties.title or "").strip() or None
    return Raw(tuple(pages), first_title=first, metadata_title=metadata)


def _shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _pptx_shape(builder: PageBuilder, shape: Any) -> None:
    if getattr(shape, "has_table", False):
        builder.line("")
        for row in shape.table.rows:
            builder.line(" | ".join(" ".join(cell.text.split()) for cell in row.cells if not cell.is_spanned))
        builder.line("")
    elif getattr(shape, "has_text_frame", False):
        builder.line("")
        paragraphs = [p for p in shape.text_frame.paragraphs if p.text.strip()]
        for paragraph in paragraphs:
            # On a slide every paragraph of a text box is a point of its own.
            mark = "- " if len(paragraphs) > 1 and not paragraph.text.lstrip().startswith(("-", "•")) else ""
            builder.lines(mark + paragraph.text.strip())
        builder.line("")

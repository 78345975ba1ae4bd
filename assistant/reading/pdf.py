"""A PDF becomes pages: text in reading order, printed page labels, headings.

pypdf is imported here and nowhere else. It is told to be quiet: its warnings
are about files, and what a user must know about a file is said by an error.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from assistant.errors import BrokenFile, EncryptedFile
from assistant.reading import headings
from assistant.reading.cleaning import clean_line, join_hyphens
from assistant.reading.lines import Line, page_lines
from assistant.reading.raw import Raw
from assistant.reading.running import without_running
from assistant.records import Heading, Page

# Who sends a document is often set larger than what it is about.
_SENDER = re.compile(r"^(?:(?:tweede|eerste) kamer\b|gemeente [\w-]+$|ministerie\b|provincie [\w-]+$)", re.I)

_LARGE_IMAGE = 400 * 300
_FULL_PAGE = 1800


def read_pdf(data: bytes, name: str, password: str | None = None) -> Raw:
    """Read a PDF; an owner-only password is no hindrance. Raises `EncryptedFile` and `BrokenFile`."""
    import pypdf
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt("") and not (password and reader.decrypt(password)):
            raise EncryptedFile(file=name)
        raw_pages = [page_lines(page) for page in reader.pages]
        labels = _labels(reader, len(raw_pages))
        outline = _outline(reader)
        metadata = clean_line(str(reader.metadata.title or "")) if reader.metadata else ""
        pictures = _pictured(reader.pages, raw_pages)
    except FileNotDecryptedError:
        raise EncryptedFile(file=name) from None
    # A damaged file makes pypdf trip over whatever stands where it expected something else.
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError) as problem:
        raise BrokenFile(file=name, reason=str(problem)[:200] or type(problem).__name__) from problem
    except (RecursionError, MemoryError, OverflowError, ArithmeticError, AssertionError) as problem:
        raise BrokenFile(file=name, reason=type(problem).__name__) from problem
    lines = without_running(raw_pages)
    usual = headings.look(lines)
    first_title = _big_title(lines[0] if lines else [], usual.body)
    pages = tuple(_page(i + 1, labels[i], page, usual, outline.get(i, {})) for i, page in enumerate(lines))
    remarks = ("pictures:" + ",".join(map(str, pictures)),) if pictures else ()
    return Raw(pages, first_title=first_title, metadata_title=metadata or None, remarks=remarks)


def _labels(reader: Any, count: int) -> list[str | None]:
    try:
        labels = list(reader.page_labels)
    except Exception:  # a damaged label tree costs the labels, never the text
        return [None] * count
    return [
        label if label and label != str(i + 1) else None
        for i, label in enumerate([*labels, *[""] * (count - len(labels))][:count])
    ]


def _outline(reader: Any) -> dict[int, dict[str, int]]:
    """The bookmarks: page index → shaped title → depth from 1."""
    found: dict[int, dict[str, int]] = {}

    def walk(items: Sequence[Any], depth: int) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item, depth + 1)
                continue
            number, key = reader.get_destination_page_number(item), headings.shape(str(item.title or ""))
            if number is not None and number >= 0 and len(key) >= 3:
                found.setdefault(number, {}).setdefault(key, min(depth, 6))

    try:
        walk(reader.outline, 1)
    except Exception:  # as with the labels: bookmarks are a help, not the content
        return found
    return found


def _pictured(pages: Sequence[Any], lines: Sequence[Sequence[Line]]) -> list[int]:
    """Numbers of the pages that say part of what they say in a picture: a large image, not much text."""
    images = [_large_images(page) for page in pages]
    often = Counter(image for found in images for image in found)
    return [
        i + 1
        for i, found in enumerate(images)
        # A picture on many pages is a background.
        if any(often[image] <= max(1, 0.2 * len(images)) for image in found)
        and sum(len(line.text) for line in lines[i]) < _FULL_PAGE
    ]


def _large_images(page: Any) -> set[int]:
    try:
        objects = page["/Resources"].get_object().get("/XObject", {}).get_object()
        found = {objects.raw_get(name) for name in objects}
        return {
            getattr(reference, "idnum", 0)
            for reference in found
            if (image := reference.get_object()).get("/Subtype") == "/Image"
            and int(image.get("/Width", 0)) * int(image.get("/Height", 0)) >= _LARGE_IMAGE
        }
    except Exception:  # resources that can't be followed hold no picture we could name
        return set()


def _page(
    number: int, label: str | None, lines: list[Line], usual: headings.Look, outline: Mapping[str, int]
) -> Page:
    found = headings.find(lines, usual, outline)
    blocks: list[str] = []
    named: list[tuple[int, int, str]] = []
    body: list[str] = []
    i = 0
    while i < len(lines):
        if i in found:
            blocks.extend(join_hyphens(body))
            body = []
            end, level = found[i]
            title = join_hyphens([line.text for line in lines[i:end]])
            blocks.append("")
            named.append((len(blocks), level, " ".join(title)))
            blocks.extend([*title, ""])
            i = end
        else:
            body.append(lines[i].text)
            i += 1
    blocks.extend(join_hyphens(body))
    text, offsets = _assemble(blocks)
    marks = tuple(Heading(offsets[at], level, title) for at, level, title in named)
    return Page(number, label, text, marks)


def _assemble(blocks: Sequence[str]) -> tuple[str, dict[int, int]]:
    """Lines as one text with one blank line at most, and where in it each line starts."""
    text, blank, offsets = "", False, {}
    for i, block in enumerate(blocks):
        if block:
            text += ("\n\n" if blank else "\n") * bool(text)
            offsets[i] = len(text)
            text += block
        blank = not block
    return text, offsets


def _big_title(page: Sequence[Line], body: float) -> str | None:
    """The largest lines of the first page, when they are clearly larger than the document's body."""
    written = [
        line
        for line in page
        if sum(c.isalpha() for c in line.text) >= 4
        and line.size >= 1.2 * body
        and not _SENDER.match(line.text)
    ]
    if not written:
        return _first_bold(page)
    largest = max(line.size for line in written)
    first = next(i for i, line in enumerate(written) if line.size >= 0.9 * largest)
    title = []
    for line in written[first : first + 6]:
        if line.size < 0.9 * largest:
            break
        title.append(line.text)
    return " ".join(join_hyphens(title))


def _first_bold(page: Sequence[Line]) -> str | None:
    """The first lines of a page, when they are bold: how a decision list or a letter is titled."""
    written = [line for line in page if line.text][:4]
    title = [line.text for line in takewhile(lambda line: line.bold, written)]
    return " ".join(join_hyphens(title)) if title and len(title) < 4 else None

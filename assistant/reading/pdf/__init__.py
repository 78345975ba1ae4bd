"""A PDF becomes pages: text in reading order, tables, printed page labels, headings.

pypdf is imported here and nowhere else. It is told to be quiet: its warnings
are about files, and what a user must know about a file is said by an error.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.errors import BrokenFile, EncryptedFile, TooLarge, TooManyPages, WrongPassword
from assistant.reading.cleaning import clean_line
from assistant.reading.pdf import headings
from assistant.reading.pdf.drafts import Draft, drafts
from assistant.reading.pdf.footnotes import notes_last
from assistant.reading.pdf.halves import in_halves
from assistant.reading.pdf.layout import laid_out
from assistant.reading.pdf.pages import big_title, page_of, with_heads
from assistant.reading.pdf.streams import unpacked
from assistant.reading.progress import Tell
from assistant.reading.quality import judged
from assistant.reading.raw import Raw
from assistant.records import UNREAD
from assistant.settings import Limits

log = logging.getLogger(__name__)


def read_pdf(
    data: bytes,
    name: str,
    password: str | None = None,
    most_pages: int = Limits.pages,
    unpacked_mb: int = Limits.unpacked_mb,
    tell: Tell | None = None,
    processes: int = 1,
) -> Raw:
    """Read a PDF, a long one in as many as two processes; an owner-only password is no hindrance.

    Raises `EncryptedFile`, `BrokenFile`, `TooManyPages`, and `TooLarge` for pages that unpack to too much.
    """
    import pypdf
    from pypdf.errors import FileNotDecryptedError, LimitReachedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt("") and not (password and reader.decrypt(password)):
            raise (WrongPassword if password else EncryptedFile)(file=name)
        if len(reader.pages) > most_pages:
            raise TooManyPages(file=name, pages=len(reader.pages), most=most_pages)
        if unpacked(reader.pages, unpacked_mb * 1_000_000) > unpacked_mb * 1_000_000:
            raise TooLarge(file=name, most=unpacked_mb)
        sheets = list(reader.pages)

        def work(numbers: Sequence[int], heard: Tell | None) -> list[Draft]:
            return drafts(sheets, numbers, data, password, heard)

        first_look = in_halves(work, len(sheets), processes, tell)
        laid = laid_out(first_look)
        raw_pages = [page.lines for page in laid]
        labels = _labels(reader, len(raw_pages))
        outline = _outline(reader)
        metadata = clean_line(str(reader.metadata.title or "")) if reader.metadata else ""
    except FileNotDecryptedError:
        raise EncryptedFile(file=name) from None
    except LimitReachedError as problem:
        most = pypdf.get_configuration().zlib_maximum_output_length // 1_000_000
        raise TooLarge(file=name, most=most) from problem
    # A damaged file makes pypdf trip over whatever stands where it expected something else.
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError) as problem:
        raise BrokenFile(file=name, reason=str(problem)[:200] or type(problem).__name__) from problem
    except (RecursionError, OverflowError, ArithmeticError, AssertionError) as problem:
        raise BrokenFile(file=name, reason=type(problem).__name__) from problem
    usual = headings.look(raw_pages)
    first_title = big_title(raw_pages[0] if raw_pages else [], usual.body)
    laid = [replace(page, lines=notes_last(page.lines, usual.body)) for page in laid]
    read = [page_of(i + 1, labels[i], page, usual, outline.get(i, {})) for i, page in enumerate(laid)]
    pages = judged(with_heads(read, laid), [draft.measured for draft in first_look])
    waiting = tuple(n for n, page in enumerate(pages, 1) if page.verdict in UNREAD)
    return Raw(pages, first_title=first_title, metadata_title=metadata or None, waiting=waiting)


def _labels(reader: Any, count: int) -> list[str | None]:
    try:
        labels = list(reader.page_labels)
    except Exception:  # a damaged label tree costs the labels, never the text
        log.debug("The page labels can't be read", exc_info=True)
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
        log.debug("The bookmarks can't be read", exc_info=True)
    return found

"""A file becomes a `Document`, or an error that says what to do next.

`read` is the only door: it looks at the content and not only at the name,
and whatever is wrong with a file leaves as a `ReadingError`.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from assistant.errors import (
    BrokenFile,
    EmptyFile,
    FileMissing,
    NoText,
    TooManyPages,
    UnsupportedFormat,
)
from assistant.reading.about import about
from assistant.reading.content import content_of
from assistant.reading.names import shown_name
from assistant.reading.office.unlocking import unlocked
from assistant.reading.progress import Tell
from assistant.reading.quality import is_readable
from assistant.reading.raw import Raw
from assistant.records import Document, Legibility
from assistant.settings import Limits

# Raised when files are read in another way, so that the corpus is read anew.
READER = "2"
_TEXTS = (".csv", ".html", ".htm", ".md", ".txt")
_PACKED = (".docx", ".odt", ".pptx", ".odp", ".xlsx", ".ods")
SUPPORTED = (".pdf", *_PACKED, *_TEXTS)
_FORMATS = {".htm": "html"}
_SHEETS = ("csv", "ods", "xlsx")


def read(
    path: Path,
    name: str | None = None,
    password: str | None = None,
    *,
    pages: int = Limits.pages,
    unpacked_mb: int = Limits.unpacked_mb,
    progress: Tell | None = None,
    processes: int = 1,
) -> Document:
    """Read a file into a `Document`; `name` is what the user calls it (default: the file's own name).

    `pages` and `unpacked_mb` are the most it may have and unpack to;
    `progress` hears the pages of a PDF done and in all; a long PDF may take up
    to two `processes`. Raises `FileMissing`,
    `UnsupportedFormat`, `EmptyFile`, `BrokenFile`, `EncryptedFile`,
    `WrongPassword`, `CannotUnlock`, `NoText`, `TooManyPages` and `TooLarge`, each with the file's name.
    """
    started = time.perf_counter()
    file = shown_name(name or path.name)
    if not _is_file(path):
        raise FileMissing(file=file)
    suffix = (Path(file).suffix or path.suffix).lower()
    if suffix not in SUPPORTED:
        raise UnsupportedFormat(file=file, suffix=suffix or file, supported=", ".join(SUPPORTED))
    try:
        data = path.read_bytes()
    except OSError:
        raise FileMissing(file=file) from None
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise EmptyFile(file=file)
    form = _FORMATS.get(suffix, suffix[1:])
    opened = _opened(form, data, file, password)
    try:
        raw = _reader(form, opened, file, password, pages, unpacked_mb, progress, processes)()
    except RecursionError:
        raise BrokenFile(file=file, reason="nested too deeply") from None
    if len(raw.pages) > pages:
        raise TooManyPages(file=file, pages=len(raw.pages), most=pages)
    if all(page.verdict == "empty" for page in raw.pages):
        raise EmptyFile(file=file)
    if not raw.waiting and not _says_something(form, raw):
        raise NoText(file=file, pages=len(raw.pages))
    found = about(raw, file, form)
    return Document(
        title=found.title,
        file=file,
        format=form,
        sha256=hashlib.sha256(data).hexdigest(),
        pages=raw.pages,
        language=found.language,
        kind=found.kind,
        publisher=found.publisher,
        date=found.date,
        year=found.year,
        until=found.until,
        edition=found.edition,
        town=found.town,
        address=raw.says("address"),
        licence=raw.says("licence"),
        topics=raw.topics,
        legibility=Legibility(
            verdicts=tuple(page.verdict for page in raw.pages),
            waiting=raw.waiting,
            tables=sum(len(page.tables) for page in raw.pages),
            seconds=time.perf_counter() - started,
        ),
    )


def _reader(
    form: str,
    data: bytes,
    file: str,
    password: str | None,
    pages: int,
    unpacked_mb: int,
    tell: Tell | None,
    processes: int,
) -> Callable[[], Raw]:
    from assistant.reading import markdown, pdf, text
    from assistant.reading.office import odf, sheets, slides, word

    return {
        "pdf": lambda: pdf.read_pdf(data, file, password, pages, unpacked_mb, tell, processes),
        "docx": lambda: word.read_docx(data, file, unpacked_mb),
        "odt": lambda: odf.read_odt(data, file, unpacked_mb),
        "pptx": lambda: slides.read_pptx(data, file, unpacked_mb),
        "odp": lambda: odf.read_odp(data, file, unpacked_mb),
        "xlsx": lambda: sheets.read_xlsx(data, file, unpacked_mb),
        "ods": lambda: odf.read_ods(data, file, unpacked_mb),
        "csv": lambda: sheets.read_csv(text.decode(data, file), file),
        "html": lambda: text.read_html(data),
        "md": lambda: markdown.read_markdown(text.decode(data, file)),
        "txt": lambda: text.read_text(text.decode(data, file)),
    }[form]


def _says_something(form: str, raw: Raw) -> bool:
    written = [page for page in raw.pages if page.text.strip()]
    # Names and codes in a sheet are no language and no nonsense; a PDF's pages were judged one by one.
    return bool(written) and (form == "pdf" or form in _SHEETS or is_readable(written))


def _opened(form: str, data: bytes, file: str, password: str | None) -> bytes:
    """The content, opened with the password where it is an office file with one.

    Content that is not what the name says is refused.
    """
    found = content_of(data)
    if found == "protected office file":
        data = unlocked(data, file, password)
        found = content_of(data)
    expected = "text" if f".{form}" in _TEXTS else form
    if found != expected:
        raise BrokenFile(file=file, reason=f"{expected} expected, {found} found")
    return data


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long for the system
        return False

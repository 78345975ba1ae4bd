"""A file becomes a `Document`, or an error that says what to do next.

`read` is the only door: it looks at the content and not only at the name,
and whatever is wrong with a file leaves as a `ReadingError`.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from assistant.errors import BrokenFile, EmptyFile, EncryptedFile, FileMissing, NoText, UnsupportedFormat
from assistant.reading.describing import date_of, kind_of, language_of
from assistant.reading.quality import is_readable
from assistant.reading.raw import Raw
from assistant.reading.titles import choose_title
from assistant.records import Document

SUPPORTED = (".pdf", ".docx", ".pptx", ".html", ".htm", ".md", ".txt")
_FORMATS = {".htm": "html"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path, name: str | None = None, password: str | None = None) -> Document:
    """Read a file into a `Document`; `name` is what the user calls it (default: the file's own name).

    Raises `FileMissing`, `UnsupportedFormat`, `EmptyFile`, `BrokenFile`,
    `EncryptedFile` and `NoText`, each with the file's name.
    """
    file = Path(name or path.name).name
    if not path.is_file():
        raise FileMissing(file=file)
    suffix = (Path(file).suffix or path.suffix).lower()
    if suffix not in SUPPORTED:
        raise UnsupportedFormat(file=file, suffix=suffix or file, supported=", ".join(SUPPORTED))
    data = path.read_bytes()
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise EmptyFile(file=file)
    form = _FORMATS.get(suffix, suffix[1:])
    _check(form, data, file)
    raw = _reader(form, path, data, file, password)()
    written = [page for page in raw.pages if page.text.strip()]
    if not written or not is_readable(written):
        raise NoText(file=file, pages=len(raw.pages))
    title = choose_title(raw, file)
    return Document(
        title=title,
        file=file,
        format=form,
        sha256=hashlib.sha256(data).hexdigest(),
        pages=raw.pages,
        language=language_of(raw),
        kind=kind_of(raw, title, form),
        publisher=raw.says("publisher"),
        date=date_of(raw, title),
        address=raw.says("address"),
        licence=raw.says("licence"),
        topics=raw.topics,
        empty_pages=tuple(p.number for p in raw.pages if p.number is not None and not p.text.strip()),
        remarks=raw.remarks,
    )


def _reader(form: str, path: Path, data: bytes, file: str, password: str | None) -> Callable[[], Raw]:
    from assistant.reading import markdown, office, pdf, text

    return {
        "pdf": lambda: pdf.read_pdf(data, file, password),
        "docx": lambda: office.read_docx(path, file),
        "pptx": lambda: office.read_pptx(path, file),
        "html": lambda: text.read_html(data),
        "md": lambda: markdown.read_markdown(text.decode(data, file)),
        "txt": lambda: text.read_text(text.decode(data, file)),
    }[form]


def _check(form: str, data: bytes, file: str) -> None:
    """Refuse content that is not what the name says."""
    found = _content(data)
    if found == "protected office file":
        raise EncryptedFile(file=file)
    expected = form if form in ("pdf", "docx", "pptx") else "text"
    if found != expected:
        raise BrokenFile(file=file, reason=f"{expected} expected, {found} found")


def _content(data: bytes) -> str:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        # Word and PowerPoint wrap a protected file in the old container format.
        return (
            "protected office file" if "EncryptedPackage".encode("utf-16-le") in data else "old office file"
        )
    if data.startswith(b"PK"):
        try:
            names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
        except (zipfile.BadZipFile, ValueError, OSError):
            return "damaged archive"
        return (
            "docx"
            if "word/document.xml" in names
            else "pptx"
            if "ppt/presentation.xml" in names
            else "archive"
        )
    return "text"

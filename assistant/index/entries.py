"""A document as read becomes one as the catalogue knows it: its entry, its id and shelf, its passages."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from assistant.reading.passages import split
from assistant.records import PERSONAL_PREFIX, UNREAD, Document, Entry, Page, Span


def document_id(shelf: str, file: str) -> str:
    """A document's id: the same file name on the same shelf is the same document."""
    return hashlib.sha256(f"{shelf}/{file}".encode()).hexdigest()[:16]


def entry_of_document(
    document: Document, shelf: str, municipality: str | None, origin: str, version: int, passage_count: int
) -> Entry:
    """The catalogue's entry for a document as it was just read."""
    return Entry(
        id=document_id(shelf, document.file), shelf=shelf, title=document.title, file=document.file,
        format=document.format, sha256=document.sha256, version=version, municipality=municipality,
        language=document.language, kind=document.kind, publisher=document.publisher, date=document.date,
        address=document.address, licence=document.licence, topics=document.topics,
        page_count=len(document.pages), paged=any(page.number is not None for page in document.pages),
        passage_count=passage_count, origin=origin, added=datetime.now(UTC).isoformat(timespec="seconds"),
        year=document.year, until=document.until, edition=document.edition, legibility=document.legibility,
    )  # fmt: skip


def document_of_entry(entry: Entry, pages: tuple[Page, ...]) -> Document:
    """The document that an entry and its pages were made of."""
    return Document(
        title=entry.title, file=entry.file, format=entry.format, sha256=entry.sha256, pages=pages,
        language=entry.language, kind=entry.kind, publisher=entry.publisher, date=entry.date,
        address=entry.address, licence=entry.licence, topics=entry.topics, year=entry.year,
        until=entry.until, edition=entry.edition, legibility=entry.legibility,
    )  # fmt: skip


def personal_shelf(person: str) -> str:
    """The private shelf of a person, named by a digest so that no token is stored."""
    return PERSONAL_PREFIX + hashlib.sha256(person.encode()).hexdigest()[:32]


def unread(document: Document) -> bool:
    """Whether a document has pages that its own text does not say all of."""
    return bool(document.legibility.pages(*UNREAD))


def searchable(document: Document) -> list[Span]:
    """The passages of a document, without the lists of sources that guidance texts end with."""
    spans = split(document)
    if document.kind != "guidance":
        return spans
    return [s for s in spans if not s.headings or s.headings[-1].lower() not in ("bronnen", "sources")]


def sha256_of(path: Path) -> str | None:
    """The hash of a file's content, None where there is no file."""
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

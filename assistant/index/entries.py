"""A document as read becomes one as the catalogue knows it, and the shelves and ids it gets."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from assistant.records import PERSONAL_PREFIX, Document, Entry, Page


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

"""The documents in the index as one person sees them: listed, read in place, corrected, shared, removed.

Who may see what is decided here, once. What belongs to another person does not
exist: it raises `UnknownDocument`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.errors import UnknownDocument
from assistant.figures.municipalities import Municipalities
from assistant.index.catalogue import Catalogue
from assistant.index.entries import personal_shelf
from assistant.index.ingest import Ingester
from assistant.records import NATIONAL, PERSONAL_PREFIX, Citation, Entry, Report

AROUND = 220


@dataclass(frozen=True)
class Surroundings:
    """A quote in its page: up to 220 characters before and after it."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True)
class Correction:
    """What a user knows better about a document; `municipality` is a code or a name, "" for none."""

    title: str
    kind: str | None
    year: int | None
    until: int | None
    publisher: str | None
    municipality: str


class Collection:
    """The documents of one data folder."""

    def __init__(self, catalogue: Catalogue, ingester: Ingester, places: Municipalities) -> None:
        self._catalogue = catalogue
        self._ingester = ingester
        self._places = places

    def documents(self, municipality: str | None = None, person: str | None = None) -> list[Entry]:
        """What this person may see: national, the municipality's (all when None), their own."""
        code = self._places.get(municipality).code if municipality else None
        seen = [e for e in self._catalogue.entries() if _visible(e, person)]
        return [e for e in seen if code is None or e.municipality in (None, code)]

    def correct(self, document_id: str, correction: Correction, person: str | None = None) -> Entry:
        """Take over what a user knows better."""
        entry = self._seen(document_id, person)
        town = self._places.get(correction.municipality).code if correction.municipality else None
        corrected = self._ingester.correct(
            replace(
                entry,
                title=correction.title.strip() or entry.title,
                kind=correction.kind,
                year=correction.year,
                until=correction.until,
                publisher=correction.publisher,
                municipality=town,
            )
        )
        self._ingester.pending.ask_vectors(corrected.id)
        return corrected

    def share(self, document_id: str, person: str) -> Report:
        """Move a private document to its municipality's collection, or to the national shelf without one."""
        entry = self._catalogue.entry(document_id)
        if entry.shelf != personal_shelf(person):
            raise UnknownDocument(id=document_id)
        moved = self._ingester.move(entry, entry.municipality or NATIONAL)
        return Report(moved.file, "replaced" if moved.version > 1 else "added", moved)

    def remove(self, document_id: str, person: str | None = None) -> Report:
        """Take a document out of the index."""
        entry = self._seen(document_id, person)
        self._ingester.remove(entry)
        return Report(entry.file, "removed", entry)

    def surroundings(self, citation: Citation, person: str | None = None) -> Surroundings | None:
        """The quote with the text around it; None when the document is gone or not this person's."""
        try:
            entry = self._seen(citation.document_id, person)
        except UnknownDocument:
            return None
        text = self._catalogue.page_text(entry.id, citation.page_index)
        start = text.find(citation.quote) if text is not None else -1
        if text is None or start < 0:
            return None
        return Surroundings(
            _before(text[:start]), citation.quote, _after(text[start + len(citation.quote) :])
        )

    def _seen(self, document_id: str, person: str | None) -> Entry:
        entry = self._catalogue.entry(document_id)
        if not _visible(entry, person):
            raise UnknownDocument(id=document_id)
        return entry


def _visible(entry: Entry, person: str | None) -> bool:
    own = personal_shelf(person) if person else None
    return not entry.shelf.startswith(PERSONAL_PREFIX) or entry.shelf == own


def _before(text: str) -> str:
    return text if len(text) <= AROUND else "…" + text[-AROUND:].split(" ", 1)[-1]


def _after(text: str) -> str:
    return text if len(text) <= AROUND else text[:AROUND].rsplit(" ", 1)[0] + "…"

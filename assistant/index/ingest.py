"""What can be done with a document of the index: add, replace, correct, move, remove, make anew.

Here is decided what goes in under which name, on which shelf and as which
version; `writer` commits it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from assistant.errors import AssistantError, IndexOutdated, NoText
from assistant.index.catalogue import Catalogue
from assistant.index.embedding import Embedder
from assistant.index.entries import (
    document_id,
    document_of_entry,
    entry_of_document,
    searchable,
    sha256_of,
    unread,
)
from assistant.index.listening import Listener, nobody
from assistant.index.pending import Pending
from assistant.index.placing import own_town, replaced_by, version_of
from assistant.index.vectors import Vectors
from assistant.index.writer import Writer
from assistant.records import CORPUS, NATIONAL, PERSONAL_PREFIX, Document, Entry, Page, Progress, Report, Span

PageCount = Callable[[int, int], None]
# Path, the user's name for it, password, and who wants to know how many pages are read.
Reader = Callable[[Path, str, str | None, PageCount], Document]


class Ingester:
    """Adds, replaces, corrects, moves and removes documents of one data folder.

    `read` reads a file, `code_of_town` gives a municipality's code for a name,
    and `can_recognise` tells whether OCR is there for pages without text.
    """

    def __init__(
        self,
        folder: Path,
        catalogue: Catalogue,
        vectors: Vectors,
        embedder: Embedder,
        read: Reader,
        code_of_town: Callable[[str], str | None],
        can_recognise: Callable[[], bool],
    ) -> None:
        self._writer = Writer(folder, catalogue, vectors, embedder)
        self.pending = Pending(folder / "pending")
        self._catalogue = catalogue
        self._read = read
        self._code_of_town = code_of_town
        self._can_recognise = can_recognise

    def fingerprint(self) -> str:
        """What passages and vectors are made with; another one means: rebuild."""
        return self._writer.fingerprint()

    def outdated(self) -> bool:
        """Whether the index was made with another model or splitter than the present one."""
        return self._writer.outdated()

    def add(
        self,
        path: Path,
        *,
        file: str,
        shelf: str,
        municipality: str | None = None,
        origin: str = "user",
        listener: Listener | None = None,
        password: str | None = None,
        details: Mapping[str, Any] | None = None,
        again: bool = False,
    ) -> Report:
        """Put one file on a shelf under the name `file`; what can't be read is reported, not raised.

        The same content again is "unchanged" and costs a hash, unless it has to
        be read `again`. Other content under the same name replaces what was
        there. Where the user names no municipality, a document that says whose
        it is goes to that one. `details` are fields of `Document` known better
        than the file tells, such as its title.
        """
        started = time.perf_counter()
        tell = listener or nobody
        try:
            if self.outdated():
                raise IndexOutdated(made=self._writer.made_with(), now=self.fingerprint())
            known = replaced_by(self._catalogue, shelf, file, path)
            same = known is not None and municipality in (None, known.municipality)
            if known and same and not again and known.sha256 == sha256_of(path):
                return Report(file, "unchanged", known, seconds=time.perf_counter() - started)
            tell(Progress("reading", file=file))
            document = self._read(
                path, file, password, lambda done, total: tell(Progress("reading_pages", done, total, file))
            )
            document = replace(document, file=file, **(details or {}))
            if municipality is None and origin != CORPUS:
                municipality = self.municipality_of(document.kind, document.town)
                shelf = municipality if municipality and shelf == NATIONAL else shelf
                known = self._catalogue.find(shelf, file)
            stated = self.municipality_of(document.kind, document.town)
            document = self._prepared(document)
            entry = self._store(document, known, shelf, municipality, origin, tell, path, password)
        except AssistantError as error:
            seconds = time.perf_counter() - started
            return Report(file, "failed", reason=error.say(), error=error, seconds=seconds)
        status: Literal["replaced", "added"] = "replaced" if known else "added"
        seconds = time.perf_counter() - started
        other = stated if stated not in (None, entry.municipality) and origin != CORPUS else None
        return Report(file, status, entry, seconds=seconds, stated_town=other)

    def municipality_of(self, kind: str | None, town: str | None) -> str | None:
        """The municipality that a document of this kind says it is of; None where it is of none or of all."""
        own = own_town(kind, town)
        return self._code_of_town(own) if own else None

    def move(self, entry: Entry, shelf: str, listener: Listener | None = None) -> Entry:
        """Put a document on another shelf, where it replaces one with the same file name."""
        there = self._catalogue.find(shelf, entry.file)
        moved = replace(
            entry, id=document_id(shelf, entry.file), shelf=shelf, version=there.version + 1 if there else 1
        )
        pages, spans = self._catalogue.pages(entry.id), self._spans(entry)
        self._writer.commit(moved, pages, spans, there, listener or nobody)
        self.pending.rename(entry.id, moved.id)
        self.remove(entry)
        return moved

    def correct(self, entry: Entry) -> Entry:
        """Take over what a user knows better: title, kind, year, publisher or town.

        Words and citations follow at once. The vectors keep the old title until
        `embed_again`, which takes longer than a user should wait.
        """
        if entry.shelf not in (NATIONAL, entry.municipality) and not entry.shelf.startswith(PERSONAL_PREFIX):
            return self.move(entry, entry.municipality or NATIONAL)
        known = self._catalogue.entry(entry.id)
        pages, spans = self._catalogue.pages(entry.id), self._spans(entry)
        return self._writer.commit(entry, pages, spans, known, nobody, described_as=entry)

    def embed_again(self, document_id: str, listener: Listener | None = None) -> None:
        """Make a document's vectors anew, after its title was corrected."""
        entry = self._catalogue.entry(document_id)
        pages, spans = self._catalogue.pages(entry.id), self._spans(entry)
        self._writer.commit(entry, pages, spans, entry, listener or nobody, reuse=False)

    def put_pages(self, entry: Entry, pages: Sequence[Page], listener: Listener | None = None) -> Entry:
        """Replace the pages of a document of which more was read; passages that stay keep their vector.

        Raises `UnknownDocument` when the document is gone or has other content by now.
        """
        spans = searchable(document_of_entry(entry, tuple(pages)))
        found = replace(entry, passage_count=len(spans))
        return self._writer.commit(found, pages, spans, entry, listener or nobody)

    def remove(self, entry: Entry) -> None:
        """Take a document and its vectors out of the index."""
        with self._writer.writing():
            self._writer.remove(entry)
            self.pending.drop(entry.id)

    def rebuild(self, listener: Listener | None = None) -> int:
        """Cut and embed every document anew from the catalogue's pages; returns how many."""
        tell = listener or nobody
        entries = self._catalogue.entries()
        self._writer.drop_vectors()
        for number, entry in enumerate(entries):
            tell(Progress("rebuilding", number, len(entries), entry.file))
            pages = self._catalogue.pages(entry.id)
            document = document_of_entry(entry, pages)
            spans = searchable(document)
            again = replace(entry, passage_count=len(spans))
            self._writer.commit(again, pages, spans, entry, tell, reuse=False)
        self._writer.renewed()
        return len(entries)

    def tidy(self) -> int:
        """Drop vectors the catalogue doesn't know, as a killed process leaves them; returns how many."""
        return self._writer.tidy()

    def _prepared(self, document: Document) -> Document:
        """The document as it can be stored now: pages wait for OCR only where there is OCR."""
        if document.legibility.waiting and not self._can_recognise():
            if not any(page.text.strip() for page in document.pages):
                raise NoText(file=document.file, pages=len(document.pages))
            return replace(document, legibility=replace(document.legibility, waiting=()))
        return document

    def _store(
        self,
        document: Document,
        known: Entry | None,
        shelf: str,
        municipality: str | None,
        origin: str,
        tell: Listener,
        path: Path,
        password: str | None,
    ) -> Entry:
        spans = searchable(document)
        version = version_of(document, known)
        entry = entry_of_document(document, shelf, municipality, origin, version, len(spans))
        # A file with a password is read to its end at once: what opens it is kept nowhere.
        if unread(document) and password is None:
            self.pending.keep(entry.id, path)
        else:
            self.pending.drop(entry.id)
        return self._writer.commit(entry, document.pages, spans, known, tell)

    def _spans(self, entry: Entry) -> list[Span]:
        passages = self._catalogue.document_passages(entry.id)
        return [Span(p.page_index, p.start, p.end, p.text, p.headings) for p in passages]

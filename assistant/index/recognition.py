"""Reads with OCR what a document could not say as text, page by page, after the rest is searchable.

What was read is stored every so many pages, so that a killed program loses
little and a question finds the first pages while the last are being read.
"""

from __future__ import annotations

import logging
import statistics
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.errors import ReadingError, UnknownDocument
from assistant.index.catalogue import Catalogue
from assistant.index.ingest import Ingester
from assistant.index.listening import Listener
from assistant.reading.about import about
from assistant.reading.about.titles import name_of
from assistant.reading.ocr.recognised import Recognised
from assistant.reading.ocr.rereading import read_again
from assistant.reading.raw import Raw
from assistant.records import CORPUS, Entry, Page, Progress

STORE_EVERY = 20
log = logging.getLogger(__name__)
# File, pages (from 1), password → what was recognised, a page at a time.
Recognise = Callable[[Path, Sequence[int], str | None], Iterator[Recognised]]


class Recogniser:
    """Works through the kept files; `available` tells whether OCR is there."""

    def __init__(
        self, catalogue: Catalogue, ingester: Ingester, recognise: Recognise, available: Callable[[], bool]
    ) -> None:
        self._catalogue = catalogue
        self._ingester = ingester
        self._recognise = recognise
        self._available = available

    def run(self, listener: Listener, stop: threading.Event | None = None) -> list[Entry]:
        """Read everything that waits, the oldest first; returns the documents that gained pages."""
        if not self._available():
            return []
        done: list[Entry] = []
        for document_id in self._ingester.pending.ids():
            if stop is not None and stop.is_set():
                break
            with self._ingester.pending.claimed(document_id) as mine:
                path = self._ingester.pending.path(document_id)
                if not mine or path is None:
                    continue
                try:
                    done.append(self.read(document_id, path, listener, stop=stop))
                except UnknownDocument:
                    # Removed or replaced while it was being read.
                    self._forget(document_id)
                except ReadingError as error:
                    log.warning("The pages of a kept file can't be read: %s", error)
                    self._store(
                        document_id, [], listener, self._catalogue.entry(document_id).legibility.waiting
                    )
                    self._ingester.pending.drop(document_id)
        return done

    def read(
        self,
        document_id: str,
        path: Path,
        listener: Listener,
        password: str | None = None,
        stop: threading.Event | None = None,
    ) -> Entry:
        """Read the waiting pages of one document; raises `UnknownDocument` when it goes meanwhile."""
        entry = self._catalogue.entry(document_id)
        todo = entry.legibility.waiting or tuple(n for n, _ in entry.legibility.unreadable)
        found: list[Recognised] = []
        listener(Progress("recognising", 0, len(todo), entry.file))
        for count, page in enumerate(self._recognise(path, todo, password), 1):
            found.append(page)
            listener(Progress("recognising", count, len(todo), entry.file))
            if stop is not None and stop.is_set():
                return self._store(document_id, found, listener, [page.page for page in found])
            if len(found) == STORE_EVERY:
                self._store(document_id, found, listener, [page.page for page in found])
                found = []
        entry = self._store(document_id, found, listener, todo)
        self._ingester.pending.drop(document_id)
        return self._described(entry)

    def _store(
        self, document_id: str, found: Sequence[Recognised], listener: Listener, tried: Sequence[int]
    ) -> Entry:
        """Put what was found into the index; the pages `tried` wait no longer."""
        entry = self._catalogue.entry(document_id)
        pages = list(self._catalogue.pages(document_id))
        for one in found:
            pages[one.page - 1] = read_again(pages[one.page - 1], one)
        return self._ingester.put_pages(_counted(entry, pages, tried), pages, listener)

    def _described(self, entry: Entry) -> Entry:
        """The document with what its recognised pages say of it, where nothing was known before."""
        found = about(Raw(self._catalogue.pages(entry.id)), entry.file, entry.format)
        described = replace(
            entry,
            title=found.title if entry.title == name_of(Path(entry.file).name) else entry.title,
            kind=entry.kind or found.kind,
            publisher=entry.publisher or found.publisher,
            date=entry.date or found.date,
            year=entry.year or found.year,
            until=entry.until if entry.year else found.until,
            edition=entry.edition or found.edition,
        )
        if entry.municipality is None and entry.origin != CORPUS:
            town = self._ingester.municipality_of(described.kind, found.town)
            described = replace(described, municipality=town)
        if described == entry:
            return entry
        corrected = self._ingester.correct(described)
        self._ingester.pending.ask_vectors(corrected.id)
        return corrected

    def _forget(self, document_id: str) -> None:
        try:
            self._catalogue.entry(document_id)
        except UnknownDocument:
            self._ingester.pending.drop(document_id)


def _counted(entry: Entry, pages: Sequence[Page], tried: Sequence[int]) -> Entry:
    sure = [page.confidence for page in pages if page.confidence is not None]
    legibility = replace(
        entry.legibility,
        verdicts=tuple(page.verdict for page in pages),
        waiting=tuple(n for n in entry.legibility.waiting if n not in tried),
        tables=sum(len(page.tables) for page in pages),
        confidence=statistics.fmean(sure) if sure else None,
    )
    return replace(entry, legibility=legibility)

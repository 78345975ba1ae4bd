"""Puts documents into the index: read, cut, embed, commit; one writer at a time.

Reading and embedding take minutes and hold no lock. Only the commit does, so
questions go on and another process waits a moment at most. Vectors are
written before the catalogue commits: a process killed in between leaves
vectors nobody knows, never a document without them.
"""

from __future__ import annotations

import errno
import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import numpy as np
from filelock import FileLock

from assistant.errors import AssistantError, IndexOutdated, StorageFull
from assistant.index import lexical
from assistant.index.catalogue import INDEX_TEXT, Catalogue, index_text
from assistant.index.embedding import Embedder
from assistant.index.vectors import Vectors
from assistant.reading import read
from assistant.reading.passages import SPLITTER, split
from assistant.records import PERSONAL_PREFIX, Document, Entry, Page, Progress, Report, Span

EMBED_BATCH = 32
FINGERPRINT = "fingerprint"
Listener = Callable[[Progress], None]


class Ingester:
    """Adds, replaces, moves and removes documents of one data folder."""

    def __init__(self, folder: Path, catalogue: Catalogue, vectors: Vectors, embedder: Embedder) -> None:
        self._lock = FileLock(folder / "writer.lock")
        # Stands there while vectors are written that the catalogue doesn't know yet.
        self._unfinished = folder / "unfinished"
        self._catalogue = catalogue
        self._vectors = vectors
        self._embedder = embedder

    def fingerprint(self) -> str:
        """What passages and vectors are made with; another one means: rebuild."""
        return f"{self._embedder.name} | {SPLITTER} | {INDEX_TEXT} | {lexical.FINGERPRINT}"

    def outdated(self) -> bool:
        """Whether the index was made with another model or splitter than the present one."""
        made_with = self._catalogue.meta(FINGERPRINT)
        return made_with is not None and made_with != self.fingerprint()

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
    ) -> Report:
        """Put one file on a shelf under the name `file`; what can't be read is reported, not raised.

        The same content again is "unchanged" and costs a hash. Other content
        under the same name replaces what was there. `details` are fields of
        `Document` known better than the file tells, such as its title.
        """
        started = time.perf_counter()
        tell = listener or (lambda progress: None)
        try:
            if self.outdated():
                raise IndexOutdated(made=self._catalogue.meta(FINGERPRINT), now=self.fingerprint())
            known = self._catalogue.find(shelf, file)
            same = known is not None and known.municipality == municipality
            if known and same and known.sha256 == _sha256(path):
                return Report(file, "unchanged", known, seconds=time.perf_counter() - started)
            tell(Progress("reading", file=file))
            document = replace(read(path, name=file, password=password), file=file, **(details or {}))
            entry = self._store(document, known, shelf, municipality, origin, tell)
        except AssistantError as error:
            seconds = time.perf_counter() - started
            return Report(file, "failed", reason=error.say(), error=error, seconds=seconds)
        status: Literal["replaced", "added"] = "replaced" if known else "added"
        return Report(file, status, entry, seconds=time.perf_counter() - started)

    def move(self, entry: Entry, shelf: str, listener: Listener | None = None) -> Entry:
        """Put a document on another shelf, where it replaces one with the same file name."""
        pages = self._catalogue.pages(entry.id)
        passages = self._catalogue.document_passages(entry.id)
        spans = [Span(p.page_index, p.start, p.end, p.text, p.headings) for p in passages]
        there = self._catalogue.find(shelf, entry.file)
        moved = replace(
            entry, id=_document_id(shelf, entry.file), shelf=shelf, version=there.version + 1 if there else 1
        )
        self._commit(
            moved, pages, spans, self._embed(moved, spans, listener or (lambda progress: None)), there
        )
        self.remove(entry)
        return moved

    def remove(self, entry: Entry) -> None:
        """Take a document and its vectors out of the index."""
        with self._writing():
            ids = self._catalogue.passage_ids(document_id=entry.id)
            self._catalogue.remove(entry.id)
            self._vectors.delete(entry.shelf, ids)
            self._vectors.written()

    def rebuild(self, listener: Listener | None = None) -> int:
        """Cut and embed every document anew from the catalogue's pages; returns how many."""
        tell = listener or (lambda progress: None)
        entries = self._catalogue.entries()
        for shelf in self._vectors.shelves():
            with self._writing():
                self._vectors.drop(shelf)
        for number, entry in enumerate(entries):
            tell(Progress("rebuilding", number, len(entries), entry.file))
            pages = self._catalogue.pages(entry.id)
            document = _document(entry, pages)
            spans = _searchable(document)
            again = replace(entry, passage_count=len(spans))
            self._commit(again, pages, spans, self._embed(again, spans, tell), entry)
        with self._writing():
            self._catalogue.remember(FINGERPRINT, self.fingerprint())
        return len(entries)

    def tidy(self) -> int:
        """Drop vectors the catalogue doesn't know, as a killed process leaves them; returns how many."""
        if not self._unfinished.exists():
            return 0
        dropped = 0
        with self._writing():
            for shelf in self._vectors.shelves():
                strays = self._vectors.ids(shelf) - set(self._catalogue.passage_ids(shelf=shelf))
                self._vectors.delete(shelf, sorted(strays))
                dropped += len(strays)
            self._unfinished.unlink(missing_ok=True)
        return dropped

    def _store(
        self,
        document: Document,
        known: Entry | None,
        shelf: str,
        municipality: str | None,
        origin: str,
        tell: Listener,
    ) -> Entry:
        spans = _searchable(document)
        entry = _entry(document, shelf, municipality, origin, known.version + 1 if known else 1, len(spans))
        vectors = self._embed(entry, spans, tell)
        tell(Progress("storing", file=document.file))
        self._commit(entry, document.pages, spans, vectors, known)
        return entry

    def _embed(self, entry: Entry, spans: Sequence[Span], tell: Listener) -> np.ndarray:
        texts = [index_text(entry, span.headings, span.text) for span in spans]
        done: list[np.ndarray] = []
        for start in range(0, len(texts), EMBED_BATCH):
            tell(Progress("embedding", start, len(texts), entry.file))
            done.append(self._embedder.passages(texts[start : start + EMBED_BATCH]))
        tell(Progress("embedding", len(texts), len(texts), entry.file))
        return np.vstack(done) if done else np.zeros((0, self._embedder.dimensions), dtype=np.float32)

    def _commit(
        self,
        entry: Entry,
        pages: Sequence[Page],
        spans: Sequence[Span],
        vectors: np.ndarray,
        known: Entry | None,
    ) -> None:
        stamp = f"{time.time_ns():x}"
        ids = [f"{entry.id}-{stamp}-{n}" for n in range(len(spans))]
        with self._writing():
            old = self._catalogue.passage_ids(document_id=known.id) if known else []
            self._unfinished.touch()
            self._vectors.put(entry.shelf, ids, vectors)
            self._catalogue.put(entry, pages, list(zip(ids, spans, strict=True)))
            if self._catalogue.meta(FINGERPRINT) is None:
                self._catalogue.remember(FINGERPRINT, self.fingerprint())
            self._vectors.written()
            if known:
                self._vectors.delete(known.shelf, old)
            self._unfinished.unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._lock:
                yield
        except (OSError, sqlite3.OperationalError) as error:
            if getattr(error, "errno", None) == errno.ENOSPC or "disk is full" in str(error):
                raise StorageFull(path=self._catalogue.path.parent) from error
            raise


def _searchable(document: Document) -> list[Span]:
    """The passages of a document, without the lists of sources that guidance texts end with."""
    spans = split(document)
    if document.kind != "guidance":
        return spans
    return [s for s in spans if not s.headings or s.headings[-1].lower() not in ("bronnen", "sources")]


def _sha256(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _document_id(shelf: str, file: str) -> str:
    return hashlib.sha256(f"{shelf}/{file}".encode()).hexdigest()[:16]


def _entry(
    document: Document, shelf: str, municipality: str | None, origin: str, version: int, passage_count: int
) -> Entry:
    return Entry(
        id=_document_id(shelf, document.file), shelf=shelf, title=document.title, file=document.file,
        format=document.format, sha256=document.sha256, version=version, municipality=municipality,
        language=document.language, kind=document.kind, publisher=document.publisher, date=document.date,
        address=document.address, licence=document.licence, topics=document.topics,
        page_count=len(document.pages), paged=any(page.number is not None for page in document.pages),
        empty_pages=document.empty_pages, passage_count=passage_count, remarks=document.remarks,
        origin=origin, added=datetime.now(UTC).isoformat(timespec="seconds"),
    )  # fmt: skip


def _document(entry: Entry, pages: tuple[Page, ...]) -> Document:
    return Document(
        title=entry.title, file=entry.file, format=entry.format, sha256=entry.sha256, pages=pages,
        language=entry.language, kind=entry.kind, publisher=entry.publisher, date=entry.date,
        address=entry.address, licence=entry.licence, topics=entry.topics, empty_pages=entry.empty_pages,
        remarks=entry.remarks,
    )  # fmt: skip


def personal_shelf(person: str) -> str:
    """The private shelf of a person, named by a digest so that no token is stored."""
    return PERSONAL_PREFIX + hashlib.sha256(person.encode()).hexdigest()[:32]

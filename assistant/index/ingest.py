"""Puts documents into the index: read, cut, embed, commit; one writer at a time.

Reading and embedding take minutes and hold no lock. Only the commit does, so
questions go on and another process waits a moment at most. Vectors are
written before the catalogue commits: a process killed in between leaves
vectors nobody knows, never a document without them. A passage whose text did
not change keeps its vector, so that a page more costs a page.
"""

from __future__ import annotations

import errno
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from filelock import FileLock

from assistant.errors import AssistantError, IndexOutdated, NoText, StorageFull, UnknownDocument
from assistant.index import lexical
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
from assistant.index.pending import Pending
from assistant.index.texts import INDEX_TEXT, index_text
from assistant.index.vectors import Vectors
from assistant.reading.passages import SPLITTER
from assistant.records import CORPUS, NATIONAL, PERSONAL_PREFIX, Document, Entry, Page, Progress, Report, Span

# Enough to be done by length and on all cores, and more than a question's texts: those go first.
EMBED_BATCH = 128
FINGERPRINT = "fingerprint"
# Kinds that are written by or for one municipality; a town named in another kind is an example.
LOCAL_KINDS = (
    "budget",
    "annual_report",
    "decision_list",
    "policy",
    "council_proposal",
    "coalition_agreement",
)
Listener = Callable[[Progress], None]
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
        self._lock = FileLock(folder / "writer.lock")
        # Stands there while vectors are written that the catalogue doesn't know yet.
        self._unfinished = folder / "unfinished"
        self.pending = Pending(folder / "pending")
        self._catalogue = catalogue
        self._vectors = vectors
        self._embedder = embedder
        self._read = read
        self._code_of_town = code_of_town
        self._can_recognise = can_recognise

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
        tell = listener or (lambda progress: None)
        try:
            if self.outdated():
                raise IndexOutdated(made=self._catalogue.meta(FINGERPRINT), now=self.fingerprint())
            known = self._known(shelf, file, path)
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
        return self._code_of_town(town) if town and kind in LOCAL_KINDS else None

    def move(self, entry: Entry, shelf: str, listener: Listener | None = None) -> Entry:
        """Put a document on another shelf, where it replaces one with the same file name."""
        there = self._catalogue.find(shelf, entry.file)
        moved = replace(
            entry, id=document_id(shelf, entry.file), shelf=shelf, version=there.version + 1 if there else 1
        )
        pages, spans = self._catalogue.pages(entry.id), self._spans(entry)
        self._commit(moved, pages, spans, there, listener or (lambda progress: None))
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
        return self._commit(entry, pages, spans, known, _nobody, described_as=entry)

    def embed_again(self, document_id: str, listener: Listener | None = None) -> None:
        """Make a document's vectors anew, after its title was corrected."""
        entry = self._catalogue.entry(document_id)
        pages, spans = self._catalogue.pages(entry.id), self._spans(entry)
        self._commit(entry, pages, spans, entry, listener or _nobody, reuse=False)

    def put_pages(self, entry: Entry, pages: Sequence[Page], listener: Listener | None = None) -> Entry:
        """Replace the pages of a document of which more was read; passages that stay keep their vector.

        Raises `UnknownDocument` when the document is gone or has other content by now.
        """
        spans = searchable(document_of_entry(entry, tuple(pages)))
        found = replace(entry, passage_count=len(spans))
        return self._commit(found, pages, spans, entry, listener or _nobody)

    def remove(self, entry: Entry) -> None:
        """Take a document and its vectors out of the index."""
        with self._writing():
            ids = self._catalogue.passage_ids(document_id=entry.id)
            self._catalogue.remove(entry.id)
            self._vectors.delete(entry.shelf, ids)
            self._vectors.written()
            self.pending.drop(entry.id)

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
            document = document_of_entry(entry, pages)
            spans = searchable(document)
            again = replace(entry, passage_count=len(spans))
            self._commit(again, pages, spans, entry, tell, reuse=False)
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

    def _known(self, shelf: str, file: str, path: Path) -> Entry | None:
        """What this file replaces: also the same content that went to the municipality it names."""
        known = self._catalogue.find(shelf, file)
        if known or shelf != NATIONAL:
            return known
        sha256 = sha256_of(path)
        return next(
            (
                entry
                for entry in self._catalogue.entries()
                if entry.municipality == entry.shelf and (entry.file, entry.sha256) == (file, sha256)
            ),
            None,
        )

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
        same = known is not None and known.sha256 == document.sha256
        version = 1 if known is None else known.version + (0 if same else 1)
        entry = entry_of_document(document, shelf, municipality, origin, version, len(spans))
        # A file with a password is read to its end at once: what opens it is kept nowhere.
        if unread(document) and password is None:
            self.pending.keep(entry.id, path)
        else:
            self.pending.drop(entry.id)
        return self._commit(entry, document.pages, spans, known, tell)

    def _spans(self, entry: Entry) -> list[Span]:
        passages = self._catalogue.document_passages(entry.id)
        return [Span(p.page_index, p.start, p.end, p.text, p.headings) for p in passages]

    def _embed(self, entry: Entry, texts: Sequence[str], tell: Listener) -> np.ndarray:
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
        known: Entry | None,
        tell: Listener,
        *,
        reuse: bool = True,
        described_as: Entry | None = None,
    ) -> Entry:
        """Store a document in place of `known`, embedding what no passage of `known` says already.

        With `described_as` the known passages count as if they had that title.
        """
        texts = [index_text(entry, span.headings, span.text) for span in spans]
        there = self._vectors_at_hand(entry, known, described_as) if reuse else {}
        stamp = f"{time.time_ns():x}"
        ids = [
            there[text].pop() if there.get(text) else f"{entry.id}-{stamp}-{n}"
            for n, text in enumerate(texts)
        ]
        new = [n for n, i in enumerate(ids) if i.startswith(f"{entry.id}-{stamp}-")]
        vectors = self._embed(entry, [texts[n] for n in new], tell)
        tell(Progress("storing", file=entry.file))
        with self._writing():
            now = self._catalogue.find(known.shelf, known.file) if known else None
            if known and (now is None or now.sha256 != known.sha256):
                raise UnknownDocument(id=known.id)
            old = self._catalogue.passage_ids(document_id=known.id) if known else []
            self._unfinished.touch()
            self._vectors.put(entry.shelf, [ids[n] for n in new], vectors)
            self._catalogue.put(entry, pages, list(zip(ids, spans, strict=True)))
            if self._catalogue.meta(FINGERPRINT) is None:
                self._catalogue.remember(FINGERPRINT, self.fingerprint())
            self._vectors.written()
            if known:
                self._vectors.delete(known.shelf, sorted(set(old) - set(ids)))
            self._unfinished.unlink(missing_ok=True)
        return entry

    def _vectors_at_hand(
        self, entry: Entry, known: Entry | None, described_as: Entry | None
    ) -> dict[str, list[str]]:
        """The ids of the known passages by the text they were embedded with."""
        found: dict[str, list[str]] = defaultdict(list)
        if known is not None and known.shelf == entry.shelf and not self.outdated():
            for passage in self._catalogue.document_passages(known.id):
                found[index_text(described_as or known, passage.headings, passage.text)].append(passage.id)
        return found

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._lock:
                yield
        except (OSError, sqlite3.OperationalError) as error:
            if getattr(error, "errno", None) == errno.ENOSPC or "disk is full" in str(error):
                raise StorageFull(path=self._catalogue.path.parent) from error
            raise


def _nobody(progress: Progress) -> None:
    """For who doesn't want to know how far it is."""

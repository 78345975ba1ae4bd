"""Writes documents into the index, one writer at a time: what is new is embedded, then all is committed.

Embedding takes minutes and holds no lock. Only the commit does, so questions
go on and another process waits a moment at most. Vectors are written before
the catalogue commits: a process killed in between leaves vectors nobody
knows, never a document without them. A passage whose text did not change
keeps its vector, so that a page more costs a page.
"""

from __future__ import annotations

import errno
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from filelock import FileLock

from assistant.errors import StorageFull, UnknownDocument
from assistant.index import lexical
from assistant.index.catalogue import Catalogue
from assistant.index.embedding import Embedder
from assistant.index.listening import Listener
from assistant.index.texts import INDEX_TEXT, index_text
from assistant.index.vectors import Vectors
from assistant.reading.passages import SPLITTER
from assistant.records import Entry, Page, Progress, Span

# Enough to be done by length and on all cores, and more than a question's texts: those go first.
EMBED_BATCH = 128
FINGERPRINT = "fingerprint"


class Writer:
    """Commits to the catalogue and the vectors of one data folder, in step."""

    def __init__(self, folder: Path, catalogue: Catalogue, vectors: Vectors, embedder: Embedder) -> None:
        self._lock = FileLock(folder / "writer.lock")
        # Stands there while vectors are written that the catalogue doesn't know yet.
        self._unfinished = folder / "unfinished"
        self._catalogue = catalogue
        self._vectors = vectors
        self._embedder = embedder

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer, also around several acts; a full disk raises `StorageFull`."""
        try:
            with self._lock:
                yield
        except (OSError, sqlite3.OperationalError) as error:
            if getattr(error, "errno", None) == errno.ENOSPC or "disk is full" in str(error):
                raise StorageFull(path=self._catalogue.path.parent) from error
            raise

    def fingerprint(self) -> str:
        """What passages and vectors are made with; another one means: rebuild."""
        return f"{self._embedder.name} | {SPLITTER} | {INDEX_TEXT} | {lexical.FINGERPRINT}"

    def outdated(self) -> bool:
        """Whether the index was made with another model or splitter than the present one."""
        made_with = self.made_with()
        return made_with is not None and made_with != self.fingerprint()

    def made_with(self) -> str | None:
        """The fingerprint of what is in the index; None when nothing ever was."""
        return self._catalogue.meta(FINGERPRINT)

    def commit(
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
        with self.writing():
            now = self._catalogue.find(known.shelf, known.file) if known else None
            if known and (now is None or now.sha256 != known.sha256):
                raise UnknownDocument(id=known.id)
            old = self._catalogue.passage_ids(document_id=known.id) if known else []
            self._unfinished.touch()
            self._vectors.put(entry.shelf, [ids[n] for n in new], vectors)
            self._catalogue.put(entry, pages, list(zip(ids, spans, strict=True)))
            if self.made_with() is None:
                self._catalogue.remember(FINGERPRINT, self.fingerprint())
            self._vectors.written()
            if known:
                self._vectors.delete(known.shelf, sorted(set(old) - set(ids)))
            self._unfinished.unlink(missing_ok=True)
        return entry

    def remove(self, entry: Entry) -> None:
        """Take a document and its vectors out."""
        with self.writing():
            ids = self._catalogue.passage_ids(document_id=entry.id)
            self._catalogue.remove(entry.id)
            self._vectors.delete(entry.shelf, ids)
            self._vectors.written()

    def drop_vectors(self) -> None:
        """Drop the vectors of every shelf, to make them anew."""
        for shelf in self._vectors.shelves():
            with self.writing():
                self._vectors.drop(shelf)

    def renewed(self) -> None:
        """Note that all was made anew with what is in use now."""
        with self.writing():
            self._catalogue.remember(FINGERPRINT, self.fingerprint())

    def tidy(self) -> int:
        """Drop vectors the catalogue doesn't know, as a killed process leaves them; returns how many."""
        if not self._unfinished.exists():
            return 0
        dropped = 0
        with self.writing():
            for shelf in self._vectors.shelves():
                strays = self._vectors.ids(shelf) - set(self._catalogue.passage_ids(shelf=shelf))
                self._vectors.delete(shelf, sorted(strays))
                dropped += len(strays)
            self._unfinished.unlink(missing_ok=True)
        return dropped

    def _embed(self, entry: Entry, texts: Sequence[str], tell: Listener) -> np.ndarray:
        done: list[np.ndarray] = []
        for start in range(0, len(texts), EMBED_BATCH):
            tell(Progress("embedding", start, len(texts), entry.file))
            done.append(self._embedder.passages(texts[start : start + EMBED_BATCH]))
        tell(Progress("embedding", len(texts), len(texts), entry.file))
        return np.vstack(done) if done else np.zeros((0, self._embedder.dimensions), dtype=np.float32)

    def _vectors_at_hand(
        self, entry: Entry, known: Entry | None, described_as: Entry | None
    ) -> dict[str, list[str]]:
        """The ids of the known passages by the text they were embedded with."""
        found: dict[str, list[str]] = defaultdict(list)
        if known is not None and known.shelf == entry.shelf and not self.outdated():
            for passage in self._catalogue.document_passages(known.id):
                found[index_text(described_as or known, passage.headings, passage.text)].append(passage.id)
        return found

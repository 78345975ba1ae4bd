"""Vectors in Chroma: one collection a shelf, and nothing that can't be rebuilt.

Chroma is unsafe when two processes share a folder: what one adds the other
doesn't see, until its client is opened anew. So every call names the
catalogue's generation; when that rose through another process, the client is
reopened first. All calls go one at a time: a query takes milliseconds.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.index.catalogue import Catalogue

BATCH = 2000
# Chosen on purpose: Chroma's own defaults lose neighbours on collections of ten thousand passages.
HNSW = {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}


class Vectors:
    """The vectors of all shelves; `put` and `delete` only under the writer's lock."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._guard = threading.RLock()
        self._client: Any = None
        self._generation = -1

    def put(self, shelf: str, ids: Sequence[str], vectors: np.ndarray) -> None:
        """Store `vectors`, shape (len(ids), dimensions), under these passage ids."""
        with self._guard:
            collection = self._open().get_or_create_collection(
                shelf, embedding_function=None, configuration={"hnsw": HNSW}
            )
            for start in range(0, len(ids), BATCH):
                chunk = slice(start, start + BATCH)
                collection.upsert(ids=list(ids[chunk]), embeddings=vectors[chunk])

    def delete(self, shelf: str, ids: Sequence[str]) -> None:
        """Forget these passages; ids that aren't there don't matter."""
        with self._guard:
            collection = self._collection(shelf)
            if collection is None:
                return
            for start in range(0, len(ids), BATCH):
                collection.delete(ids=list(ids[start : start + BATCH]))

    def drop(self, shelf: str) -> None:
        """Forget a whole shelf."""
        with self._guard:
            if self._collection(shelf) is not None:
                self._open().delete_collection(shelf)

    def nearest(self, shelf: str, vector: np.ndarray, limit: int) -> dict[str, float]:
        """The passage ids nearest to `vector`, shape (dimensions,), with their cosine."""
        with self._guard:
            collection = self._collection(shelf)
            if collection is None:
                return {}
            found = collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
        return {i: 1.0 - float(d) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)}

    def of(self, shelf: str, ids: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of these passages, each of shape (dimensions,); an id that isn't there is left out."""
        with self._guard:
            collection = self._collection(shelf)
            if collection is None or not ids:
                return {}
            found = collection.get(ids=list(ids), include=["embeddings"])
        return dict(zip(found["ids"], map(np.asarray, found["embeddings"]), strict=True))

    def ids(self, shelf: str) -> set[str]:
        """All passage ids stored for a shelf."""
        with self._guard:
            collection = self._collection(shelf)
            return set(collection.get(include=[])["ids"]) if collection is not None else set()

    def shelves(self) -> list[str]:
        """The shelves that have vectors."""
        with self._guard:
            return [collection.name for collection in self._open().list_collections()]

    def written(self) -> None:
        """Tell that this process itself raised the generation: no need to reopen."""
        with self._guard:
            self._generation = self._catalogue.generation()

    def close(self) -> None:
        """Let go of the folder."""
        with self._guard:
            self._forget_client()

    def _collection(self, shelf: str) -> Any:
        from chromadb.errors import NotFoundError

        try:
            return self._open().get_collection(shelf, embedding_function=None)
        except NotFoundError:
            return None

    def _open(self) -> Any:
        generation = self._catalogue.generation()
        if self._client is None or generation != self._generation:
            self._forget_client()
            self._client = _client(self._folder)
            self._generation = generation
        return self._client

    def _forget_client(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    folder.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))

"""The plain recipe most tutorials teach, to compare our search with.

LangChain's splitter at 1,000 characters with 200 overlap, the same model, one
Chroma collection with Chroma's own settings, the nearest pieces. It gets our
reading of the pages and our model, so what differs is the search alone. Its
vectors are kept, and follow the index piece by piece.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation.matching import Retrieved
from assistant.index.catalogue import Catalogue
from assistant.index.embedding import Embedder
from assistant.index.langchain_embeddings import langchain_embeddings
from assistant.records import PERSONAL_PREFIX, Progress

SIZE = 1000
OVERLAP = 200
BATCH = 32
NAME = "plain"


@dataclass(frozen=True)
class Piece:
    """A piece of a page, named after what it holds and where."""

    id: str
    shelf: str
    found: Retrieved


class PlainRecipe:
    """Splits, embeds and searches as taught; `folder` keeps the vectors."""

    def __init__(self, folder: Path, catalogue: Catalogue, embedder: Embedder) -> None:
        made_with = f"{embedder.name} | {SIZE} | {OVERLAP}"
        self._folder = folder / f"plain-{hashlib.sha256(made_with.encode()).hexdigest()[:12]}"
        self._catalogue = catalogue
        self._embeddings = langchain_embeddings(embedder)
        self._client: Any = None
        self._pieces: dict[str, Piece] = {}

    def prepare(self, listener: Callable[[Progress], None]) -> None:
        """Embed the pieces that are new and forget those that are gone; a stop half-way costs nothing."""
        self._pieces = {piece.id: piece for piece in pieces(self._catalogue)}
        collection = self._open()
        known = set(collection.get(include=[])["ids"])
        gone, new = sorted(known - self._pieces.keys()), [i for i in self._pieces if i not in known]
        for start in range(0, len(gone), BATCH):
            collection.delete(ids=gone[start : start + BATCH])
        for start in range(0, len(new), BATCH):
            listener(Progress("plain_recipe", start, len(new)))
            some = [self._pieces[i] for i in new[start : start + BATCH]]
            collection.add(
                ids=[piece.id for piece in some],
                embeddings=self._embeddings.embed_documents([piece.found.text for piece in some]),
                metadatas=[{"shelf": piece.shelf} for piece in some],
            )
        if new:
            listener(Progress("plain_recipe", len(new), len(new)))

    def search(self, question: str, k: int, shelves: Sequence[str] = ()) -> list[Retrieved]:
        """The k nearest pieces, best first; all of them compete unless `shelves` are named."""
        found = self._open().query(
            query_embeddings=[self._embeddings.embed_query(question)],
            n_results=min(k, len(self._pieces)),
            where={"shelf": {"$in": list(shelves)}} if shelves else None,
            include=[],
        )
        return [self._pieces[i].found for i in found["ids"][0]]

    def close(self) -> None:
        """Let go of the folder."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _open(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        if self._client is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._client = chromadb.PersistentClient(
                path=str(self._folder), settings=Settings(anonymized_telemetry=False)
            )
        return self._client.get_or_create_collection(NAME, embedding_function=None)


def pieces(catalogue: Catalogue) -> Iterator[Piece]:
    """Every page of every shared document, cut as taught; nobody's own documents."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    for entry in catalogue.entries():
        if entry.shelf.startswith(PERSONAL_PREFIX):
            continue
        for index, page in enumerate(catalogue.pages(entry.id)):
            for number, text in enumerate(splitter.split_text(page.text)):
                place = f"{entry.shelf}/{entry.file}/{index}/{number}/{text}"
                yield Piece(
                    hashlib.sha256(place.encode()).hexdigest()[:32],
                    entry.shelf,
                    Retrieved(entry.file, page.number, text, entry.municipality),
                )

"""Finds the passages for a question: vectors and BM25, fused, shelves in scope only.

The fusion is the one measured best on Dutch questions: 0.7 times the cosine
plus 0.3 times BM25, each min-max normalised over the candidates. A question
that is not Dutch goes by vectors alone, because Dutch words don't match it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from assistant.index import lexical
from assistant.index.catalogue import Catalogue
from assistant.index.embedding import Embedder
from assistant.index.vectors import Vectors
from assistant.records import NATIONAL, Hit, Language, Passage

CANDIDATES = 100
# BM25 is cheap, and a passage found by its vector should not lose its words' score.
LEXICAL_CANDIDATES = 400
VECTOR_SHARE = 0.7

# How passages are ordered: as answers use it, or by one part alone, to measure what each part gives.
Method = Literal["best", "fusion", "vectors", "lexical"]


class Searcher:
    """Searches one data folder; holds no state of its own."""

    def __init__(self, catalogue: Catalogue, vectors: Vectors, embedder: Embedder) -> None:
        self._catalogue = catalogue
        self._vectors = vectors
        self._embedder = embedder

    def search(
        self,
        question: str,
        *,
        shelves: Sequence[str] = (NATIONAL,),
        municipality: str | None = None,
        language: Language = "nl",
        limit: int = 50,
        method: Method = "best",
    ) -> list[Hit]:
        """The best passages, best first.

        Only `shelves` are opened. A passage of a document about another
        municipality than `municipality` is left out, also on a personal shelf.
        """
        vector = self._embedder.queries([question])[0]
        cosines = self._nearest(vector, shelves)
        expression = lexical.match_expression(question)
        bm25 = self._catalogue.lexical_scores(expression, shelves, LEXICAL_CANDIDATES) if expression else {}
        strongest = [i for i in list(bm25)[:CANDIDATES] if i not in cosines]
        for shelf in shelves:
            cosines |= self._vectors.cosines(shelf, strongest, vector)
        passages = self._catalogue.passages(list(cosines))
        allowed = {i: p for i, p in passages.items() if _in_scope(p, shelves, municipality)}
        share = {"vectors": 1.0, "lexical": 0.0}.get(method, 1.0 if language != "nl" else VECTOR_SHARE)
        return _fuse(allowed, cosines, bm25, share)[:limit]

    def _nearest(self, vector: np.ndarray, shelves: Sequence[str]) -> dict[str, float]:
        found: dict[str, float] = {}
        for shelf in shelves:
            found |= self._vectors.nearest(shelf, vector, CANDIDATES)
        return found


def _in_scope(passage: Passage, shelves: Sequence[str], municipality: str | None) -> bool:
    document = passage.document
    return document.shelf in shelves and document.municipality in (None, municipality)


def _fuse(
    passages: dict[str, Passage], cosines: dict[str, float], bm25: dict[str, float], share: float
) -> list[Hit]:
    if not passages:
        return []
    ids = list(passages)
    vector = _normalised([cosines.get(i, 0.0) for i in ids])
    words = _normalised([bm25.get(i, 0.0) for i in ids])
    hits = [
        Hit(passages[i], share * v + (1 - share) * w, cosines.get(i, 0.0), bm25.get(i, 0.0))
        for i, v, w in zip(ids, vector, words, strict=True)
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))


def _normalised(scores: Sequence[float]) -> list[float]:
    low, high = min(scores), max(scores)
    return [(s - low) / (high - low) if high > low else 0.0 for s in scores]

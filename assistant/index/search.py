"""Finds the passages for a question: gathered by vectors and words, ordered by a learned ranker.

Three ways gather candidates, on the shelves in scope only: the vectors nearest
to the question, those nearest to its bare subject, and BM25. The ranker orders
them. The fusion it is measured against is the one that came before it: 0.7 times
the cosine plus 0.3 times BM25, each min-max normalised.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

import numpy as np

from assistant.index import lexical
from assistant.index.catalogue import Catalogue
from assistant.index.embedding import Embedder
from assistant.index.features import Scores, features
from assistant.index.lexical_search import GRAM_WEIGHT
from assistant.index.query import Queries, Query
from assistant.index.ranker import Ranker
from assistant.index.vectors import Vectors
from assistant.records import NATIONAL, Hit, Language, Passage

# How many passages each way brings.
BY_QUESTION, BY_SUBJECT, BY_WORDS = 100, 60, 100
# BM25 is cheap, and a passage found by its vector should not lose its words' score.
SCORED_BY_WORDS = 400
VECTOR_SHARE = 0.7

# How passages are ordered: as answers use it, or by one part alone, to measure what each part gives.
Method = Literal["best", "fusion", "vectors", "lexical"]


class Searcher:
    """Searches one data folder; holds no state of its own."""

    def __init__(
        self,
        catalogue: Catalogue,
        vectors: Vectors,
        embedder: Embedder,
        queries: Queries,
        ranker: Ranker,
    ) -> None:
        self._catalogue = catalogue
        self._vectors = vectors
        self._embedder = embedder
        self.queries = queries
        self._ranker = ranker

    def search(
        self,
        question: str,
        *,
        shelves: Sequence[str] = (NATIONAL,),
        municipality: str | None = None,
        language: Language = "nl",
        limit: int = 50,
        method: Method = "best",
        places: Collection[str] = (),
        years: Sequence[str] | None = None,
    ) -> list[Hit]:
        """The best passages, best first.

        Only `shelves` are opened. A passage of a document about another
        municipality than `municipality` is left out, also on a personal shelf.
        `places` are the town names in the question, `years` what it asks for.
        """
        query = self.queries.query(question, language, places=places, years=years)
        passages, scores = self.candidates(query, shelves, municipality)
        if not passages:
            return []
        if method == "best":
            table = features(query, passages, scores, self.queries.thesaurus, municipality)
            return _hits(passages, scores, self._ranker.scores(table))[:limit]
        share = {"vectors": 1.0, "lexical": 0.0}.get(method, 1.0 if language != "nl" else VECTOR_SHARE)
        return _hits(passages, scores, _fused(passages, scores, share))[:limit]

    def candidates(
        self, query: Query, shelves: Sequence[str], municipality: str | None
    ) -> tuple[list[Passage], Scores]:
        """The passages worth ranking, in a fixed order, with their scores."""
        question, subject = self._embedder.queries([query.text, query.subject or query.text])
        expression = lexical.match_expression(query.dutch, shelves, self._catalogue.term_counts)
        words = self._catalogue.lexical_scores(expression, shelves, SCORED_BY_WORDS) if expression else {}
        cosine: dict[str, float] = {}
        by_subject: dict[str, float] = {}
        for shelf in shelves:
            near = self._vectors.nearest(shelf, question, BY_QUESTION)
            near |= self._vectors.nearest(shelf, subject, BY_SUBJECT)
            wanted = dict.fromkeys([*near, *list(words)[:BY_WORDS]])
            for i, vector in self._vectors.of(shelf, list(wanted)).items():
                cosine[i] = float(vector @ question)
                by_subject[i] = float(vector @ subject)
        found = self._catalogue.passages(list(cosine))
        passages = sorted(
            (p for p in found.values() if _in_scope(p, shelves, municipality)), key=lambda p: p.id
        )
        stems = {i: pair[0] for i, pair in words.items()}
        return passages, Scores(cosine, by_subject, stems, {i: pair[1] for i, pair in words.items()})


def _in_scope(passage: Passage, shelves: Sequence[str], municipality: str | None) -> bool:
    document = passage.document
    return document.shelf in shelves and document.municipality in (None, municipality)


def _fused(passages: Sequence[Passage], scores: Scores, share: float) -> np.ndarray:
    vector = _normalised(np.array([scores.cosine[p.id] for p in passages]))
    return share * vector + (1 - share) * _normalised(np.array([_words(p, scores) for p in passages]))


def _hits(passages: Sequence[Passage], scores: Scores, order: np.ndarray) -> list[Hit]:
    hits = [
        Hit(passage, float(score), scores.cosine[passage.id], _words(passage, scores))
        for passage, score in zip(passages, _normalised(order), strict=True)
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))


def _words(passage: Passage, scores: Scores) -> float:
    return scores.stems.get(passage.id, 0.0) + GRAM_WEIGHT * scores.grams.get(passage.id, 0.0)


def _normalised(values: np.ndarray) -> np.ndarray:
    low, high = values.min(), values.max()
    return (values - low) / (high - low) if high > low else np.zeros(len(values))

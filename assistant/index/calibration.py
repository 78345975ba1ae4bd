"""What a likeness means in one index: where unrelated texts lie, and where a heading lies from its own text.

A cosine says nothing by itself. With one model texts that have nothing in
common lie at .57 and with another at .69, and an index of one subject lies
closer together than a mixed one. So the scale is taken from the index's own
passages: a heading is a question whose answer is known.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from assistant.index.catalogue import Catalogue
from assistant.index.embedding import Embedder
from assistant.index.vectors import Vectors
from assistant.records import Passage

KEY = "calibration"
SAMPLE = 240
FEWEST = 20
# An index that grew or shrank by more than this share is measured anew.
CHANGED = 0.25


@dataclass(frozen=True)
class Calibration:
    """The mean cosine of headings to passages of other documents, and to their own passage.

    `passages` and `model` tell what it was measured on.
    """

    unrelated: float
    own: float
    passages: int
    model: str

    def likeness(self, cosines: np.ndarray) -> np.ndarray:
        """Cosines on this index's scale: 0 is unrelated, 1 as near as a heading to its own text."""
        return (cosines - self.unrelated) / max(0.01, self.own - self.unrelated)


class Calibrator:
    """Measures an index when its calibration is missing or outdated, and remembers it in the catalogue."""

    def __init__(self, catalogue: Catalogue, vectors: Vectors, embedder: Embedder) -> None:
        self._catalogue = catalogue
        self._vectors = vectors
        self._embedder = embedder

    def calibration(self) -> Calibration:
        """The calibration of the index as it is now; measuring takes under a second."""
        count = self._catalogue.passage_count()
        if known := self._remembered():
            changed = abs(count - known.passages) > CHANGED * known.passages
            if known.model == self._embedder.name and not changed:
                return known
        measured = self._measure(count)
        self._catalogue.remember(KEY, json.dumps(asdict(measured)))
        return measured

    def _remembered(self) -> Calibration | None:
        try:
            return Calibration(**json.loads(self._catalogue.meta(KEY) or ""))
        except (ValueError, TypeError):
            return None

    def _measure(self, count: int) -> Calibration:
        sample = self._sample()
        vectors: dict[str, np.ndarray] = {}
        for shelf in {p.document.shelf for p in sample}:
            vectors |= self._vectors.of(shelf, [p.id for p in sample if p.document.shelf == shelf])
        sample = [p for p in sample if p.id in vectors]
        if len(sample) < FEWEST:
            return Calibration(0.0, 1.0, count, self._embedder.name)
        asked = self._embedder.queries([p.headings[-1] for p in sample])
        cosines = asked @ np.stack([vectors[p.id] for p in sample]).T
        documents = np.array([p.document.id for p in sample])
        apart = documents[:, None] != documents[None, :]
        unrelated = float(cosines[apart].mean()) if apart.any() else 0.0
        return Calibration(unrelated, float(np.diag(cosines).mean()), count, self._embedder.name)

    def _sample(self) -> Sequence[Passage]:
        """Passages with a heading, the same ones each time: those whose hashed ids come first."""
        ids = sorted(self._catalogue.passage_ids(), key=lambda i: hashlib.sha256(i.encode()).hexdigest())
        found = self._catalogue.passages(ids[:SAMPLE])
        return [found[i] for i in ids[:SAMPLE] if i in found and found[i].headings]

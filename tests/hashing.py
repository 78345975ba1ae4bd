"""A fast stand-in for the embedding model: stems and 5-grams hashed into 256 dimensions.

It knows no synonyms, so a test that needs meaning uses the real model.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

import numpy as np

from assistant.index import lexical
from assistant.records import Progress


class HashingEmbedder:
    """Counts what it was asked to embed, so that a test can see that nothing was."""

    name = "hashing"
    dimensions = 256

    def __init__(self) -> None:
        self.embedded = 0

    def prepare(self, progress: Callable[[Progress], None] | None = None) -> None:
        """Nothing to load."""

    def ready_on_disk(self) -> bool:
        """Always there."""
        return True

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of shape (len(texts), 256), normalised."""
        self.embedded += len(texts)
        return self._vectors(texts)

    def queries(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of shape (len(texts), 256), normalised."""
        return self._vectors(texts)

    def _vectors(self, texts: Sequence[str]) -> np.ndarray:
        out = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(out, texts, strict=True):
            for term in lexical.stems(text) + lexical.grams(text):
                row[zlib.crc32(term.encode()) % self.dimensions] += 1
            row[:] = row / (np.linalg.norm(row) or 1.0)
        return out

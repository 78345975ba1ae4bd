"""Orders passages by a weighted sum of what can be seen of them; the weights were learned.

`python -m assistant.evaluation.training` learns them from questions with known
passages, by pairwise logistic regression (Herbrich, Graepel and Obermayer,
2000): for each question a passage that answers has to come before one that
doesn't. A sum of sixteen numbers is quick, and anyone can read what it does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from assistant.index.features import FEATURES

FILE = Path(__file__).with_name("ranker.toml")


class Ranker:
    """Scores rows of features by the weight each feature's name has; a feature without weight counts 0."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = np.array([float(weights.get(name, 0.0)) for name in FEATURES])

    def scores(self, features: np.ndarray) -> np.ndarray:
        """One score a row, higher is better; they compare within one question only."""
        return features @ self._weights


def load(path: Path = FILE) -> Ranker:
    """Read the weights."""
    return Ranker(tomllib.loads(path.read_text("utf-8"))["weights"])

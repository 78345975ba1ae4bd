"""How likely a sentence answers, from what can be seen of it; the weights were learned.

`python -m assistant.evaluation.judging` learns them, by logistic regression,
from questions with known answers, from questions without one, and from
questions whose answer was held back, so that only what looks like it was left.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answering.signs import SIGNS

FILE = Path(__file__).with_name("judge.toml")


@dataclass(frozen=True)
class Judge:
    """`weights` has one number for each of `SIGNS`; a sentence below `least` is no answer."""

    weights: np.ndarray
    bias: float
    least: float

    def probabilities(self, signs: np.ndarray) -> np.ndarray:
        """For rows of signs, shape (n, len(SIGNS)), the probability that each answers, shape (n,)."""
        return 1 / (1 + np.exp(-(signs @ self.weights + self.bias)))


def judge(weights: Mapping[str, float], bias: float, least: float) -> Judge:
    """A judge from weights by sign; a sign without weight doesn't count."""
    return Judge(np.array([float(weights.get(name, 0.0)) for name in SIGNS]), bias, least)


def load(path: Path = FILE) -> Judge:
    """Read the weights."""
    stored = tomllib.loads(path.read_text("utf-8"))
    return judge(stored["weights"], float(stored["bias"]), float(stored["least"]))

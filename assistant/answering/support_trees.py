"""The weights of the support check: small trees that ask one sign after the other, and add up.

A sign that is harmless alone may tell with another: a new preposition in a
sentence that for the rest is a copy, or in one that is not. Each tree is
written as [sign, limit, value up to it, value above it], where a value is a
number or again a tree, so that anyone can read what decides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).with_name("support.toml")
# A value, or a sign with its limit and what follows up to it and above it.
Tree = float | tuple[str, float, "Tree", "Tree"]


@dataclass(frozen=True)
class Trees:
    """`start` and what each tree gives are added; a sentence less probable than `least` doesn't hold."""

    trees: tuple[Tree, ...]
    start: float
    least: float

    def probabilities(self, rows: np.ndarray, signs: Sequence[str]) -> np.ndarray:
        """For rows of these signs, shape (n, len(signs)), the probability that each is true to its source."""
        columns = {name: rows[:, n] for n, name in enumerate(signs)}
        total = np.full(len(rows), self.start)
        for tree in self.trees:
            total = total + _value(tree, columns, len(rows))
        return np.asarray(1 / (1 + np.exp(-total)))


def load(path: Path = FILE) -> Trees:
    """Read the trees."""
    stored = tomllib.loads(path.read_text("utf-8"))
    return Trees(tuple(map(_tree, stored["trees"])), float(stored["start"]), float(stored["least"]))


def written(trees: Trees) -> str:
    """The trees as they are kept: TOML, one tree a line."""
    lines = ",\n    ".join(_written(tree) for tree in trees.trees)
    return f"start = {trees.start:.4f}\nleast = {trees.least:.4f}\ntrees = [\n    {lines},\n]\n"


def _value(tree: Tree, columns: dict[str, np.ndarray], rows: int) -> np.ndarray:
    if isinstance(tree, float):
        return np.full(rows, tree)
    sign, limit, up_to, above = tree
    return np.where(columns[sign] <= limit, _value(up_to, columns, rows), _value(above, columns, rows))


def _tree(stored: Any) -> Tree:
    if isinstance(stored, (int, float)):
        return float(stored)
    sign, limit, up_to, above = stored
    return str(sign), float(limit), _tree(up_to), _tree(above)


def _written(tree: Tree) -> str:
    if isinstance(tree, float):
        return f"{tree:.4f}"
    return f'["{tree[0]}", {tree[1]:.4f}, {_written(tree[2])}, {_written(tree[3])}]'

"""Passages are ordered by weights that belong to features by name."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

from assistant.index.features import FEATURES
from assistant.index.ranker import FILE, Ranker, load


def test_each_weight_goes_to_the_feature_of_its_name() -> None:
    table = np.zeros((3, len(FEATURES)))
    table[0, FEATURES.index("grams")] = 2.0
    table[1, FEATURES.index("numbers")] = 1.0
    table[2, FEATURES.index("digits")] = 9.0
    scores = Ranker({"grams": 0.5, "numbers": -3.0, "of another time": 7.0}).scores(table)
    assert scores.tolist() == [1.0, -3.0, 0.0]


def test_weights_are_read_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "ranker.toml"
    path.write_text("[weights]\nstems = 2\n", "utf-8")
    assert load(path).scores(np.eye(len(FEATURES)))[FEATURES.index("stems")] == 2.0


def test_the_shipped_weights_are_those_of_the_features_there_are() -> None:
    assert list(tomllib.loads(FILE.read_text("utf-8"))["weights"]) == list(FEATURES)


@pytest.mark.parametrize("name", ["cosine", "subject_cosine", "named_in_text", "of_the_town"])
def test_what_speaks_for_a_passage_lifts_it(name: str) -> None:
    plain, better = np.full((2, len(FEATURES)), 0.5)
    better[FEATURES.index(name)] = 1.0
    first, second = load().scores(np.stack([plain, better]))
    assert second > first

"""How likely a sentence answers, by weights that belong to signs by name."""

from __future__ import annotations

import tomllib
from math import exp
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.judge import FILE, judge, load
from assistant.answering.signs import SIGNS


def test_a_probability_is_the_logistic_of_the_weighed_signs() -> None:
    rows = np.zeros((3, len(SIGNS)))
    rows[1, SIGNS.index("likeness")] = 2.0
    rows[2, SIGNS.index("gap")] = 1.0
    rows[:, SIGNS.index("row")] = 9.0
    found = judge({"likeness": 1.5, "gap": -4.0, "of another time": 3.0}, -1.0, 0.5).probabilities(rows)
    assert found.tolist() == pytest.approx([1 / (1 + exp(1)), 1 / (1 + exp(-2)), 1 / (1 + exp(5))])


def test_without_sentences_there_are_no_probabilities() -> None:
    assert load().probabilities(np.zeros((0, len(SIGNS)))).shape == (0,)


def test_weights_are_read_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "judge.toml"
    path.write_text("bias = -2\nleast = 0.4\n[weights]\ncolon = 3\n", "utf-8")
    read = load(path)
    assert (read.bias, read.least) == (-2.0, 0.4)
    assert read.weights[SIGNS.index("colon")] == 3.0 and read.weights.sum() == 3.0


def test_the_shipped_weights_are_those_of_the_signs_there_are() -> None:
    assert list(tomllib.loads(FILE.read_text("utf-8"))["weights"]) == list(SIGNS)
    assert 0 < load().least < 1


def test_a_sentence_without_any_sign_is_no_answer() -> None:
    shipped = load()
    assert shipped.probabilities(np.zeros((1, len(SIGNS))))[0] < shipped.least

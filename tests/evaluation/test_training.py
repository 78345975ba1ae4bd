"""The ranker's weights are learned from differences between right and wrong passages."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.evaluation import training
from assistant.evaluation.training import NEGATIVES, examples, learn, main
from assistant.index.features import FEATURES
from assistant.index.ranker import load
from assistant.service import Assistant
from tests.evaluation.asked import EVIDENCE, gold


def pairs(count: int, seed: int, **better: float) -> np.ndarray:
    """Differences of which these features are better by so much, beside noise."""
    found = np.random.default_rng(seed).normal(0, 0.1, (count, len(FEATURES)))
    for name, by in better.items():
        found[:, FEATURES.index(name)] += by
    return found


def test_what_tells_right_from_wrong_gets_the_weight() -> None:
    weights = learn([pairs(20, seed, stems=0.5, digits=-0.5) for seed in range(20)])
    assert list(weights) == list(FEATURES)
    assert weights["stems"] > 0 > weights["digits"]
    rest = [abs(weight) for name, weight in weights.items() if name not in ("stems", "digits")]
    assert min(weights["stems"], -weights["digits"]) > 3 * max(rest)


def test_every_question_counts_the_same_however_many_pairs_it_has() -> None:
    many = pairs(600, 0, stems=-0.5, grams=0.5)
    few = [pairs(5, seed, stems=0.5, grams=0.5) for seed in range(1, 9)]
    assert learn([many, *few])["stems"] > 0


def test_a_feature_that_is_never_seen_weighs_nothing() -> None:
    found = [pairs(20, seed, stems=0.5) for seed in range(5)]
    for each in found:
        each[:, FEATURES.index("grams")] = 0.0
    assert learn(found)["grams"] == 0.0


def test_a_right_passage_is_set_against_wrong_ones(ready: Assistant) -> None:
    (found,) = examples(ready, [gold("q", "Hoe lang is een certificaat van het Taalhuis geldig?", EVIDENCE)])
    total = ready.catalogue.passage_count()
    assert found.shape == (total - 1, len(FEATURES)) and total - 1 <= NEGATIVES
    assert (found[:, FEATURES.index("named_in_text")] > 0).all()


def test_each_right_passage_is_set_against_the_highest_wrong_ones(
    ready: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    also = replace(EVIDENCE, quote="De gemeente betaalt het Taalhuis vaak", answer="gemeente")
    question = gold("q", "Wie betaalt het Taalhuis en hoe lang is een certificaat geldig?", EVIDENCE, also)
    wrong = ready.catalogue.passage_count() - 2
    assert [len(found) for found in examples(ready, [question])] == [2 * wrong]
    monkeypatch.setattr(training, "NEGATIVES", 1)
    assert [len(found) for found in examples(ready, [question])] == [2]


def test_what_has_no_right_passage_teaches_nothing(ready: Assistant) -> None:
    nothing = [
        gold("elsewhere", "Hoe lang?", replace(EVIDENCE, quote="Dit staat nergens.")),
        gold("unanswerable", "Hoe duur is het zwembad?"),
        gold("follow-up", "En hoe lang?", EVIDENCE, previous=("Wat is een certificaat?",)),
    ]
    assert list(examples(ready, nothing)) == []


def test_the_weights_are_written_as_the_ranker_reads_them(
    ready: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned = [pairs(10, seed, stems=0.5) for seed in range(3)]
    monkeypatch.setattr(training, "load_settings", lambda: None)
    monkeypatch.setattr(training, "Assistant", lambda settings: ready)
    monkeypatch.setattr(training, "examples", lambda assistant, questions: iter(learned))
    source, out = tmp_path / "gold.jsonl", tmp_path / "ranker.toml"
    source.write_text("", "utf-8")
    assert main([str(source), "--out", str(out)]) == 0
    assert "3 vragen" in out.read_text("utf-8")
    written = tomllib.loads(out.read_text("utf-8"))["weights"]
    assert written == pytest.approx(learn(learned), abs=1e-4)
    assert load(out).scores(np.eye(len(FEATURES))).tolist() == list(written.values())

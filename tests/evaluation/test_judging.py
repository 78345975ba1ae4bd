"""The judge's weights are learned from questions with, without and with a held-back answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.candidates import Candidate
from assistant.answering.judge import load
from assistant.answering.signs import SIGNS
from assistant.evaluation import judging
from assistant.evaluation.gold import Evidence, GoldQuestion
from assistant.evaluation.judging import REFUSED, Example, examples, learn, main
from assistant.records import Hit
from assistant.service import Assistant
from tests.evaluation.asked import EVIDENCE, gold
from tests.shelved import entry, passage

QUESTION = "Hoe lang is een certificaat van het Taalhuis geldig?"


def example(seed: int, likeness: Sequence[float], right: int | None = 0, held_back: bool = False) -> Example:
    """A question whose sentences have these likenesses, of which one answers; the other signs are noise."""
    rows = np.random.default_rng(seed).normal(0, 1, (len(likeness), len(SIGNS)))
    rows[:, SIGNS.index("likeness")] = likeness
    answers = np.zeros(len(likeness))
    if right is not None:
        answers[right] = 1.0
    return Example(rows, answers, right is not None, held_back)


def known(answered: int = 40, without: int = 20) -> list[Example]:
    """Questions of which the answers are twice as like as anything else."""
    return [
        *(example(n, [2.0, 1.0, 0.5, 0.5]) for n in range(answered)),
        *(example(1000 + n, [1.0, 0.5, 0.0], None) for n in range(without)),
    ]


def test_the_sign_of_an_answer_gets_the_weight() -> None:
    learned = learn(known())
    weights = dict(zip(SIGNS, learned.weights, strict=True))
    assert weights.pop("likeness") > 3 * max(map(abs, weights.values()))
    answer, other = np.zeros((2, len(SIGNS)))
    answer[SIGNS.index("likeness")], other[SIGNS.index("likeness")] = 2.0, 0.5
    right, wrong = learned.probabilities(np.stack([answer, other]))
    assert right > learned.least > wrong


def test_the_share_of_questions_without_an_answer_is_refused() -> None:
    def lures(seed: int) -> list[Example]:
        return [example(seed + n, [like, 0.0], None) for n, like in enumerate(np.linspace(0, 2, 200))]

    learned = learn([*(example(n, [2.0, 1.0, 0.5]) for n in range(200)), *lures(1000)])
    best = [learned.probabilities(each.signs).max() for each in lures(5000)]
    assert float(np.mean([chance < learned.least for chance in best])) == pytest.approx(REFUSED, abs=0.07)


def test_held_back_answers_teach_the_weights_and_not_the_bound() -> None:
    held = [example(2000 + n, [1.9, 0.0], None, held_back=True) for n in range(40)]
    assert learn([*known(without=0), *held]).least == 0.5
    plain = learn(known(without=0)).probabilities(held[0].signs)[0]
    assert learn([*known(without=0), *held]).probabilities(held[0].signs)[0] < plain


def test_a_question_without_sentences_is_refused_by_itself() -> None:
    empty = [Example(np.zeros((0, len(SIGNS))), np.zeros(0), False)] * 30
    assert learn([*known(), *empty]).least < learn(known()).least


def test_a_question_is_seen_with_its_answer_and_with_that_held_back(ready: Assistant) -> None:
    shown, held = examples(ready, [gold("q", QUESTION, EVIDENCE)])
    assert shown.signs.shape == (len(shown.answers), len(SIGNS))
    assert shown.answerable and not shown.held_back and shown.answers.sum() == 1
    assert not held.answerable and held.held_back and not held.answers.any()
    assert len(held.answers) < len(shown.answers)


def test_a_question_without_an_answer_is_seen_once_and_one_that_asks_back_never(ready: Assistant) -> None:
    (found,) = examples(ready, [gold("q", "Wat kost het zwembad aan euro's per jaar?")])
    assert not found.answerable and not found.held_back and not found.answers.any()
    assert list(examples(ready, [gold("q", QUESTION, EVIDENCE, previous=("Wat?",))])) == []
    assert list(examples(ready, [gold("q", "Hoeveel geld geeft Bergen uit?", EVIDENCE)])) == []


def test_a_held_back_answer_is_gone_from_every_passage(ready: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "ook.txt"
    path.write_text("Ook elders is een certificaat van het Taalhuis vier jaar geldig.", "utf-8")
    ready.ingest(path)
    question = gold("q", QUESTION, EVIDENCE)
    hits = ready.searcher.search(QUESTION)
    left = judging._without_evidence(ready, question, hits)
    assert len(left) == len(hits) - 2
    assert not any("vier jaar" in hit.passage.text for hit in left)


@pytest.mark.parametrize(
    ("text", "file", "right"),
    [
        (EVIDENCE.quote, "ergens/anders.md", True),
        (f"Let op:\n{EVIDENCE.quote}", "geld.md", True),
        ("Het certificaat van een Taalhuis is nog vier jaar geldig.", "guidance/geld.md", True),
        ("Het certificaat van een Taalhuis is nog vier jaar geldig.", "anders.md", False),
        ("Ze heeft nog vier jaar.", "geld.md", False),
        ("Een certificaat van het Taalhuis is jaren geldig.", "geld.md", False),
    ],
)
def test_a_sentence_answers_that_quotes_the_evidence_or_nearly_does(
    text: str, file: str, right: bool
) -> None:
    of = passage(text, document=entry(file=file))
    assert judging._answers(Candidate(Hit(of, 1.0), 0, len(text), text, 1.0, 1.0), EVIDENCE) is right


def test_on_another_page_only_the_whole_quote_answers() -> None:
    at: Evidence = replace(EVIDENCE, page=3)
    nearly = "Het certificaat van een Taalhuis is nog vier jaar geldig."
    for page, right in ((3, True), (4, False)):
        of = replace(passage(nearly, document=entry(file="geld.md")), page=page)
        assert judging._answers(Candidate(Hit(of, 1.0), 0, 9, nearly, 1.0, 1.0), at) is right


def test_the_weights_are_written_as_the_judge_reads_them(
    ready: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def made(assistant: Assistant, questions: Sequence[GoldQuestion]) -> list[Example]:
        seen.append([question.id for question in questions])
        return [*known(), example(3000, [1.0], None, held_back=True)]

    monkeypatch.setattr(judging, "load_settings", lambda: None)
    monkeypatch.setattr(judging, "Assistant", lambda settings: ready)
    monkeypatch.setattr(judging, "examples", made)
    line = '{"id": "%s", "question": "Wat?", "language": "nl", "kind": "%s", "answerable": %s}'
    evidence = ', "evidence": [{"file": "a.md", "quote": "a", "answer": "a"}]}'
    source, out = tmp_path / "gold.jsonl", tmp_path / "judge.toml"
    lines = [line % (f"a{n}", "fact", "true") for n in range(5)]
    source.write_text(
        "\n".join([*(each[:-1] + evidence for each in lines), line % ("u", "off_topic", "false")]), "utf-8"
    )
    assert main([str(source), "--out", str(out), "--most", "2"]) == 0
    assert len(seen[0]) == 3 and "u" in seen[0]
    assert "60 vragen" in out.read_text("utf-8")
    read, learned = load(out), learn(made(ready, []))
    assert read.weights == pytest.approx(learned.weights, abs=1e-4)
    assert (read.bias, read.least) == pytest.approx((learned.bias, learned.least), abs=1e-4)


def test_a_question_without_an_answer_weighs_most_and_a_held_back_one_least() -> None:
    able, without = example(1, [2.0, 1.0]), example(1, [2.0, 1.0], None)
    held = example(1, [2.0, 1.0], None, held_back=True)
    shares = [judging._weights(each)[1] for each in (held, able, without)]
    assert shares[0] < shares[1] < shares[2]
    assert shares[2] == pytest.approx(judging.WITHOUT * shares[1])

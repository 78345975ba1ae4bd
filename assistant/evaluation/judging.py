"""`python -m assistant.evaluation.judging GOLD.jsonl … --out FILE.toml`: learns when a sentence answers.

The judge sees three kinds of questions: with an answer, without one, and with
an answer that is held back, so that only what looks like it is left. The last
kind costs nobody anything to write and is the hardest. A logistic regression
on the signs of each sentence gives the weights. Questions written over the
same documents are judged by weights that didn't see them (five folds) to find
the probability below which 85 in 100 questions without an answer are refused.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answering.candidates import Candidate
from assistant.answering.finding import about_this_town
from assistant.answering.judge import Judge, judge
from assistant.answering.question import Question, place_names, understand
from assistant.answering.signs import SIGNS
from assistant.evaluation import gold
from assistant.evaluation.asking import towns_of
from assistant.evaluation.gold import Evidence, GoldQuestion
from assistant.evaluation.matching import flat, holds, of_hit, relevant, same_file
from assistant.records import NATIONAL, Hit
from assistant.service import Assistant
from assistant.settings import load as load_settings

REFUSED = 0.85
FOLDS = 5
STRENGTH = 0.02
# What a question without an answer, and one whose answer is held back, weigh beside one with an answer: few
# are written without one, and those tell best what is to be refused.
WITHOUT, HELD_BACK = 8.0, 0.25
DEPTH = 60
HEADER = (
    "# Waaraan het programma ziet of een zin antwoordt. Geleerd uit {questions} vragen met\n"
    "# `python -m assistant.evaluation.judging`; wat elk kenmerk is, staat in\n"
    "# assistant/answering/signs.py. Een zin met een lagere kans dan `least` is geen antwoord.\n"
)


@dataclass(frozen=True)
class Example:
    """The signs of a question's sentences, shape (n, len(SIGNS)), and which of them answer, shape (n,).

    `answerable` is false where no sentence could, `held_back` where the answer was taken away.
    """

    signs: np.ndarray
    answers: np.ndarray
    answerable: bool
    held_back: bool = False


def examples(assistant: Assistant, questions: Sequence[GoldQuestion]) -> Iterator[Example]:
    """What the judge can learn of each question; one that asks back teaches nothing."""
    for question in questions:
        asked = understand(question.question, assistant.places, question.municipality, question.language)
        if question.previous or asked.ambiguous:
            continue
        hits = _hits(assistant, asked)
        yield _example(assistant, asked, question, hits)
        if question.answerable:
            yield _example(assistant, asked, question, _without_evidence(assistant, question, hits), True)


def learn(known: Sequence[Example]) -> Judge:
    """The judge for these examples; every question counts the same."""
    return _with_least(known, _fitted(known))


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn from gold files and write the weights."""
    parser = argparse.ArgumentParser(description="Learn when a sentence answers from gold questions.")
    parser.add_argument("gold", nargs="+", metavar="GOLD.jsonl")
    parser.add_argument("--out", required=True, metavar="FILE.toml")
    parser.add_argument("--most", type=int, help="learn from this many questions with an answer at most")
    options = parser.parse_args(arguments)
    questions = gold.load([Path(name) for name in options.gold])
    if options.most:
        able = [q for q in questions if q.answerable]
        chosen = {q.id for q in random.Random(0).sample(able, min(options.most, len(able)))}
        questions = [q for q in questions if not q.answerable or q.id in chosen]
    assistant = Assistant(load_settings())
    try:
        known = list(examples(assistant, questions))
    finally:
        assistant.close()
    learned = learn(known)
    lines = [f"{name} = {value:.4f}\n" for name, value in zip(SIGNS, learned.weights, strict=True)]
    Path(options.out).write_text(
        HEADER.format(questions=sum(not e.held_back for e in known))
        + f"bias = {learned.bias:.4f}\nleast = {learned.least:.4f}\n\n[weights]\n"
        + "".join(lines),
        "utf-8",
    )
    print(f"{len(known)} examples", file=sys.stderr)
    return 0


def _hits(assistant: Assistant, asked: Question) -> list[Hit]:
    code = asked.municipality.code if asked.municipality else None
    found = assistant.searcher.search(
        asked.text,
        shelves=[NATIONAL, *filter(None, [code])],
        municipality=code,
        language=asked.language,
        limit=DEPTH,
        places=place_names(asked),
        years=asked.years,
    )
    return about_this_town(asked, found)


def _without_evidence(assistant: Assistant, question: GoldQuestion, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that neither are the evidence nor hold the answer."""
    towns = towns_of(question, assistant.places)
    evidence = [e for part in question.parts for e in part]
    return [
        hit
        for hit in hits
        if not any(relevant(e, of_hit(hit), towns) or holds(hit.passage.text, e.answer) for e in evidence)
    ]


def _example(
    assistant: Assistant,
    asked: Question,
    question: GoldQuestion,
    hits: Sequence[Hit],
    held_back: bool = False,
) -> Example:
    quoter = assistant.answerer.quoter
    candidates = quoter.candidates(asked, hits)
    if not candidates:
        return Example(np.zeros((0, len(SIGNS))), np.zeros(0), False, held_back)
    evidence = [] if held_back else [e for part in question.parts for e in part]
    answers = np.array([any(_answers(each, e) for e in evidence) for each in candidates], dtype=float)
    return Example(quoter.signs(asked, candidates), answers, question.answerable and not held_back, held_back)


def _answers(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a sentence is the evidence: it quotes it, or holds the answer and half of the quote's words."""
    quote, text = flat(evidence.quote), flat(candidate.quote)
    if not holds(text, evidence.answer):
        return False
    passage = candidate.hit.passage
    there = same_file(evidence.file, passage.document.file) and evidence.page in (None, passage.page)
    words = set(quote.casefold().split())
    return quote in text or (there and len(words & set(text.casefold().split())) >= len(words) / 2)


def _fitted(known: Sequence[Example]) -> Judge:
    from sklearn.linear_model import LogisticRegression

    known = [example for example in known if len(example.signs)]
    rows = np.concatenate([example.signs for example in known])
    weight = np.concatenate([_weights(example) for example in known])
    scale = rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=4000)
    model.fit(rows / scale, np.concatenate([e.answers for e in known]), sample_weight=weight)
    return Judge(model.coef_[0] / scale, float(model.intercept_[0]), 0.5)


def _weights(example: Example) -> np.ndarray:
    """The sentences of a question share its weight; those that answer share as much again."""
    share = np.full(len(example.answers), 6.0 / len(example.answers))
    right = example.answers > 0
    if right.any():
        share[right] = 6.0 / right.sum()
    return share * (1.0 if example.answerable else HELD_BACK if example.held_back else WITHOUT)


def _with_least(known: Sequence[Example], fitted: Judge) -> Judge:
    folds = np.random.default_rng(0).integers(0, FOLDS, len(known))
    best: list[float] = []
    for fold in range(FOLDS):
        other = _fitted([e for e, f in zip(known, folds, strict=True) if f != fold])
        best += [
            float(other.probabilities(e.signs).max()) if len(e.signs) else 0.0
            for e, f in zip(known, folds, strict=True)
            if f == fold and not e.answerable and not e.held_back
        ]
    least = float(np.quantile(best, REFUSED)) if best else fitted.least
    return judge(dict(zip(SIGNS, fitted.weights, strict=True)), fitted.bias, least)


if __name__ == "__main__":
    raise SystemExit(main())

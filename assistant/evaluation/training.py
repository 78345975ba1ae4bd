"""`python -m assistant.evaluation.training GOLD.jsonl … --out FILE.toml`: learns the ranker's weights.

For each question every passage that holds its evidence is set against the
forty that the fusion puts highest and that don't. A logistic regression on the
differences of their features gives the weights (pairwise ranking; Herbrich,
Graepel and Obermayer, 2000). It is held back strongly: with a few hundred
questions, weights left free remember the questions.

Learn them over an index made with the model as it was before it was taught
this field (see `adapting`): the taught model knows these very questions, and
the ranker would trust it more than new questions justify.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.answering.question import place_names, understand
from assistant.evaluation import gold
from assistant.evaluation.asking import towns_of
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.matching import of_hit, relevant
from assistant.index.features import FEATURES, features
from assistant.records import NATIONAL, Hit
from assistant.service import Assistant
from assistant.settings import load as load_settings

NEGATIVES = 40
STRENGTH = 0.01
HEADER = (
    "# De gewichten waarmee de zoekmachine passages ordent. Geleerd uit {questions} vragen met\n"
    "# `python -m assistant.evaluation.training`; wat elk kenmerk is, staat in\n"
    "# assistant/index/features.py.\n[weights]\n"
)


def examples(assistant: Assistant, questions: Sequence[GoldQuestion]) -> Iterator[np.ndarray]:
    """For each question the differences between right and wrong passages, shape (pairs, features).

    A question whose evidence no way of searching brings up teaches nothing and is left out.
    """
    for question in questions:
        if not question.answerable or question.previous:
            continue
        table, right, order = _looked_up(assistant, question)
        if not right.any():
            continue
        wrong = [n for n in order if not right[n]][:NEGATIVES]
        yield np.concatenate([table[n] - table[wrong] for n in np.flatnonzero(right)])


def learn(differences: Sequence[np.ndarray]) -> dict[str, float]:
    """The weight of each feature; every question counts the same, however many pairs it has."""
    from sklearn.linear_model import LogisticRegression

    rows = np.concatenate(differences)
    weight = np.concatenate([np.full(len(each), 1 / len(each)) for each in differences])
    scale = rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=2000)
    model.fit(
        np.concatenate([rows, -rows]) / scale,
        np.repeat([1, 0], len(rows)),
        sample_weight=np.concatenate([weight, weight]),
    )
    return dict(zip(FEATURES, (model.coef_[0] / scale).tolist(), strict=True))


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn from gold files and write the weights."""
    parser = argparse.ArgumentParser(description="Learn the ranker's weights from gold questions.")
    parser.add_argument("gold", nargs="+", metavar="GOLD.jsonl")
    parser.add_argument("--out", required=True, metavar="FILE.toml")
    options = parser.parse_args(arguments)
    assistant = Assistant(load_settings())
    try:
        differences = list(examples(assistant, gold.load([Path(name) for name in options.gold])))
    finally:
        assistant.close()
    lines = [f"{name} = {value:.4f}\n" for name, value in learn(differences).items()]
    Path(options.out).write_text(HEADER.format(questions=len(differences)) + "".join(lines), "utf-8")
    print(f"{len(differences)} questions, {sum(map(len, differences))} pairs", file=sys.stderr)
    return 0


def _looked_up(assistant: Assistant, question: GoldQuestion) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """The candidates' features, which of them are right, and their order by plain fusion."""
    asked = understand(question.question, assistant.places, question.municipality, question.language)
    code = asked.municipality.code if asked.municipality else None
    shelves = [NATIONAL, *filter(None, [code])]
    queries = assistant.searcher.queries
    query = queries.query(asked.text, asked.language, places=place_names(asked), years=asked.years)
    passages, scores = assistant.searcher.candidates(query, shelves, code)
    table = features(query, passages, scores, queries.thesaurus, code)
    towns = towns_of(question, assistant.places)
    evidence = [e for part in question.parts for e in part]
    found = [of_hit(Hit(passage, 0.0)) for passage in passages]
    right = np.array([any(relevant(e, each, towns) for e in evidence) for each in found])
    fused = 0.7 * table[:, FEATURES.index("cosine")] + 0.3 * table[:, FEATURES.index("stems")]
    return table, right, np.argsort(-fused).tolist()


if __name__ == "__main__":
    raise SystemExit(main())

"""`python -m assistant.evaluation.supporting LABELLED.jsonl … --out FILE.toml`: learns what support is.

Each line is a sentence with what it cites, and whether it says only that; a
sentence that doesn't is a lie of some kind. A logistic regression on the signs
gives the weights. Sentences over the same quotes are judged by weights that
didn't see them (eight folds, five times), to find the probability that at most
one lie in fifty reaches. The same sentences measure: how many lies are let
through, and how many true sentences are kept.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.support import Claim, Support, Supporter, Weights, copied, said, weighing
from assistant.answering.support_signs import SIGNS, WEIGHED, fallen
from assistant.errors import AssistantError, FileMissing
from assistant.evaluation.measures import Group, Measure, part_of, share
from assistant.index import glossary, terms
from assistant.records import Figure
from assistant.service import Assistant
from assistant.settings import load as load_settings

KINDS_OF_LIES = (
    "number", "town", "name", "roles", "negation", "modality", "generalise", "hedge", "addition", "mixing",
    "elsewhere",
)  # fmt: skip
KINDS_OF_TRUTHS = ("paraphrase", "shortened", "joined", "plain", "figure", "english")
LET_THROUGH = 0.02
FOLDS, TIMES = 8, 5
STRENGTH = 0.2
BATCH = 64
# What speaks for a sentence; every other sign speaks against it. A weight that says otherwise was learned
# from an accident of these sentences, and is left out.
FOR = frozenset({"likeness", "likeness_nearest", "kept_share", "foreign"})
HEADER = (
    "# Waaraan het programma ziet of een zin alleen zegt wat haar bronnen zeggen. Geleerd uit {sentences}\n"
    "# zinnen met `python -m assistant.evaluation.supporting`; wat elk kenmerk is, staat in\n"
    "# assistant/answering/support_signs.py. Een zin met een lagere kans dan `least` houdt geen stand.\n"
)


class LabelError(AssistantError):
    """A line that is no labelled sentence; details: `file`, `line`, `reason`."""

    @classmethod
    def key(cls) -> str:
        """Its sentence stands with the other words of this measurement."""
        return "support.label_error"


@dataclass(frozen=True)
class Labelled:
    """A sentence with what it cites; `kind` is the kind of lie, or how a faithful one is worded."""

    id: str
    claim: Claim
    faithful: bool
    kind: str


@dataclass(frozen=True)
class Judged:
    """A labelled sentence with what the check said of it."""

    labelled: Labelled
    support: Support


def load(paths: Sequence[Path]) -> list[Labelled]:
    """The sentences of these files, in order; a line that starts with # is a remark.

    Raises `FileMissing`, and `LabelError` for a line that is wrong.
    """
    found: list[Labelled] = []
    for path in paths:
        if not path.is_file():
            raise FileMissing(file=str(path))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    found.append(_labelled(json.loads(line)))
                except (ValueError, TypeError, KeyError) as error:
                    raise LabelError(file=path.name, line=number, reason=str(error)) from error
    return found


def judge_all(supporter: Supporter, sentences: Sequence[Labelled]) -> list[Judged]:
    """What the check says of each sentence."""
    judged: list[Judged] = []
    for start in range(0, len(sentences), BATCH):
        batch = sentences[start : start + BATCH]
        said = supporter.support_all([each.claim for each in batch])
        judged += [Judged(each, support) for each, support in zip(batch, said, strict=True)]
    return judged


def measured(judged: Sequence[Judged]) -> tuple[Group, ...]:
    """The measures of all sentences, then of each kind of lie and of faithful sentence."""
    groups = [Group("all", _measures(judged))]
    for faithful, kinds in ((False, KINDS_OF_LIES), (True, KINDS_OF_TRUTHS)):
        for kind in kinds:
            of_kind = [j for j in judged if j.labelled.kind == kind and j.labelled.faithful == faithful]
            if of_kind:
                name = "kept" if faithful else "let_through"
                groups.append(Group(f"{name}={kind}", (share(name, (j.support.holds for j in of_kind)),)))
    return tuple(groups)


def learn(rows: np.ndarray, sentences: Sequence[Labelled]) -> Weights:
    """The weights for these sentences with their signs, shape (n, len(SIGNS)), and the least probability."""
    fitted = _fitted(rows, sentences)
    chances = cross_validated(rows, sentences)
    lies = [chance for chance, each in zip(chances, sentences, strict=True) if not each.faithful]
    least = float(np.quantile(lies, 1 - LET_THROUGH, method="higher")) + 1e-4
    return Weights(fitted.weights, fitted.bias, least)


def cross_validated(rows: np.ndarray, sentences: Sequence[Labelled]) -> np.ndarray:
    """The probability of each sentence, shape (n,), by weights that saw no sentence over the same quotes.

    What falls by itself has 0, a copy 1.
    """
    places: dict[str, int] = {}
    groups = np.array([places.setdefault(_cited(each), len(places)) for each in sentences])
    chances = np.zeros(len(sentences))
    for time in range(TIMES):
        folds = np.random.default_rng(time).integers(0, FOLDS, len(places))[groups]
        for fold in range(FOLDS):
            here = folds == fold
            if here.any():
                others = [each for each, out in zip(sentences, here, strict=True) if not out]
                chances[here] += _fitted(rows[~here], others).probabilities(rows[here]) / TIMES
    chances[fallen(rows)] = 0.0
    chances[_copies(sentences)] = 1.0
    return chances


def learned_toml(weights: Weights, sentences: int) -> str:
    """The weights as they are kept."""
    lines = [
        f"{name} = {value:.4f}\n"
        for name, value in zip(SIGNS, weights.weights, strict=True)
        if name in WEIGHED
    ]
    head = HEADER.format(sentences=sentences)
    return f"{head}bias = {weights.bias:.4f}\nleast = {weights.least:.4f}\n\n[weights]\n{''.join(lines)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn from labelled sentences, write the weights, and say what cross-validation expects of them."""
    from assistant.evaluation.supporting_table import support_text

    parser = argparse.ArgumentParser(description="Learn when a sentence says only what it cites.")
    parser.add_argument("labelled", nargs="+", metavar="LABELLED.jsonl")
    parser.add_argument("--out", required=True, metavar="FILE.toml")
    options = parser.parse_args(arguments)
    sentences = load([Path(name) for name in options.labelled])
    settings = load_settings()
    assistant = Assistant(settings)
    try:
        supporter = supporter_of(assistant)
        rows = np.concatenate([
            supporter.signs([each.claim for each in sentences[start : start + BATCH]])
            for start in range(0, len(sentences), BATCH)
        ])  # fmt: skip
    finally:
        assistant.close()
    weights = learn(rows, sentences)
    Path(options.out).write_text(learned_toml(weights, len(sentences)), "utf-8")
    chances = cross_validated(rows, sentences)
    judged = [
        Judged(each, Support(float(chance), bool(chance >= weights.least)))
        for each, chance in zip(sentences, chances, strict=True)
    ]
    print(support_text([Path(name).name for name in options.labelled], measured(judged)), file=sys.stderr)
    return 0


def supporter_of(assistant: Assistant) -> Supporter:
    """The check with an assistant's model and word lists."""
    corpus = assistant.settings.corpus
    return Supporter(
        assistant.embedder, terms.load(corpus / "thesaurus.toml"), glossary.load(corpus / "glossary.toml")
    )


def _measures(judged: Sequence[Judged]) -> tuple[Measure, ...]:
    lies = [j for j in judged if not j.labelled.faithful]
    truths = [j for j in judged if j.labelled.faithful]
    held = [j for j in judged if j.support.holds]
    return (
        part_of("let_through", sum(j.support.holds for j in lies), len(lies)),
        part_of("kept", sum(j.support.holds for j in truths), len(truths)),
        part_of("true_of_held", sum(j.labelled.faithful for j in held), len(held)),
    )


def _fitted(rows: np.ndarray, sentences: Sequence[Labelled]) -> Weights:
    from sklearn.linear_model import LogisticRegression

    open_ones = ~fallen(rows) & ~_copies(sentences)
    right = np.array([each.faithful for each in sentences])[open_ones]
    names = list(WEIGHED)
    while True:
        seen = rows[open_ones][:, [SIGNS.index(name) for name in names]]
        scale = np.where(seen.std(axis=0) < 1e-9, 1.0, seen.std(axis=0))
        model = LogisticRegression(C=STRENGTH, max_iter=5000, class_weight="balanced")
        model.fit(seen / scale, right)
        values = dict(zip(names, (model.coef_[0] / scale).tolist(), strict=True))
        wrong = [name for name, value in values.items() if (value > 0) != (name in FOR) and value]
        if not wrong:
            return weighing(values, float(model.intercept_[0]), 0.5)
        names = [name for name in names if name not in wrong]


def _copies(sentences: Sequence[Labelled]) -> np.ndarray:
    return np.array([copied(said(each.claim), each.claim.quotes) for each in sentences], dtype=bool)


def _cited(each: Labelled) -> str:
    return json.dumps(
        [list(each.claim.quotes), [f.municipality + f.key + f.indicator for f in each.claim.figures]]
    )


def _labelled(line: dict[str, Any]) -> Labelled:
    kinds = KINDS_OF_TRUTHS if line["faithful"] else KINDS_OF_LIES
    if line["kind"] not in kinds:
        raise ValueError(f"kind {line['kind']!r}")
    figures = [Figure(**figure) for figure in line.get("figures", ())]
    if not (line["quotes"] or figures):
        raise ValueError("nothing cited")
    claim = Claim(str(line["text"]), tuple(line["quotes"]), tuple(figures), tuple(line.get("titles", ())))
    return Labelled(str(line["id"]), claim, bool(line["faithful"]), str(line["kind"]))


if __name__ == "__main__":
    raise SystemExit(main())

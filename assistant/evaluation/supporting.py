"""`python -m assistant.evaluation.supporting LABELLED.jsonl … --out FILE.toml`: learns what support is.

Small trees are grown on the signs of labelled sentences, in which a sign can
only speak the way it should. Word lists and rules fit whoever wrote the
sentences they were made with. So a sentence is always judged by trees that
saw nothing of its writer, and from those chances comes the probability that
so few lies reach. What is measured is the whole gate that a sentence of a
model has to pass, and the support check alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.sentence_rules import Rule, Rules
from assistant.answering.support import Support, Supporter, copied, said
from assistant.answering.support_signs import EITHER, FOR, SIGNS, fallen
from assistant.answering.support_trees import Tree, Trees, written
from assistant.evaluation.measures import Group, Measure, part_of, share
from assistant.evaluation.supporting_labels import KINDS_OF_LIES, KINDS_OF_TRUTHS, Labelled, load
from assistant.index import glossary, terms
from assistant.service import Assistant
from assistant.settings import load as load_settings

LET_THROUGH = 0.03
GROWN, DEPTH, SHRUNK, FEWEST, STRENGTH = 80, 3, 0.06, 20, 2.0
# What a sentence counts that was written before models were told to stay with the words of their facts.
EARLIER = 0.3
BATCH = 64
HEADER = (
    "# Waaraan het programma ziet of een zin alleen zegt wat haar bronnen zeggen. Geleerd uit {sentences}\n"
    "# zinnen met `python -m assistant.evaluation.supporting`; wat elk kenmerk is, staat in\n"
    "# assistant/answering/support_signs.py. Een zin met een lagere kans dan `least` houdt geen stand.\n"
)


@dataclass(frozen=True)
class Judged:
    """A labelled sentence with what the check said of it, and the plain rule that it breaks if any."""

    labelled: Labelled
    support: Support
    rule: Rule | None = None

    @property
    def holds(self) -> bool:
        """Whether it passes the whole gate."""
        return self.support.holds and self.rule is None


@dataclass(frozen=True)
class Gate:
    """All that a sentence of a model has to pass: the support check and the plain rules."""

    supporter: Supporter
    rules: Rules

    def rule(self, each: Labelled) -> Rule | None:
        """The plain rule that a sentence breaks."""
        return self.rules.plainly_broken(each.claim.text, each.facts, each.language)


def gate_of(assistant: Assistant, trees: Trees | None = None) -> Gate:
    """The gate with an assistant's word lists and towns, and these trees or those that were learned."""
    corpus = assistant.settings.corpus
    supporter = Supporter(
        terms.load(corpus / "thesaurus.toml"),
        glossary.load(corpus / "glossary.toml"),
        trees,
    )
    return Gate(supporter, Rules(supporter, assistant.places))


def judge_all(gate: Gate, sentences: Sequence[Labelled]) -> list[Judged]:
    """What the gate says of each sentence."""
    judged: list[Judged] = []
    for start in range(0, len(sentences), BATCH):
        batch = sentences[start : start + BATCH]
        found = gate.supporter.support_all([each.claim for each in batch])
        judged += [Judged(each, support, gate.rule(each)) for each, support in zip(batch, found, strict=True)]
    return judged


def measured(judged: Sequence[Judged]) -> tuple[Group, ...]:
    """The measures of all sentences, of the support check alone, and of each kind of sentence."""
    alone = _measures(judged, [j.support.holds for j in judged])[:2]
    groups = [
        Group("all", _measures(judged, [j.holds for j in judged])),
        Group("alone", alone),
    ]
    for faithful, kinds in ((False, KINDS_OF_LIES), (True, KINDS_OF_TRUTHS)):
        for kind in kinds:
            of_kind = [j for j in judged if j.labelled.kind == kind and j.labelled.faithful == faithful]
            if of_kind:
                name = "kept" if faithful else "let_through"
                groups.append(Group(f"{name}={kind}", (share(name, (j.holds for j in of_kind)),)))
    return tuple(groups)


def learn(rows: np.ndarray, sentences: Sequence[Labelled], broken: Sequence[bool]) -> Trees:
    """The trees for these sentences with their signs, shape (n, len(SIGNS)), and the least probability.

    `broken` says of each whether it breaks a plain rule, so that it has no chance anyway.
    """
    chances = left_out(rows, sentences, broken)
    stays = any(each.asked for each in sentences)
    lies = [
        chance
        for chance, each in zip(chances, sentences, strict=True)
        if not each.faithful and (each.asked or not stays)
    ]
    least = float(np.quantile(lies, 1 - LET_THROUGH, method="higher")) + 1e-4
    grown = _grown(rows, sentences)
    return Trees(grown.trees, grown.start, least)


def left_out(rows: np.ndarray, sentences: Sequence[Labelled], broken: Sequence[bool]) -> np.ndarray:
    """The probability of each sentence, shape (n,), by trees that saw no sentence of its writer.

    What breaks a plain rule or falls by itself has 0, a copy 1.
    """
    writers = np.array([each.writer for each in sentences])
    chances = np.zeros(len(sentences))
    for writer in np.unique(writers):
        here = writers == writer
        others = [each for each, out in zip(sentences, here, strict=True) if not out]
        chances[here] = _grown(rows[~here], others).probabilities(rows[here], SIGNS)
    chances[fallen(rows)] = 0.0
    chances[_copies(sentences)] = 1.0
    chances[np.array(broken, dtype=bool)] = 0.0
    return chances


def learned_toml(trees: Trees, sentences: int) -> str:
    """The trees as they are kept."""
    return HEADER.format(sentences=sentences) + written(trees)


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn from labelled sentences, write the trees, and say what they do for a writer they didn't see."""
    from assistant.evaluation.supporting_table import support_text

    parser = argparse.ArgumentParser(description="Learn when a sentence says only what it cites.")
    parser.add_argument("labelled", nargs="+", metavar="LABELLED.jsonl")
    parser.add_argument("--out", required=True, metavar="FILE.toml")
    options = parser.parse_args(arguments)
    sentences = load([Path(name) for name in options.labelled])
    assistant = Assistant(load_settings())
    try:
        gate = gate_of(assistant, Trees((), 0.0, 0.5))
        rows = np.concatenate([
            gate.supporter.signs([each.claim for each in sentences[start : start + BATCH]])
            for start in range(0, len(sentences), BATCH)
        ])  # fmt: skip
        rules = [gate.rule(each) for each in sentences]
    finally:
        assistant.close()
    broken = [rule is not None for rule in rules]
    trees = learn(rows, sentences, broken)
    Path(options.out).write_text(learned_toml(trees, len(sentences)), "utf-8")
    # The rules are laid on again below, so that the support check is measured alone as well.
    chances = left_out(rows, sentences, [False] * len(sentences))
    judged = [
        Judged(each, Support(float(chance), bool(chance >= trees.least)), rule)
        for each, chance, rule in zip(sentences, chances, rules, strict=True)
    ]
    for writer in sorted({each.writer for each in sentences if each.asked}):
        own = [j for j in judged if j.labelled.writer == writer]
        print(support_text([f"{writer}…"], measured(own)), file=sys.stderr)
    return 0


def _measures(judged: Sequence[Judged], holds: Sequence[bool]) -> tuple[Measure, ...]:
    lies = [held for j, held in zip(judged, holds, strict=True) if not j.labelled.faithful]
    truths = [held for j, held in zip(judged, holds, strict=True) if j.labelled.faithful]
    return (
        part_of("let_through", sum(lies), len(lies)),
        part_of("kept", sum(truths), len(truths)),
        part_of("true_of_held", sum(truths), sum(holds)),
    )


def _grown(rows: np.ndarray, sentences: Sequence[Labelled]) -> Trees:
    """Trees in which no sign speaks the wrong way, for the sentences that don't fall or copy."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    open_ones = ~fallen(rows) & ~_copies(sentences)
    right = np.array([each.faithful for each in sentences])[open_ones]
    counts = np.array([1.0 if each.asked else EARLIER for each in sentences])[open_ones]
    if counts.max() < 1.0:
        counts = counts / counts.max()
    model = HistGradientBoostingClassifier(
        max_iter=GROWN,
        max_depth=DEPTH,
        learning_rate=SHRUNK,
        min_samples_leaf=FEWEST,
        l2_regularization=STRENGTH,
        monotonic_cst=[0 if name in EITHER else 1 if name in FOR else -1 for name in SIGNS],
        random_state=0,
    )
    model.fit(rows[open_ones], right, sample_weight=counts)
    trees = tuple(_tree(grown[0].nodes, 0) for grown in model._predictors)
    return Trees(trees, float(np.ravel(model._baseline_prediction)[0]), 0.5)


def _tree(nodes: Any, place: int) -> Tree:
    """A tree of the library as one of ours."""
    node = nodes[place]
    if node["is_leaf"]:
        return float(node["value"])
    sign, limit = SIGNS[int(node["feature_idx"])], float(node["num_threshold"])
    return sign, limit, _tree(nodes, int(node["left"])), _tree(nodes, int(node["right"]))


def _copies(sentences: Sequence[Labelled]) -> np.ndarray:
    return np.array([copied(said(each.claim), each.claim.quotes) for each in sentences], dtype=bool)


if __name__ == "__main__":
    raise SystemExit(main())

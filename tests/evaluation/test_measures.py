"""Outcomes become figures, each over the right questions."""

from __future__ import annotations

import pytest

from assistant.evaluation.asking import Cited
from assistant.evaluation.measures import grouped, measures
from assistant.evaluation.metrics import wilson
from tests.evaluation.asked import EVIDENCE, gold, outcome

OUTCOMES = [
    outcome(gold("a", "Wat?", EVIDENCE), ranks=(1,), cited=1, checks=Cited(4, 4, 0, 2, 0), seconds=0.1),
    outcome(
        gold("b", "Wat?", EVIDENCE), "partial", ranks=(4,), cited=0, checks=Cited(2, 1, 1, 2, 1), seconds=0.4
    ),
    outcome(gold("c", "What?", EVIDENCE, language="en"), "refused", ranks=(None,), seconds=0.2),
    outcome(gold("d", "Wat?", EVIDENCE, EVIDENCE, kind="several"), ranks=(2, 9), cited=1, seconds=0.3),
    outcome(
        gold("u", "Wat?", kind="wrong_year", near=True), "answered", checks=Cited(2, 2, 0, 1, 0), seconds=0.2
    ),
    outcome(gold("v", "What?", kind="off_topic", language="en"), "refused", seconds=0.2),
]


@pytest.mark.parametrize(
    ("name", "value", "n"),
    [
        ("recall_1", 1 / 4, 4),
        ("recall_5", (1 + 1 + 0 + 0.5) / 4, 4),
        ("recall_10", 3 / 4, 4),
        ("all_parts_5", 2 / 4, 4),
        ("mrr_10", (1 + 1 / 4 + 0 + 1 / 2) / 4, 4),
        # 1, 1/log2 5 = 0.43068, 0, and (1/log2 3 + 1/log2 10) / 1.63093 = 0.57143.
        ("ndcg_10", (1 + 0.43068 + 0 + 0.57143) / 4, 4),
        ("cited_all", 1 / 4, 4),
        ("cited_some", 2 / 4, 4),
        ("cited_all_answered", 1 / 3, 3),
        ("refused_wrong", 1 / 4, 4),
        ("refused_right", 1 / 2, 2),
        ("refused_right_near", 0, 1),
        ("refused_right_far", 1, 1),
        ("right", 2 / 6, 6),
        ("quotes_on_page", 7 / 8, 8),
        ("numbers_unsourced", 1 / 5, 5),
        ("citations_elsewhere", 1 / 8, 8),
        ("seconds_p50", 0.2, 6),
        ("seconds_p95", 0.4, 6),
        ("seconds_max", 0.4, 6),
    ],
)
def test_each_measure_by_hand(name: str, value: float, n: int) -> None:
    found = {m.name: m for m in measures(OUTCOMES)}[name]
    assert found.value == pytest.approx(value, abs=0.00001) and found.n == n
    if name.startswith(("seconds", "ndcg", "mrr")):
        assert found.low is None
    else:
        assert (found.low, found.high) == pytest.approx(wilson(value, n))


def test_what_was_not_measured_has_no_value() -> None:
    found = {m.name: m for m in measures(OUTCOMES[4:])}
    assert found["recall_5"].value is None and found["recall_5"].n == 0 and found["recall_5"].low is None
    assert found["ndcg_10"].value is None


def test_groups_hold_their_own_questions_only() -> None:
    groups = {group.name: group for group in grouped(OUTCOMES)}
    assert list(groups) == [
        "all",
        "language=nl",
        "language=en",
        "kind=fact",
        "kind=several",
        "kind=wrong_year",
        "kind=off_topic",
    ]
    sizes = {name: {m.name: m.n for m in group.measures}["right"] for name, group in groups.items()}
    assert list(sizes.values()) == [6, 4, 2, 3, 1, 1, 1]
    assert [group.name for group in grouped([])] == ["all"]

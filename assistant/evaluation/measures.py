"""Outcomes become measures: a value, over how many, and how sure.

Retrieval measures come from ranks alone, so that the parts of the search and
other systems are measured with the same code as the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.evaluation import metrics
from assistant.evaluation.asking import Outcome
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.metrics import Ranks

ALL = "all"
# nDCG and MRR are means of scores, not of yes and no, so Wilson's interval is not for them.
SCORES = ("ndcg_10", "mrr_10")
SECONDS = ("seconds_p50", "seconds_p95", "seconds_max")


@dataclass(frozen=True)
class Measure:
    """One figure: `value` over `n` cases (None when there are none), `low` to `high` its 95% interval."""

    name: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Group:
    """The measures of a part of the questions: "all", "language=nl", "kind=fact"."""

    name: str
    measures: tuple[Measure, ...]

    def get(self, name: str) -> Measure | None:
        """The measure of this name."""
        return next((m for m in self.measures if m.name == name), None)


def share(name: str, values: Iterable[float | bool]) -> Measure:
    """The mean of values between 0 and 1, with Wilson's interval."""
    listed = [float(value) for value in values]
    if not listed:
        return Measure(name, None, 0)
    mean = fmean(listed)
    return Measure(name, mean, len(listed), *metrics.wilson(mean, len(listed)))


def part_of(name: str, part: int, whole: int) -> Measure:
    """`part` of `whole` cases, with Wilson's interval."""
    return share(name, [True] * part + [False] * (whole - part))


def retrieval(ranked: Sequence[Ranks]) -> tuple[Measure, ...]:
    """How well questions' evidence was found, from the ranks of its parts."""
    found = [share(f"recall_{k}", (metrics.recall(ranks, k) for ranks in ranked)) for k in (1, 5, 10)]
    whole = share("all_parts_5", (metrics.recall(ranks, 5) == 1 for ranks in ranked))
    scores = [
        _mean("ndcg_10", [metrics.ndcg(ranks) for ranks in ranked]),
        _mean("mrr_10", [metrics.reciprocal_rank(ranks) for ranks in ranked]),
    ]
    return (*found, whole, *scores)


def measures(outcomes: Sequence[Outcome]) -> tuple[Measure, ...]:
    """Everything that is measured of these outcomes, in the order of the report."""
    can = [o for o in outcomes if o.question.answerable]
    cannot = [o for o in outcomes if not o.question.answerable]
    near = [o for o in cannot if o.question.near]
    far = [o for o in cannot if not o.question.near]
    answered = [o for o in can if o.answered]
    checks = [o.checks for o in outcomes]
    citations, claims = sum(c.citations for c in checks), sum(c.claims for c in checks)
    return (
        *retrieval([o.ranks for o in can]),
        share("cited_all", (o.cited_all for o in can)),
        share("cited_some", (o.cited_some for o in can)),
        share("said_all", (o.said_all for o in can)),
        share("cited_all_answered", (o.cited_all for o in answered)),
        share("said_all_answered", (o.said_all for o in answered)),
        share("refused_wrong", (not o.answered for o in can)),
        share("refused_right", (not o.answered for o in cannot)),
        share("refused_right_near", (not o.answered for o in near)),
        share("refused_right_far", (not o.answered for o in far)),
        share("right", (o.right for o in outcomes)),
        part_of("quotes_on_page", sum(c.on_page for c in checks), citations),
        part_of("numbers_unsourced", sum(c.unsourced for c in checks), claims),
        part_of("citations_elsewhere", sum(c.elsewhere for c in checks), citations),
        *_latency([o.seconds for o in outcomes]),
    )


def grouped(outcomes: Sequence[Outcome]) -> tuple[Group, ...]:
    """The measures of all questions, then by language, then by kind."""
    return tuple(
        Group(name, measures([outcomes[i] for i in places]))
        for name, places in parts_of([o.question for o in outcomes]).items()
    )


def parts_of(questions: Sequence[GoldQuestion]) -> dict[str, list[int]]:
    """Which questions, by their place, a group is about; languages and kinds in order of appearance."""
    parts: dict[str, list[int]] = {ALL: list(range(len(questions)))}
    for field in ("language", "kind"):
        for place, question in enumerate(questions):
            parts.setdefault(f"{field}={getattr(question, field)}", []).append(place)
    return parts


def _mean(name: str, values: Sequence[float]) -> Measure:
    return Measure(name, fmean(values) if values else None, len(values))


def _latency(seconds: Sequence[float]) -> tuple[Measure, ...]:
    if not seconds:
        return ()
    values = (metrics.percentile(seconds, 0.5), metrics.percentile(seconds, 0.95), max(seconds))
    return tuple(Measure(name, value, len(seconds)) for name, value in zip(SECONDS, values, strict=True))

"""An evaluation as data: everything measured, what it was measured on, and each question's outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.evaluation.asking import Cited, Outcome, Query
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.measures import Group, Measure
from assistant.evaluation.verifying import Misquote


@dataclass(frozen=True)
class System:
    """One way of searching, measured on the same questions: by language, and all of them."""

    name: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Basis:
    """What was measured on: the gold files, and the index as it was."""

    date: str
    files: tuple[str, ...]
    documents: int
    passages: int
    index: str


@dataclass(frozen=True)
class Evaluation:
    """A whole run."""

    basis: Basis
    outcomes: tuple[Outcome, ...]
    groups: tuple[Group, ...]
    skipped: tuple[str, ...] = ()
    misquotes: tuple[Misquote, ...] = ()
    systems: tuple[System, ...] = ()


def evaluation_json(evaluation: Evaluation) -> dict[str, Any]:
    """The run as JSON; shares and scores from 0 to 1, times in seconds, null where nothing was measured."""
    return {
        "basis": asdict(evaluation.basis) | {"questions": len(evaluation.outcomes)},
        "groups": groups_json(evaluation.groups),
        "systems": {system.name: groups_json(system.groups) for system in evaluation.systems},
        "questions": [_outcome_json(outcome) for outcome in evaluation.outcomes],
        "skipped": list(evaluation.skipped),
        "misquoted": [{"id": m.id} | asdict(m.evidence) for m in evaluation.misquotes],
    }


def groups_json(groups: Sequence[Group]) -> dict[str, Any]:
    """Groups as {group: {measure: {"value", "n", "low"?, "high"?}}}."""
    return {group.name: {m.name: _measure_json(m) for m in group.measures} for group in groups}


def _measure_json(measure: Measure) -> dict[str, Any]:
    found: dict[str, Any] = {"value": _rounded(measure.value), "n": measure.n}
    if measure.low is not None:
        found |= {"low": _rounded(measure.low), "high": _rounded(measure.high)}
    return found


def outcome_of(record: dict[str, Any]) -> Outcome:
    """A question's outcome as it was kept, so that it can be measured again; its evidence is not."""
    question = GoldQuestion(
        id=record["id"],
        question=record["question"],
        language=record["language"],
        kind=record["kind"],
        answerable=record["answerable"],
        near=record["near"],
    )
    return Outcome(
        question=question,
        query=Query(question.question, question.language),
        towns=frozenset(),
        status=record["status"],
        ranks=tuple(record["ranks"]),
        cited=record["cited"],
        said=record["said"],
        checks=Cited(**record["checks"]),
        seconds=record["seconds"],
        first=record["first"],
    )


def _outcome_json(outcome: Outcome) -> dict[str, Any]:
    question = outcome.question
    there = [rank for rank in outcome.ranks if rank is not None]
    return {
        "id": question.id,
        "question": question.question,
        "kind": question.kind,
        "language": question.language,
        "answerable": question.answerable,
        "near": question.near,
        "status": outcome.status,
        "rank": min(there, default=None),
        "ranks": list(outcome.ranks),
        "cited": outcome.cited,
        "said": outcome.said,
        "checks": asdict(outcome.checks),
        "found": outcome.found,
        "cited_all": outcome.cited_all,
        "cited_some": outcome.cited_some,
        "said_all": outcome.said_all,
        "right": outcome.right,
        "seconds": round(outcome.seconds, 4),
        "first": outcome.first,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

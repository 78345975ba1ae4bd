"""A run beside an earlier one: which questions came right, which went wrong, and whether that is chance.

Only the questions of both runs are compared: with other questions in one of
them, a measure changes while nothing got better or worse.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, FileMissing
from assistant.evaluation.asking import Outcome
from assistant.evaluation.measures import grouped
from assistant.evaluation.metrics import paired_p
from assistant.evaluation.report import outcome_of


class EarlierError(AssistantError):
    """A file that holds no earlier evaluation; details: `file`."""

    @classmethod
    def key(cls) -> str:
        """Its sentence stands with the other words of an evaluation."""
        return "evaluation.earlier_error"


@dataclass(frozen=True)
class Change:
    """A measure of one group, then and now."""

    group: str
    measure: str
    earlier: float
    now: float


@dataclass(frozen=True)
class Paired:
    """The questions that changed, of `n`; `p` is the chance of so uneven a split."""

    name: str
    n: int
    better: tuple[str, ...]
    worse: tuple[str, ...]
    p: float


@dataclass(frozen=True)
class Comparison:
    """What changed on the `n` questions of both runs."""

    n: int
    changes: tuple[Change, ...]
    paired: tuple[Paired, ...]


def load_earlier(path: Path) -> dict[str, Outcome]:
    """The outcomes that `--out` wrote, by id; a file that holds none raises `EarlierError`."""
    if not path.is_file():
        raise FileMissing(file=path.name)
    try:
        outcomes = [outcome_of(record) for record in json.loads(path.read_text("utf-8"))["questions"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EarlierError(file=path.name) from error
    return {outcome.question.id: outcome for outcome in outcomes}


def compare(earlier: Mapping[str, Outcome], now: Sequence[Outcome]) -> Comparison:
    """The measures over the questions of both runs, and which of those questions changed."""
    pairs = [(earlier[o.question.id], o) for o in now if o.question.id in earlier]
    before = {group.name: group for group in grouped([old for old, _ in pairs])}
    changes = [
        Change(group.name, measure.name, was.value, measure.value)
        for group in grouped([new for _, new in pairs])
        for measure in group.measures
        if group.name in before
        and (was := before[group.name].get(measure.name)) is not None
        and was.value is not None
        and measure.value is not None
    ]
    answerable = [pair for pair in pairs if pair[1].question.answerable]
    paired = (
        _paired("right", pairs, lambda outcome: outcome.right),
        _paired("found", answerable, lambda outcome: outcome.found),
    )
    return Comparison(len(pairs), tuple(changes), paired)


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as JSON."""
    return asdict(comparison)


def _paired(name: str, pairs: Sequence[tuple[Outcome, Outcome]], good: Callable[[Outcome], bool]) -> Paired:
    better = tuple(new.question.id for old, new in pairs if good(new) and not good(old))
    worse = tuple(new.question.id for old, new in pairs if good(old) and not good(new))
    return Paired(name, len(pairs), better, worse, paired_p(len(better), len(worse)))

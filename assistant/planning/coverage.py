"""Which attention points a draft covers, where, and what would cover the rest.

A point is covered where a section that serves it says something that rests on
a source, a figure or the user's own words and leaves nothing open; partly where
something is still to be filled in; not where no section says anything of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.planning.outline import Outline
from assistant.planning.plan import Section

State = Literal["covered", "partly", "not"]
OWN = ("source", "figure", "input")


@dataclass(frozen=True)
class Covered:
    """An attention point of the guidance: how far the draft covers it, in which sections, what would help.

    `open` counts the points still to be filled in there.
    """

    key: str
    question: str
    kind: str
    state: State
    sections: tuple[str, ...]
    help: str
    open: int = 0


def covered(
    sections: Sequence[Section], outline: Outline, points: Sequence[Mapping[str, Any]]
) -> list[Covered]:
    """Every point with how far these sections cover it; those left out cover nothing."""
    serves = {s.key: set(s.attention) for s in outline.sections}
    shown = [s for s in sections if s.status != "left_out"]
    return [_covered(point, [s for s in shown if point["key"] in serves.get(s.key, ())]) for point in points]


def _covered(point: Mapping[str, Any], serving: Sequence[Section]) -> Covered:
    states = {s.title: each for s in serving if (each := _state(s)) != "not"}
    best: State = "covered" if "covered" in states.values() else "partly"
    state: State = best if states else "not"
    titles = tuple(states)
    gaps = sum(s.origin == "gap" for section in serving for s in section.statements())
    return Covered(point["key"], point["question"], point["kind"], state, titles, point["help"], gaps)


def _state(section: Section) -> State:
    origins = [s.origin for s in section.statements()]
    if not any(o in OWN for o in origins):
        return "partly" if "gap" in origins else "not"
    return "partly" if "gap" in origins or "unchecked" in origins else "covered"

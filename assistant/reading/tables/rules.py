"""The ruled lines of a page, which part the cells of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A ruled line or the edge of a filled box, upright or level, in the points that words are in."""

    left: float
    top: float
    right: float
    bottom: float


class Rules:
    """The ruled lines of a page, collinear pieces joined."""

    def __init__(self, upright: Iterable[Rule], level: Iterable[Rule]) -> None:
        self.upright = _joined((r.left, r.top, r.bottom) for r in upright)
        self.level = _joined((r.top, r.left, r.right) for r in level)

    def across(self, y: float) -> list[float]:
        """Where upright rules pass height `y`, from left to right."""
        return [x for x, top, bottom in self.upright if top - 1 <= y <= bottom + 1]

    def along(self, x: float) -> list[float]:
        """Where level rules pass `x`, from the top down."""
        return [y for y, left, right in self.level if left - 1 <= x <= right + 1]


def _joined(rules: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    groups: list[list[tuple[float, float, float]]] = []
    for rule in sorted(rules):
        if groups and rule[0] - groups[-1][0][0] <= 1.6:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    result = []
    for group in groups:
        place = sum(rule[0] for rule in group) / len(group)
        start, end = None, 0.0
        for _, a, b in sorted(group, key=lambda rule: rule[1]):
            if start is None:
                start, end = a, b
            elif a <= end + 2:
                end = max(end, b)
            else:
                result.append((place, start, end))
                start, end = a, b
        if start is not None:
            result.append((place, start, end))
    return sorted(result)

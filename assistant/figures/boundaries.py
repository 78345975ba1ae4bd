"""Whether two values of one municipality are of the same area: mergers and splits change what it is.

Statistics for a year are in the division of 1 January of that year, save those
that were added up to the present one. A line from before a merger to after it
would show the merger, not the town.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from assistant.figures.values import Value


class Boundaries:
    """The days on which municipalities got another area."""

    def __init__(self, changes: Iterable[tuple[str, date]]) -> None:
        """`changes` are a municipality's code and the day it took in (a part of) another."""
        self._changes: dict[str, set[date]] = defaultdict(set)
        for code, day in changes:
            self._changes[code].add(day)

    def differ(self, one: Value, other: Value) -> bool:
        """Whether the municipality had another area for the one value than for the other."""
        return self._later(one) != self._later(other)

    def _later(self, value: Value) -> frozenset[date]:
        """The changes that the value doesn't know of yet."""
        if value.summed:
            return frozenset()
        return frozenset(d for d in self._changes.get(value.code, ()) if d > date(value.year, 1, 1))


def load(folder: Path) -> Boundaries:
    """Read `mergers.csv` of the figures folder."""
    with (folder / "mergers.csv").open(encoding="utf-8", newline="") as stream:
        return Boundaries((r["code"], date.fromisoformat(r["date"])) for r in csv.DictReader(stream))

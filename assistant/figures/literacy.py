"""Low literacy: only what was published, each with its year, definition and source; nothing is worked out.

No office publishes this figure for every municipality every year, and studies
define it differently. So values stand side by side, and a town without one gets
told so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.figures.indicators import Both
from assistant.figures.values import COUNTRY

SHARE = "laaggeletterd_pct"
COUNT = "laaggeletterd_aantal"
INDICATORS = (SHARE, COUNT)
# Where a town's own figure can be looked up.
LOOK_UP = (
    ("Waarstaatjegemeente.nl", "https://www.waarstaatjegemeente.nl"),
    ("Geletterdheid in Zicht", "https://geletterdheidinzicht.nl"),
)


@dataclass(frozen=True)
class Published:
    """A published value. `basis` says what its year is: of the figure, or of the publication."""

    indicator: str
    code: str
    area: str
    value: float
    year: int
    basis: Literal["peiljaar", "publicatie"]
    definition: Both
    source: str
    publisher: str
    address: str
    note: Both


class Literacy:
    """All published values of low literacy."""

    def __init__(self, published: Iterable[Published]) -> None:
        self._published = tuple(published)

    def of(self, code: str) -> tuple[Published, ...]:
        """What was published about a municipality, newest first."""
        return self._sorted(p for p in self._published if p.code == code)

    def national(self) -> tuple[Published, ...]:
        """What was published about the country: side by side, for the definitions differ."""
        return self.of(COUNTRY)

    def regional(self) -> tuple[Published, ...]:
        """What was published about a region that is no municipality."""
        return self._sorted(p for p in self._published if not p.code)

    def with_more(self, published: Iterable[Published]) -> Literacy:
        """The same with values that a user brought along."""
        return Literacy((*self._published, *published))

    @staticmethod
    def _sorted(published: Iterable[Published]) -> tuple[Published, ...]:
        return tuple(sorted(published, key=lambda p: (-p.year, p.indicator)))


def load(folder: Path) -> Literacy:
    """Read `low_literacy.csv` of the figures folder."""
    with (folder / "low_literacy.csv").open(encoding="utf-8", newline="") as stream:
        return Literacy(
            Published(
                indicator=r["indicator"],
                code=r["code"],
                area=r["area"],
                value=float(r["value"]),
                year=int(r["year"]),
                basis="peiljaar" if r["basis"] == "peiljaar" else "publicatie",
                definition=Both(r["definition_nl"], r["definition_en"]),
                source=r["source"],
                publisher=r["publisher"],
                address=r["address"],
                note=Both(r["note_nl"], r["note_en"]),
            )
            for r in csv.DictReader(stream)
        )

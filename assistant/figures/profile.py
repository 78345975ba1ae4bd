"""The profile of a municipality: what a library should have at hand before it talks to its own."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.figures.comparing import Compared, compare
from assistant.figures.peers import Peers, peers_of
from assistant.figures.table import FigureTable

STANDING_OUT = 3


@dataclass(frozen=True)
class Profile:
    """A municipality's figures in the dictionary's order, and who it is compared with."""

    code: str
    rows: tuple[Compared, ...]
    peers: Peers | None

    def standing_out(self, most: int = STANDING_OUT) -> tuple[Compared, ...]:
        """What differs most from the country, risks first; at most one row a theme, then the rest."""
        differing = [r for r in self.rows if r.difference in ("higher", "lower") and r.indicator.risk]
        ordered = sorted(differing, key=lambda r: (not r.is_risk, -_distance(r)))
        first: dict[str, Compared] = {}
        for row in ordered:
            first.setdefault(row.indicator.theme, row)
        chosen = list(first.values())
        chosen += [row for row in ordered if row not in chosen]
        return tuple(chosen[:most])


def profile_of(code: str, table: FigureTable, everything: bool = False) -> Profile:
    """The indicators that belong in a profile, or all there are values of."""
    peers = peers_of(code, table)
    rows = (
        compare(code, indicator, table, peers=peers)
        for indicator in table.dictionary
        if everything or indicator.profile
    )
    return Profile(code, tuple(filter(None, rows)), peers)


def _distance(row: Compared) -> float:
    """How far the town is from the country, as a share of the country's value."""
    if row.country is None or not row.country.value or row.own.value is None:
        return 0.0
    return abs(row.own.value / row.country.value - 1)

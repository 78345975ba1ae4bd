"""Municipalities of the same size and degree of urbanisation, to compare a town with.

Size classes are those in which CBS publishes; urbanisation is its class from 1
(very strongly urban) to 5 (not urban). Where fewer than `FEWEST` share both,
the neighbouring classes of urbanisation join, and the group says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from assistant.figures.table import FigureTable

SIZES = (0, 5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 250_000)
URBANISATION = "stedelijkheid_1_5"
INHABITANTS = "inwoners"
FEWEST = 5


@dataclass(frozen=True)
class Peers:
    """The codes of comparable municipalities, not the town itself.

    `least` and `most` inhabitants bound the size class (None: no upper bound),
    `urban` are the classes of urbanisation that are in it.
    """

    codes: tuple[str, ...]
    least: int
    most: int | None
    urban: tuple[int, ...]


@dataclass(frozen=True)
class PeerMean:
    """The plain mean over comparable municipalities: `count` of them have a value in that year."""

    value: float
    count: int
    year: int


def peers_of(code: str, table: FigureTable) -> Peers | None:
    """Who a municipality is compared with; None where its size or urbanisation is unknown."""
    inhabitants = _newest(INHABITANTS, table)
    urban = _newest(URBANISATION, table)
    if code not in inhabitants or code not in urban:
        return None
    size = _size(inhabitants[code])
    mine = int(urban[code])
    same_size = [c for c in inhabitants if c != code and c in urban and _size(inhabitants[c]) == size]
    for reach in range(5):
        found = tuple(sorted(c for c in same_size if abs(int(urban[c]) - mine) <= reach))
        if len(found) >= FEWEST or reach == 4:
            break
    classes = tuple(u for u in range(1, 6) if abs(u - mine) <= reach)
    most = SIZES[size + 1] if size + 1 < len(SIZES) else None
    return Peers(found, SIZES[size], most, classes)


def mean_of(peers: Peers, indicator: str, year: int, table: FigureTable) -> PeerMean | None:
    """The mean of an indicator over the peers that have a value; None for fewer than half of them."""
    values = table.of_year(indicator, year)
    known = [values[code] for code in peers.codes if code in values]
    if not known or 2 * len(known) < len(peers.codes):
        return None
    return PeerMean(fmean(known), len(known), year)


def rank_of(
    code: str, indicator: str, year: int, table: FigureTable, among: Peers | None = None
) -> tuple[int, int] | None:
    """(place, of how many), 1 for the highest value; among the peers and itself, or all municipalities.

    None where too few municipalities have a value to rank among.
    """
    values = table.of_year(indicator, year)
    if code not in values or not table.covers(values):
        return None
    codes = {*among.codes, code} if among else set(values)
    ordered = [values[c] for c in codes if c in values]
    return 1 + sum(v > values[code] for v in ordered), len(ordered)


def _size(inhabitants: float) -> int:
    return max(i for i, least in enumerate(SIZES) if inhabitants >= least)


def _newest(indicator: str, table: FigureTable) -> dict[str, float]:
    """Of the newest year in which at least nearly all municipalities have a value."""
    best: dict[str, float] = {}
    for year in reversed(table.years(indicator)):
        values = table.of_year(indicator, year)
        if len(values) > len(best) * 1.05:
            best = values
    return best

"""One figure next to the country's and that of comparable municipalities, and whether that differs.

A difference counts only when it is larger than what rounding can make of it,
and a trend is drawn only where the series doesn't break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.figures.boundaries import Boundaries
from assistant.figures.indicators import Indicator
from assistant.figures.peers import PeerMean, Peers, mean_of, peers_of, rank_of
from assistant.figures.table import FigureTable
from assistant.figures.values import Value

Difference = Literal["higher", "lower", "same"]
# Below a twentieth of the country's value a difference says nothing to a reader.
RELATIVE = 0.05


@dataclass(frozen=True)
class Compared:
    """An indicator of a municipality beside the others, all of the same year.

    `place` is its rank from the highest among all municipalities, (place, of
    how many); `among_peers` the same among the comparable ones.
    """

    indicator: Indicator
    own: Value
    country: Value | None
    peers: PeerMean | None
    place: tuple[int, int] | None
    among_peers: tuple[int, int] | None

    @property
    def difference(self) -> Difference | None:
        """The own value against the country's; None where there is no country to compare with."""
        return differs(self.own, self.country.value if self.country else None, self.indicator)

    @property
    def peer_difference(self) -> Difference | None:
        """The own value against the mean of the comparable municipalities."""
        return differs(self.own, self.peers.value if self.peers else None, self.indicator)

    @property
    def is_risk(self) -> bool:
        """Whether the difference with the country makes trouble with basic skills likelier."""
        return (self.indicator.risk, self.difference) in (("high", "higher"), ("low", "lower"))


def compare(
    code: str,
    indicator: Indicator,
    table: FigureTable,
    year: int | None = None,
    peers: Peers | None = None,
) -> Compared | None:
    """The value of this year, or of the newest year that the country has too.

    Parts of one whole are of the newest year that all parts have. None where
    the municipality has no value. `peers` saves finding out again who is comparable.
    """
    series = [v for v in table.series(indicator.key, code) if year is None or v.year == year]
    if not series:
        return None
    own = next(
        filter(None, (_newest(series, indicator, table, strict) for strict in (True, False))), series[-1]
    )
    peers = peers or peers_of(code, table)
    return Compared(
        indicator,
        own,
        table.country(indicator.key, own.year),
        _mean(peers, indicator, own.year, table),
        rank_of(code, indicator.key, own.year, table),
        rank_of(code, indicator.key, own.year, table, peers) if peers else None,
    )


def _newest(series: Sequence[Value], indicator: Indicator, table: FigureTable, strict: bool) -> Value | None:
    """The newest value with a country beside it; where `strict`, one of a year that all parts have."""
    parts = table.dictionary.together_with(indicator) if strict else ()
    for value in reversed(series):
        whole = all(table.get(part.key, value.code, value.year) for part in parts)
        if whole and table.country(indicator.key, value.year):
            return value
    return None


def differs(own: Value, other: float | None, indicator: Indicator) -> Difference | None:
    """Higher or lower, or the same: one apart in the last decimal shown, or less than a twentieth."""
    if own.value is None or other is None or is_count(indicator):
        return None
    apart = own.value - other
    shown = round(own.value, indicator.decimals) - round(other, indicator.decimals)
    # A hair more than one unit: 1.1 - 1.0 is not exactly 0.1.
    rounding = 1.001 * 10**-indicator.decimals
    if abs(shown) <= rounding or abs(apart) <= RELATIVE * abs(other):
        return "same"
    return "higher" if apart > 0 else "lower"


def is_count(indicator: Indicator) -> bool:
    """Whether a town's value is a number of people or things: larger towns have more of everything."""
    return indicator.unit in ("aantal", "klasse") or indicator.unit.startswith("per km2")


def unbroken(series: Sequence[Value], indicator: Indicator, boundaries: Boundaries) -> list[list[Value]]:
    """A series in the stretches that may be read as a trend, oldest first.

    It breaks where the dictionary says so, and where the town's area changed.
    """
    stretches: list[list[Value]] = []
    for value in series:
        last = stretches[-1][-1] if stretches else None
        if (
            last
            and not indicator.breaks_between(last.year, value.year)
            and not boundaries.differ(last, value)
        ):
            stretches[-1].append(value)
        else:
            stretches.append([value])
    return stretches


def _mean(peers: Peers | None, indicator: Indicator, year: int, table: FigureTable) -> PeerMean | None:
    return mean_of(peers, indicator.key, year, table) if peers and not is_count(indicator) else None

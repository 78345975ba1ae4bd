"""National values worked out from the municipalities', each weighted by what it is a share of.

The country's share is the weighted mean of the municipalities' shares,
Σ wᵢxᵢ / Σ wᵢ, with as weight the number of people or households that the share
is of. A plain mean would count Schiermonnikoog as much as Amsterdam. Where the
exact number is not in the snapshot the nearest that is stands in, and
`BASES` names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

# A value of an indicator in a year for a code, None where there is none.
Lookup = Callable[[str, int, str], float | None]

SUM = "som"
# How each weight is made of what the snapshot has.
BASES: Mapping[str, tuple[str, ...]] = {
    "inwoners": ("inwoners",),
    "huishoudens": ("huishoudens",),
    "inwoners_15plus": ("inwoners", "pct_0_14"),
    "inwoners_tot_25": ("inwoners", "pct_0_14", "pct_15_24"),
    "opleiding_bekend": ("opl_laag_aantal", "opl_midden_aantal", "opl_hoog_aantal"),
}


def weight(name: str, year: int, code: str, lookup: Lookup) -> float | None:
    """How much a municipality counts, None where that can't be told."""
    parts = [lookup(key, year, code) for key in BASES[name]]
    if any(part is None for part in parts):
        return None
    known = [part for part in parts if part is not None]
    if name == "inwoners_15plus":
        return known[0] * (100 - known[1]) / 100
    if name == "inwoners_tot_25":
        return known[0] * (known[1] + known[2]) / 100
    return sum(known)


def weighted(pairs: Iterable[tuple[float, float]]) -> float | None:
    """The weighted mean of (value, weight) pairs; None without weight."""
    total = value = 0.0
    for each, counts in pairs:
        total += counts
        value += each * counts
    return value / total if total else None

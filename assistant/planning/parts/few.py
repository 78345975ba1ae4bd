"""A rate that rests on a handful of people says nothing: counts are rounded, and one person more changes it.

A source rounds its counts to tens, so "2,7 op de 1.000" may stand for ten
people, or for six. Such a rate is left out; the table of figures says so.
"""

from __future__ import annotations

from assistant.figures.comparing import Compared
from assistant.figures.weighting import BASES, weight
from assistant.planning.grounds import Grounds

# A rate of fewer people or households than this is not told.
FEWEST = 50
PER_THOUSAND = "per 1.000"


def few_people(compared: Compared, grounds: Grounds) -> bool:
    """Whether a municipality's rate or share rests on fewer than `FEWEST` of what it is a share of.

    False for a count, and where it can't be told how many the share is of.
    """
    indicator, own = compared.indicator, compared.own
    of = 1000 if indicator.unit.startswith(PER_THOUSAND) else 100 if indicator.unit.startswith("%") else None
    if of is None or own.value is None or indicator.weight not in BASES:
        return False
    table = grounds.sources.figures.table

    def number(key: str, year: int, code: str) -> float | None:
        value = table.get(key, code, year)
        return value.value if value else None

    year = table.weight_year(indicator.key, own.year)
    whole = weight(indicator.weight, year, own.code, number) if year is not None else None
    return whole is not None and own.value * whole / of < FEWEST

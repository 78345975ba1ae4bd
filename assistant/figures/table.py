"""All figures in one table: looked up by municipality, indicator and year, next to the country's.

Values come from the snapshot that ships, from a refresh, and from what a user
brought along; where two give the same, the later in that order counts. A value
that is not there is None, never 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assistant.figures.indicators import Dictionary
from assistant.figures.values import COMPUTED, COUNTRY, Value
from assistant.figures.weighting import SUM, weight, weighted

# A country worked out from fewer municipalities than this share of them is none.
COVERAGE = 0.95


class FigureTable:
    """Values by indicator, code and year. Immutable once made: a refresh makes another."""

    def __init__(
        self, values: Iterable[Value], dictionary: Dictionary, municipalities: Sequence[str]
    ) -> None:
        """`municipalities` are the codes of the present division; values of former ones stay available."""
        self.dictionary = dictionary
        self._present = frozenset(municipalities)
        self._values: dict[str, dict[str, dict[int, Value]]] = defaultdict(lambda: defaultdict(dict))
        # The values in the division of their own year: what a country is added up from.
        self._own_division: dict[tuple[str, int], dict[str, Value]] = defaultdict(dict)
        for value in values:
            if not value.summed:
                self._own_division[value.indicator, value.year][value.code] = value
            held = self._values[value.indicator][value.code].get(value.year)
            if held is None or value.summed or not held.summed:
                self._values[value.indicator][value.code][value.year] = value
        self._countries: dict[tuple[str, int], Value | None] = {}

    def __len__(self) -> int:
        return sum(len(years) for codes in self._values.values() for years in codes.values())

    def get(self, indicator: str, code: str, year: int | None = None) -> Value | None:
        """A value with a number: of this year, or the newest there is."""
        if code == COUNTRY:
            return self.country(indicator, year)
        years = self._years(indicator, code)
        if year is not None:
            found = years.get(year)
            return found if found and found.value is not None else None
        return next((years[y] for y in sorted(years, reverse=True) if years[y].value is not None), None)

    def series(self, indicator: str, code: str) -> list[Value]:
        """All values with a number, oldest first."""
        if code == COUNTRY:
            return [v for y in self.years(indicator) if (v := self.country(indicator, y))]
        years = self._years(indicator, code)
        return [years[y] for y in sorted(years) if years[y].value is not None]

    def years(self, indicator: str) -> list[int]:
        """The years for which any value is known, oldest first."""
        codes = self._values.get(indicator, {})
        return sorted({year for years in codes.values() for year in years})

    def of_year(self, indicator: str, year: int) -> dict[str, float]:
        """The numbers of the present municipalities by code."""
        codes = self._values.get(indicator, {})
        found = ((code, years.get(year)) for code, years in codes.items() if code in self._present)
        return {code: v.value for code, v in found if v is not None and v.value is not None}

    def country(self, indicator: str, year: int | None = None) -> Value | None:
        """The national value: as published, else worked out from the municipalities of that year.

        A worked-out value is `derived` from "berekend"; None where the
        dictionary gives no weight, or too few municipalities have a value.
        """
        if year is None:
            found = (self.country(indicator, y) for y in reversed(self.years(indicator)))
            return next(filter(None, found), None)
        published = self._years(indicator, COUNTRY).get(year)
        if published and published.value is not None:
            return published
        key = (indicator, year)
        if key not in self._countries:
            self._countries[key] = self._worked_out(indicator, year)
        return self._countries[key]

    def covers(self, values: Mapping[str, float]) -> bool:
        """Whether nearly all present municipalities have a value."""
        return len(values) >= COVERAGE * len(self._present)

    def weight_year(self, indicator: str, year: int) -> int | None:
        """The year whose weights stand in for this one's: itself where it can, else the nearest."""
        known = self.dictionary.get(indicator)
        if known is None or known.weight in ("", SUM):
            return None
        enough = COVERAGE * len(self._municipal(indicator, year))
        for other in sorted(self.years("inwoners"), key=lambda y: (abs(y - year), y)):
            counted = [c for c in self._municipal(indicator, year) if self._weight(known.weight, other, c)]
            if len(counted) >= enough:
                return other
        return None

    def _worked_out(self, indicator: str, year: int) -> Value | None:
        known = self.dictionary.get(indicator)
        values = self._municipal(indicator, year)
        if known is None or not known.weight or not self._complete(values, year):
            return None
        first = next(iter(values.values()))
        if known.weight == SUM:
            total = sum(v.value for v in values.values() if v.value is not None)
            return Value(indicator, year, COUNTRY, total, first.source, COMPUTED)
        other = self.weight_year(indicator, year)
        if other is None:
            return None
        pairs = [
            (v.value, w)
            for code, v in values.items()
            if v.value is not None and (w := self._weight(known.weight, other, code))
        ]
        mean = weighted(pairs)
        if mean is None:
            return None
        return Value(indicator, year, COUNTRY, round(mean, 4), first.source, COMPUTED)

    def _complete(self, values: dict[str, Value], year: int) -> bool:
        all_of_them = len(self._municipal("inwoners", year)) or len(self._present)
        return bool(values) and len(values) >= COVERAGE * all_of_them

    def _municipal(self, indicator: str, year: int) -> dict[str, Value]:
        held = self._own_division.get((indicator, year), {})
        return {code: v for code, v in held.items() if code.startswith("GM") and v.value is not None}

    def _weight(self, name: str, year: int, code: str) -> float | None:
        return weight(name, year, code, self._number)

    def _number(self, indicator: str, year: int, code: str) -> float | None:
        """In the division of the year where that has it: a former municipality weighs as it was."""
        value = self._own_division.get((indicator, year), {}).get(code) or self._years(indicator, code).get(
            year
        )
        return value.value if value else None

    def _years(self, indicator: str, code: str) -> dict[int, Value]:
        codes = self._values.get(indicator)
        return codes.get(code, {}) if codes else {}

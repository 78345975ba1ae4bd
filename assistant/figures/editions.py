"""Which tables hold the figures, and in which columns: `corpus/figures/tables.toml`.

A table has one edition a year, each with a number of its own. A figure is a
column, or a share of columns; where a name changed over the years the file
gives both, and the first whose columns are all there counts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.figures.cbs import Listed, Row
from assistant.figures.indicators import Source
from assistant.figures.values import COMPUTED, COUNTRY, Value

# A share of the country's own counts, told apart from one worked out from the municipalities.
COMPUTED_COUNTRY = COMPUTED + ":landelijk"
DECIMALS = 2


@dataclass(frozen=True)
class Way:
    """How to get a figure: the sum of `part`, or times `times` its share of the sum of `of`."""

    part: tuple[str, ...]
    of: tuple[str, ...] = ()
    times: float = 1.0

    @property
    def columns(self) -> frozenset[str]:
        """All that it needs."""
        return frozenset(self.part + self.of)

    def number(self, cells: Mapping[str, float | None]) -> float | None:
        """The figure, None where any of the columns has none."""
        part, of = _sum(cells, self.part), _sum(cells, self.of)
        if not self.of or part is None:
            return part
        return round(part / of * self.times, DECIMALS) if of else None


@dataclass(frozen=True)
class Edition:
    """One year of the table; `source` is the key under which its values are kept."""

    table: str
    year: int
    source: str


@dataclass(frozen=True)
class Tables:
    """The series of tables: its `editions` as the file has them, its `figures` by indicator."""

    title: str
    dimension: str
    inhabitants: str
    publisher: str
    licence: str
    address: str
    editions: tuple[Edition, ...]
    figures: Mapping[str, tuple[Way, ...]]

    def with_newer(self, listed: Iterable[Listed]) -> tuple[Edition, ...]:
        """The editions of the file and every later one of the catalogue, newest first."""
        last = max((edition.year for edition in self.editions), default=0)
        newer = {each.year: Edition(each.table, each.year, f"kwb-{each.year}") for each in listed}
        later = [edition for year, edition in newer.items() if year > last]
        return tuple(sorted([*self.editions, *later], key=lambda edition: edition.year, reverse=True))

    def source(self, edition: Edition) -> Source:
        """The record of where an edition's values come from."""
        return Source(
            key=edition.source,
            title=f"{self.title} {edition.year}",
            publisher=self.publisher,
            edition=str(edition.year),
            address=self.address.format(table=edition.table),
            licence=self.licence,
        )


def load(folder: Path) -> Tables:
    """Read `tables.toml` of the figures folder."""
    raw = tomllib.loads((folder / "tables.toml").read_text("utf-8"))
    return Tables(
        title=raw["title"],
        dimension=raw["dimension"],
        inhabitants=raw["inhabitants"],
        publisher=raw["publisher"],
        licence=raw["licence"],
        address=raw["address"],
        editions=tuple(Edition(e["table"], e["year"], e["source"]) for e in raw["edition"]),
        figures={key: tuple(_way(way) for way in ways) for key, ways in raw["figures"].items()},
    )


def way_in(ways: Iterable[Way], names: Collection[str]) -> Way | None:
    """The first way that these columns allow."""
    return next((way for way in ways if way.columns <= set(names)), None)


def values_of(indicator: str, way: Way, edition: Edition, rows: Iterable[Row]) -> list[Value]:
    """The figure for every row."""
    return [
        Value(indicator, edition.year, r.code, way.number(r.cells), edition.source, _derived(way, r.code))
        for r in rows
    ]


def _derived(way: Way, code: str) -> str:
    if not way.of:
        return ""
    return COMPUTED_COUNTRY if code == COUNTRY else COMPUTED


def _way(raw: Mapping[str, Any]) -> Way:
    return Way(tuple(raw["part"]), tuple(raw.get("of", ())), float(raw.get("times", 1)))


def _sum(cells: Mapping[str, float | None], names: tuple[str, ...]) -> float | None:
    numbers = [cells.get(name) for name in names]
    return None if None in numbers else sum(number for number in numbers if number is not None)

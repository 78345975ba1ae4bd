"""A value as a source gives it, and the files of values: one line a value, checked when read.

A shelf of values is a CSV file with the columns `indicator,year,code,value,
source,derived`. `derived` is empty for a value that stands in the source
itself, `berekend` for a share worked out from the source's counts
(`berekend:landelijk` where those are of its own national line), and
`opgeteld:GM0003+GM0010` for the sum of former municipalities.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.atomic import replacing
from assistant.errors import BrokenFigures

COLUMNS = ("indicator", "year", "code", "value", "source", "derived")
COMPUTED = "berekend"
SUMMED = "opgeteld:"
COUNTRY = "NL"


@dataclass(frozen=True, slots=True)
class Value:
    """One value: `code` is a municipality's, a province's ("PV24") or the country's ("NL").

    `value` is None where the source has a line but no figure: secret, or not applicable.
    """

    indicator: str
    year: int
    code: str
    value: float | None
    source: str
    derived: str = ""

    @property
    def summed(self) -> tuple[str, ...]:
        """The codes of the former municipalities that were added up; () where none were."""
        if not self.derived.startswith(SUMMED):
            return ()
        return tuple(self.derived.removeprefix(SUMMED).split("+"))


def read(path: Path) -> list[Value]:
    """The values of a file, in its order; raises `BrokenFigures` with the line that makes no sense."""
    found: list[Value] = []
    with path.open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        if tuple(next(lines, ())) != COLUMNS:
            raise BrokenFigures(file=path.name, line=1)
        for number, line in enumerate(lines, 2):
            try:
                indicator, year, code, value, source, derived = line
                found.append(
                    Value(indicator, int(year), code, float(value) if value else None, source, derived)
                )
            except ValueError as error:
                raise BrokenFigures(file=path.name, line=number) from error
    return found


def write(path: Path, values: Iterable[Value]) -> None:
    """Write a file of values in one go: a reader sees the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path, newline="") as stream:
        lines = csv.writer(stream, lineterminator="\n")
        lines.writerow(COLUMNS)
        for v in values:
            lines.writerow((v.indicator, v.year, v.code, shown(v.value), v.source, v.derived))


def shown(value: float | None) -> str:
    """A value as it stands in a file: "" for none, no decimals that say nothing."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)

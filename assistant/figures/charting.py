"""What a chart of one figure shows, before anything is drawn: bars side by side, and lines over the years.

The same content goes into the picture, into its text alternative and into the
table beside it, so that none of them says more than the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.figures.comparing import compare, is_count, unbroken
from assistant.figures.indicators import Indicator
from assistant.figures.showing import THOUSANDS_OF_EUROS, amount, place
from assistant.figures.showing_more import source_in_words
from assistant.figures.store import FigureStore
from assistant.figures.values import COUNTRY, Value
from assistant.wording import say

Who = Literal["town", "country", "peers"]


@dataclass(frozen=True)
class Bar:
    """One bar: `value` as on the axis, `shown` as people write it."""

    who: Who
    name: str
    value: float
    shown: str


@dataclass(frozen=True)
class Point:
    """A value of one year in a line."""

    year: int
    value: float
    shown: str


@dataclass(frozen=True)
class Line:
    """Values over the years in the stretches that may be read as a trend, oldest first."""

    who: Who
    name: str
    stretches: tuple[tuple[Point, ...], ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """All points, whatever lies between them."""
        return tuple(point for stretch in self.stretches for point in stretch)


@dataclass(frozen=True)
class Gap:
    """Two years between which a line must not be read on, and why."""

    after: int
    before: int
    why: str


@dataclass(frozen=True)
class Drawing:
    """All that a chart shows. `unit` stands along the axis; `year` and `source` are those of the bars.

    There are no `lines` where only one year is known.
    """

    title: str
    unit: str
    year: int
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    source: str
    decimals: int
    language: str


def drawing_of(code: str, indicator: Indicator, store: FigureStore, language: str = "nl") -> Drawing | None:
    """The chart of a municipality's figure; None where it has no value."""
    table = store.table
    compared = compare(code, indicator, table)
    if compared is None:
        return None
    name = place(code, store.municipalities, language)
    bars = [_bar("town", name, compared.own.value, indicator, language)]
    if compared.country and not is_count(indicator):
        country = place(COUNTRY, store.municipalities, language)
        bars.append(_bar("country", country, compared.country.value, indicator, language))
    if compared.peers:
        peers = say("figure_tab.chart.peers", language, count=compared.peers.count)
        bars.append(_bar("peers", peers, compared.peers.value, indicator, language))
    series = table.series(indicator.key, code)
    stretches = unbroken(series, indicator, store.boundaries)
    lines = [_line("town", name, stretches, indicator, language)]
    if not is_count(indicator):
        national = unbroken(table.series(indicator.key, COUNTRY), indicator, store.boundaries)
        lines.append(
            _line("country", place(COUNTRY, store.municipalities, language), national, indicator, language)
        )
    return Drawing(
        title=indicator.name.in_(language),
        unit=_axis(indicator, language),
        year=compared.own.year,
        bars=tuple(bar for bar in bars if bar),
        lines=tuple(line for line in lines if line.stretches) if len(series) > 1 else (),
        gaps=_gaps(stretches, indicator, language) if len(series) > 1 else (),
        source=source_in_words(compared.own, table.dictionary),
        decimals=0 if indicator.unit == THOUSANDS_OF_EUROS else indicator.decimals,
        language=language,
    )


def bars_in_words(drawing: Drawing) -> str:
    """What the bars show, for who can't see them."""
    shown = "; ".join(f"{bar.name}: {bar.shown}" for bar in drawing.bars)
    return say(
        "figure_tab.chart.bars_alt",
        drawing.language,
        title=drawing.title,
        unit=drawing.unit,
        year=drawing.year,
        shown=shown,
    )


def lines_in_words(drawing: Drawing) -> str:
    """What the lines show, with where they break; "" where there are none."""
    if not drawing.lines:
        return ""
    shown = "; ".join(
        f"{line.name}: {', '.join(f'{point.shown} ({point.year})' for point in line.points)}"
        for line in drawing.lines
    )
    told = say("figure_tab.chart.lines_alt", drawing.language, title=drawing.title, shown=shown)
    return " ".join([told, *(gap_in_words(gap, drawing.language) for gap in drawing.gaps)])


def gap_in_words(gap: Gap, language: str) -> str:
    """Why two years can't be compared."""
    return say("figure_tab.chart.gap", language, after=gap.after, before=gap.before, why=gap.why)


def _bar(who: Who, name: str, value: float | None, indicator: Indicator, language: str) -> Bar | None:
    if value is None:
        return None
    return Bar(who, name, _height(value, indicator), amount(value, indicator, language))


def _line(
    who: Who, name: str, stretches: Sequence[Sequence[Value]], indicator: Indicator, language: str
) -> Line:
    return Line(
        who,
        name,
        tuple(
            tuple(
                Point(v.year, _height(v.value, indicator), amount(v.value, indicator, language))
                for v in stretch
                if v.value is not None
            )
            for stretch in stretches
        ),
    )


def _gaps(stretches: Sequence[Sequence[Value]], indicator: Indicator, language: str) -> tuple[Gap, ...]:
    found = []
    for earlier, later in zip(stretches, stretches[1:], strict=False):
        after, before = earlier[-1].year, later[0].year
        reasons = [b.why.in_(language) for b in indicator.breaks_between(after, before)]
        why = " ".join(reasons) or say("figure_tab.chart.boundaries", language)
        found.append(Gap(after, before, why))
    return tuple(found)


def _height(value: float, indicator: Indicator) -> float:
    return value * 1000 if indicator.unit == THOUSANDS_OF_EUROS else value


def _axis(indicator: Indicator, language: str) -> str:
    unit = indicator.unit_name.in_(language)
    return f"€ {unit}" if indicator.unit == THOUSANDS_OF_EUROS else unit

"""A laid-out table becomes readings: one for every value, with its topic, unit, period and area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.figures.exports import areas as places
from assistant.figures.exports import periods, units
from assistant.figures.exports.areas import Area, Areas
from assistant.figures.exports.layout import Layout
from assistant.figures.exports.periods import Period
from assistant.figures.exports.sheet import Cell, printed


@dataclass(frozen=True)
class Reading:
    """One cell of a table; `period` None where neither head nor row nor title tells one."""

    topic: str
    unit: str
    period: Period | None
    area: Area
    cell: Cell


@dataclass(frozen=True)
class Head:
    """What the head of a column of values says."""

    topic: str
    unit: str
    period: Period | None


def readings(layout: Layout, areas: Areas) -> Iterator[Reading]:
    """Every value cell of a table, in its order."""
    heads = {column: head_of(layout.head(column)) for column in layout.values}
    parts = _dimension_names(layout)
    for row in layout.body:
        text = [printed(cell) for cell in row]
        if not text[layout.area]:
            continue
        level = places.level(text[layout.level]) if layout.level is not None else None
        if layout.level is not None and level is None:
            level = "group"
        area = areas.of(text[layout.area], level, layout.numbered)
        own = periods.period(text[layout.period]) if layout.period is not None else None
        groups = [f"{name}: {text[column]}" for column, name in parts]
        for column, head in heads.items():
            topic, unit, period = head.topic, head.unit, head.period
            if layout.unit is not None:
                unit = unit or text[layout.unit]
            if layout.topic is not None:
                topic, more, told = _of_topic(_topic(topic, text[layout.topic]))
                unit, period = unit or more, period or told
            yield Reading(", ".join([topic, *groups]), unit, own or period, area, row[column])


def same_everywhere(layout: Layout) -> tuple[str, ...]:
    """Columns that say the same in every row ("Leeftijd: 65 jaar of ouder"): all figures are about that."""
    found: list[str] = []
    for column in layout.dimensions:
        cells = {printed(row[column]) for row in layout.body}
        if len(layout.body) > 1 and len(cells) == 1 and "" not in cells:
            found.append(f"{', '.join(layout.head(column))}: {cells.pop()}")
    return tuple(found)


def head_of(cells: Sequence[str]) -> Head:
    """The topic, unit and period of a column's head, from its cells from above."""
    period: Period | None = None
    unit = ""
    names: list[str] = []
    for cell in cells:
        if (found := periods.period(cell)) is not None:
            period = period or found
        elif units.is_unit(cell) and len(cells) > 1:
            unit = unit or cell.strip(" ()[]")
        else:
            names.append(cell)
    if not names and unit:
        names, unit = [unit], ""
    topic, more, told = _of_topic(" - ".join(names))
    return Head(topic, unit or more, period or told)


def _of_topic(text: str) -> tuple[str, str, Period | None]:
    """A topic without its unit and period, in whatever order they stand behind it."""
    unit = ""
    period: Period | None = None
    for _ in range(2):
        if period is None:
            text, period = periods.split(text)
        if not unit:
            text, unit = units.split(text)
    return text, unit or units.said(text), period


def _topic(head: str, cell: str) -> str:
    """The topic of a row: its own cell, where the file has a column for it."""
    plain = head.lower() in ("waarde", "value", "cijfer", "resultaat", "")
    return cell if cell and plain else (f"{cell}, {head}" if cell else head)


def _dimension_names(layout: Layout) -> list[tuple[int, str]]:
    """The columns that cut a topic into groups: those that differ between rows of one area and period.

    A column that only tells something about the area ("Provincie") cuts nothing.
    """
    at = [c for c in (layout.area, layout.period, layout.topic) if c is not None]
    cells: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for row in layout.body:
        group = tuple(printed(row[column]) for column in layout.dimensions)
        cells.setdefault(tuple(printed(row[column]) for column in at), []).append(group)
    return [
        (column, ", ".join(layout.head(column)))
        for place, column in enumerate(layout.dimensions)
        if any(len({group[place] for group in groups}) > 1 for groups in cells.values())
    ]

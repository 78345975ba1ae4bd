"""The readings of a file gathered by topic: numbers settled by the whole column, doubles held together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.errors import ImportRefused
from assistant.figures.exports import numbers, units
from assistant.figures.exports.cellreading import Reading
from assistant.figures.exports.numbers import Notation, Settled
from assistant.figures.exports.preview import Column, Example, Found, Remark
from assistant.figures.exports.sheet import Amount, printed
from assistant.figures.exports.suggesting import suggestion
from assistant.figures.exports.themes import theme_of
from assistant.figures.indicators import Dictionary
from assistant.figures.values import COUNTRY

_EXAMPLES = 4
_MOST_DIGITS = 40
Topic = tuple[str, str]


def columns_of(
    readings: Iterable[Reading], titles: str, file: str, dictionary: Dictionary
) -> tuple[tuple[Column, ...], tuple[Remark, ...]]:
    """The topics of a file in its order, and what to know about them.

    Raises `ImportRefused` where two rows contradict, and where no topic has a number.
    """
    topics: dict[Topic, list[Reading]] = {}
    for reading in readings:
        topics.setdefault((reading.topic, reading.unit), []).append(reading)
    _settle_percentages(topics)
    settled = {topic: numbers.settle(_texts(found)) for topic, found in topics.items()}
    whole = {notation for notation in settled.values() if notation in (",", ".")}
    signed = {n for topic, n in settled.items() if n in whole and _tells(topics[topic])}
    columns: list[Column] = []
    notes: dict[str, list[str]] = {}
    for topic, found in topics.items():
        if not any(isinstance(r.cell, Amount) or numbers.is_number(r.cell) for r in found):
            notes.setdefault("left_out.empty_column", []).append(topic[0])
            continue
        notation = settled[topic]
        if notation == "mixed":
            notes.setdefault("left_out.two_notations", []).append(topic[0])
            continue
        if not notation:
            notation = _by_unit(topic[1], found) or (next(iter(signed)) if len(signed) == 1 else "")
            notes.setdefault("remarks.settled_elsewhere" if notation else "remarks.unsettled", []).append(
                topic[0]
            )
        column = _column(len(columns) + 1, topic, found, notation, titles, file, dictionary)
        if any(_unreadable(r) for r in found):
            notes.setdefault("left_out.unreadable", []).extend(
                printed(r.cell) for r in found if _unreadable(r)
            )
        columns.append(column)
    if not columns:
        raise ImportRefused(
            file=file, why="two_notations" if "left_out.two_notations" in notes else "no_numbers"
        )
    spans = tuple(
        dict.fromkeys(
            r.period.printed for found in topics.values() for r in found if r.period and r.period.printed
        )
    )
    if spans:
        notes["remarks.span"] = list(spans)
    return tuple(columns), tuple(Remark(key, tuple(dict.fromkeys(names))) for key, names in notes.items())


def _settle_percentages(topics: dict[Topic, list[Reading]]) -> None:
    """A topic without a unit whose cells show per cent signs is one of percentages."""
    for topic in [t for t in topics if not t[1]]:
        shown = [r.cell for r in topics[topic]]
        if any(c.percent if isinstance(c, Amount) else numbers.is_percentage(c) for c in shown):
            topics[(topic[0], "%")] = topics.get((topic[0], "%"), []) + topics.pop(topic)


def _texts(found: Sequence[Reading]) -> list[str]:
    return [r.cell for r in found if isinstance(r.cell, str)]


def _tells(found: Sequence[Reading]) -> bool:
    """Whether a column has a sign in its numbers at all: whole numbers settle no other column."""
    return any(numbers.is_number(text) and ("," in text or "." in text) for text in _texts(found))


def _by_unit(unit: str, found: Sequence[Reading]) -> Settled:
    """What the unit tells of numbers like "1.234": people are counted whole, percentages end at 100."""
    sign = next(s for text in _texts(found) if numbers.is_number(text) for s in ".," if s in text)
    thousands: Settled = "," if sign == "." else "."
    if units.kind(unit) == "aantal":
        return thousands
    return "" if units.kind(unit) != "%" else ("." if sign == "." else ",")


def _column(
    number: int,
    topic: Topic,
    found: Sequence[Reading],
    notation: Settled,
    titles: str,
    file: str,
    dictionary: Dictionary,
) -> Column:
    first: Notation = "." if notation == "." else ","
    other: Notation = "," if first == "." else "."
    values = _values(found, first, topic[0], file)
    sign = next((s for text in _texts(found) if numbers.is_number(text) for s in ".," if s in text), ".")
    # With nothing to settle them, the first reading is the one with thousands.
    if not notation and sign == ",":
        first, other = other, first
        values = _values(found, first, topic[0], file)
    name, unit = topic
    return Column(
        number=number,
        topic=name,
        unit=unit,
        years=tuple(sorted({year for year, _ in values if year is not None})),
        municipalities=len({code for (_, code), v in values.items() if v is not None and code != COUNTRY}),
        missing=sum(value is None for value in values.values()),
        examples=_examples(found),
        suggestion=suggestion(name, unit, dictionary),
        theme=theme_of(name, titles, dictionary.themes),
        found=_founds(values),
        unsettled=() if notation else _founds(_values(found, other, name, file)),
    )


def _values(
    found: Sequence[Reading], notation: Notation, topic: str, file: str
) -> dict[tuple[int | None, str], float | None]:
    """The values by year and code; the same twice is one, and a figure goes before a mark for none."""
    values: dict[tuple[int | None, str], float | None] = {}
    for reading in found:
        if _unreadable(reading):
            continue
        place = (reading.period.year if reading.period else None, reading.area.code)
        value = _value(reading, notation)
        before = values.get(place)
        if before is not None and value is not None and before != value:
            year = str(place[0] or "")
            raise ImportRefused(
                file=file,
                why="contradiction",
                topic=topic,
                area=reading.area.name or reading.area.printed,
                year=year or "?",
            )
        values[place] = before if value is None else value
    return values


def _value(reading: Reading, notation: Notation) -> float | None:
    if isinstance(reading.cell, Amount):
        return None if numbers.stands_for_none(reading.cell.value) else reading.cell.value
    try:
        return numbers.value(reading.cell, notation)
    except ValueError:
        return None


def _unreadable(reading: Reading) -> bool:
    cell = reading.cell
    if isinstance(cell, Amount) or numbers.is_missing(cell):
        return False
    return len(cell) > _MOST_DIGITS or not numbers.is_number(cell)


def _founds(values: Mapping[tuple[int | None, str], float | None]) -> tuple[Found, ...]:
    return tuple(Found(year, code, value) for (year, code), value in values.items())


def _examples(found: Sequence[Reading]) -> tuple[Example, ...]:
    return tuple(
        Example(r.area.name or r.area.printed, r.period.year if r.period else None, printed(r.cell))
        for r in found
        if isinstance(r.cell, Amount) or numbers.is_number(r.cell)
    )[:_EXAMPLES]

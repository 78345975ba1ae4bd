"""What the person confirmed becomes values, with the source and the new indicators they describe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.errors import ImportRefused
from assistant.figures.exports import units
from assistant.figures.exports.preview import About, Choice, Column, Found, Imported, New, Preview, numbered
from assistant.figures.exports.slugs import slug
from assistant.figures.indicators import Both, Dictionary, Indicator, Source
from assistant.figures.values import Value

KEY = "eigen_"
SOURCE = "eigen-"
FIRST_YEAR = 1990


def accept(
    preview: Preview,
    choices: Sequence[Choice],
    dictionary: Dictionary,
    about: About | None = None,
    this_year: int | None = None,
) -> Imported:
    """Take in the columns that were chosen; one without a choice is left out.

    A known indicator gets only values in its own unit, a new one the name, unit
    and definition that the person gives. Raises `ImportRefused` for a choice that
    doesn't fit, and for an import without any.
    """
    about = about or About()
    title = about.title.strip() or preview.title or preview.source or preview.file
    latest = (this_year or date.today().year) + 1
    new: dict[str, Indicator] = {}
    values: dict[tuple[str, int, str], float | None] = {}
    for choice in choices:
        column = numbered(preview.columns, choice.column)
        if column is None or not (choice.indicator or choice.new):
            continue
        indicator = _indicator(preview.file, choice, column, dictionary)
        if choice.new:
            new[indicator.key] = indicator
        for found in _found(preview.file, choice, column):
            year = found.year if found.year is not None else _year(preview.file, choice, column, latest)
            _check(preview.file, indicator, found)
            place = (indicator.key, year, found.code)
            before = values.get(place)
            if before is not None and found.value is not None and before != found.value:
                raise ImportRefused(file=preview.file, why="chosen_twice", indicator=indicator.name.nl)
            values[place] = before if found.value is None else found.value
    if not values:
        raise ImportRefused(file=preview.file, why="nothing_chosen")
    edition = str(max(year for _, year, _ in values))
    name = slug(f"{title} {edition}" if edition not in title else title)
    source = Source(
        key=SOURCE + name,
        title=title,
        publisher=about.publisher.strip() or preview.source,
        edition=edition,
        address=about.address.strip(),
        licence=about.licence.strip(),
    )
    kept = tuple(Value(key, year, code, value, source.key) for (key, year, code), value in values.items())
    return Imported(name, source, tuple(new.values()), kept)


def new_indicator(given: New, theme: str) -> Indicator:
    """An indicator as a person describes it: the same words in both languages."""
    name = Both(given.name.strip(), given.name.strip())
    unit = units.kind(given.unit)
    shown = given.unit.strip() if unit not in ("%", "aantal") else unit
    definition = Both(given.definition.strip(), given.definition.strip())
    return Indicator(
        key=KEY + slug(given.name, "_"),
        theme=given.theme or theme,
        name=name,
        unit=shown,
        unit_name=Both(shown, "number" if shown == "aantal" else shown),
        decimals=0 if unit == "aantal" else 1,
        definition=definition,
        says=Both("", ""),
        says_not=Both("", ""),
        words={"nl": (given.name.strip().lower(),), "en": ()},
    )


def _indicator(file: str, choice: Choice, column: Column, dictionary: Dictionary) -> Indicator:
    if choice.new is None:
        known = dictionary.get(choice.indicator)
        if known is None:
            raise ImportRefused(file=file, why="unknown_indicator", indicator=choice.indicator)
        if not units.fits(column.unit, known.unit):
            raise ImportRefused(
                file=file,
                why="unit_differs",
                topic=column.topic,
                unit=column.unit,
                indicator=known.name.nl,
                wanted=known.unit_name.nl,
            )
        return known
    for part, why in (
        (choice.new.name, "needs_name"),
        (choice.new.unit, "needs_unit"),
        (choice.new.definition, "needs_definition"),
    ):
        if not part.strip():
            raise ImportRefused(file=file, why=why, topic=column.topic)
    if not units.fits(column.unit, choice.new.unit):
        raise ImportRefused(
            file=file,
            why="unit_differs",
            topic=column.topic,
            unit=column.unit,
            indicator=choice.new.name.strip(),
            wanted=choice.new.unit.strip(),
        )
    theme = choice.new.theme or column.theme
    if theme not in dictionary.themes:
        raise ImportRefused(file=file, why="needs_theme", topic=column.topic)
    return new_indicator(choice.new, theme)


def _found(file: str, choice: Choice, column: Column) -> tuple[Found, ...]:
    if not column.needs_reading:
        return column.found
    if not choice.reading:
        example = next((e.printed for e in column.examples), "")
        raise ImportRefused(file=file, why="needs_reading", topic=column.topic, example=example)
    return column.found if choice.reading == "thousands" else column.unsettled


def _year(file: str, choice: Choice, column: Column, latest: int) -> int:
    if choice.year is None:
        raise ImportRefused(file=file, why="needs_year", topic=column.topic)
    if not FIRST_YEAR <= choice.year <= latest:
        raise ImportRefused(file=file, why="impossible_year", year=choice.year, first=FIRST_YEAR, last=latest)
    return choice.year


def _check(file: str, indicator: Indicator, found: Found) -> None:
    if found.value is None:
        return
    if units.kind(indicator.unit) == "%" and not 0 <= found.value <= 100:
        raise ImportRefused(
            file=file, why="no_percentage", indicator=indicator.name.nl, value=f"{found.value:g}"
        )
    whole = found.value == int(found.value)
    if units.kind(indicator.unit) == "aantal" and not indicator.decimals and not whole:
        raise ImportRefused(file=file, why="not_whole", indicator=indicator.name.nl, value=f"{found.value:g}")
    if units.kind(indicator.unit) == "aantal" and found.value < 0:
        raise ImportRefused(
            file=file, why="negative_number", indicator=indicator.name.nl, value=f"{found.value:g}"
        )

"""A figure that a person types in: one number with its year, definition and source, checked as a file is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.errors import ImportRefused
from assistant.figures.exports import numbers, units
from assistant.figures.exports.accepting import FIRST_YEAR, SOURCE, new_indicator
from assistant.figures.exports.preview import About, Imported, New
from assistant.figures.exports.slugs import slug
from assistant.figures.indicators import Dictionary, Indicator, Source
from assistant.figures.municipalities import Municipalities
from assistant.figures.values import COUNTRY, Value


@dataclass(frozen=True)
class Typed:
    """What stands in the form, as text: `area` a municipality's name or code, or "Nederland".

    `indicator` is the key of a known one, or `new` describes it. `definition`
    is what the source means by the figure, "" for the dictionary's definition.
    """

    area: str
    value: str
    year: str
    about: About
    indicator: str = ""
    new: New | None = None
    definition: str = ""


def typed(
    entry: Typed, dictionary: Dictionary, municipalities: Municipalities, this_year: int | None = None
) -> Imported:
    """Check a typed figure; raises `ImportRefused` or `UnknownMunicipality` for what can't be right."""
    indicator = _indicator(entry, dictionary)
    name = indicator.name.nl
    code = _code(entry.area, municipalities)
    value = _value(entry.value, indicator, name)
    year = _year(entry.year, (this_year or date.today().year) + 1, name)
    title = entry.about.title.strip()
    if not title:
        raise ImportRefused(file=name, why="needs_source")
    key = slug(f"{indicator.key.removeprefix('eigen_')}-{code}-{year}")
    source = Source(
        key=SOURCE + key,
        title=title,
        publisher=entry.about.publisher.strip(),
        edition=str(year),
        address=entry.about.address.strip(),
        licence=entry.about.licence.strip(),
    )
    made = (indicator,) if entry.new else ()
    return Imported(
        key, source, made, (Value(indicator.key, year, code, value, source.key),), entry.definition.strip()
    )


def _indicator(entry: Typed, dictionary: Dictionary) -> Indicator:
    if entry.new is None:
        known = dictionary.get(entry.indicator)
        if known is None:
            raise ImportRefused(
                file=entry.indicator or "?", why="unknown_indicator", indicator=entry.indicator
            )
        return known
    given = entry.new
    name = given.name.strip() or "?"
    for part, why in (
        (given.name, "needs_name"),
        (given.unit, "needs_unit"),
        (given.definition, "needs_definition"),
    ):
        if not part.strip():
            raise ImportRefused(file=name, why=why, topic=name)
    if given.theme not in dictionary.themes:
        raise ImportRefused(file=name, why="needs_theme", topic=name)
    return new_indicator(given, given.theme)


def _code(area: str, municipalities: Municipalities) -> str:
    if area.strip().lower() in ("nederland", "the netherlands", COUNTRY.lower()):
        return COUNTRY
    return municipalities.get(area).code


def _value(text: str, indicator: Indicator, name: str) -> float:
    """The number typed; "12.345" is taken as decimals only where the unit leaves no other reading."""
    if not numbers.is_number(text):
        raise ImportRefused(file=name, why="no_number", value=text.strip()[:40] or "?")
    notation = numbers.settle([text])
    unit = units.kind(indicator.unit)
    if notation == "mixed":
        raise ImportRefused(file=name, why="no_number", value=text.strip()[:40])
    if not notation:
        sign = "." if "." in text else ","
        thousands = "," if sign == "." else "."
        if unit not in ("%", "aantal"):
            raise ImportRefused(file=name, why="needs_reading", topic=name, example=text.strip())
        decimal = sign if unit == "%" else thousands
    else:
        decimal = notation
    value = numbers.value(text, "." if decimal == "." else ",")
    if value is None or (unit == "%" and not 0 <= value <= 100):
        raise ImportRefused(file=name, why="no_percentage", indicator=name, value=text.strip())
    if unit == "aantal" and value < 0:
        raise ImportRefused(file=name, why="negative_number", indicator=name, value=text.strip())
    return value


def _year(text: str, last: int, name: str) -> int:
    bare = text.strip()
    if not bare.isdigit() or len(bare) > 4 or not FIRST_YEAR <= int(bare) <= last:
        raise ImportRefused(
            file=name, why="impossible_year", year=bare[:20] or "?", first=FIRST_YEAR, last=last
        )
    return int(bare)

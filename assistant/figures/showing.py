"""A value as a person reads it: its number, its unit, its place, its source and what to know besides."""

from __future__ import annotations

from assistant.figures.indicators import Dictionary, Indicator
from assistant.figures.islands import at_place
from assistant.figures.literacy import SHARE, Published
from assistant.figures.municipalities import Municipalities
from assistant.figures.table import FigureTable
from assistant.figures.values import COMPUTED, COUNTRY, Value
from assistant.figures.weighting import SUM
from assistant.records import Figure
from assistant.wording import say

THOUSANDS_OF_EUROS = "x 1.000 euro"


def number(value: float, decimals: int, language: str = "nl") -> str:
    """ "226.500" or "27,2" in Dutch, "226,500" or "27.2" in English."""
    text = f"{value:,.{decimals}f}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def amount(value: float, indicator: Indicator, language: str = "nl") -> str:
    """A value with the sign that belongs to its unit: "27,2%", "€ 34.400", "226.500"."""
    if indicator.unit == THOUSANDS_OF_EUROS:
        euros = number(round(value, indicator.decimals) * 1000, 0, language)
        return f"€\N{NO-BREAK SPACE}{euros}"
    shown = number(value, indicator.decimals, language)
    return f"{shown}%" if indicator.unit.startswith("%") else shown


def full(value: float, indicator: Indicator, language: str = "nl") -> str:
    """A value with what it counts behind it: "27,2% van de inwoners van 15 tot 75 jaar"."""
    shown, unit = amount(value, indicator, language), indicator.unit_name.in_(language)
    return f"{shown} {unit.lstrip('% ')}".strip() if shown.endswith("%") else f"{shown} {unit}".strip()


def unit(indicator: Indicator, language: str = "nl") -> str:
    """What a bare value counts: the unit behind a number in thousands of euros says that it is."""
    name = indicator.unit_name.in_(language)
    return f"{say('figures.thousands', language)} {name}" if indicator.unit == THOUSANDS_OF_EUROS else name


def place(code: str, municipalities: Municipalities, language: str = "nl") -> str:
    """The name of a municipality, a province or the country."""
    if code == COUNTRY:
        return say("figures.country", language)
    found = municipalities.find(code)
    return found.name if found else say("figures.provinces." + code, language)


def sentence(value: Value, indicator: Indicator, where: str, language: str = "nl") -> str:
    """The value in one sentence, in the words of its indicator where `wording` has them."""
    assert value.value is not None
    shown = amount(value.value, indicator, language)
    try:
        told = say(f"figures.sentences.{indicator.key}", language, place=where, value=shown, year=value.year)
        return told if language == "en" else at_place(told)
    except KeyError:
        return say(
            "figures.sentence",
            language,
            name=indicator.name.in_(language),
            place=where,
            value=full(value.value, indicator, language),
            year=value.year,
        )


def source_title(value: Value, dictionary: Dictionary) -> str:
    """The title of where a value comes from; its key where a source is not described."""
    source = dictionary.sources.get(value.source)
    return source.title if source else value.source


def remark(value: Value, indicator: Indicator, table: FigureTable, language: str = "nl") -> str:
    """How a value was worked out, where it was; "" for one that stands in the source itself."""
    if value.summed:
        return say("figures.remarks.summed", language)
    if not value.derived.startswith(COMPUTED):
        return ""
    if value.code != COUNTRY or value.derived != COMPUTED:
        return say("figures.remarks.share", language)
    if indicator.weight == SUM:
        return say("figures.remarks.total", language)
    basis = say(f"figures.bases.{indicator.weight}", language)
    other = table.weight_year(indicator.key, value.year)
    if other is not None and other != value.year:
        return say("figures.remarks.weighted_year", language, basis=basis, year=other)
    return say("figures.remarks.weighted", language, basis=basis)


def figure(value: Value, table: FigureTable, municipalities: Municipalities, language: str = "nl") -> Figure:
    """The value as the record that answers, plans and the API carry."""
    indicator = table.dictionary[value.indicator]
    source = table.dictionary.sources.get(value.source)
    return Figure(
        municipality=place(value.code, municipalities, language),
        indicator=indicator.name.in_(language),
        value=value.value,
        unit=unit(indicator, language),
        year=value.year,
        source=source_title(value, table.dictionary),
        code=value.code,
        key=indicator.key,
        definition=indicator.definition.in_(language),
        remark=remark(value, indicator, table, language),
        address=source.address if source else "",
        decimals=indicator.decimals,
    )


def published(found: Published, language: str = "nl") -> str:
    """A published value of low literacy on one line, with its definition, who published it, and the year."""
    shown = number(found.value, 1 if found.value % 1 else 0, language)
    key = "figures.published_share" if found.indicator == SHARE else "figures.published_count"
    return say(
        key,
        language,
        area=found.area,
        value=shown,
        definition=found.definition.in_(language),
        publisher=found.publisher or found.source,
        year=found.year,
    )

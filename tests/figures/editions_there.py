"""The editions and townspeople that the tests of a refresh know, and what a refresh says."""

from __future__ import annotations

from dataclasses import replace

from assistant.figures import editions, indicators, municipalities
from assistant.figures.changes import Changes, FigureChanges, sentences
from assistant.figures.editions import Edition
from assistant.figures.refreshing import Refreshed
from assistant.figures.values import Value
from assistant.settings import PROJECT
from tests.figures import cbs_server as office
from tests.figures.cbs_server import TOWNS

FIGURES = PROJECT / "corpus" / "figures"
DICTIONARY = indicators.load(FIGURES)
PLACES = municipalities.load(FIGURES)
SHIPPED = editions.load(FIGURES)
OLD, NEW = "85618NED", "85984NED"
TABLES = replace(SHIPPED, editions=(Edition(NEW, 2024, "kwb-2024"), Edition(OLD, 2023, "kwb-2023")))
TOWNSPEOPLE = [
    Value("inwoners", 2022, f"GM{town:04d}", office.inhabitants(town), "kwb-2022")
    for town in range(1, TOWNS + 1)
]


def by_key(refreshed: Refreshed) -> dict[tuple[str, int, str], Value]:
    return {(v.indicator, v.year, v.code): v for v in refreshed.values}


def of(changes: Changes, indicator: str) -> FigureChanges:
    return next(each for each in changes.figures if each.indicator == indicator)


def told(refreshed: Refreshed, language: str = "nl") -> str:
    return "\n".join(sentences(refreshed.changes, DICTIONARY, PLACES, language))

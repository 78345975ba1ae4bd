"""A number in the question itself: "Is 19,6% laagopgeleid veel?" wants it next to the country's.

It is the user's number and no figure, so the answer says of it only whether it is more or less.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answering.figure_telling import Telling
from assistant.answering.rounding import as_number
from assistant.figures.comparing import Compared, differs
from assistant.figures.values import COUNTRY

# "Is 19,6% laagopgeleid veel?": the number that is judged, and the words that ask to.
_JUDGED = re.compile(
    r"^\W*(?:(?:en|and)\s+)?(?:is|zijn|was|waren|are|were)\s+(?:(?:een|de|het|a|the)\s+)?(?:\w+\s+(?:van|of)\s+)?"
    r"(?P<sign>€\s*)?(?P<number>\d+(?:[.,]\d+)*)"
    r"(?:(?P<share>\s*%|\s+(?:procent|percent|per\s+cent)\b)|(?P<euro>\s+euros?\b))?(?=.*\b"
    r"(?:veel|weinig|hoog|hoge|laag|lage|meer|minder|high|low|much|many|few|little|a\s+lot|more|less)\b)",
    re.I | re.S,
)
_PER_THOUSAND = re.compile(r"\bper\s+(?:1[.,]?000|duizend|thousand)\b", re.I)


@dataclass(frozen=True)
class Given:
    """A number in a question that asks whether it is much: as it is written, and what it counts."""

    written: str
    value: float
    unit: Literal["%", "per 1.000", "x 1.000 euro"]


def given_in(text: str) -> tuple[Given | None, list[tuple[int, int]]]:
    """The number that a question asks to judge, and where the words of it stand; none for another question.

    A bare number may count anything, so it is compared with nothing.
    """
    judged = _JUDGED.search(text)
    if judged is None:
        return None, []
    spans = [judged.span("number"), *(m.span() for m in _PER_THOUSAND.finditer(text))]
    if judged["share"]:
        spans.append(judged.span("share"))
    value = as_number(judged["number"])
    if judged["sign"] or judged["euro"]:
        return Given(f"€\N{NO-BREAK SPACE}{judged['number']}", value / 1000, "x 1.000 euro"), spans
    if judged["share"]:
        return Given(f"{judged['number']}%", value, "%"), spans
    if len(spans) > 1:
        return Given(judged["number"], value, "per 1.000"), spans
    return None, spans


def tell_given(telling: Telling, found: Compared, given: Given | None) -> None:
    """How a number in the question compares with the country's, where it counts the same as the figure."""
    if given is None or not found.indicator.unit.startswith(given.unit):
        return
    country = found.own if found.own.code == COUNTRY else found.country
    own = None if found.own.code == COUNTRY else found.own.value
    if own is not None and abs(round(own, found.indicator.decimals) - given.value) < 1e-6:
        return
    asked = replace(found.own, value=given.value)
    if (difference := differs(asked, country.value if country else None, found.indicator)) is not None:
        telling.remark(telling.say(f"given_{difference}", given=given.written))

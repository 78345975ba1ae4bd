"""A place in a question that is no municipality: a village or a district, most of the time.

Nothing can be found about it by that name, for documents and figures are kept
by municipality. So whoever asked is told, or the village is looked up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.figures.municipalities import Mention, Municipalities

if TYPE_CHECKING:
    from assistant.answering.question import Question

_BETWEEN = r"(?:\s(?:aan|op|en|bij|in|de|den|der|het|van))*"
_NAME = rf"(?:'[st]-?\s?)?[A-Z][a-zà-ÿ]{{2,}}(?:{_BETWEEN}[\s-][A-Z][a-zà-ÿ]+)*"
_IN_A_PLACE = re.compile(
    rf"(?:\b(?:in|uit|te|rond|near|from)|\b(?:het dorp|de plaats|de wijk|village of)|"
    rf"\b(?:inwoners|mensen|residents|people)\s+(?:van|of)|"
    rf"\b(?:heeft|telt|kent|krijgt|does|has)(?=\s+{_NAME}\W*$))\s+({_NAME})(?![\w-])"
)
# A building or a body in a town is no village: "in Museum Voorlinden in Wassenaar".
_IN_A_TOWN = re.compile(
    rf"(?:\b(?:in|uit|te|rond|near|from)|\b(?:het dorp|de plaats|de wijk|de buurt|village of)|"
    rf"\binwoners\s+(?:heeft|telt|kent|van))\s+"
    rf"(?!\w*(?:huis|centrum|school|bibliotheek|plein|straat|theater|kerk|[Mm]useum|park|[Ss]tichting)\b)"
    rf"(?P<name>{_NAME})"
    r"(?:,?\s+(?:in|bij|te)\s+(?:de\s+)?(?:gemeente\s+)?|,\s*(?:de\s+)?(?:gemeente\s+)?|\s*\((?:gemeente\s+)?)$"
)
# Larger than a municipality, or no place at all.
_NOT_ONE = re.compile(
    r"nederland|europa|europe|netherlands|holland|randstad|caribisch|caribbean|duitsland|belgi|vlaanderen|"
    r"oekra|turkije|marokko|polen|syri|januari|februari|maart|april|mei$|juni|juli|augustus|september|oktober|"
    r"november|december|january|february|march|may$|june|july|august|october|nederlands|engels|dutch|english",
    re.IGNORECASE,
)


def village_before(text: str, town: Mention, municipalities: Municipalities) -> tuple[int, str]:
    """A village that a text names right before its municipality, "Hoogland in Amersfoort": where, and what.

    (`town.start`, "") where it names none.
    """
    found = _IN_A_TOWN.search(text[: town.start])
    name = found["name"] if found else ""
    provinces = {each.province for each in municipalities.all()}
    if found is None or municipalities.candidates(name) or name in provinces or _NOT_ONE.match(name):
        return town.start, ""
    return found.start("name"), name


def unknown_place(question: Question, municipalities: Municipalities) -> str:
    """The place that a question without a municipality is about; "" where it names none."""
    if question.municipality is not None or question.ambiguous is not None:
        return ""
    provinces = {town.province for town in municipalities.all()}
    names = (match[1] for match in _IN_A_PLACE.finditer(question.text))
    return next((name for name in names if name not in provinces and not _NOT_ONE.match(name)), "")

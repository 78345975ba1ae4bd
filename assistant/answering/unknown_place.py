"""A place in a question that is no municipality: a village or a district, most of the time.

Nothing can be found about it by that name, for documents and figures are kept
by municipality. So whoever asked is told, or the village is looked up.
"""

from __future__ import annotations

import re

from assistant.answering.question import Question
from assistant.figures.municipalities import Municipalities

_BETWEEN = r"(?:\s(?:aan|op|en|bij|in|de|den|der|het|van))*"
_NAME = rf"(?:'[st]-?\s?)?[A-Z][a-zà-ÿ]{{2,}}(?:{_BETWEEN}[\s-][A-Z][a-zà-ÿ]+)*"
_IN_A_PLACE = re.compile(
    rf"(?:\b(?:in|uit|te|rond|near|from)|\b(?:het dorp|de plaats|de wijk|village of)|"
    rf"\b(?:inwoners|mensen|residents|people)\s+(?:van|of)|"
    rf"\b(?:heeft|telt|kent|krijgt|does|has)(?=\s+{_NAME}\W*$))\s+({_NAME})(?![\w-])"
)
# Larger than a municipality, or no place at all.
_NOT_ONE = re.compile(
    r"nederland|europa|europe|netherlands|holland|randstad|caribisch|caribbean|duitsland|belgi|vlaanderen|"
    r"oekra|turkije|marokko|polen|syri|januari|februari|maart|april|mei$|juni|juli|augustus|september|oktober|"
    r"november|december|january|february|march|may$|june|july|august|october|nederlands|engels|dutch|english",
    re.IGNORECASE,
)


def unknown_place(question: Question, municipalities: Municipalities) -> str:
    """The place that a question without a municipality is about; "" where it names none."""
    if question.municipality is not None or question.ambiguous is not None:
        return ""
    provinces = {town.province for town in municipalities.all()}
    names = (match[1] for match in _IN_A_PLACE.finditer(question.text))
    return next((name for name in names if name not in provinces and not _NOT_ONE.match(name)), "")

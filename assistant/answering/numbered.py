"""Things that are called by a number: "en taakveld 4.3?", "en in artikel 6?".

A number asks for its own sort: a budget heading takes the place of a budget
heading, with the name that stands behind it, and an article that of an article.
"""

from __future__ import annotations

import re

_SORTS = (
    r"taakvelden|taakveld|budget headings?|headings?",
    r"artikelen|artikel|art\.|articles?",
    r"programma|programmes?|programs?",
    r"hoofdstuk|chapter",
    r"paragraaf|section",
    r"bijlage|annex",
)
_CODE = r"\d{1,3}(?:[.:]\d{1,3})*[a-z]?(?![\w%]|[.,:]\d)"
# "5.6 Media" and "4.3 Onderwijsbeleid en leerlingzaken".
_NAME = r"(?:\s+[A-Z][\w'-]*(?:\s+(?:en|and)\s+[a-z][\w'-]+)?)?"
_NUMBERED = re.compile(rf"\b(?P<sort>(?i:{'|'.join(_SORTS)}))\s+(?P<code>{_CODE})(?P<name>{_NAME})")
_LEAD = re.compile(r"^(?:(?:in|van|voor|aan|op|of|for|on)\s+)?(?:(?:de|het|the)\s+)?", re.I)
_BARE = re.compile(rf"(?P<code>{_CODE})(?P<name>{_NAME})")
_LED = re.compile(r"\b(?:aan|voor|on|for)\s+(?:(?:de|het|the)\s+)?[^\W\d][\w-]*", re.I)


def with_number(question: str, phrase: str) -> str | None:
    """The question about another number of its sort; None where the phrase is more or less than that.

    A number alone is of the sort that the question has. Where it has none of
    that sort, the number takes the place of what money goes to.
    """
    phrase = _LEAD.sub("", phrase.strip(" ?.!"))
    if (said := _NUMBERED.fullmatch(phrase)) is None:
        bare, old = _BARE.fullmatch(phrase), _NUMBERED.search(question)
        if bare is None or old is None:
            return None
        return f"{question[: old.start('code')]}{phrase}{question[old.end() :]}"
    for old in _NUMBERED.finditer(question):
        if _alike(old["sort"], said["sort"]):
            return f"{question[: old.start()]}{phrase}{question[old.end() :]}"
    if led := _LED.search(question):
        return f"{question[: led.start()]}{led[0].split()[0]} {phrase}{question[led.end() :]}"
    return None


def end_of(question: str, start: int, end: int) -> int:
    """Where a word from `start` to `end` ends with the number and the name behind it, if it has them."""
    numbered = _NUMBERED.match(question, start)
    return numbered.end() if numbered else end


def _alike(one: str, other: str) -> bool:
    return any(re.fullmatch(sort, one, re.I) and re.fullmatch(sort, other, re.I) for sort in _SORTS)

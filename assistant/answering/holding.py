"""What kind of thing a sentence holds: a number, an amount of money, a date, a name.

An amount asked for wants a number, a "when" wants a date. That is how a near
miss is told from an answer.
"""

from __future__ import annotations

import re

from assistant.answering.question import Question

_DATE = re.compile(
    r"\b(?:\d{1,2}[- /](?:\d{1,2}|jan\w*|feb\w*|maart|mrt|apr\w*|mei|may|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|"
    r"oct\w*|nov\w*|dec\w*)|(?:19|20)\d\d|\d+ (?:jaar|maanden|weken|dagen|years|months|weeks|days)|"
    r"(?:twee|drie|vier|vijf|zes|two|three|four|five) (?:jaar|maanden|weken|years|months|weeks)|"
    r"voorjaar|najaar|zomer|januari|februari|april|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b\d{1,2}[.:]\d{2}\b|\b\d{1,2} uur\b|\b\d{1,2} ?(?:am|pm)\b", re.IGNORECASE)
_MONEY = re.compile(r"€|\beuro|\bmiljoen|\bmln|\bcent\b|-?\d{1,3}(?:\.\d{3})+|\bEUR\b", re.IGNORECASE)
# A number that counts: no year, no part of a name such as NT2, no number of an article or budget heading.
QUANTITY = re.compile(
    r"(?<![\w./-])(?!(?:19|20)\d\d(?!\d|[.,]\d))\d+(?:[.,]\d+)*(?![\w/-])|"
    r"\b(?:helft|derde|kwart|tiende|een op de|één op de|half|third|quarter|twee|drie|vier|vijf|zes|zeven|"
    r"acht|negen|tien|honderd|duizend|miljoen)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[A-Z])")
_NAME = re.compile(
    r"(?:[A-Z][\w.'-]+\s+(?:(?:van|von|de|den|der|ten|ter|te|el|'t)\s+){0,2}){1,3}[A-Z][\w-]+|"
    r"\b(?:wethouder|college|raad|minister|stichting|gemeente|bibliotheek|provincie|ambtenaar|directeur|coördinator|contactgemeente)\b"
)


def has_quantity(text: str) -> bool:
    """Whether a text holds a number that counts something."""
    return QUANTITY.search(without_number(text)) is not None


def has_money(text: str) -> bool:
    """Whether a text holds an amount of money."""
    return _MONEY.search(text) is not None


def has_date(text: str) -> bool:
    """Whether a text holds a date, a year or a length of time."""
    return _DATE.search(text) is not None


def has_name(text: str) -> bool:
    """Whether a text names a person or a body."""
    return _NAME.search(text) is not None


def without_number(text: str) -> str:
    """The text without the number of its own paragraph or heading."""
    return _NUMBERED.sub("", text)


def fits_kind(question: Question, text: str) -> bool:
    """Whether a sentence holds the kind of thing that was asked for."""
    if question.kind == "amount":
        return has_money(text) if question.money else has_quantity(text)
    if question.kind == "time":
        return _TIME.search(text) is not None
    if question.kind == "when":
        return has_date(text)
    if question.kind == "who":
        return has_name(text)
    return True

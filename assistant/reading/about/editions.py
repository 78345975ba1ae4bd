"""Which edition of itself a document is: a draft, adopted, amended, version 1.2, the third edition."""

from __future__ import annotations

import re

from assistant.reading.about.describing import MONTHS
from assistant.reading.about.titles import opening
from assistant.reading.raw import Raw

_STATES = (
    ("concept", r"concept"),
    ("ontwerp", r"ontwerp"),
    ("geamendeerd", r"geamendeerde?"),
    ("gewijzigd", r"(?:gewijzigde?|aangepaste?)"),
    ("herzien", r"herziene?"),
    ("definitief", r"definitie(?:f|ve)"),
    ("vastgesteld", r"vastgestelde?"),
)
_SELF = r"(?:versie|uitgave|editie|\w*begroting|jaarstukken|jaarrekening|\w*nota|\w*plan|\w*akkoord)"
_VERSION = re.compile(r"\bversie:?\s*(\d+(?:\.\d+){0,2})\b(?!\s*(?:" + "|".join(MONTHS) + r"))", re.I)
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7}
_EDITION = re.compile(
    r"\b(?:(\d{1,2})(?:e|de|ste)|(" + "|".join(_ORDINALS) + r"))\s+(?:geheel |herziene |gewijzigde )*"
    r"(editie|druk)\b",
    re.I,
)
_FIRST_LINES, _FIRST_TEXT, _PAGES, _LINE = 800, 8000, 12, 90


def edition_of(raw: Raw, title: str, kind: str | None) -> str | None:
    """The edition a document states, such as "concept", "versie 1.0" or "3e editie"; None when it doesn't."""
    if kind == "law":
        return None
    if state := _in_title(title):
        return state
    if kind == "decision_list":
        # What is adopted in a list of decisions is what was decided on.
        return None
    first = opening(raw.pages)
    if found := _VERSION.search(first[:_FIRST_LINES]):
        return f"versie {found[1]}"
    if state := _on_a_line(first[:_FIRST_LINES]):
        return state
    text = "\n".join(page.text for page in raw.pages[:_PAGES])
    if found := _EDITION.search(text[:_FIRST_TEXT]):
        number = int(found[1]) if found[1] else _ORDINALS[found[2].lower()]
        return f"{number}e {found[3].lower()}"
    for name, pattern in _STATES:
        if re.search(rf"\bdeze {pattern}\s+{_SELF}\b", text, re.I):
            return name
    return None


def _in_title(title: str) -> str | None:
    """The state a title names: at its start, at its end, in brackets, or fastened to what it is."""
    if found := re.search(r"\b(?:versie|v\.)\s*(\d+(?:\.\d+){0,2})\b", title, re.I):
        return f"versie {found[1]}"
    for name, pattern in _STATES:
        where = rf"^{pattern}(?:\b|(?=\w*(?:begroting|nota|plan|akkoord|visie)\b))|[(\[,–-]\s*{pattern}\b"
        if re.search(where, title, re.I):
            return name
    return None


def _on_a_line(text: str) -> str | None:
    for line in text.split("\n"):
        if len(line) > _LINE:
            continue
        for name, pattern in _STATES:
            behind = r"(?:\W*$|\s+(?:door|op|in|d\.d\.|\d))"
            if re.match(rf"\W*(?:(?:status|versie)\W+)?{pattern}{behind}", line, re.I):
                return name
    return None

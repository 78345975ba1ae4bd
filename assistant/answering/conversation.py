"""Follow-up questions: "En in Almere?" means the question before it, with Almere in it."""

from __future__ import annotations

import re

from assistant.figures.municipalities import Municipalities

_FOLLOW_UP = re.compile(r"^(?:en|maar|and|but|what about|how about|hoe zit het met)\b[\s,]*", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LONGEST = 7


def complete(question: str, previous: str | None, municipalities: Municipalities) -> str:
    """The question in full: a follow-up of a few words takes over what the previous one asked.

    A town or year in the follow-up replaces the previous one's; other words
    are added to it. A question that stands on its own is returned unchanged.
    """
    text = question.strip()
    if not previous or not _FOLLOW_UP.match(text) or len(text.split()) > LONGEST:
        return question
    rest = _FOLLOW_UP.sub("", text).strip(" ?.!")
    full = previous.strip()
    replaced = False
    towns = municipalities.mentions(rest)
    if towns:
        for old in municipalities.mentions(full):
            full = re.sub(rf"(?<!\w){re.escape(old.text)}(?!\w)", towns[0].text, full)
            replaced = True
    if years := _YEAR.findall(rest):
        full, count = _YEAR.subn(years[0], full)
        replaced = replaced or bool(count)
    return full if replaced else f"{full.rstrip(' ?.!')} {rest}?"

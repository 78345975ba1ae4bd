"""Whether a sentence says in so many words which things there are: "Kernpartners zijn de gemeente, … en …".

A question that asks "welke partners" is answered by the sentence that lists
them, though one that only has to do with partners may be as like it.
"""

from __future__ import annotations

import math
import re

# How much a list of what was asked adds to the odds that a sentence answers, as a logarithm.
LISTS = 1.5
# "Welke partners", and with a word between: "welke lokale partners".
_ASKED = re.compile(r"^(?:\w+\s+)?(?:welke|which)\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?", re.IGNORECASE)
_SHORTEST = 5
_ENDING = re.compile(r"(?:en|s|ies)$")
_LISTED = (
    r"(?:zijn|is|bestaan\s+uit|bestaat\s+(?:[\w ]{0,20})uit|are|include|consists?\s+of)\b"
    r"[^.]*,[^.]*\b(?:en|of|and|or)\b"
)


def lists_asked(question: str, text: str) -> bool:
    """Whether a text begins by naming what "welke …" asks for, and goes on to list it."""
    asked = _ASKED.match(question.strip())
    if asked is None:
        return False
    stems = [re.escape(_ENDING.sub("", word)) for word in asked.groups("") if len(word) >= _SHORTEST]
    thing = rf"^\W*(?:[\w-]+\s+){{0,3}}?\w*(?:{'|'.join(stems)})\w{{0,3}}\s+{_LISTED}"
    return bool(stems) and re.match(thing, text, re.IGNORECASE) is not None


def likelier(probability: float) -> float:
    """The probability that a sentence answers, where it lists what was asked."""
    odds = math.exp(LISTS) * probability
    return odds / (1 - probability + odds)

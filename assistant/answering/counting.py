"""What a "hoeveel …" counts, and whether a sentence gives a number of that.

"Hoeveel deelnemers waren er?" isn't answered by a number of courses. Which word
is the thing counted can't always be told from the words alone, so this is a
sign to weigh and no reason to pass a sentence over.
"""

from __future__ import annotations

import re

from assistant.answering.holding import QUANTITY, without_number
from assistant.answering.question import Question
from assistant.index.terms import Asked, Thesaurus

# How far from its number, in characters, the thing counted may stand.
NEAR = 70
_RATE = re.compile(r"(?:\bper\s+|/)(?:[\d.,]+\s+)?\w+", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:hoeveel|how many|aantal)\s+(?:(?:van|of)\s+(?:de|alle|onze|the)\s+)?(\w+(?:\s+\w+){0,2})",
    re.IGNORECASE,
)
# Words that are no thing counted: a verb ("hoeveel bespaart de gemeente"), a preposition, a unit.
_NO_THING = re.compile(
    r"^\w+\s+(?:de|het|een|deze|dit|die|er|men|je|jij|we|wij|ze|zij|ik|u|onze|uw|mijn|wil\w*)\b|"
    r"^(?:moet\w*|mag|mogen|kan|kunnen|kost\w*|is|zijn|was|waren|gaat|krijg\w*|van|in|voor|extra|maximaal|vaker|"
    r"tijd|geld|euro|procent|percent|duizend|miljoen|miljard|kilo\w*|jaar|maanden|weken|dagen|uur|minuten|years|"
    r"months|weeks|days|hours|times)\b",
    re.IGNORECASE,
)


def counted(question: Question, thesaurus: Thesaurus) -> Asked | None:
    """What a question counts, such as deelnemers; None for money, time and what counts nothing."""
    match = _COUNTED.search(question.text)
    if question.kind != "amount" or question.money or not match or _NO_THING.search(match[1]):
        return None
    named = thesaurus.asked(match[1])
    return named[0] if named else None


def counts(thing: Asked, text: str, thesaurus: Thesaurus) -> bool:
    """Whether a text gives a number of a thing, close to it; "per 1.000 inwoners" is none."""
    text = _RATE.sub(" ", without_number(text))
    return any(
        thing.terms & thesaurus.whole_words(text[max(0, m.start() - NEAR) : m.end() + NEAR])
        for m in QUANTITY.finditer(text)
    )

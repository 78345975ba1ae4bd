"""What a "hoeveel …" counts, and whether a sentence gives a number of that.

"Hoeveel deelnemers waren er?" isn't answered by a number of courses. Which word
is the thing counted can't always be told from the words alone, so this is a
sign to weigh and no reason to pass a sentence over.
"""

from __future__ import annotations

import re

from assistant.answering.holding import QUANTITY, without_number
from assistant.answering.question import Question, place_names
from assistant.answering.small_words import PARTICLES, PREPOSITIONS, VERBS, words
from assistant.index.terms import Asked, Thesaurus

# How far from its number, in characters, the thing counted may stand.
NEAR = 70
# A length of time and an age count nobody: "kinderen van 4 t/m 13 jaar", "deelnemers leren anderhalf jaar".
_LASTING = re.compile(
    r"(?:\d+(?:[.,]\d+)?|\b(?:een|één|twee|drie|vier|vijf|zes|tien|one|two|three|four|five|six|ten))"
    r"(?:\s*(?:t/m|tot(?: en met)?|-|–|à|of|to)\s*\d+)?[\s-]*"
    r"(?:jaar|jaren|jarig\w*|maand(?:en)?|weken|week|dagen|dag|uur|uren|minuten|years?|months?|weeks?|days?|hours?)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b(?:vanaf|tot|boven|onder|leeftijd van|aged)\s+\d{1,2}\b(?![.,]?\d)", re.IGNORECASE)
_RATE = re.compile(r"(?:\bper\s+|/)(?:[\d.,]+\s+)?\w+", re.IGNORECASE)
_MONEY = re.compile(r"€\s?\d[\d.,]*(?:\s(?:miljoen|mln))?|\d[\d.,]*\s(?:euro|miljoen euro)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:hoeveel|how many|aantal)\s+(?:(?:van|of)\s+(?:de|alle|onze|the)\s+)?(\w+(?:\s+\w+){0,2})",
    re.IGNORECASE,
)
_ASKED_OF = re.compile(
    r"\b(?:hoeveel|how many|(?:het |the )?(?:aantal|percentage|aandeel|number of|share of))\s+(.+?)\W*$",
    re.I | re.S,
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


def what_is_counted(question: Question) -> str:
    """What a question asks the number of, in its own words without the town; "" where that can't be told."""
    found = _ASKED_OF.search(question.text)
    if found is None:
        return ""
    text = found[1]
    for name in sorted(place_names(question), key=len, reverse=True):
        text = re.sub(rf"(?:\b(?:in|van|te|of|for)\s+)?(?<!\w){re.escape(name)}(?!\w)", " ", text, flags=re.I)
    kept = words(re.sub(r"\b(?:in\s+)?(?:19|20)\d\d\b", " ", text))
    while kept and (kept[-1].low in VERBS or kept[-1].low in PARTICLES or kept[-1].low in PREPOSITIONS):
        kept.pop()
    return " ".join(word.text for word in kept)


def counts(thing: Asked, text: str, thesaurus: Thesaurus) -> bool:
    """Whether a text gives a number of a thing, close to it; "per 1.000 inwoners" is none."""
    text = without_lengths(text)
    return any(
        thing.terms & thesaurus.whole_words(text[max(0, m.start() - NEAR) : m.end() + NEAR])
        for m in QUANTITY.finditer(text)
    )


def without_lengths(text: str) -> str:
    """The text without rates, ages, lengths of time and money: numbers that count no things."""
    text = without_number(text)
    for pattern in (_LASTING, _RATE, _AGE, _MONEY):
        text = pattern.sub(" ", text)
    return text

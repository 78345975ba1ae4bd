"""What an earlier question was about, to put in the place of "dat" and "daarover".

"Hoeveel subsidie krijgt de bibliotheek in 2026?" is about "subsidie bibliotheek":
its words of asking are taken away. Its town and its years are kept apart, so
that a follow-up can keep them or name others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.answering.question import LOCAL
from assistant.answering.small_words import (
    ALSO_NOUNS,
    ARTICLES,
    ASKING,
    PARTICLES,
    PERSONS,
    PREPOSITIONS,
    VERBS,
    WITH_NOUN,
    Word,
    is_content,
    words,
)
from assistant.answering.years import moments
from assistant.figures.municipalities import Municipalities
from assistant.figures.recognising import towns_in

# What is asked for and not what is asked about: "welke afdelingen betalen dit?".
_ASKED_FOR = frozenset(
    """afdeling afdelingen taakveld taakvelden programma programma's partij partijen document documenten jaar
    bladzijde wethouder persoon mensen department departments documents year page alderman people""".split()
)
_WHERE = re.compile(
    r"\b(?:(?:in|van|bij|uit|te|binnen|voor|of|for|from|at)\s+)?(?:de\s+|the\s+)?"
    r"(?:(?:gemeente|stad|municipality of|city of|town of)\s+)?$",
    re.I,
)
_WHEN = re.compile(
    r"\b(?:in|over|voor|van|for|of|during|from|since|sinds|vanaf|tot)\s+(?:het jaar\s+)?$", re.I
)
# Who does it is not what it is about: "geeft de gemeente uit aan media".
_WHO = ("gemeente", "municipality", "town", "council")
# Before a noun that has no article: "hoeveel kosten".
_COUNTING = frozenset("hoeveel welke which much many van of".split())
# From here on the words belong to a clause of their own: "mensen die niet kunnen lezen".
_CLAUSE = frozenset("die dat als om who that if when to omdat because waarin waar".split())


@dataclass(frozen=True)
class Subject:
    """What a question is about, its town and its years as phrases: "in Leiden", "in 2026"; "" for none."""

    text: str
    town: str = ""
    years: str = ""

    def whole(self) -> str:
        """All three, as one phrase."""
        return " ".join(filter(None, (self.text, self.town, self.years)))


def subject_of(question: str, municipalities: Municipalities, today: date) -> Subject:
    """The subject of a question; its text is "" where it has none."""
    rest = question.strip().rstrip(" ?.!")
    rest, years = _take_years(rest, today)
    rest, town = _take_town(rest, municipalities)
    return Subject(" ".join(_kept(words(rest), rest)), town, years)


def _take_years(text: str, today: date) -> tuple[str, str]:
    """The text without its years, and these as a phrase; a year that belongs to a name stays in it."""
    found = moments(text, today)
    phrases: list[str] = []
    for moment in reversed(found):
        led = _WHEN.search(text[: moment.start])
        span = text[moment.start : moment.end]
        if led is None and not moment.relative and span[:1].isdigit():
            continue
        start = led.start() if led else moment.start
        phrases.insert(0, text[start : moment.end])
        text = f"{text[:start]} {text[moment.end :]}"
    return text, " ".join(phrases)


def _take_town(text: str, municipalities: Municipalities) -> tuple[str, str]:
    """The text without its towns, and these as a phrase; "mijn gemeente" is a town too."""
    towns = [m for m in towns_in(text, municipalities) if not m.derived]
    if towns:
        led = _WHERE.search(text[: towns[0].start])
        start = led.start() if led else towns[0].start
        phrase = text[start : towns[-1].end]
        if len(towns) > 1 and len(words(phrase)) > 8:
            phrase = text[start : towns[0].end]
        end = start + len(phrase)
        phrase = re.sub(r"^(?:van|uit|bij|voor|of|for|from|at)\s+", "in ", phrase, flags=re.I)
        phrase = phrase if re.match(r"(?:in|te|binnen)\s", phrase, re.I) else f"in {phrase}"
        return f"{text[:start]} {text[end:]}", phrase
    if local := LOCAL.search(text):
        led = _WHERE.search(text[: local.start()])
        start = led.start() if led else local.start()
        return f"{text[:start]} {text[local.end() :]}", f"in {local[0]}"
    return text, ""


def _is_verb(found: list[Word], position: int) -> bool:
    """Whether a word behind "welke partijen" can only be the verb: an article comes after it."""
    if not 2 <= position < len(found) - 1 or found[0].low not in WITH_NOUN or position > 3:
        return False
    before, after = found[position - 1].low, found[position + 1].low
    formed = re.search(r"(?:t|en|te|ten|de|den|s|ed)$", found[position].low) is not None
    return formed and after in ARTICLES and before not in ARTICLES and before not in PREPOSITIONS


def _kept(found: list[Word], text: str) -> list[str]:
    """The words that say something, with the prepositions between them."""
    kept: list[str] = []
    dropped = True
    for position, word in enumerate(found):
        low, before = word.low, found[position - 1].low if position else ""
        if kept and low in _CLAUSE and position > 2:
            kept += [w.text for w in found[position:]]
            break
        noun = low in ALSO_NOUNS and (before in ARTICLES or before in _COUNTING)
        asked_for = low in _ASKED_FOR and before in ("welke", "welk", "which", "what")
        nothing = low in ASKING or low in PARTICLES or low in PERSONS - ARTICLES or asked_for
        if nothing or (low in VERBS and not noun) or _is_verb(found, position):
            dropped = True
        elif low in ARTICLES and (dropped or not kept):
            continue
        else:
            kept.append(word.text)
            dropped = False
    while kept and not is_content(kept[-1].lower()) and kept[-1].lower() not in ALSO_NOUNS:
        kept.pop()
    if kept and kept[0].lower() in _WHO and any(is_content(word.lower()) for word in kept[1:]):
        kept.pop(0)
    while kept and (kept[0].lower() in PREPOSITIONS or kept[0].lower() in ARTICLES):
        kept.pop(0)
    return kept

"""Words that point back: "wie gaat daarover?", "who decides on that?", "wie betaalt die subsidie?".

The same words do other work too: "dat" joins a clause, "die" follows its noun,
"it" and "er" may stand for nothing. Only what points out of the question
makes a follow-up of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

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

# What to put in its place: a thing, a preposition with a thing, a noun of a thing, or a place.
Kind = Literal["thing", "about", "noun", "place"]
LONGEST = 14

_COMPOUND = re.compile(r"^(daar|er|hier)(over|van|voor|aan|mee|bij|in|uit|toe|op|door|tegen|onder)$")
_APART = re.compile(
    r"\b(daar|er)\s+((?:\S+\s+){0,4}?)(over|van|voor|aan|mee|bij|uit|op|in|naartoe|naar toe)"
    r"(?=\s*(?:dan|nou|nu)?\s*[?.!]*$|\s+(?:in|te)\s+[A-Z])",
    re.I,
)
_WHOLE = {"mee": "met", "toe": "tot", "naartoe": "naar", "naar toe": "naar"}
# Adjectives and participles by their form.
_PREDICATE = re.compile(r"(?:ge|be|ver|ont)\w{2,}(?:d|t|en)|\w+(?:lijk|ig|isch|ed|baar|tory)|waar|true|legal")
# "Dit jaar" and "deze gemeente" point to nothing that was said.
_OWN = frozenset(
    """jaar year gemeente stad dorp municipality town city week maand month assistent assistant app site
    website pagina page chat gesprek conversation tool""".split()
)
_SAYING = frozenset(
    """zegt zeggen zei vindt vinden vond denkt denken denk weet weten wist betekent staat klopt blijkt hoort
    says say said think thinks know knows means mean find found shows show""".split()
)
# "Welke mensen vinden het moeilijk" has an "het" that stands for nothing.
_WITHOUT_SUBJECT = frozenset(
    "vindt vinden vond vonden maakt maken heeft hebben find finds found make makes".split()
)
# "Is er subsidie voor?" points back; "hoe ziet het er uit" does not.
_AFTER_ALL = frozenset("over van voor bij".split())
_LATER = frozenset("om dat of to that who if whether".split())
_JOINS = frozenset("en and maar but of or".split())


@dataclass(frozen=True)
class Anaphor:
    """A word that points back, from `start` to `end` of the text.

    `lead` is what has to stand before its subject: a preposition ("over"), or
    an article with a noun ("de subsidie") whose `noun` is given apart. A
    preposition that stood apart from it has its own span in `loose`.
    """

    start: int
    end: int
    kind: Kind
    lead: str = ""
    noun: str = ""
    loose: tuple[int, int] | None = None


def anaphor_in(text: str) -> Anaphor | None:
    """The first word that points out of a question to what was said before it; None when none does."""
    found = words(text)
    if len(found) > LONGEST:
        return None
    clause = _clause_starts(found, text)
    for position in range(len(found)):
        if any(is_content(w.low) for w in found[: clause[position]]):
            return None
        if anaphor := _at(found, position, text):
            return anaphor
    return None


def _at(found: Sequence[Word], position: int, text: str) -> Anaphor | None:
    word = found[position]
    after = found[position + 1 :]
    if compound := _COMPOUND.match(word.low):
        if compound[1] == "er" and any(w.low in _LATER for w in after):
            return None
        return Anaphor(word.start, word.end, "about", _WHOLE.get(compound[2], compound[2]))
    if word.low in ("daar", "er"):
        return _apart(found, position, text)
    if word.low == "there":
        around = {found[position - 1].low if position else "", after[0].low if after else ""}
        used = around & {"is", "are", "was", "were", "be", "a", "any", "will"}
        return None if used else Anaphor(word.start, word.end, "place")
    if word.low in ("dat", "that") and _joins(found, position):
        return None
    if word.low == "die" and not _points(found, position):
        return None
    if word.low in ("dat", "that", "die", "dit", "deze", "this", "these", "those"):
        return _demonstrative(word, after, text)
    if any(_says(w.low) for w in found[:position]) and not _acts(found, position):
        return None
    if word.low in ("their", "its", "hun") and after and is_content(after[0].low):
        article = "de" if word.low == "hun" else "the"
        return Anaphor(word.start, after[0].end, "noun", f"{article} {after[0].text}", after[0].low)
    if word.low == "het" and _stands_alone(after):
        return Anaphor(word.start, word.end, "thing")
    personal = ("it", "they", "them", "ze", "zij", "hen", "hun")
    if word.low in personal and not any(w.low in _LATER for w in after):
        return Anaphor(word.start, word.end, "thing")
    return None


def _acts(found: Sequence[Word], position: int) -> bool:
    """Whether a pronoun is who or what acts: "hoeveel subsidie krijgt het", "which courses do they give"."""
    if position < 2 or not any(w.low in WITH_NOUN for w in found[:2]):
        return False
    verb = found[position - 1].low
    last = position + 1 == len(found)
    if found[position].low in ("het", "it") and verb in _WITHOUT_SUBJECT and not last:
        return False
    return verb in VERBS or (last and position > 2 and re.search(r"(?:t|en)$", verb) is not None)


def _demonstrative(word: Word, after: Sequence[Word], text: str) -> Anaphor | None:
    if not after:
        return Anaphor(word.start, word.end, "thing")
    following = after[0]
    if following.low in _OWN:
        return None
    touching = not text[word.end : following.start].strip()
    if not touching or not is_content(following.low) or _is_predicate(following, after):
        return Anaphor(word.start, word.end, "thing")
    article = {"dat": "het", "dit": "het", "die": "de", "deze": "de"}.get(word.low, "the")
    noun = f"{article} {following.text}"
    return Anaphor(word.start, following.end, "noun", noun, following.low)


def _is_predicate(following: Word, after: Sequence[Word]) -> bool:
    """Whether what follows says something about "dat" and is no noun of it: "is dat verplicht"."""
    return _PREDICATE.fullmatch(following.low) is not None and all(
        w.low in PREPOSITIONS or w.low in PARTICLES for w in after[1:2]
    )


def _joins(found: Sequence[Word], position: int) -> bool:
    """Whether "dat" or "that" begins a clause: "weet u dat er geld is", "het plan dat geldt"."""
    before = found[position - 1].low if position else ""
    after = found[position + 1 :]
    if not after or not before:
        return False
    verb_later = any(w.low in VERBS and w.low not in ALSO_NOUNS for w in after[1:])
    if _says(before):
        return len(after) > 1 or verb_later or after[0].low in VERBS
    if before in ("het", "it", "zo", "ervoor", "daarvoor", "er", "there"):
        return True
    clause_like = after[0].low in ARTICLES or after[0].low in PERSONS or after[0].low in ("er", "there")
    return (clause_like and len(after) > 2) or (
        before in _SAYING and verb_later and after[0].low not in PREPOSITIONS
    )


def _points(found: Sequence[Word], position: int) -> bool:
    """Whether "die" is no relative pronoun: it follows no noun, or only a noun follows it."""
    before = found[position - 1].low if position else ""
    after = found[position + 1 :]
    if not _says(before):
        return True
    return len(after) == 1 and not re.search(r"(?:en|t)$", after[0].low)


def _says(word: str) -> bool:
    return is_content(word) or word in ALSO_NOUNS - VERBS


def _stands_alone(after: Sequence[Word]) -> bool:
    """Whether "het" is no article: nothing, a small word or one adjective comes after it."""
    if any(w.low in _LATER for w in after):
        return False
    rest = [w for w in after if w.low not in PARTICLES]
    if not rest:
        return True
    if rest[0].low in PREPOSITIONS:
        return len(rest) <= 3 and all(w.text[0].isupper() or not is_content(w.low) for w in rest[1:])
    return rest[0].low in VERBS or (len(rest) == 1 and _is_predicate(rest[0], rest))


def _apart(found: Sequence[Word], position: int, text: str) -> Anaphor | None:
    """ "Wie gaat daar over?", and "daar" for the place itself."""
    word = found[position]
    match = _APART.match(text, word.start)
    nothing_said = not any(is_content(w.low) for w in found)
    ends = match is not None and match[3].lower() in _AFTER_ALL and found[-1].start == match.start(3)
    asked_where = any(w.low == "waar" for w in found[:position])
    if match and (word.low == "daar" or nothing_said or (ends and not asked_where)):
        lead = _WHOLE.get(match[3].lower(), match[3].lower())
        return Anaphor(word.start, word.end, "about", lead, loose=match.span(3))
    return Anaphor(word.start, word.end, "place") if word.low == "daar" else None


def _clause_starts(found: Sequence[Word], text: str) -> list[int]:
    """For each word the position where its clause begins."""
    starts: list[int] = []
    start = 0
    for position, word in enumerate(found):
        if position:
            between = text[found[position - 1].end : word.start]
            joined = found[position - 1].low in _JOINS and (word.low in ASKING or word.low in VERBS)
            if re.search(r"[.,;:!?]", between) or joined:
                start = position
        starts.append(start)
    return starts

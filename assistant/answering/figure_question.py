"""What a question about figures wants: which figures, of which places and years, next to what.

None of it is guessed: a question with a word that is not understood is no
question for figures, and goes to the documents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.answering import figure_words as asked
from assistant.answering.figure_given import Given, given_in
from assistant.answering.figure_words import GENERAL, Named, Phrases, family
from assistant.answering.question import LOCAL, Question
from assistant.answering.years import moments
from assistant.figures.indicators import Dictionary, Indicator
from assistant.figures.literacy import INDICATORS as LITERACY
from assistant.figures.municipalities import Municipalities
from assistant.figures.recognising import towns_in
from assistant.figures.values import COUNTRY
from assistant.wording import say

MOST = 6
PROVINCES = tuple(f"PV{number}" for number in range(20, 32))
_OTHER_NAMES = {
    "friesland": "PV21", "brabant": "PV30", "north holland": "PV27", "south holland": "PV28",
    "north brabant": "PV30",
}  # fmt: skip
_LITERACY_WORDS = frozenset(
    "lezen schrijven rekenen kunnen kan moeite read write reading writing can cannot".split()
)
_PROFILE_WORDS = frozenset("kerncijfers profiel alle belangrijkste key profile all main".split())
_HOW_MANY_THEMSELVES = re.compile(
    r"\b(?:hoeveel|how\s+many)\s+(?:inwoners|mensen|huishoudens|gezinnen|inhabitants|people|residents|households)\s+"
    r"(?:heeft|telt|had|telde|kent|wonen|woonden|zijn\s+er|does|live|are\s+there|did|has)\b|"
    r"\b(?:aantal\s+(?:inwoners|huishoudens)|inwonertal|inwoneraantal|bevolkingsomvang|population\s+size)\b",
    re.I,
)
# What a follow-up made of it wants it next to all that it can be compared with.
_WEIGHED = re.compile(r":\s+is\s+(?:dat\s+meer\s+dan\s+landelijk|that\s+more\s+than\s+nationally)\b", re.I)


@dataclass(frozen=True)
class Wanted:
    """The figures a question asks for.

    `places` are codes: of municipalities, provinces or the country, the one
    asked about first. `years` are empty for the newest. `literacy` is the
    question after low literacy, which has figures of its own; `profile` the
    one after all that is known, `risks` the one after who is vulnerable. `open`
    says that no place was named or chosen. `given` is a number that the question
    asks to judge; `illiteracy` says that it spoke of that and not of low literacy.
    """

    indicators: tuple[Indicator, ...]
    places: tuple[str, ...]
    years: tuple[int, ...] = ()
    country: bool = False
    peers: bool = False
    rank: bool = False
    change: bool = False
    top: Literal["", "high", "low"] = ""
    literacy: bool = False
    profile: bool = False
    risks: bool = False
    open: bool = False
    given: Given | None = None
    illiteracy: bool = False


def wanted(
    question: Question, dictionary: Dictionary, phrases: Phrases, municipalities: Municipalities
) -> Wanted | None:
    """What a question wants of the figures, None where it is not, or not only, about them."""
    text = re.sub(r"\bhoe veel\b", "hoeveel", question.text, flags=re.I)
    named = phrases.named(text)
    risks = asked.asks_for_risks(text) and not named
    profile = risks or (asked.PROFILE.search(text) is not None and not named)
    if not (named or profile) or question.ambiguous or asked.is_no_figure(text):
        return None
    spans = _place_spans(text, municipalities)
    named = [n for n in named if not any(start < n.end and n.start < end for start, end in spans)]
    known = [(n.start, n.end) for n in named] + spans
    named = asked.apart(named, text, dictionary)
    years = _years(text)
    known += [(m.start, m.end) for m in moments(text, date.today())]
    given, spans_given = given_in(text)
    if given and "euro" in given.unit and not any(dictionary[n.key].unit == given.unit for n in named):
        return None
    left = asked.left_over(text, known + spans_given)
    literacy = any(n.key in LITERACY for n in named)
    rank = any(p.search(text) for p in (asked.RANK, _WEIGHED))
    if literacy:
        left = [w for w in left if w not in _LITERACY_WORDS]
    if profile:
        accounted = " ".join(m[0].lower() for p in (asked.PROFILE, asked.RISKS) for m in p.finditer(text))
        left = [w for w in left if w not in _PROFILE_WORDS and w not in accounted.split()]
    if left or not (named or profile) or asked.is_crossed(text, named):
        return None
    top = asked.TOP.search(text)
    provinces = provinces_in(text, question)
    towns = _towns(question)
    national = _national(text, named)
    if not (profile or top or _asks(text, known, towns, provinces, national)):
        return None
    comparing = any(p.search(text) for p in (asked.COMPARING, asked.COUNTRY_TOO))
    places = _places(question, towns, provinces, national, comparing)
    if profile and not places or literacy and top:
        return None
    return Wanted(
        indicators=_indicators(named, text, dictionary),
        places=places or (COUNTRY,),
        years=years,
        country=national or bool(spans_given) or rank,
        peers=asked.PEERS.search(text) is not None,
        rank=(bool(spans_given) or rank) and top is None,
        change=any(p.search(text) for p in (asked.CHANGE, asked.SINCE)),
        top="" if top is None else "low" if top["low"] else "high",
        literacy=literacy,
        profile=profile,
        risks=risks,
        open=not places,
        given=given,
        illiteracy=literacy and asked.ILLITERACY.search(text) is not None,
    )


def provinces_in(text: str, question: Question) -> tuple[str, ...]:
    """The codes of the provinces a question names; "de provincie" is that of its town."""
    found = [code for code, pattern in _province_patterns() if pattern.search(text)]
    town = question.municipality
    if not found and town and asked.PROVINCE.search(text):
        return tuple(c for c in PROVINCES if province_name(c) == town.province)
    return tuple(dict.fromkeys(found))


def province_name(code: str) -> str:
    """The bare name of a province: "Flevoland"."""
    return say(f"figures.provinces.{code}").removeprefix("provincie ")


def _province_patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Two provinces share their name with a city: those count only after "provincie"."""
    found = []
    for code in PROVINCES:
        name = re.escape(province_name(code)).replace(r"\-", "[- ]")
        lead = r"(?:provincie|province\s+of)\s+" if name in ("Groningen", "Utrecht") else ""
        found.append((code, re.compile(rf"(?<![\w-]){lead}{name}(?![\w-])", re.I)))
    found += [(c, re.compile(rf"(?<![\w-]){n}(?![\w-])", re.I)) for n, c in _OTHER_NAMES.items()]
    return found


def _place_spans(text: str, municipalities: Municipalities) -> list[tuple[int, int]]:
    spans = [(m.start, m.end) for m in towns_in(text, municipalities)]
    for pattern in (*(p for _, p in _province_patterns()), asked.PROVINCE, asked.COUNTRY, LOCAL):
        spans += [m.span() for m in pattern.finditer(text) if not _rural(text, m)]
    return spans


def _rural(text: str, match: re.Match[str]) -> bool:
    """ "Landelijk gebied" is countryside, "Nederlandse herkomst" an origin."""
    return (
        re.match(r"\s+(?:gebied|herkomst|achtergrond|origin|background)", text[match.end() :], re.I)
        is not None
    )


def _national(text: str, named: Sequence[Named]) -> bool:
    return any(
        not _rural(text, m) and not any(n.start <= m.start() < n.end for n in named)
        for m in asked.COUNTRY.finditer(text)
    )


def _years(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(y) for m in moments(text, date.today()) for y in m.years}))


def _towns(question: Question) -> tuple[str, ...]:
    towns = (question.municipality, *question.others) if question.named else ()
    return tuple(t.code for t in towns if t)


def _places(
    question: Question, towns: Sequence[str], provinces: Sequence[str], national: bool, comparing: bool
) -> tuple[str, ...]:
    """Where the figures are of; the country alone where only that is named."""
    if towns or provinces:
        return tuple(dict.fromkeys((*towns, *provinces)))
    own = (question.municipality.code,) if question.municipality else ()
    if national and not (own and (comparing or LOCAL.search(question.text))):
        return (COUNTRY,)
    return own


def _asks(
    text: str,
    known: Sequence[tuple[int, int]],
    towns: Sequence[str],
    provinces: Sequence[str],
    national: bool,
) -> bool:
    """Whether a text asks for a number, compares, or only names a figure and a place."""
    if asked.QUANTITY.search(text) or asked.COMPARING.search(text) or asked.CHANGE.search(text):
        return True
    placed = bool(towns or provinces or national or LOCAL.search(text))
    # "Is Wassenaar vergrijsd?"
    if placed and re.match(r"\W*(?:is|zijn|was|waren|are|were)\s", text, re.I):
        return True
    if re.match(r"\W*(?:wat|what)\s+(?:is|was|zijn|waren|are|were)\s+(?:de|het|the)\b", text, re.I):
        return placed
    rest = text
    for start, end in sorted(known, reverse=True):
        rest = rest[:start] + " " + rest[end:]
    few = re.findall(r"[^\W\d_]+", rest.lower())
    return placed and all(
        w in ("in", "van", "voor", "en", "de", "het", "gemeente", "of", "for", "the", "and") for w in few
    )


def _indicators(named: Sequence[Named], text: str, dictionary: Dictionary) -> tuple[Indicator, ...]:
    """The indicators asked for: with a share its count and the other way round, unless one is asked for."""
    keys = list(dict.fromkeys(n.key for n in named))
    special = [k for k in keys if k not in GENERAL]
    if special and not _HOW_MANY_THEMSELVES.search(text):
        keys = special
    found: list[str] = []
    for key in keys:
        alike = [i for i in dictionary if family(i.key) == family(key)]
        shares = [i.key for i in alike if i.unit != "aantal"]
        counts = [i.key for i in alike if i.unit == "aantal"]
        if asked.SHARE.search(text) and shares:
            found += [key] if key in shares else shares[:1]
        else:
            found += [key if key in shares else next(iter(shares), key), *counts]
    return tuple(dictionary[k] for k in dict.fromkeys(found))[:MOST]

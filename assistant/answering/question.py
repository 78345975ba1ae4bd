"""What a question asks: its language, its town, its years, and the kind of thing that would answer it.

The kind decides what an answering sentence must hold: an amount wants a
number, a "when" wants a date. That is how a near miss is told from an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from assistant.answering.unknown_place import village_before
from assistant.answering.years import Newest, explained, in_figures, years_in
from assistant.errors import EmptyQuestion, QuestionTooLong
from assistant.figures.municipalities import Mention, Municipalities
from assistant.figures.recognising import by_name, corrected, towns_in
from assistant.records import Language, Municipality

LONGEST = 2000

Kind = Literal["departments", "amount", "time", "when", "who", "list", "how", "definition", "general"]

_DEPARTMENT = re.compile(
    r"\b(afdeling\w*|programma'?s?|taakveld\w*|beleidsterrein\w*|domein\w*|portefeuille\w*|begrotingspost\w*|"
    r"departments?|budget (?:heading|line)s?|"
    r"wie (?:in|bij|binnen|op) (?:de|het|mijn|onze) (?:gemeente|stadhuis|gemeentehuis))\b",
    re.IGNORECASE,
)
_INTEREST = re.compile(
    r"\b((?:co-?)?financ\w*|(?:mee)?betal\w*|betaalt|subsid\w*|geld|bekostig\w*|belang\w*|interessant|"
    r"bijdrag\w*|fund\w*|pay\w*|money|interest\w*|stake|subsidi[sz]e\w*|contribut\w*)\b",
    re.IGNORECASE,
)
# Whom to go to, without what for: "Welke afdeling moet ik benaderen?"
_APPROACH = re.compile(
    r"\b(?:welke afdeling(?:en)?|which departments?)\b.*\b(?:benader\w*|aanspreken|spreken|bellen|aankloppen|"
    r"nodig|uitnodigen|contact\w*|approach|talk to|call)\b",
    re.IGNORECASE,
)
# One budget heading, by its code or asked for: no question for who has an interest.
_ONE_HEADING = re.compile(
    r"\b(?:taakveld|budget heading) \d{1,2}\.\d|\b(?:welk|which|what) (?:taakveld|budget heading)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[.?!])\s+")
_HOW_MUCH = re.compile(r"(?:hoeveel|hoe (?:hoog|groot)|how (?:much|large|high))\b", re.IGNORECASE)
# What a table gives a figure of, asked for by its name.
_FIGURE = (
    r"^(?:wat (?:is|zijn|was|waren)|what (?:is|are|was|were)) (?:(?:in|voor|for) (?:19|20)\d\d )?"
    r"(?:[\w-]+ ){0,4}?(?:lasten|baten|saldo|uitgaven|inkomsten|opbrengst(?:en)?|tarief|streefwaarde|"
    r"bezoldiging|\w*ratio|\w*quote|\w+(?:lasten|plafond|budget)|expenditures?|expenses|revenues?|income|costs|"
    r"bijdrage aan|budget (?:voor|van|for)|"
    r"(?:stand|hoogte|omvang) van (?:de|het) (?:\w+ ){0,2}"
    r"(?:\w*reserves?|\w*voorziening(?:en)?|\w*budget|\w*plafond))\b|"
    r"^what does (?:[\w-]+ ){1,4}?(?:budget|spend|pay|receive)\b|"
    r"^wat (?:heeft|hebben|had) .*\b(?:uitgegeven|besteed|betaald|ontvangen|gekregen)\b|"
    r"^(?:wat|hoeveel) (?:begroot|begrootte|besteedt|geeft|ontvangt|ontving) \w+"
)
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "amount",
        r"^(?:\w+ ){0,3}(hoeveel|hoe (?:groot|hoog|vaak|veel)|wat kost|how (?:much|many|large|high))\b",
    ),
    ("amount", _FIGURE),
    ("amount", r"\b(wel(?:k|ke) (?:\w*bedrag|percentage|aantal|deel)|what (?:amount|percentage|share))\b"),
    ("time", r"^(?:\w+ )?(?:hoe laat|what time)\b|\b(?:openingstijd\w*|opening hours)\b"),
    (
        "when",
        r"\b(wanneer|(?:in |vanaf |tot |sinds )?welk(?:e)? (?:jaar|datum|periode)|hoe lang|hoelang|when|"
        r"(?:which|what) (?:year|date|period)|how long)\b",
    ),
    ("who", r"^(?:welke|which) \w+ (?:is|was|gaat)\b"),
    ("who", r"^(?:met |door |aan |van |bij )?(wie|who|whom|welke wethouder|which alderman)\b"),
    ("definition", r"^(?:wat is|wat zijn|wat betekent|wat houdt|what is|what does .* mean)\b"),
    ("list", r"^(?:\w+ ){0,2}(welke|noem|which|name|list)\b"),
    ("how", r"^(?:hoe|how)\b"),
)
MONEY = re.compile(
    r"\b(euro|geld|\w*subsidie\w*|bedrag\w*|kosten|kost|budget\w*|begroot|uitgave\w*|uitgeven|lasten|baten|"
    r"betaal\w*|(?:geef|geeft|geven|gaf|gaven)\b.*\buit|besteed\w*|besteden|cost\w*|spend\w*|money|subsidy|grant|"
    r"funding|pay\w*)\b|€",
    re.IGNORECASE,
)
# Before a town that is put beside another: "vergeleken met Lelystad", "meer dan in Lelystad".
_BESIDE = re.compile(
    r"\b(?:vergel\w+\s+met|ten\s+opzichte\s+van|tegenover|(?:dan|than)\s+in|compared?\s+(?:to|with)|versus)\s+"
    r"(?:de\s+)?(?:gemeente\s+|stad\s+)?$",
    re.IGNORECASE,
)
LOCAL = re.compile(
    r"\b(?:(?:mijn|onze|deze|uw|our|my|this) (?:\w+ )?(?:gemeente|stad|dorp|municipality|town|city))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Question:
    """A question understood.

    `text` is what to search for: with years in figures ("in 2025" for "vorig
    jaar") and towns by their own names. `municipality` is the one to answer
    for; `named` says that the question itself names it. `local` says that it
    asks about a town at all, `money` that the amount asked for is money.
    `ambiguous` is a place name that needs asking back, `merged` a former
    municipality, `village` a place within the municipality that the question
    names before it ("Hoogland in Amersfoort") and that nothing is kept of.
    """

    text: str
    language: Language
    kind: Kind
    municipality: Municipality | None = None
    named: bool = False
    local: bool = False
    money: bool = False
    years: tuple[str, ...] = ()
    ambiguous: Mention | None = None
    others: tuple[Municipality, ...] = ()
    merged: Mention | None = None
    village: str = ""


def understand(
    text: str,
    municipalities: Municipalities,
    municipality: str | None = None,
    language: Language | None = None,
    today: date | None = None,
) -> Question:
    """Understand a question; an empty or endless one, or an unknown municipality, raises its error.

    `today` decides what "vorig jaar" is; the day itself when not given.
    """
    text = re.sub(r"\s+", " ", text).strip()
    if not re.search(r"\w", text):
        raise EmptyQuestion()
    if len(text) > LONGEST:
        raise QuestionTooLong(length=len(text), most=LONGEST)
    chosen = municipalities.get(municipality) if municipality and municipality.strip() else None
    today = today or date.today()
    language = language or detect_language(text)
    text = in_figures(corrected(text, municipalities), today)
    mentions = _each_once(towns_in(text, municipalities))
    settled = [m if m.doubt and chosen not in m.candidates else None for m in mentions]
    sure = [_town(m, chosen) for m, doubtful in zip(mentions, settled, strict=True) if doubtful is None]
    doubtful = next(filter(None, settled), None)
    if chosen and sure and chosen not in sure and _BESIDE.search(text[: mentions[0].start]):
        sure = [chosen, *sure]
    text = by_name(text, municipalities)
    text, village = _without_village(text, municipalities)
    return Question(
        text=text,
        language=language,
        kind=kind_of(text),
        municipality=sure[0] if sure else chosen,
        named=bool(mentions),
        local=bool(mentions) or LOCAL.search(text) is not None,
        money=MONEY.search(text) is not None,
        years=years_in(text, today),
        ambiguous=doubtful if not sure else None,
        others=tuple(sure[1:]),
        merged=next((m for m in mentions if m.merger), None),
        village=village,
    )


def _without_village(text: str, municipalities: Municipalities) -> tuple[str, str]:
    """The text without a village that stands before its municipality, and the village; "" for none."""
    towns = towns_in(text, municipalities)
    if len(towns) != 1 or towns[0].doubt:
        return text, ""
    start, village = village_before(text, towns[0], municipalities)
    return text[:start] + text[towns[0].start :], village


def in_full(text: str, municipalities: Municipalities, today: date, newest: Newest | None = None) -> str:
    """A question with what was understood written out: "vorig jaar (2025)", and Wassenaar for Wasenaar."""
    return explained(corrected(text, municipalities), today, newest) if len(text) <= LONGEST else text


def _each_once(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if all(mention.candidates != other.candidates for other in kept):
            kept.append(mention)
    return kept


def _town(mention: Mention, chosen: Municipality | None) -> Municipality:
    return chosen if chosen is not None and chosen in mention.candidates else mention.candidates[0]


def place_names(question: Question) -> list[str]:
    """The names of the towns a question is about: they say where, not what."""
    towns = filter(None, (question.municipality, *question.others))
    former = [question.merged.shown] if question.merged else []
    return [name for town in towns for name in (town.name, *town.aliases)] + former


def kind_of(text: str) -> Kind:
    """The kind of answer a question wants, from its question words."""
    if any(_asks_departments(clause) for clause in _CLAUSE.split(text)):
        return "departments"
    for kind, pattern in _KINDS:
        if re.search(pattern, text, re.IGNORECASE):
            return kind
    return "general"


def _asks_departments(clause: str) -> bool:
    """Whether a clause asks who in the municipality has an interest: it names both, and no single heading."""
    if _ONE_HEADING.search(clause) or _HOW_MUCH.match(clause):
        return False
    interest = _DEPARTMENT.search(clause) and _INTEREST.search(clause)
    return bool(interest or _APPROACH.search(clause))


def detect_language(text: str) -> Language:
    """Dutch or English; too short to tell is Dutch."""
    language, _ = _identifier().classify(text)
    return "en" if language == "en" and len(text.split()) > 1 else "nl"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["nl", "en"])
    return identifier

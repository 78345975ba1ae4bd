"""What kind of thing a sentence holds: a number, an amount of money, a date, a name.

An amount asked for wants a number, a "when" wants a date. That is how a near
miss is told from an answer.
"""

from __future__ import annotations

import re

from assistant.answering.asked_for import asked_for
from assistant.answering.question import Question

_FEW = (
    "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|twintig|dertig|"
    "half|halve|anderhalf|elk|elke|ieder|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|every|each"
)
_LASTS = (
    "jaar|jaren|maand|maanden|week|weken|dag|dagen|uur|uren|kwartaal|kwartier|minuten|"
    "years?|months?|weeks?|days?|hours?|minutes|quarter"
)
_DATE = re.compile(
    r"\b(?:\d{1,2}[- /](?:\d{1,2}|jan\w*|feb\w*|maart|mrt|apr\w*|mei|may|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|"
    rf"oct\w*|nov\w*|dec\w*)|(?:19|20)\d\d|(?:\d+|{_FEW}) (?:half |halve )?(?:{_LASTS})|"
    r"(?:in|van|voor|vóór|per|begin|eind|half|medio|uiterlijk|tot|of|by|until|before) "
    r"(?:mei|maart|may|march)|voorjaar|najaar|zomer|winter|jaarlijks|kwartaal|quarter|(?:maande|weke|dage)lijks|januari|februari|april|juni|"
    r"juli|augustus|september|oktober|november|december|january|february|june|july|august|october)\b",
    re.IGNORECASE,
)
# "Wanneer krijgt een gemeente extra steun?" is answered by "als zij …".
_CONDITION = re.compile(
    r"\b(?:als|indien|zodra|wanneer|voordat|nadat|tenzij|gevallen|if|once|unless|when|after|before)\b",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(r"\b(?:hoe ?lang|how long)\b", re.IGNORECASE)
_HOW_OFTEN = re.compile(r"\b(?:hoe ?vaak|how often)\b", re.IGNORECASE)
_FREQUENCY = re.compile(
    r"\b(?:elke?|ieder|iedere|per|keer|maal|(?:half)?jaarlijks\w*|maandelijks\w*|wekelijks\w*|dagelijks\w*|kwartaal|"
    r"every|each|once|twice|times|yearly|monthly|weekly|daily|quarterly|annually)\b",
    re.IGNORECASE,
)
# What is a number, asked for without "hoeveel": "Welk uurtarief …", "Wat moet een Taalhuis betalen?".
_NUMBERS = (
    r"(?:\w*tarief|\w*loon|rapportcijfer|opkomst|aantal|getal|bedrag|\w*plafond|maximum|\w*saldo|salaris|prijs|"
    r"percentage|turnout|ceiling|wage|salary|fee|price|number|amount|budget)"
)
_NUMBER_ASKED = re.compile(
    rf"^(?:\w+ ){{0,2}}(?:welke?|which|what) (?:\w+ ){{0,2}}?{_NUMBERS}\b(?! (?:of|van) the)|"
    r"^(?:wat|what) (?:is|zijn|was|are|were) (?:(?:voor|in|for) (?:19|20)\d\d )?"
    rf"(?:\S+ ){{0,3}}?{_NUMBERS}\b|"
    r"^wat (?:moet|moeten|zou|zouden|gaat|gaan|kan)\b.*\b(?:kosten|betalen)\b",
    re.IGNORECASE,
)
# Kinds of question that any sentence may answer.
_ANY = ("general", "list", "definition", "how")
# "Wanneer werd het ingetrokken?" wants a date, not a condition.
_HAPPENED = re.compile(
    r"\b(?:wanneer (?:werd|was|is|begon|startte|tekende|ging)|when (?:was|were|did))\b", re.I
)
# "Wanneer moet ik het indienen?" wants one as well.
_DUE = re.compile(
    r"\b(?:wanneer|when)\b.*\b(?:moet|moeten|dien|dient|dienen|indienen|ingediend|aanvragen|aangevraagd|inleveren|"
    r"aanleveren|aanmelden|uiterlijk|start|starten|begint|beginnen|vergadert|must|should|due|submit\w*|apply|deadline|"
    r"starts?|begins?)\b",
    re.I,
)
# A number that says where or when something is, and counts nothing: "1 juni 2005", "artikel 1.5, derde lid".
_PLACING = re.compile(
    r"\b\d{1,2}(?:e|ste|de)? (?:jan|feb|mrt|maart|apr|mei|may|march|jun|jul|aug|sep|okt|oct|nov|dec)\w*"
    r"(?: (?:19|20)\d\d)?|"
    r"\b(?:artikel(?:en)?|art\.|article|hoofdstuk|paragraaf|bladzijde|pagina|page|section|chapter|tabel|table|"
    r"agendapunt|nr\.|nummer)\s+[\d.:]+\w*|\b(?:derde|one|a) (?:lid|paragraph)\b",
    re.IGNORECASE,
)
# What is counted in a question on money without being money: "hoeveel weken", "welk percentage".
_NO_MONEY = re.compile(
    r"\bhoeveel (?:weken|dagen|jaar|jaren|maanden|uur|keer)\b|\bhow many\b|procent|percent|%|"
    r"\b(?:deel|share)\b",
    re.IGNORECASE,
)
# A table row that ends in figures, with a percent sign or a year behind one: "9,3 (2024) 8,4 8,4".
_ROW = re.compile(r"(?:\s-?\d[\d.,]*(?:\s?%)?(?:\s\((?:19|20)\d\d\))?){2,}\s*$")
_TIME = re.compile(r"\b\d{1,2}[.:]\d{2}\b|\b\d{1,2} uur\b|\b\d{1,2} ?(?:am|pm)\b", re.IGNORECASE)
# A large number of something that is no money: "33.000 cursisten".
_OF_THINGS = re.compile(
    r"\b\d{1,3}(?:\.\d{3})+ (?:\w{3,}(?:en|ers|ingen|isten|anten)|mensen|people|leden|\w+s)\b(?<!euros)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"€|\beuro|\bmiljoen|\bmln|\bcent\b|-?\d{1,3}(?:\.\d{3})+|\bEUR\b", re.IGNORECASE)
# A number that counts: no year, no part of a name such as NT2, no number of an article or budget heading.
QUANTITY = re.compile(
    r"(?<![\w./-])(?!(?:19|20)\d\d(?!\d|[.,]\d))\d+(?:[.,]\d+)*(?![\w/-])|"
    r"\b(?:helft|derde|kwart|tiende|een op de|één op de|half|third|quarter|één|twee|drie|vier|vijf|zes|"
    r"zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig|"
    r"dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend|miljoen|miljard|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|twelve|hundred|thousand|million)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[A-Z])")
_NAME = re.compile(
    r"(?:[A-Z][\w.'-]+\s+(?:(?:van|von|de|den|der|ten|ter|te|el|'t)\s+){0,2}){1,3}[A-Z][\w-]+|"
    r"\b[A-Z]{2,}\b|(?<=[a-z,] )[A-Z][a-z]{2,}|"
    r"\b(?:wethouder|college|raad|gemeenteraad|minister|ministerie|rijk|overheid|politie|stichting|gemeenten?|"
    r"bibliothe\w+|provincies?|ambtena\w+|directeur|coördinator|contactgemeente|burgemeester|commissie|bestuur|"
    r"vrijwilligers?|inwoners|docent(?:en)?|partners?|\w*aanbieders?|\w*instelling)\b"
)


def has_quantity(text: str) -> bool:
    """Whether a text holds a number that counts something."""
    return QUANTITY.search(_PLACING.sub(" ", without_number(text))) is not None


def asks_number(question: str) -> bool:
    """Whether a question names a number as what it wants, without "hoeveel"."""
    return _NUMBER_ASKED.search(question) is not None


def has_money(text: str) -> bool:
    """Whether a text holds an amount of money."""
    return _MONEY.search(text) is not None


def has_date(text: str) -> bool:
    """Whether a text holds a date, a year or a length of time."""
    return _DATE.search(text) is not None


def has_name(text: str) -> bool:
    """Whether a text names a person or a body."""
    return _NAME.search(text) is not None


def has_frequency(text: str) -> bool:
    """Whether a text says how often something happens."""
    return _FREQUENCY.search(text) is not None


def without_number(text: str) -> str:
    """The text without the number of its own paragraph or heading."""
    return _NUMBERED.sub("", text)


def fits_kind(question: Question, text: str) -> bool:
    """Whether a sentence holds the kind of thing that was asked for."""
    wanted = asked_for(question.text)
    if wanted and not wanted.told(question.text, text):
        return False
    if not wanted and question.kind in _ANY and asks_number(question.text):
        return has_quantity(text) or has_money(text)
    if question.kind == "amount":
        if question.money and not _NO_MONEY.search(question.text):
            return has_money(_OF_THINGS.sub(" ", text)) or _ROW.search(text) is not None
        return has_quantity(text) or (_HOW_OFTEN.search(question.text) is not None and has_frequency(text))
    if question.kind == "time":
        return _TIME.search(text) is not None
    if question.kind == "when":
        if _HAPPENED.search(question.text) or _DUE.search(question.text):
            return has_date(text)
        return has_date(text) or (
            has_quantity(text) if _HOW_LONG.search(question.text) else _CONDITION.search(text) is not None
        )
    if question.kind == "who":
        return has_name(text)
    return True

"""What a question asks to be told: a weekday, a date, a name, an address; and whether a sentence tells it.

The kind of a question (`question.Kind`) is a rough sort. Where the question
says more exactly what it wants, "op welke dagen", "hoe heet de wethouder", a
sentence without any such thing looks like an answer and isn't one. What the
question itself already says is no answer to it either.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.small_words import is_content
from assistant.index import lexical

_OFFICES = (
    r"(?:\w*wethouder|burgemeester|\w*directeur|directrice|\w*coördinator|coordinator|\w*projectleider|"
    r"\w*voorzitter|\w*secretaris|\w*griffier|lijsttrekker|\w*raadslid|juf|docent|\w*bestuurder|"
    r"contactpersoon|portefeuillehouder|\w*manager|alderman|alderwoman|mayor|director|chair|chairman|"
    r"chairperson|project leader|manager|party leader)"
)
_MUNICIPAL = re.compile(
    r"\b(?:\w*wethouder|burgemeester|\w*griffier|\w*raadslid|portefeuillehouder|gemeentesecretaris|alderman|mayor)\b",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"january|february|march|may|june|july|august|october)"
)
_DAYS = (
    r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday)"
)
_FULL_DATE = (
    rf"\b\d{{1,2}}(?:e|ste|de|th|st|nd|rd)?\s+(?:of\s+)?{_MONTHS}\b|\b{_MONTHS}\s+\d{{1,2}}\b|"
    r"\b\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b"
)
_PARTICLE = r"(?:(?:van|von|de|den|der|ten|ter|te|el|'t)\s+){0,3}"
_TITLE = (
    r"(?:[Dd]e heer|[Dd]hr\.?|[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Mm]r\.|[Mm]rs\.|[Mm]s\.|[Ww]ethouder|"
    r"[Bb]urgemeester|[Aa]lderman|[Mm]ayor|[Dd]irecteur|[Vv]oorzitter|[Ss]taatssecretaris|[Rr]aadslid|"
    r"[Pp]ortefeuillehouder)"
)
_PERSON = re.compile(
    rf"{_TITLE}:?\s+(?:[A-Z]\.\s?)*{_PARTICLE}((?:[A-Z][\w’'-]+\s){{0,2}}[A-Z][\w’'-]+)|"
    rf"\b(?:[A-Z]\.\s?){{1,5}}{_PARTICLE}([A-Z][\w’'-]+)|"
    rf"\b([A-Z][a-zéëïèö]+\s+{_PARTICLE}[A-Z][a-zéëïèö]+(?:-[A-Z][a-z]+)?)\b"
)
# Words that begin the name of a body, a place or a plan and not that of a person.
_NO_PERSON = frozenset(
    """stichting bibliotheek openbare taalhuis sociaal sociale team wet raad centrum week gemeente provincie
    den het de een in op van voor college huis vereniging raadhuis regio commissie koninklijke holland zuid
    noord oost west lezen staat wij deze dit lokale onze partij fractie ministerie programma taal social
    public library the language house nieuwe adviesraad""".split()
)
_NAME = re.compile(r"(?<=[a-zéëï,:;(\"“‘'] )[\"“‘']?[A-Z][\w&’-]+|\b[A-Z]{2,}\w*\b|[\"“‘][^\"”’]{3,60}[\"”’]")
_FIRST = re.compile(r"^\W*([A-Z][\w&’-]+)")
_AGES = (
    r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|"
    r"achttien|twintig|eenentwintig|\w*dertig|\w*veertig|\w*vijftig|\w*zestig|pensioengerechtigde|leerplichtige)"
)
# A role that a body has: "contactgemeente", "taalaanbieder".
_ROLE = re.compile(
    r"\b(?:wie|wat|who|what|welke gemeente)\s+(?:is|zijn|was|wordt|are)\s+(?:(?:de|het|onze|the|our)\s+)?"
    r"(\w+(?:gemeente|aanbieder|organisatie|partner|instelling)|(?:contact|lead) municipality)\b",
    re.IGNORECASE,
)
# "Vanaf welke leeftijd mag het, en kan een statushouder ook meedoen?" is told by more than an age.
_MORE = re.compile(r"[,;] (?:en|and)\s", re.IGNORECASE)


@dataclass(frozen=True)
class AskedFor:
    """A sort of thing that is asked for: its `name`, and whether a text tells it, `told(question, text)`."""

    name: str
    told: Callable[[str, str], bool]


def asked_for(question: str) -> AskedFor | None:
    """What a question says that it wants to be told; None where it doesn't say so exactly, or asks more."""
    if _MORE.search(question):
        return None
    return next((AskedFor(name, told) for name, asks, told in _SORTS if asks.search(question)), None)


def is_office(question: str) -> bool:
    """Whether a question asks who holds an office."""
    return (wanted := asked_for(question)) is not None and wanted.name == "person"


def is_of_town(question: str) -> bool:
    """Whether a question asks who holds an office that every municipality has one of."""
    return is_office(question) and _MUNICIPAL.search(question) is not None


def is_reached(question: str) -> bool:
    """Whether a question asks how somebody or something is reached: a phone number, an address."""
    return (wanted := asked_for(question)) is not None and wanted.name in ("phone", "mail", "address")


def new_person(question: str, text: str) -> bool:
    """Whether a text names a person that the question doesn't, or says which office does it."""
    known = lexical.fold(question)
    for found in _PERSON.finditer(text):
        name = next(filter(None, found.groups()))
        words = [lexical.fold(w) for w in re.findall(r"[\w’'-]+", name)]
        if words[0] not in _NO_PERSON and words[-1] not in known:
            return True
    return re.search(rf"\b[Dd]e {_OFFICES} is\b", text) is not None


def new_name(question: str, text: str) -> bool:
    """Whether a text has a name that the question doesn't have: a word with a capital, or between quotes.

    The first word of a sentence may be a name, unless it is one of the small words.
    """
    known = lexical.fold(question)
    names = [name.strip("\"“”‘’' ") for name in _NAME.findall(text)]
    if (first := _FIRST.match(text)) and is_content(first[1].lower()):
        names.append(first[1])
    return any(lexical.fold(name) not in known for name in names)


def _holds_role(question: str, text: str) -> bool:
    """Whether a text names the role that a question asks the holder of, and a name: "als taalaanbieder …"."""
    role = _ROLE.search(question)
    named = role is not None and lexical.fold(role[1])[:-1] in lexical.fold(text)
    return named and new_name(question, text)


def _pattern(pattern: str) -> Callable[[str, str], bool]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda _, text: compiled.search(text) is not None


def _asks(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_SORTS: tuple[tuple[str, re.Pattern[str], Callable[[str, str], bool]], ...] = (
    (
        "person",
        _asks(
            rf"\bhoe heet\w*\b.*\b{_OFFICES}\b|\bwie (?:is|was|wordt|werd|zijn|waren)\b.*\b{_OFFICES}\b|"
            rf"\bwelke {_OFFICES}\b|\bwhich {_OFFICES}\b|"
            rf"\b(?:who (?:is|was|became|runs?)|name of)\b.*\b{_OFFICES}\b"
        ),
        new_person,
    ),
    (
        "weekday",
        _asks(r"\b(?:op welke (?:week)?dag(?:en)?|(?:on )?(?:which|what) (?:week)?days?)\b"),
        _pattern(
            rf"\b{_DAYS}|{_FULL_DATE}|\b(?:werkdag|weekend|dagelijks|elke dag|iedere dag|daily|every day)"
        ),
    ),
    ("date", _asks(r"\b(?:welke|which|what) (?:datum|date)\b"), _pattern(_FULL_DATE)),
    ("month", _asks(r"\b(?:welke|which|what) (?:maand|month)\b"), _pattern(rf"\b{_MONTHS}\b")),
    ("year", _asks(r"\b(?:welk|which|what) (?:jaar|year)\b"), _pattern(r"\b(?:19|20)\d\d\b")),
    (
        "phone",
        _asks(r"\b(?:telefoonnummer|(?:tele)?phone number)\b"),
        _pattern(r"\b0\d{1,3}[- ]?\d{6,8}\b|\b0[89]00\b|\b14 ?0\d{1,3}\b"),
    ),
    (
        "body",
        _asks(
            r"\b(?:welke partij (?:diende|regelde|stelde|was|is|stemde|wilde|wil)|"
            r"(?:welk|which) (?:bureau|bedrijf|company|agency)|welke (?:aanbieders?|stichting|organisatie|"
            r"gemeente|buurgemeente|bibliotheek|stad|provincie|fractie)|"
            r"which (?:organi[sz]ation|municipality|town|library|city|party|province|foundation)|"
            r"wie (?:wordt|werd|is|was) de (?:nieuwe )?(?:huurder|eigenaar|aannemer|opvolger|winnaar))\b"
        ),
        new_name,
    ),
    (
        "length",
        _asks(
            r"\b(?:hoe lang|how long) (?:mag|moet|is|wordt|kan|may|should|can)\b"
            r"(?!.*\b(?:geldig|duren|lopen|valid)\b).*\b(?:inleiding|samenvatting|\w*stuk|stukje|\w*voorstel|\w*tekst|"
            r"\w*plan|\w*notitie|\w*brief|\w*verslag|introduction|summary|proposal|text|plan|note|letter|report)\b"
        ),
        _pattern(
            r"\b(?:regels?|bladzijden?|pagina'?s?|woorden|zinnen|alinea'?s?|a4\w*|tekens|kantjes?|lines?|pages?|words|"
            r"sentences|paragraphs?)\b"
        ),
    ),
    ("role", _ROLE, _holds_role),
    ("mail", _asks(r"\be-?mail-?\s?(?:adres|address)\b"), _pattern(r"@")),
    (
        "address",
        _asks(r"\b(?:welk|which|what) (?:adres|address)\b"),
        _pattern(r"\b\w+(?:straat|weg|plein|laan|kade|gracht|dreef|singel)\b|\b[1-9]\d{3} ?(?-i:[A-Z]{2})\b"),
    ),
    (
        "age",
        _asks(r"\b(?:welke leeftijd|hoe oud|(?:what|which) age|how old)\b"),
        _pattern(
            rf"(?:\d|\b{_AGES})[^.;]{{0,25}}(?:jaar|jaren|jarig|years)|"
            rf"\bleeftijd\w*\b.{{0,20}}\d|\b{_AGES} leeftijd"
        ),
    ),
    (
        "lasting",
        _asks(
            r"\b(?:hoeveel (?:werk)?(?:weken|dagen|maanden|jaar|jaren|uur|uren|minuten|tijd)|"
            r"how (?:many (?:weeks|days|months|years|hours|minutes)|much time))\b"
        ),
        _pattern(
            r"\b(?:\w*jaar|\w*jaren|\w*maand(?:en)?|\w*week|\w*weken|\w*dag|\w*dagen|uur|uren|\w*kwartaal|"
            r"kwartier|minuut|minuten|years?|months?|weeks?|days?|hours?|minutes?|quarter)\b"
        ),
    ),
    (
        "distance",
        _asks(r"\b(?:hoeveel (?:kilo)?meter|how (?:far|many (?:kilo)?met))"),
        _pattern(r"\d\s?k?m\b|meter"),
    ),
    (
        "share",
        _asks(r"\b(?:hoeveel procent|welk percentage|(?:what|which) percentage|how many per ?cent)\b"),
        _pattern(
            r"%|\bprocent|\bper ?cent|\b(?:helft|derde|kwart|vierde|vijfde|tiende|half|third|quarter)\b"
        ),
    ),
)

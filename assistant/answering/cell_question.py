"""What a question asks of a table: which row, which side of it, which column and which year.

A table has words of its own for its columns (lasten, realisatie, na
wijziging), and a question uses them as people do ("geeft uit", "werkelijk").
They are taken out of the question here, so that what is left is the subject:
the things that the row itself has to name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering.question import Question

Side = Literal["baten", "lasten", "saldo"]
Phase = Literal["budgeted", "realised"]
Moment = Literal["begin", "end"]

_SIDES: tuple[tuple[Side, str], ...] = (
    ("baten", r"baten|opbrengst(?:en)?|inkomsten|ontvangsten|revenues?|income|receipts"),
    ("lasten", r"lasten|kosten|uitgaven|expenditures?|expenses|costs"),
    ("saldo", r"saldo|saldi|balance"),
)
_VERBS = re.compile(
    r"\b(?:uitgegeven|uitgeven|besteed(?!ba)\w*|besteden|kost(?:te|ten)?|gekost|costs?|betaal\w*|pays?|paid|"
    r"ontvangen|spent|received|draagt|dragen|droeg|droegen|bijdragen)\b",
    re.IGNORECASE,
)
_SPENDS = re.compile(
    r"\b(?:ge(?:eft|ven)|gaf|gaven)\b.*\buit\b|\b(?:uitgegeven|uitgeven|besteed(?!ba)\w*|besteden|spends?|spent)\b",
    re.IGNORECASE,
)
_PAYS = (
    r"\b(?:betaalt?|betaalde|pay)\s+(?:de\s+)?(?:gemeente\s+)?(?:{town})\b|\b(?:{town})\s+(?:pays?|paid)\b"
)
_COSTS = re.compile(r"\b(?:kost(?:te|ten)?|costs?|betaal\w*|pay|pays|paid)\b", re.IGNORECASE)
_RECEIVES = (
    r"\b(?:ontvang\w*|ontving\w*|krijg\w*|kreeg|kregen|receives?)\s+(?:de\s+)?(?:gemeente\s+)?(?:{town})\b"
)
_REALISED = re.compile(
    r"\b(?:realisatie|gerealiseerd\w*|werkelijk\w*|daadwerkelijk\w*|(?:jaar)?rekening|jaarstukken|actual(?:ly)?|"
    r"reali[sz]ed)\b|\bJ?R-?(?=20\d\d)",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    r"\b(?:heeft|hebben|has|have)\b.*\b(?:uitgegeven|besteed|ontvangen|gekregen|gekost|spent|received)\b",
    re.IGNORECASE,
)
_BUDGETED = re.compile(
    r"\b(?:begroot|begrote|begroten|begrootte|begroting\w*|geraamde?|raming\w*|budget|budgets|budgeted|primair|"
    r"primiti\w+)\b|\bna (?:begrotings)?wijziging\w*|\bB-?(?=20\d\d)",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\bna (?:begrotings)?wijziging\w*|\b(?:gewijzigde|bijgestelde)\b", re.IGNORECASE)
_ORIGINAL = re.compile(r"\b(?:primair|primiti\w+|oorspronkelijke?)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|waren|gaf|gaven|kostten?|besteedden?|bedroeg|bedroegen|were|spent)\b", re.IGNORECASE
)
_END = re.compile(r"\b(?:eind|einde|ultimo|31[- ](?:12|dec\w*)|end of)\b", re.IGNORECASE)
_BEGIN = re.compile(r"\b(?:begin|0?1[- ](?:0?1|jan\w*)|start of|beginning)\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b\d{1,2}[- /](?:\d{1,2}|januari|december)(?:[- /](?:19|20)\d\d)?\b|\b(?:19|20)\d\d\b", re.IGNORECASE
)
PERIOD = re.compile(r"\b(?:19|20)\d\d\s*(?:-|–|/|t/m|tm|tot(?: en met)?|to)\s*(?:19|20)?\d\d\b")
_CODE = re.compile(
    r"\b(?:taakveld(?:en)?|heading|post|function)\s+(\d{1,2}\.\d{1,3}[a-z]?)\b|"
    r"(?<![\d.,€])(?<!€ )\b(\d{1,2}\.\d{1,2}[a-z]?)\b(?![.,]?\d|\s*(?:euro|%|procent|mln|miljoen))",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"^(?:hoeveel|how many)\s+(?:\w+\s+){1,2}?"
    r"(?:heeft|hebben|had|zijn|waren|wonen|woonden|telt|telde|are|live|does)\b",
    re.IGNORECASE,
)
PERCENT = re.compile(r"%|\b(?:procent|percentage|percent)\b", re.IGNORECASE)
# Words that shape a question about a figure without naming its subject.
_NOISE = re.compile(
    r"\b(?:taakveld(?:en)?|budget headings?|heading|programma|bedrag|bedragen|bedraagt|bedroeg|bedroegen|"
    r"hoogte|hoog|groot|omvang|stand|geld|euro|jaar|volgens|tabel|kolom|regel|post|cijfer|geeft|geven|gaf|gaven|"
    r"uit|naar|gaat|gaan|ging|gingen|zit|zitten|zat|staat|stond|staan|opgenomen|reken\w*|per|op|ontvang\w*|ontving\w*|krijg\w*|"
    r"kreeg|kregen|gekregen|verwacht\w*|gemeente|gemeentelijke|municipality|town|council|year|amount|money|"
    r"much|spends?|spending|spend|receives?|begint|eindigt|begin|eind|einde|ultimo|oorspronkelijke?|"
    r"gewijzigde|bijgestelde|procent|percentage|percent)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sought:
    """What a cell must be to answer a question.

    `subject` is what is left of the question: the words that must be named.
    `codes` are budget heading codes ("5.6"). `sides` are those asked for;
    `implied` says that a verb did ("geeft uit"), not a column's name, `price`
    that it was "kost", which may be what an inhabitant pays. `counts` says that
    people or things are counted and no money is meant. `phase` is
    required, `past` only prefers what was realised. `change` tells a budget
    "na wijziging" from the original one, `percent` asks for a share.
    """

    subject: str
    codes: tuple[str, ...] = ()
    sides: frozenset[Side] = frozenset()
    implied: bool = False
    price: bool = False
    phase: Phase | None = None
    past: bool = False
    change: Literal["changed", "original"] | None = None
    moment: Moment | None = None
    years: tuple[str, ...] = ()
    percent: bool = False
    counts: bool = False


def sought(question: Question) -> Sought | None:
    """What a question about an amount asks of a table; None when it asks for no single cell.

    A period ("2021-2024") is no year that a cell can be of, so it asks for none.
    """
    return None if PERIOD.search(question.text) else of_amount(question)


def of_amount(question: Question) -> Sought | None:
    """The same whether or not a single cell could answer; None for a question that is not about an amount."""
    text = question.text
    if question.kind != "amount":
        return None
    places = [n for place in filter(None, (question.municipality, *question.others))
              for n in (place.name, *place.aliases)]  # fmt: skip
    town = "|".join(map(re.escape, places)) or "gemeente"
    sides = sides_of(text)
    implied = not sides
    spends = _SPENDS.search(text) or re.search(_PAYS.format(town=town), text, re.IGNORECASE)
    price = not sides and not spends and _COSTS.search(text) is not None
    if not sides and (price or spends):
        sides = frozenset({"lasten"})
    elif not sides and re.search(_RECEIVES.format(town=town), text, re.IGNORECASE):
        sides = frozenset({"baten"})
    return Sought(
        subject=_subject(text, places),
        codes=codes_in(text),
        sides=sides,
        implied=implied and bool(sides),
        price=price,
        phase=phase_of(text) or ("realised" if _PERFECT.search(text) else None),
        past=_PAST.search(text) is not None,
        change=change_of(text),
        moment=moment_of(text),
        years=question.years,
        percent=PERCENT.search(text) is not None,
        counts=_COUNTS.search(text) is not None and not question.money,
    )


def asks_for_field(wanted: Sought) -> bool:
    """Whether it is asked what is spent on something, which may be a field of several budget headings."""
    return wanted.sides == {"lasten"} and not wanted.price and not wanted.codes


def codes_in(text: str) -> tuple[str, ...]:
    """The budget heading codes that a text names, such as "5.6"."""
    return tuple(dict.fromkeys((a or b).lower() for a, b in _CODE.findall(text)))


def sides_of(text: str) -> frozenset[Side]:
    """Which of baten, lasten and saldo a text names."""
    return frozenset(side for side, words in _SIDES if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE))


def phase_of(text: str) -> Phase | None:
    """Whether a text speaks of what was budgeted or of what became of it; None when of neither or both."""
    budgeted, realised = _BUDGETED.search(text) is not None, _REALISED.search(text) is not None
    return None if budgeted == realised else "budgeted" if budgeted else "realised"


def change_of(text: str) -> Literal["changed", "original"] | None:
    """Whether a text speaks of the budget after its changes or as it was first adopted."""
    return "changed" if _CHANGED.search(text) else "original" if _ORIGINAL.search(text) else None


def moment_of(text: str) -> Moment | None:
    """Whether a text speaks of the end or the beginning of a year."""
    return "end" if _END.search(text) else "begin" if _BEGIN.search(text) else None


def without_table_words(text: str) -> str:
    """A text without the words that tables name their columns and years with."""
    sides = "|".join(words for _, words in _SIDES)
    for pattern in (_CHANGED, _ORIGINAL, _REALISED, _BUDGETED, re.compile(rf"\b(?:{sides})\b", re.I), _DATE):
        text = pattern.sub(" ", text)
    return text


def _subject(text: str, places: Sequence[str]) -> str:
    for name in places:
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    text = _CODE.sub(" ", text)
    return " ".join(_NOISE.sub(" ", without_table_words(_VERBS.sub(" ", text))).split())

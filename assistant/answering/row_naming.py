"""Whether a table row is about what was asked: what it must name, and how well its label fits.

A question has to be named in full, by the row or by what stands around it.
The other way round, a label that says more than the question does ("Totaal",
"Verduurzaming bibliotheek") is less good, and below a measure no match.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Sequence
from functools import cache

from assistant.answering.cell_question import without_table_words
from assistant.index import lexical
from assistant.index.terms import Asked, Thesaurus, degree
from assistant.records import Page, Row, Table

# Below this share of its words, weighed by rarity, a label is of something else.
LEAST_LABEL = 0.75
# A compound that only shares parts with what was asked does not name it.
_NAMED = 1.0
_CODE = re.compile(r"^\W*(\d{1,2}\.\d{1,3}[a-z]?)(?![\d.,])", re.IGNORECASE)
# An abbreviation between brackets repeats the label; anything else there narrows it.
_ABBREVIATED = re.compile(r"\((?:[^()\s]{0,4}|[^()\s]*[A-Z][^()\s]*[A-Z][^()\s]*)\)")
# Words of a label that leave open what it is about: what it counts in, what sort of body it names.
_OPEN = re.compile(
    r"\b(?:percentage|procent|aantal|bedragen?|euro|gemeenschappelijke|regeling|stichting|openbare|vereniging|n\.v|b\.v|programma)\b",
    re.IGNORECASE,
)
_PROGRAMME = re.compile(r"\bprogramma:?\s*P?(\d{1,2})\b|\bP(\d{1,2})\b", re.IGNORECASE)
_SUM = re.compile(
    r"\W*(?:geraamde? |gerealiseerde? |totale? |sub)?"
    r"(?:saldo|resultaat|baten|lasten|kosten|totaal|mutaties? reserves?|"
    r"onttrekking\w*(?: reserves?)?|toevoeging\w*(?: reserves?)?|programma resultaat)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\W*(?:sub ?)?tota(?:al|le)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:niet|geen|zonder|excl\w*|overige?n?|ov)\b", re.IGNORECASE)
# What makes a table one of something narrower than its rows are called: it counts only when asked for.
_NARROWER = re.compile(
    r"\b(incident\w*|investering\w*|\w*subsidie\w*|kapitaallasten|risico(?:'s)?|verschil\w*|afwijking\w*|mutaties?|"
    r"overheveling\w*|budgetoverheveling\w*|krediet\w*|bezuiniging\w*|taakstelling\w*|nieuw beleid|"
    r"kostendekkend\w*|dekking|stijging\w*|kwijtschelding\w*|garantstelling\w*|"
    r"onrechtmatig\w*|vermeerdering\w*|vermindering\w*|vrijval|dotaties?|stortingen?|aflossing\w*|toename|afname|"
    r"bijstelling\w*|wijzigingen|toevoeging\w*|onttrekking\w*)\b",
    re.IGNORECASE,
)


def programmes_in(text: str) -> set[str]:
    """The numbers of the programmes that a text names: "P2 Mens en maatschappij", "programma 2"."""
    return {a or b for a, b in _PROGRAMME.findall(text)}


def sums_up(label: str) -> bool:
    """Whether a label only says that a row adds up, and leaves to its surroundings of what."""
    return _SUM.match(label) is not None


def code_of(label: str) -> str | None:
    """The budget heading code a label begins with, such as "5.6"."""
    found = _CODE.match(label)
    return found[1].lower() if found else None


def section_of(table: Table, row: Row, page: Page) -> str:
    """What a group of rows is called, on a line without amounts above `row`; "" where there is none.

    A group ends with its total.
    """
    heads = table.heads if table.head_page is None else ()
    first = table.rows[0].start
    above, end = "", max((stop for _, stop in heads if stop <= first), default=first)
    for other in table.rows:
        if other.start > row.start:
            break
        between = page.text[end : other.start].strip().rsplit("\n", 1)[-1]
        if _is_title(between) and not any(end <= start < other.start for start, _ in heads):
            above = between
        if not other.cells and other is not row:
            above = other.label
        if _TOTAL.match(other.label) and other is not row:
            above = ""
        end = max(end, other.end)
    return " ".join(above.split())


def headings_above(page: Page, row: Row) -> tuple[str, ...]:
    """The two headings on the page that stand last above a row."""
    return tuple(h.text for h in page.headings if h.offset <= row.start)[-2:]


class Namer:
    """Weighs names for one question.

    `frequency(stems)` tells in how many of `total()` passages each stem occurs.
    """

    def __init__(
        self,
        thesaurus: Thesaurus,
        frequency: Callable[[Sequence[str]], dict[str, int]],
        total: Callable[[], int],
    ) -> None:
        self._thesaurus = thesaurus
        self._frequency = frequency
        self._total = cache(total)
        self._seen: dict[str, int] = {}

    def named(self, asked: Collection[Asked], text: str) -> set[Asked]:
        """Which of the things asked a text names."""
        terms = self._thesaurus.terms(text)
        return {one for one in asked if degree(one, terms) >= _NAMED or _cut_short(one, text)}

    def whole(self, asked: Collection[Asked], text: str) -> set[Asked]:
        """Which of the things asked stand in a text as words of their own, not as part of another."""
        terms = self._thesaurus.whole_words(text)
        return {one for one in asked if any(term in terms for term in one.terms if term[0] != "~")}

    def words(self, text: str) -> list[Asked]:
        """The things a label or title names, without codes, abbreviations and what it is counted in."""
        text = _OPEN.sub(" ", _ABBREVIATED.sub(" ", _CODE.sub(" ", without_table_words(text))))
        return [one for one in self._thesaurus.asked(text) if not re.fullmatch(r"[a-z]?\d+[a-z]?", one.word)]

    def share(self, words: Sequence[Asked], question: str) -> float:
        """The share of these words that a question names, the rare ones weighing most; 1 for none at all."""
        if not words:
            return 1.0
        stems = {one: lexical.stem(one.word.split()[-1]) for one in words}
        new = [stem for stem in stems.values() if stem not in self._seen]
        self._seen |= dict.fromkeys(new, 0) | self._frequency(new)
        weights = {one: _weight(self._total(), self._seen[stem]) for one, stem in stems.items()}
        terms = self._thesaurus.terms(question)
        tokens = lexical.words(question)
        named = sum(
            w for one, w in weights.items() if degree(one, terms) >= _NAMED or _begins(one.word, tokens)
        )
        return named / sum(weights.values())


def contradicts(label: str, question: str) -> bool:
    """Whether only one of them excludes something: "niet-woningen" is not "woningen"."""
    return bool(_LESS.search(label)) != bool(_LESS.search(question))


def cut_off(label: str) -> bool:
    """Whether a label misses words before its last: "P2 Mens en Lasten"."""
    return re.search(r"\b(?:en|van|of|voor)\s+(?:Saldo|Baten|Lasten|Totaal)\b", label) is not None


def narrower(text: str, question: str) -> bool:
    """Whether a table or column is about less than was asked: "incidentele lasten" for lasten."""
    said = {lexical.stem(lexical.fold(word)) for word in _NARROWER.findall(text)}
    if not said:
        return False
    asked = {lexical.stem(word) for word in lexical.words(question)}
    return not any(
        word[:6] in other or other[:6] in word for word in said for other in asked if len(other) > 4
    )


def _begins(word: str, tokens: Sequence[str]) -> bool:
    """Whether a label's word is one of the question's, cut short: "voorz" for voorziening."""
    return len(word) >= 5 and any(token.startswith(word) and len(token) > len(word) + 1 for token in tokens)


def _cut_short(one: Asked, text: str) -> bool:
    """Whether a text names what was asked by its beginning and a point: "onderh." for onderhoud."""
    return any(
        lexical.fold(one.word).startswith(lexical.fold(cut))
        for cut in re.findall(r"\b(\w{5,})\.(?!\d)", text)
    )


def _weight(total: int, seen: int) -> float:
    return min(5.0, max(1.0, math.log((total + 1) / (seen + 0.5)))) if total else 1.0


def _is_title(line: str) -> bool:
    return 3 <= len(line) <= 80 and re.search(r"[^\W\d_]{3}", line) is not None

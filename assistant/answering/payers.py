"""Answers "wie betaalt een taalhuis?" from the guidance that says what each budget heading can pay.

A text that says who paid in one town is found by likeness; what a municipality
in general can pay it from stands in the text that maps subjects to budget
headings. So where nothing found is likely enough, what that text says is told,
after what the town's own texts say of it. All of it is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.candidates import Candidate
from assistant.answering.composing import quoted
from assistant.answering.departments import interests
from assistant.answering.question import Question, place_names
from assistant.answering.small_words import is_content, words
from assistant.answering.statements import statements
from assistant.index.catalogue import Catalogue
from assistant.index.terms import Asked, Thesaurus, degree
from assistant.records import Answer, Municipality, Passage

_ASKS = re.compile(
    r"^\W*(?:wie|welke\s+(?:overheid|partij|instantie)|who|(?:uit|van)\s+welk\s+(?:geld|budget))\s+"
    r"(?:kan|kunnen|moet|zal|could|can|should|will)?\s*"
    r"(?:betaalt|betaald|betalen|financiert|financieren|bekostigt|subsidieert|pays?|funds?|finances?|wordt|worden)\s+"
    r"(?:(?:mee|aan|for|eigenlijk)\s+)*(?P<subject>.+)",
    re.I,
)
_PAYS = re.compile(
    r"\b(?:betaalt|betalen|betaald|financiert|gefinancierd|bekostigt|subsidieert|subsidie|geld|pays?|paid|funds?|"
    r"funded|money)\b",
    re.I,
)
_PAYING = frozenset("betalen betaald gefinancierd bekostigd paid funded".split())
MOST = 4
# A sentence of the town's own texts needs this chance to answer, where it names all that is paid.
LEAST = 0.3


def payers(
    question: Question, ranked: Sequence[Candidate], catalogue: Catalogue, thesaurus: Thesaurus
) -> Answer | None:
    """Who can pay what a question asks about; None for another question, and where nothing says so.

    `ranked` are the sentences found, best first.
    """
    asked = _subject(question, thesaurus)
    if not asked:
        return None
    town = question.municipality
    own = [
        (c.hit.passage, c.quote)
        for c in ranked
        if town and c.score >= LEAST and _is_of(town, c) and _tells(c.quote, asked, thesaurus)
    ]
    found = interests(catalogue, question.language)
    quotes = _in_map([i.passage for i in found], asked, thesaurus)
    if not quotes and question.language != "nl":
        quotes = _in_map([i.passage for i in interests(catalogue, "nl")], asked, thesaurus)
    quotes = [*own[:1], *quotes][:MOST]
    return quoted(question, quotes)


def _subject(question: Question, thesaurus: Thesaurus) -> list[Asked]:
    """What is paid; nothing where a question doesn't ask who pays."""
    found = _ASKS.match(question.text)
    if found is None:
        return []
    towns = {word for name in place_names(question) for word in name.lower().split()}
    named = [w.text for w in words(found["subject"]) if is_content(w.low) and w.low not in towns | _PAYING]
    return thesaurus.asked(" ".join(named))


def _is_of(town: Municipality, candidate: Candidate) -> bool:
    document = candidate.hit.passage.document
    return document.municipality == town.code or town.name in f"{document.title} {candidate.quote}"


def _tells(text: str, asked: Sequence[Asked], thesaurus: Thesaurus) -> bool:
    terms = thesaurus.terms(text)
    return _PAYS.search(text) is not None and all(degree(one, terms) == 1.0 for one in asked)


def _in_map(
    passages: Sequence[Passage], asked: Sequence[Asked], thesaurus: Thesaurus
) -> list[tuple[Passage, str]]:
    """What the headings' own passages say they can pay of this."""
    can_pay = re.compile(
        r"\b(?:kan|kunnen|wordt|worden|can|may|is|are)\b.*\b(?:betalen|betaald|pay|paid)\b", re.I
    )
    return [
        (passage, text)
        for passage in passages
        for _, _, text in statements(passage)
        if can_pay.search(text) and _tells(text, asked, thesaurus)
    ]

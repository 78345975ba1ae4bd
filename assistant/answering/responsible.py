"""Answers "wie gaat er over de bijstand?" with the department whose budget it is in.

No document says it in so many words. The guidance text that maps subjects to
budget headings does say where a municipality books a subject, and that is the
department to ask. All of it is quoted, so an editor who changes the text
changes the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.composing import as_sentence, cite, lead
from assistant.answering.departments import interests
from assistant.answering.question import Question, place_names
from assistant.answering.statements import statements
from assistant.index.catalogue import Catalogue
from assistant.records import Answer, Passage, Sentence
from assistant.wording import say

_ASKS = tuple(
    re.compile(rf"^\W*(?:{form})\s+(?P<subject>.+)", re.I)
    for form in (
        r"(?:wie|welke\s+(?:afdeling|ambtenaar|wethouder))\s+(?:gaat|gaan|beslist|is|zijn)\b.{0,50}?"
        r"\b(?:over|verantwoordelijk\s+voor)",
        r"welke\s+afdeling\s+(?:moet|kan|zal)\s+(?:ik|je|we|wij)\s+(?:benaderen|aanspreken|spreken|bellen|vragen)\s+"
        r"(?:voor|over|met|bij)",
        r"(?:bij\s+wie|bij\s+welke\s+afdeling|waar)\s+moet\s+(?:ik|je|we)\s+(?:zijn|wezen)\s+(?:voor|over|met)",
        r"(?:onder|bij)\s+welk(?:e)?\s+(?:afdeling|taakveld)\s+(?:hoort|horen|valt|vallen)",
        r"(?:who|which\s+department)\s+(?:is|are)\s+.{0,30}?(?:responsible\s+for|in\s+charge\s+of)",
        r"(?:who|which\s+department)\s+(?:deals\s+with|handles|decides\s+on)",
        r"which\s+department\s+(?:should|can|do)\s+(?:i|we)\s+(?:approach|contact|call|talk\s+to)\s+(?:for|about|on)",
    )
)
# Where a subject is booked; "hoort niet op" says where it is not.
_BOOKED = re.compile(
    r"\b(?:boeken|horen|hoort|staat|staan|bevat|record|book|belongs?|includes?|contains?)\b", re.I
)
_NOT = re.compile(r"\b(?:niet|geen|not|no)\b", re.I)
_CAUTION = re.compile(r"^(?:Let op|Mind)\b")
_ASK = re.compile(r"\b(?:vraag|ask)\b.*\b(?:wethouder|alderman|aldermen)\b", re.I)
_NOTHING = frozenset(
    """deze onze mijn gemeente gemeenten onder binnen wethouder afdeling mensen mijn about department
    municipality people budget beleid policy zaken""".split()
)
# Asks for the department itself, and not who does something.
_DEPARTMENT = re.compile(r"\b(?:afdeling|taakveld|department|budget heading)\b", re.I)
SHORTEST, ENDING = 5, 3


def subject_asked(question: Question) -> str | None:
    """What a question asks the department of ("de bijstand"); None for another question."""
    found = next(filter(None, (pattern.search(question.text) for pattern in _ASKS)), None)
    return found["subject"].strip(" ?.!") or None if found else None


def asks_department(question: Question) -> bool:
    """Whether a question asks for the department of a subject: no text knows that better than the map."""
    return subject_asked(question) is not None and _DEPARTMENT.search(question.text) is not None


def responsible(question: Question, catalogue: Catalogue) -> Answer | None:
    """The department for what a question asks about, from where it is booked; None where that is unknown.

    It tells of municipalities in general, so the answer is partial: which
    department or alderman it is in one town, that town knows.
    """
    subject = subject_asked(question)
    stems = _stems(subject, question) if subject else []
    found = interests(catalogue, question.language) or interests(catalogue, "nl") if stems else []
    told = next((t for t in (_booked(i.passage, stems) for i in found) if t), None)
    if told is None:
        return None
    passage, quote = told
    quotes = [(passage, quote)]
    for other in catalogue.document_passages(passage.document.id):
        if other.headings and _CAUTION.match(other.headings[-1]):
            quotes += [(other, text) for _, _, text in statements(other) if _ASK.search(text)]
    sentences = [Sentence(as_sentence(q), (n,), group=lead(p)) for n, (p, q) in enumerate(quotes, 1)]
    missing = say("small_talk.department_differs", question.language)
    return Answer(
        question.text,
        question.language,
        "partial",
        (*sentences, Sentence(missing, role="remark")),
        tuple(cite(p, q) for p, q in quotes),
        missing=missing,
    )


def _stems(subject: str, question: Question) -> list[str]:
    """The beginnings of the words of a subject, so that "schulden" is in "schuldhulp"; without the towns'."""
    towns = {word for name in place_names(question) for word in name.lower().split()}
    found = [w.lower() for w in re.findall(r"[^\W\d_]{4,}", subject)]
    return [w[: max(SHORTEST, len(w) - ENDING)] for w in found if w not in _NOTHING and w not in towns]


def _booked(passage: Passage, stems: Sequence[str]) -> tuple[Passage, str] | None:
    """The statement of a department's passage that says that all of this is booked there."""
    for _, _, text in statements(passage):
        named = all(re.search(rf"(?<!\w){re.escape(stem)}", text, re.I) for stem in stems)
        if named and _BOOKED.search(text) and not _NOT.search(text):
            return passage, text
    return None

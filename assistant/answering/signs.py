"""What can be seen of a sentence beside a question, in numbers: the columns the judge weighs."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.answering import holding
from assistant.answering.candidates import Candidate
from assistant.answering.numbers import numbers
from assistant.answering.question import Question
from assistant.index import lexical
from assistant.index.dating import about, year_of

SIGNS = (
    "named", "named_squared", "named_or_near", "named_or_near_squared", "named_in_headings", "named_around",
    "gap", "gaps", "gap_share", "things_asked", "likeness", "likeness_from_best", "likeness_high",
    "subject_likeness", "named_and_like", "near_and_like", "passage", "passage_rank", "passage_likeness",
    "passage_likeness_from_best", "amount_with_money", "amount_with_number", "when_with_date",
    "who_with_name", "definition_with_defining", "number", "date", "new_number", "length", "colon", "leaning",
    "row", "digits", "of_the_town", "newest", "year_of_document", "name_missing", "share_asked",
    "share_missing", "why_with_reason", "guidance", "number_of_counted", "number_of_other",
    "asked_in_english",
)  # fmt: skip
LEANING = re.compile(
    r"\W*(?:dan|dit|deze|dat|die|hiermee|daarmee|hierbij|daarbij|daarnaast|hierdoor|daardoor|hiervoor|"
    r"daarvoor|daarom|zij|hij|ze|this|these|that|then|therefore|they)\b",
    re.IGNORECASE,
)
_DEFINING = re.compile(
    r"\W*(?:(?:een|de|het|an?|the)\s+)?[\w'’ -]{3,50}?\s(?:is|zijn|betekent|means|are)\s", re.IGNORECASE
)
_ROW = re.compile(r"(?:\s-?\d[\d.,]*){2,}\s*$")
_SHARE_ASKED = re.compile(r"procent|percentage|%|per ?cent|\bdeel\b|\bshare\b", re.IGNORECASE)
_SHARE = re.compile(r"%|procent|per ?cent|\b(?:helft|derde|kwart|tiende|half|third|quarter)\b", re.IGNORECASE)
_WHY = re.compile(r"^\W*(?:waarom|why)\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:omdat|doordat|want|daarom|vanwege|zodat|reden|because|due|reason)\b", re.IGNORECASE
)
# A name longer than this may end otherwise where it is told of.
LONG, ENDING = 7, 3
_COMMON_NAMES = re.compile(r"(?:Nederland|Dutch|I$|Wel[ck]|Wat|Hoe|Wie|Wanneer)")


def signs(
    question: Question,
    candidates: Sequence[Candidate],
    likeness: np.ndarray,
    subject_likeness: np.ndarray,
    passage_likeness: np.ndarray,
) -> np.ndarray:
    """The signs of each candidate, float64 of shape (len(candidates), len(SIGNS)).

    The three likenesses have shape (len(candidates),) and are calibrated: of
    the sentence to the question and to its subject, and of its passage.
    """
    newest = _newest(question, candidates)
    names = _names(question.text)
    order = {i: n for n, i in enumerate(dict.fromkeys(c.hit.passage.id for c in candidates))}
    rows = [
        [
            *_naming(each),
            like, like - likeness.max(), max(0.0, like - 1.0), subject, each.own * like, each.coverage * like,
            each.hit.score, 1 / (1 + order[each.hit.passage.id]), passage, passage - passage_likeness.max(),
            *_holding(question, each.quote),
            *_form(each.quote),
            *_standing(question, each, newest),
            float(any(name not in _context(each) for name in names)),
            *_share(question.text, each.quote),
            float(_WHY.match(question.text) is not None and _REASON.search(each.quote) is not None),
            float(each.hit.passage.document.kind == "guidance"),
            float(each.counts is True), float(each.counts is False),
            # A Dutch sentence is less like an English question that it answers than like a Dutch one.
            float(question.language == "en"),
        ]
        for each, like, subject, passage in zip(
            candidates, likeness, subject_likeness, passage_likeness, strict=True
        )
    ]  # fmt: skip
    return np.array(rows, dtype=float).reshape(len(candidates), len(SIGNS))


def _naming(each: Candidate) -> list[float]:
    share = each.gaps / max(1, each.asked)
    return [
        each.own, each.own**2, each.coverage, each.coverage**2, each.above, each.around, each.gap,
        each.gaps, share, each.asked,
    ]  # fmt: skip


def _holding(question: Question, text: str) -> list[float]:
    number, date = holding.has_quantity(text), holding.has_date(text)
    return [
        float(question.kind == "amount" and holding.has_money(text)),
        float(question.kind == "amount" and number),
        float(question.kind == "when" and date),
        float(question.kind == "who" and holding.has_name(text)),
        float(question.kind == "definition" and _DEFINING.match(text) is not None),
        float(number),
        float(date),
        float(bool(numbers(text) - numbers(question.text))),
    ]


def _form(text: str) -> list[float]:
    return [
        min(len(text), 400) / 400,
        float(text.rstrip().endswith(":")),
        float(LEANING.match(text) is not None),
        float(_ROW.search(text) is not None),
        sum(map(str.isdigit, text)) / len(text),
    ]


def _standing(question: Question, each: Candidate, newest: int) -> list[float]:
    document = each.hit.passage.document
    town = question.municipality
    own = town is not None and document.municipality == town.code
    year = year_of(document)
    recent = max(0.0, 1 - 0.25 * (newest - year)) if own and year and not question.years else 0.0
    return [float(own), recent, about(document, question.years) / 2 if question.years else 0.0]


def _newest(question: Question, candidates: Sequence[Candidate]) -> int:
    town = question.municipality
    documents = (c.hit.passage.document for c in candidates)
    return max((year_of(d) for d in documents if town and d.municipality == town.code), default=0)


def _names(text: str) -> list[str]:
    """The names in a question, folded and without an ending: words with a capital that isn't the first's."""
    words = re.findall(r"[\w&'-]+", text)[1:]
    names = [lexical.fold(w) for w in words if w[0].isupper() and not _COMMON_NAMES.match(w)]
    # Taalhuizen is the name of a Taalhuis.
    return [name[:-ENDING] if len(name) > LONG else name for name in names]


def _context(each: Candidate) -> str:
    passage = each.hit.passage
    document = passage.document
    return lexical.fold(
        " ".join([passage.text, *passage.headings, document.title, document.publisher or "", document.file])
    )


def _share(question: str, text: str) -> list[float]:
    asked, given = _SHARE_ASKED.search(question) is not None, _SHARE.search(text) is not None
    return [float(asked and given), float(asked and not given)]

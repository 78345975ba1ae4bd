"""Picks the sentences that answer a question out of the passages found.

A sentence is scored by how much of what was asked it names (in itself, in its
heading, in its neighbours), by its likeness to the question in the embedding,
and by its passage's rank. It only counts as an answer when it also holds what
the kind of question wants: an amount a number, a "when" a date, a year asked
for that year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.editions import fits_years, newest_of_equals, without_older
from assistant.answering.question import Question, place_names
from assistant.answering.statements import statements
from assistant.index.dating import about, year_of
from assistant.index.embedding import Embedder
from assistant.index.query import Queries
from assistant.index.terms import Asked, degree
from assistant.index.texts import described
from assistant.records import Hit

PASSAGES = 24
EMBEDDED = 14
_DATE = re.compile(
    r"\b(?:\d{1,2}[- /](?:\d{1,2}|jan\w*|feb\w*|maart|mrt|apr\w*|mei|may|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|"
    r"oct\w*|nov\w*|dec\w*)|(?:19|20)\d\d|\d+ (?:jaar|maanden|weken|dagen|years|months|weeks|days)|"
    r"(?:twee|drie|vier|vijf|zes|two|three|four|five) (?:jaar|maanden|weken|years|months|weeks)|"
    r"voorjaar|najaar|zomer|januari|februari|april|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b\d{1,2}[.:]\d{2}\b|\b\d{1,2} uur\b|\b\d{1,2} ?(?:am|pm)\b", re.IGNORECASE)
_MONEY = re.compile(r"€|\beuro|\bmiljoen|\bmln|\bcent\b|-?\d{1,3}(?:\.\d{3})+|\bEUR\b", re.IGNORECASE)
# A number that counts: no year, no part of a name such as NT2, no number of an article or budget heading.
_QUANTITY = re.compile(
    r"(?<![\w./-])(?!(?:19|20)\d\d(?![\d.,]))\d+(?:[.,]\d+)*(?![\w/-])|"
    r"\b(?:helft|derde|kwart|tiende|een op de|één op de|half|third|quarter|twee|drie|vier|vijf|zes|zeven|"
    r"acht|negen|tien|honderd|duizend|miljoen)\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?:\bper\s+|/)(?:[\d.,]+\s+)?\w+", re.IGNORECASE)
_NUMBERED = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[A-Z])")
_COUNTED = re.compile(r"\b(?:hoeveel|how many|aantal)\s+((?:\w+\s+){0,2}\w+)", re.IGNORECASE)
_LEANING = re.compile(
    r"\W*(?:dan|dit|deze|dat|die|hiermee|daarmee|hierbij|daarbij|daarnaast|hierdoor|daardoor|hiervoor|"
    r"daarvoor|daarom|zij|hij|ze|this|these|that|then|therefore|they)\b",
    re.IGNORECASE,
)
_DEFINING = re.compile(
    r"\W*(?:(?:een|de|het|an?|the)\s+)?[\w'’ -]{3,50}?\s(?:is|zijn|betekent|means|are)\s", re.IGNORECASE
)
_NAME = re.compile(
    r"(?:[A-Z][\w.'-]+\s+){1,3}[A-Z][\w-]+|\b(?:wethouder|college|raad|minister|stichting|gemeente|"
    r"bibliotheek|provincie|ambtenaar|directeur|coördinator|contactgemeente)\b"
)


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer: `start` and `end` are offsets in its page, scores lie in 0..1.

    `coverage` is the weighted share of what was asked that the sentence and
    its surroundings name, `own` the share the sentence names itself.
    """

    hit: Hit
    start: int
    end: int
    quote: str
    coverage: float
    own: float
    similarity: float = 0.0
    score: float = 0.0


class Quoter:
    """Ranks sentences."""

    def __init__(self, queries: Queries, embedder: Embedder) -> None:
        self._queries = queries
        self._thesaurus = queries.thesaurus
        self._embedder = embedder

    def asked(self, question: Question) -> list[tuple[Asked, float]]:
        """What the question names besides its town and years, each with its weight (idf)."""
        return self._queries.asked(question.text, question.language, place_names(question))

    def counted(self, question: Question) -> Asked | None:
        """What a "hoeveel …" counts, such as deelnemers; None for money, shares and open questions."""
        match = _COUNTED.search(question.text)
        if question.kind != "amount" or question.money or not match:
            return None
        named = self._thesaurus.asked(match[1])
        return named[0] if named else None

    def rank(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """The sentences of the best passages that could answer, best first."""
        asked = self.asked(question)
        counted = self.counted(question)
        found = [c for hit in hits[:PASSAGES] for c in self._of_passage(hit, asked)]
        found = [
            c
            for c in found
            if fits_kind(question, c)
            and fits_years(question.years, c)
            and (counted is None or self._counts(counted, c.quote))
        ]
        found = newest_of_equals(found, question.years)
        found.sort(key=lambda c: -(0.6 * c.coverage + 0.2 * c.own + 0.4 * c.hit.score))
        best = found[:EMBEDDED]
        if not best:
            return []
        newest = max((year_of(c.hit.passage.document) for c in best), default=0)
        query = self._embedder.queries([question.text])[0]
        likeness = self._embedder.passages([_with_heading(c) for c in best]) @ query
        ranked = [
            replace(
                c,
                similarity=float(s),
                score=_score(c, float(s)) + _preference(question, c, newest) + _reads_alone(question, c),
            )
            for c, s in zip(best, likeness, strict=True)
        ]
        return sorted(without_older(ranked, question.years), key=lambda c: -c.score)

    def _counts(self, counted: Asked, text: str) -> bool:
        """Whether a text gives a number of what is counted, close to it; "per 1.000 inwoners" is none."""
        text = _RATE.sub(" ", _NUMBERED.sub("", text))
        return any(
            counted.terms & self._thesaurus.whole_words(text[max(0, m.start() - 70) : m.end() + 70])
            for m in _QUANTITY.finditer(text)
        )

    def _of_passage(self, hit: Hit, asked: Sequence[tuple[Asked, float]]) -> list[Candidate]:
        passage = hit.passage
        around = self._thesaurus.terms(passage.text)
        above = self._thesaurus.terms(" ".join([described(passage.document), *passage.headings]))
        total = sum(weight for _, weight in asked) or 1.0
        found: list[Candidate] = []
        for start, end, text in statements(passage):
            terms = self._thesaurus.terms(text)
            own = [w * degree(one, terms) for one, w in asked]
            near = [w * max(0.8 * degree(one, above), 0.5 * degree(one, around)) for one, w in asked]
            coverage = sum(max(pair) for pair in zip(own, near, strict=True))
            found.append(Candidate(hit, start, end, text, coverage / total, sum(own) / total))
        return found


def fits_kind(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence holds the kind of thing that was asked for."""
    text = candidate.quote
    if question.kind == "amount":
        if question.money:
            return _MONEY.search(text) is not None
        return _QUANTITY.search(_NUMBERED.sub("", text)) is not None
    if question.kind == "time":
        return _TIME.search(text) is not None
    if question.kind == "when":
        return _DATE.search(text) is not None
    if question.kind == "who":
        return _NAME.search(text) is not None
    return True


def _reads_alone(question: Question, candidate: Candidate) -> float:
    """What a sentence gains by defining what a "wat is" asks, and loses by leaning on the one before it."""
    if _LEANING.match(candidate.quote):
        return -0.08
    return 0.08 if question.kind == "definition" and _DEFINING.match(candidate.quote) else 0.0


def _score(candidate: Candidate, similarity: float) -> float:
    likeness = min(1.0, max(0.0, (similarity - 0.75) / 0.17))
    return 0.28 * candidate.coverage + 0.22 * candidate.own + 0.3 * likeness + 0.2 * candidate.hit.score


def _with_heading(candidate: Candidate) -> str:
    headings = candidate.hit.passage.headings
    return f"{headings[-1]}. {candidate.quote}" if headings else candidate.quote


def _preference(question: Question, candidate: Candidate, newest: int) -> float:
    """What tips the scales: the town's own documents, of these the newest or those about the year asked."""
    document = candidate.hit.passage.document
    if question.municipality is None or document.municipality != question.municipality.code:
        return 0.0
    if question.years:
        return 0.1 - 0.01 * (2 - about(document, question.years)) if document.year else 0.1
    age = newest - year_of(document) if year_of(document) else 0
    return 0.1 - 0.02 * min(age, 4)

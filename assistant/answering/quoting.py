"""Picks the sentences that answer a question out of the passages found.

A sentence is scored by how much of what was asked it names (in itself, in its
heading, in its neighbours), by its likeness to the question in the embedding,
and by its passage's rank. It only counts as an answer when it also holds what
the kind of question wants: an amount a number, a "when" a date, a year asked
for that year.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.numbers import numbers, years
from assistant.answering.question import Question
from assistant.answering.statements import statements
from assistant.answering.terms import Asked, Thesaurus, matches
from assistant.index.embedding import Embedder
from assistant.records import Hit

PASSAGES = 14
EMBEDDED = 20
_DATE = re.compile(
    r"\b(?:\d{1,2}[- /](?:\d{1,2}|jan\w*|feb\w*|maart|mrt|apr\w*|mei|may|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|"
    r"oct\w*|nov\w*|dec\w*)|(?:19|20)\d\d|\d+ (?:jaar|maanden|weken|dagen|years|months|weeks|days)|"
    r"(?:twee|drie|vier|vijf|zes|two|three|four|five) (?:jaar|maanden|weken|years|months|weeks)|"
    r"voorjaar|najaar|zomer|januari|februari|april|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"€|\beuro|\bmiljoen|\bmln|\bcent\b|-?\d{1,3}(?:\.\d{3})+|\bEUR\b", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Z][\w.'-]+\s+){1,3}[A-Z][\w-]+|\b(?:wethouder|college|raad|minister|stichting|gemeente|"
                   r"bibliotheek|provincie|ambtenaar|directeur|coördinator|contactgemeente)\b")  # fmt: skip


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
    """Ranks sentences; `frequency(stems)` tells in how many of `total()` passages each stem occurs."""

    def __init__(
        self,
        thesaurus: Thesaurus,
        embedder: Embedder,
        frequency: Callable[[Sequence[str]], dict[str, int]],
        total: Callable[[], int],
    ) -> None:
        self._thesaurus = thesaurus
        self._embedder = embedder
        self._frequency = frequency
        self._total = total

    def asked(self, question: Question) -> list[tuple[Asked, float]]:
        """What the question names besides its town and years, each with its weight (idf)."""
        text = question.text
        for place in filter(None, (question.municipality, *question.others)):
            for name in (place.name, *place.aliases):
                text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
        text = re.sub(r"\b(?:19|20)\d\d\b", " ", text)
        asked = self._thesaurus.asked(text)
        stems = [t for one in asked for t in one.terms if not t.startswith("#")]
        seen = self._frequency(stems)
        total = self._total()
        return [(one, _idf(total, max((seen.get(t, 0) for t in one.terms), default=0))) for one in asked]

    def rank(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """The sentences of the best passages that could answer, best first."""
        asked = self.asked(question)
        found = [c for hit in hits[:PASSAGES] for c in self._of_passage(hit, asked)]
        found = [c for c in found if fits_kind(question, c) and fits_years(question, c)]
        found.sort(key=lambda c: -(0.6 * c.coverage + 0.2 * c.own + 0.4 * c.hit.score))
        best = _distinct(found)[:EMBEDDED]
        if not best:
            return []
        query = self._embedder.queries([question.text])[0]
        likeness = self._embedder.passages([_with_heading(c) for c in best]) @ query
        ranked = [
            replace(c, similarity=float(s), score=_score(c, float(s))) for c, s in zip(best, likeness, strict=True)
        ]
        return sorted(ranked, key=lambda c: -c.score)

    def _of_passage(self, hit: Hit, asked: Sequence[tuple[Asked, float]]) -> list[Candidate]:
        passage = hit.passage
        around = self._thesaurus.terms(passage.text)
        above = self._thesaurus.terms(" ".join([passage.document.title, *passage.headings]))
        total = sum(weight for _, weight in asked) or 1.0
        found: list[Candidate] = []
        for start, end, text in statements(passage):
            terms = self._thesaurus.terms(text)
            own = sum(w for one, w in asked if matches(one, terms))
            near = sum(
                w * (0.8 if matches(one, above) else 0.5)
                for one, w in asked
                if not matches(one, terms) and (matches(one, above) or matches(one, around))
            )
            found.append(Candidate(hit, start, end, text, (own + near) / total, own / total))
        return found


def fits_kind(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence holds the kind of thing that was asked for."""
    text = candidate.quote
    if question.kind == "amount":
        if question.money:
            return _MONEY.search(text) is not None
        return bool(numbers(text) - years(text)) or re.search(r"\b(?:helft|derde|kwart|een op|één op)\b", text) is not None
    if question.kind == "when":
        return _DATE.search(text) is not None
    if question.kind == "who":
        return _NAME.search(text) is not None
    return True


def fits_years(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence, its heading or its document is about a year the question names."""
    if not question.years:
        return True
    passage = candidate.hit.passage
    about = years(" ".join([candidate.quote, passage.document.title, passage.document.file, *passage.headings]))
    return bool(about & set(question.years)) or bool(years(passage.text) & set(question.years))


def _score(candidate: Candidate, similarity: float) -> float:
    likeness = min(1.0, max(0.0, (similarity - 0.75) / 0.17))
    return 0.35 * candidate.coverage + 0.15 * candidate.own + 0.3 * likeness + 0.2 * candidate.hit.score


def _with_heading(candidate: Candidate) -> str:
    headings = candidate.hit.passage.headings
    return f"{headings[-1]}. {candidate.quote}" if headings else candidate.quote


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without the same sentence again, as other editions of a document repeat it; the newest stays."""
    seen: set[str] = set()
    kept: list[Candidate] = []
    for candidate in candidates:
        key = re.sub(r"\W+", "", candidate.quote.lower())
        if key not in seen:
            seen.add(key)
            kept.append(candidate)
    return kept


def _idf(total: int, seen: int) -> float:
    return math.log((total + 1) / (seen + 0.5)) if total else 1.0

"""Picks the sentences that answer a question out of the passages found.

A sentence only counts when it holds what the kind of question wants: an amount
a number, a "when" a date, a year asked for that year. Only the most likely ones
are embedded, because that takes most of the time. How likely one answers, the
judge says: from what it names of what was asked (in itself, in its headings, in
its neighbours), from its likeness to the question, and from what it looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from assistant.answering.candidates import Candidate
from assistant.answering.counting import counted, counts
from assistant.answering.editions import fits_years, newest_of_equals, without_older
from assistant.answering.excepting import leaves_out
from assistant.answering.holding import fits_kind
from assistant.answering.judge import Judge
from assistant.answering.listing import likelier, lists_asked
from assistant.answering.parties import of_party
from assistant.answering.people import told_of_group
from assistant.answering.question import Question, place_names
from assistant.answering.signs import signs
from assistant.answering.statements import statements
from assistant.index.calibration import Calibration
from assistant.index.embedding import Embedder
from assistant.index.query import Queries
from assistant.index.terms import Asked, Thesaurus, degree
from assistant.index.texts import described
from assistant.records import Hit

PASSAGES = 12
EMBEDDED = 16
# What a sentence names, its passage's score and that passage's rank: what tells the likely sentences before
# any is embedded. The weights are those of a logistic regression on the questions the judge learned from.
NAMING, SCORE, RANK = 4.0, 5.0, 2.0
# A thing named less than this far is not named.
NAMED = 0.3


class Quoter:
    """Ranks sentences."""

    def __init__(
        self,
        queries: Queries,
        embedder: Embedder,
        judge: Judge,
        calibration: Callable[[], Calibration],
    ) -> None:
        self._queries = queries
        self._thesaurus = queries.thesaurus
        self._embedder = embedder
        self._judge = judge
        self._calibration = calibration

    @property
    def thesaurus(self) -> Thesaurus:
        """The synonyms that sentences are read with."""
        return self._thesaurus

    def asked(self, question: Question) -> list[tuple[Asked, float]]:
        """What the question names besides its town and years, each with its weight (idf)."""
        return self._queries.asked(question.text, question.language, place_names(question))

    def rank(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """The sentences of the best passages that could answer, best first."""
        best = self.candidates(question, hits)
        if not best:
            return []
        chances = self._judge.probabilities(self.signs(question, best))
        ranked = [
            replace(c, score=likelier(float(p)) if lists_asked(question.text, c.quote) else float(p))
            for c, p in zip(best, chances, strict=True)
        ]
        return sorted(without_older(ranked, question.years), key=lambda c: -c.score)

    def answers(self, candidate: Candidate) -> bool:
        """Whether a ranked sentence is likely enough to answer."""
        return candidate.score >= self._judge.least

    def candidates(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """The sentences worth judging: of the right kind and year, and likely before they are embedded."""
        asked = self.asked(question)
        things = [one for one, _ in asked]
        hits = [hit for hit in hits[:PASSAGES] if of_party(question.text, hit.passage)]
        found = [c for hit in hits for c in self._of_passage(hit, asked)]
        found = [
            c
            for c in found
            if fits_kind(question, c.quote)
            and fits_years(question.years, c)
            and not leaves_out(c.quote, question.text, things, self._thesaurus)
            and told_of_group(question.text, c.quote, _above(c))
        ]
        ranks = {hit.passage.id: rank for rank, hit in enumerate(hits, 1)}
        found = newest_of_equals(found, question.years)
        found.sort(key=lambda c: -(NAMING * c.own + SCORE * c.hit.score + RANK / ranks[c.hit.passage.id]))
        return self._counting(question, found[:EMBEDDED])

    def signs(self, question: Question, candidates: Sequence[Candidate]) -> np.ndarray:
        """What the judge weighs of each, shape (len(candidates), len(SIGNS))."""
        subject = " ".join([*(one.word for one, _ in self.asked(question)), *question.years])
        asked = self._embedder.queries([question.text, subject or question.text])
        cosines = self._embedder.passages([_with_heading(c) for c in candidates]) @ asked.T
        scale = self._calibration()
        passages = np.array([c.hit.vector for c in candidates])
        return signs(question, candidates, *map(scale.likeness, (cosines[:, 0], cosines[:, 1], passages)))

    def _counting(self, question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
        thing = counted(question, self._thesaurus)
        if thing is None:
            return list(candidates)
        return [replace(c, counts=counts(thing, c.quote, self._thesaurus)) for c in candidates]

    def _of_passage(self, hit: Hit, asked: Sequence[tuple[Asked, float]]) -> list[Candidate]:
        passage = hit.passage
        around = self._thesaurus.terms(passage.text)
        above = self._thesaurus.terms(" ".join([described(passage.document), *passage.headings]))
        total = sum(weight for _, weight in asked) or 1.0
        over = [degree(one, above) for one, _ in asked]
        beside = [degree(one, around) for one, _ in asked]
        weights = [weight for _, weight in asked]
        found: list[Candidate] = []
        for start, end, text in statements(passage):
            terms = self._thesaurus.terms(text)
            own = [degree(one, terms) for one, _ in asked]
            named = [max(o, 0.8 * a, 0.5 * b) for o, a, b in zip(own, over, beside, strict=True)]
            missing = [w for o, a, w in zip(own, over, weights, strict=True) if max(o, a) < NAMED]
            found.append(
                Candidate(
                    hit, start, end, text,
                    coverage=float(np.dot(weights, named)) / total,
                    own=float(np.dot(weights, own)) / total,
                    above=float(np.dot(weights, over)) / total,
                    around=float(np.dot(weights, beside)) / total,
                    gap=max(missing, default=0.0) / 5,
                    gaps=len(missing),
                    asked=len(asked),
                )
            )  # fmt: skip
        return found


def _above(candidate: Candidate) -> str:
    passage = candidate.hit.passage
    return " ".join([described(passage.document), *passage.headings])


def _with_heading(candidate: Candidate) -> str:
    headings = candidate.hit.passage.headings
    return f"{headings[-1]}. {candidate.quote}" if headings else candidate.quote

"""Asks the gold questions as a user would, and notes of each what came of it.

Everything goes through `Assistant.ask`, follow-ups after their earlier
questions, so that what is measured is what a user gets.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.grounding import on_page, supported
from assistant.asking import Turn
from assistant.evaluation.gold import Evidence, GoldQuestion
from assistant.evaluation.matching import cites, holds, of_hit, ranks
from assistant.figures.municipalities import Municipalities
from assistant.records import NATIONAL, Answer, Citation, Figure, Language, Progress, Sentence, Status
from assistant.service import Assistant

WARM_UP = "Wat is een taalhuis?"
Listener = Callable[[Progress], None]


@dataclass(frozen=True)
class Cited:
    """What a whole answer's citations are worth; counts.

    `claims` are the sentences that rest on citations, `unsourced` those with a
    number that none of their citations has, `elsewhere` the citations of
    another town's document.
    """

    citations: int = 0
    on_page: int = 0
    elsewhere: int = 0
    claims: int = 0
    unsourced: int = 0


@dataclass(frozen=True)
class Query:
    """What was searched for, as the answer tells: a follow-up in full, the town it was answered for."""

    text: str
    language: Language
    municipality: str | None = None

    @property
    def shelves(self) -> tuple[str, ...]:
        """The shelves that a question with this town opens."""
        return (NATIONAL, self.municipality) if self.municipality else (NATIONAL,)


@dataclass(frozen=True)
class Outcome:
    """What became of one question.

    `ranks` holds for each part of the evidence the rank of the first passage
    with it. `cited` and `said` count the parts whose answer stands in a
    citation, and also in the sentence that cites it. `seconds` is how long the
    question took, without the earlier ones. `towns` are those it is about.
    """

    question: GoldQuestion
    query: Query
    towns: frozenset[str]
    status: Status
    ranks: tuple[int | None, ...]
    cited: int
    said: int
    checks: Cited
    seconds: float
    first: str

    @property
    def answered(self) -> bool:
        """Whether the user got an answer."""
        return self.status != "refused"

    @property
    def cited_all(self) -> bool:
        """Whether every part is answered by what is cited."""
        return self.question.answerable and self.answered and self.cited == len(self.ranks)

    @property
    def cited_some(self) -> bool:
        """Whether at least one part is answered by what is cited."""
        return self.question.answerable and self.answered and self.cited > 0

    @property
    def said_all(self) -> bool:
        """Whether the sentences themselves give every part."""
        return self.question.answerable and self.answered and self.said == len(self.ranks)

    @property
    def right(self) -> bool:
        """An answerable question answered by what is cited, another one refused."""
        return self.cited_all if self.question.answerable else not self.answered

    @property
    def found(self) -> bool:
        """Whether every part stands among the first five passages."""
        return self.question.answerable and all(rank is not None and rank <= 5 for rank in self.ranks)


def ask_all(assistant: Assistant, questions: Sequence[GoldQuestion], listener: Listener) -> Iterator[Outcome]:
    """Ask every question and yield its outcome; one untimed question goes first, to load what loads late."""
    assistant.ask(WARM_UP)
    for done, question in enumerate(questions):
        listener(Progress("evaluating", done, len(questions)))
        yield _ask(assistant, question)
    listener(Progress("evaluating", len(questions), len(questions)))


def _ask(assistant: Assistant, question: GoldQuestion) -> Outcome:
    turns: list[Turn] = []
    for earlier in question.previous:
        answer = assistant.ask(earlier, municipality=question.municipality, previous=turns)
        turns.append(Turn(earlier, answer))
    started = time.perf_counter()
    answer = assistant.ask(question.question, municipality=question.municipality, previous=turns)
    seconds = time.perf_counter() - started
    towns = towns_of(question, assistant.places)
    return Outcome(
        question=question,
        query=Query(
            answer.searched or question.question, answer.language, answer.municipality or answer.chosen
        ),
        towns=towns,
        status=answer.status,
        ranks=ranks(question.parts, [of_hit(hit) for hit in answer.passages], towns),
        cited=sum(any(cites(e, c) for e in part for c in answer.citations) for part in question.parts),
        said=sum(any(_says(answer, e) for e in part) for part in question.parts),
        checks=check(answer, towns, assistant.catalogue.page_text),
        seconds=seconds,
        first=answer.sentences[0].text if answer.sentences else "",
    )


def towns_of(question: GoldQuestion, places: Municipalities) -> frozenset[str]:
    """The codes of the towns a question is about.

    Those it names, else those of the last earlier question that names any,
    else the one chosen in the page. This is read from the gold question itself,
    so that the assistant's own idea of it is put to the test.
    """
    for text in (question.question, *reversed(question.previous)):
        if named := _named(text, places):
            return named
    return frozenset({places.get(question.municipality).code} if question.municipality else ())


def check(answer: Answer, towns: frozenset[str], page_text: Callable[[str, int], str | None]) -> Cited:
    """Look up every citation and every number of an answer again, apart from how it was made."""
    claims = [s for s in answer.sentences if s.role == "claim"]
    return Cited(
        citations=len(answer.citations),
        on_page=sum(on_page(c.quote, page_text(c.document_id, c.page_index)) for c in answer.citations),
        elsewhere=sum(c.municipality not in {None, *towns} for c in answer.citations),
        claims=len(claims),
        unsourced=sum(not supported(s.text, _cited_by(answer, s), _figures_of(answer, s)) for s in claims),
    )


def _named(text: str, places: Municipalities) -> frozenset[str]:
    return frozenset(m.code for mention in places.mentions(text) for m in mention.candidates)


def _figures_of(answer: Answer, sentence: Sentence) -> list[Figure]:
    return [answer.figures[n - 1] for n in sentence.figures]


def _cited_by(answer: Answer, sentence: Sentence) -> list[Citation]:
    return [answer.citations[n - 1] for n in sentence.citations]


def _says(answer: Answer, evidence: Evidence) -> bool:
    """Whether a sentence that cites the evidence gives its answer."""
    return any(
        holds(" ".join((sentence.text, *sentence.cells)), evidence.answer)
        for sentence in answer.sentences
        if any(cites(evidence, citation) for citation in _cited_by(answer, sentence))
    )

"""A question becomes an answer: understand, divide, answer from figures and documents, check.

No language model is needed: the answer is made of quotes. Refusing is decided
in code, and says what was searched, what came nearest, and what would help.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from assistant.answering.both_sources import BothSources
from assistant.answering.cells import Cells
from assistant.answering.composing import cite
from assistant.answering.dividing import Divider
from assistant.answering.figure_answer import FigureAnswers
from assistant.answering.finding import titles
from assistant.answering.from_documents import DocumentAnswers
from assistant.answering.last_check import LastCheck
from assistant.answering.question import Question, understand
from assistant.answering.quoting import Quoter
from assistant.answering.refusing import of_village
from assistant.figures.municipalities import Municipalities
from assistant.figures.store import FigureStore
from assistant.index.catalogue import Catalogue
from assistant.index.search import Searcher
from assistant.records import NATIONAL, Answer, Citation, Language, Sentence


@dataclass(frozen=True)
class Found:
    """A question with its answer, for whoever rewords it: `bare` has no remarks on how its sources were read.

    `shelves` are those that it may be answered from.
    """

    question: Question
    shelves: tuple[str, ...]
    bare: Answer
    answer: Answer


class Answerer:
    """Answers questions over one data folder."""

    def __init__(
        self,
        catalogue: Catalogue,
        searcher: Searcher,
        quoter: Quoter,
        cells: Cells,
        municipalities: Municipalities,
        figures: FigureStore,
    ) -> None:
        self.quoter = quoter
        self.figures = FigureAnswers(figures)
        self._municipalities = municipalities
        self._documents = DocumentAnswers(catalogue, searcher, quoter, cells, municipalities)
        self._one = BothSources(self.figures, self._documents)
        self._check = LastCheck(catalogue, self.figures)
        self._divider = Divider(self._documents, self.figures, self._one, self._check, municipalities)

    def find(
        self,
        text: str,
        *,
        municipality: str | None = None,
        language: Language | None = None,
        personal_shelf: str | None = None,
    ) -> Found:
        """Answer a question; raises `QuestionError` or `UnknownMunicipality` for what can't be taken.

        The answer comes with what whoever rewords it must know.
        """
        started = time.perf_counter()
        question = understand(text, self._municipalities, municipality, language)
        code = question.municipality.code if question.municipality else None
        shelves = [NATIONAL, *filter(None, (code, personal_shelf))]
        wanted = self.figures.wanted(question)
        by_town = self._divider.by_town(question, shelves) if wanted is None else None
        in_parts = self._divider.in_parts(question, shelves) if wanted is None and by_town is None else None
        answer, hits = by_town or in_parts or self._one.answer(question, shelves, wanted)
        if by_town:
            shelves += [town.code for town in question.others]
        bare = replace(
            self._check.grounded(answer, question, shelves),
            passages=tuple(hits),
            consulted=titles(hits),
            municipality=code,
        )
        seconds = round(time.perf_counter() - started, 3)
        told = replace(of_village(self._check.legible(bare), question), seconds=seconds)
        return Found(question, tuple(shelves), bare, told)

    def checked(self, found: Found, answer: Answer) -> Answer:
        """Another answer to the same question, with only what holds and how its sources were read."""
        return self._check.legible(self._check.grounded(answer, found.question, found.shelves))

    def more(self, found: Found, most: int = 8) -> tuple[Citation, ...]:
        """Other quotes that are likely to answer the same question, best first, that may be shown."""
        question = found.question
        told = "\n".join(citation.quote for citation in found.bare.citations)
        good = self._documents.chooser.good(question, self.quoter.rank(question, found.bare.passages))
        cited = [cite(c.hit.passage, c.quote) for c in good if c.quote not in told][:most]
        quotes = [Sentence(citation.quote, (n,)) for n, citation in enumerate(cited, 1)]
        answer = Answer(question.text, question.language, "answered", tuple(quotes), tuple(cited))
        return self.checked(found, answer).citations

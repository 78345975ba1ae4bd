"""One question answered from the figures, from documents, or from both, whichever has what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.figure_answer import FigureAnswers
from assistant.answering.figure_beside import beside, of_figures, with_nearest
from assistant.answering.figure_question import Wanted
from assistant.answering.finding import LOCAL_KINDS
from assistant.answering.from_documents import DocumentAnswers
from assistant.answering.question import Question
from assistant.figures.values import COUNTRY
from assistant.records import Answer, Hit


class BothSources:
    """Answers from figures and documents."""

    def __init__(self, figures: FigureAnswers, documents: DocumentAnswers) -> None:
        self._figures = figures
        self._documents = documents

    def answer(
        self, question: Question, shelves: Sequence[str], wanted: Wanted | None
    ) -> tuple[Answer, list[Hit]]:
        """The answer, not yet checked, and the passages searched; `wanted` is asked of the figures."""
        if wanted is None:
            answer, hits = self._documents.answer(question, shelves)
            return self._near_figures(question, answer), hits
        told = self._figures.told(wanted, question.language)
        national = wanted.places == (COUNTRY,)
        if wanted.literacy and question.kind not in LOCAL_KINDS:
            question = replace(question, kind="amount")
        elif not (wanted.literacy or wanted.risks) and (
            told.status == "answered"
            or not (national or self._documents.of_town(question.municipality, shelves))
        ):
            return of_figures(question, told), []
        answer, hits = self._documents.answer(question, shelves)
        return beside(question, told, answer), hits

    def _near_figures(self, question: Question, answer: Answer) -> Answer:
        """A refusal of a number of something in a town, with what the figures have that comes nearest."""
        counts = question.kind == "amount" and not question.money and question.municipality is not None
        if answer.status != "refused" or not counts or question.ambiguous:
            return answer
        if (nearest := self._figures.nearest(question)) is None:
            return answer
        return with_nearest(question, answer, nearest)

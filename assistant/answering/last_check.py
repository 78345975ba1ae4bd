"""The check that every answer passes before anyone sees it, over one data folder.

`grounding` decides what holds and `legibility` tells how the sources could be
read; here they get the pages, shelves and figures they need.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.figure_answer import FigureAnswers
from assistant.answering.grounding import grounded
from assistant.answering.legibility import legible
from assistant.answering.question import Question
from assistant.errors import UnknownDocument
from assistant.index.catalogue import Catalogue
from assistant.records import Answer, Entry


class LastCheck:
    """Checks answers."""

    def __init__(self, catalogue: Catalogue, figures: FigureAnswers) -> None:
        self._catalogue = catalogue
        self._figures = figures

    def grounded(self, answer: Answer, question: Question, shelves: Sequence[str]) -> Answer:
        """The answer with only what holds: quotes that stand there, figures that are so, of places asked."""
        return grounded(
            answer,
            self._catalogue.page_text,
            self._shelf_of,
            shelves,
            question.municipality.code if question.municipality else None,
            self._figures.checker(),
            lambda place: self._figures.in_scope(question, place),
            [town.code for town in question.others],
        )

    def legible(self, answer: Answer) -> Answer:
        """The answer with remarks on how its sources were read."""
        answer = legible(answer, self._catalogue.page, self._entry_of)
        if answer.status == "refused" and any(s.citations for s in answer.sentences):
            raise AssertionError("a refusal quotes no documents")
        return answer

    def _entry_of(self, document_id: str) -> Entry | None:
        try:
            return self._catalogue.entry(document_id)
        except UnknownDocument:
            return None

    def _shelf_of(self, document_id: str) -> str | None:
        entry = self._entry_of(document_id)
        return entry.shelf if entry else None

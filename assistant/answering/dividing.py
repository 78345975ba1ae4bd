"""A question that is more than one: towns side by side, or two things asked in one breath.

One search finds half of either. So the question is divided, each part is
answered by itself, and the answers are joined; a part without an answer is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.both_sources import BothSources
from assistant.answering.figure_answer import FigureAnswers
from assistant.answering.from_documents import DocumentAnswers
from assistant.answering.last_check import LastCheck
from assistant.answering.question import Question, understand
from assistant.answering.several import in_turn, joined, parts_of
from assistant.answering.towns import about, nothing_of, own_part, side_by_side
from assistant.figures.municipalities import Municipalities
from assistant.records import NATIONAL, PERSONAL_PREFIX, Answer, Hit


class Divider:
    """Answers questions in parts."""

    def __init__(
        self,
        documents: DocumentAnswers,
        figures: FigureAnswers,
        one: BothSources,
        check: LastCheck,
        municipalities: Municipalities,
    ) -> None:
        self._documents = documents
        self._figures = figures
        self._one = one
        self._check = check
        self._municipalities = municipalities

    def by_town(self, question: Question, shelves: Sequence[str]) -> tuple[Answer, list[Hit]] | None:
        """Towns named side by side, each answered from its own documents; None where none of them is."""
        named = side_by_side(question, self._municipalities)
        personal = [shelf for shelf in shelves if shelf.startswith(PERSONAL_PREFIX)]
        own = {town.code: [NATIONAL, town.code, *personal] for town in named}
        local = {town.code: self._documents.of_town(town, own[town.code]) for town in named}
        if question.kind == "departments" or not any(local.values()):
            return None
        parts: list[Answer | None] = []
        found: list[list[Hit]] = []
        for town in named:
            asked = about(question, town, self._municipalities)
            answer, hits = self._documents.answer(asked, own[town.code])
            parts.append(own_part(self._check.grounded(answer, asked, own[town.code]), town))
            found.append(hits)
        if not any(parts):
            return None
        answers = [
            part or nothing_of(question, town, local[town.code])
            for part, town in zip(parts, named, strict=True)
        ]
        names = [town.name for town in named]
        return joined(question.text, question.language, names, answers), in_turn(found)

    def in_parts(self, question: Question, shelves: Sequence[str]) -> tuple[Answer, list[Hit]] | None:
        """A question that asks two things; None for another, and where neither has an answer."""
        parts = (
            []
            if question.ambiguous or question.kind == "departments"
            else parts_of(question.text, self._municipalities)
        )
        if len(parts) < 2:
            return None
        asked = [self._part(question, part) for part in parts]
        found = [self._one.answer(each, shelves, self._figures.wanted(each)) for each in asked]
        if all(answer.status == "refused" for answer, _ in found):
            return None
        answers = [answer for answer, _ in found]
        return joined(question.text, question.language, parts, answers), in_turn([hits for _, hits in found])

    def _part(self, question: Question, text: str) -> Question:
        """One part of a question; the town is that of the whole, and the year where it names none itself.

        "Wanneer begon het en hoeveel uur is er in 2026?": what asks for a year doesn't take another part's.
        """
        town = question.municipality.code if question.municipality else None
        part = understand(text, self._municipalities, town, question.language)
        if part.named and part.ambiguous is None:
            return part
        return replace(
            part,
            municipality=question.municipality,
            named=question.named,
            local=question.local,
            ambiguous=None,
            years=part.years or (() if part.kind == "when" else question.years),
        )

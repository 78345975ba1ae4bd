"""Chooses, of the sentences that were ranked, those that may answer: likely enough, and of the right town.

What is likely the judge says; here is decided what it can't see. A national text
that speaks of another town, an example that tells who held an office, another
article of the law and a bare line of a form look like answers and are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.article_answer import Articles
from assistant.answering.asked_for import is_of_town, is_office, is_reached
from assistant.answering.candidates import Candidate
from assistant.answering.finding import LOCAL_KINDS, is_about_a_town
from assistant.answering.holding import has_money
from assistant.answering.question import Question
from assistant.answering.quotable import Quotable
from assistant.answering.quoting import Quoter
from assistant.figures.municipalities import Municipalities

# How near to the best sentence's chance another's must come to be told beside it.
NEARLY = 0.45


# A sentence that gives a sum of money and names all that it was asked of needs no more than this.
ENOUGH = 0.3


# A number or an address is of what stands beside it: so much of what was asked its sentence must name.
NAMED_WITH_IT = 0.6


class Chooser:
    """Chooses sentences."""

    def __init__(
        self, quoter: Quoter, quotable: Quotable, articles: Articles, municipalities: Municipalities
    ) -> None:
        self._quoter = quoter
        self._quotable = quotable
        self._articles = articles
        self._municipalities = municipalities

    def good(self, question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
        """The ranked sentences that may answer: likely, of this town, for a number no bare line of a form."""
        # Where one sentence surely answers, those nearly as likely say the rest of it.
        least = NEARLY * ranked[0].score if ranked and self._quoter.answers(ranked[0]) else 1.0
        likely = [
            c
            for c in ranked
            if self._quoter.answers(c) or c.score >= least or (c.score >= ENOUGH and _gives_sum(question, c))
        ]
        good = [c for c in likely if self._of_this_town(question, c)]
        in_town = question.named or (question.municipality is not None and is_of_town(question.text))
        if in_town and question.kind in LOCAL_KINDS:
            good = [c for c in good if self._tells_of_town(question, c)]
        if is_reached(question.text):
            good = [c for c in good if c.own >= NAMED_WITH_IT]
        good = self._articles.keeps_to(question, good)
        return [c for c in good if self._quotable(for_a_figure(question), c)]

    def _of_this_town(self, question: Question, candidate: Candidate) -> bool:
        """Whether a national sentence speaks of no other town than the one asked about or chosen."""
        if not is_about_a_town(question) or candidate.hit.passage.document.municipality is not None:
            return True
        towns = [m.candidates for m in self._municipalities.mentions(candidate.quote)]
        return not towns or any(question.municipality in candidates for candidates in towns)

    def _tells_of_town(self, question: Question, candidate: Candidate) -> bool:
        """Whether a sentence is from the town's own documents, from an example of it, or names it itself.

        Who holds an office changes: an example of this town says who did, not who does.
        """
        document, town = candidate.hit.passage.document, question.municipality
        if document.municipality or town is None:
            return document.municipality is not None
        if is_office(question.text):
            return False
        named = self._municipalities.mentions(candidate.quote)
        return town.name in document.topics or any(town in m.candidates for m in named)


def _gives_sum(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence gives an amount of money and names itself all that the question names."""
    asked = question.kind == "amount" and question.money
    return asked and candidate.own >= 1.0 and has_money(candidate.quote)


def for_a_figure(question: Question) -> Question:
    """What is asked with a year, "Wat is de kasgeldlimiet in 2027?", is a figure if there is one."""
    return replace(question, kind="amount") if question.kind == "definition" and question.years else question

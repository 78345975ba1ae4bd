"""What figures say and what documents say of one question, in one answer: the figures first."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.figure_telling import Told
from assistant.answering.question import Question
from assistant.records import Answer


def beside(question: Question, told: Told, answer: Answer) -> Answer:
    """First what the figures say, then what documents say; a refusal keeps where was looked."""
    figures = of_figures(question, told)
    if answer.status == "refused":
        if told.status != "refused":
            return figures
        looked = tuple(s for s in answer.sentences if s.text != answer.missing)
        return replace(figures, sentences=(*figures.sentences, *looked))
    sentences = (*figures.sentences, *answer.sentences)
    status = told.status if told.status == "answered" else answer.status
    missing = " ".join(filter(None, (told.missing, answer.missing))) if status != "answered" else None
    return replace(
        answer,
        status=status,
        sentences=sentences,
        figures=told.figures,
        missing=missing,
        columns=told.columns,
    )


def of_figures(question: Question, told: Told) -> Answer:
    """The answer that figures give, not yet checked."""
    return Answer(
        question.text,
        question.language,
        told.status,
        told.sentences,
        figures=told.figures,
        missing=told.missing,
        columns=told.columns,
    )

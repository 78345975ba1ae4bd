"""What figures say and what documents say of one question, in one answer: the figures first."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.figure_telling import Told
from assistant.answering.question import Question
from assistant.records import Answer, Language, Sentence
from assistant.wording import say


def beside(question: Question, told: Told, answer: Answer) -> Answer:
    """First what the figures say, then what documents say; a refusal keeps where was looked."""
    figures = of_figures(question, told)
    if answer.status == "refused":
        if told.status != "refused":
            return figures
        looked = [s for s in answer.sentences if s.text != answer.missing]
        if figures.figures:
            no_more = Sentence(say("figure_answers.documents_no_more", question.language), role="remark")
            not_found = say("refusal.not_found", question.language)
            looked = [no_more if s.text == not_found else s for s in looked]
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


def with_nearest(question: Question, answer: Answer, nearest: Told) -> Answer:
    """A refusal of a number, with the figures that come nearest, and where else the number may be.

    That takes the place of the document to add: a number like this stands in no document of a town.
    """
    elsewhere = look_up(question.language)
    kept = [s for s in answer.sentences if s.text != answer.missing]
    told = (*kept, *nearest.sentences, Sentence(elsewhere, role="remark"))
    return replace(answer, sentences=told, figures=nearest.figures, missing=elsewhere)


def look_up(language: Language) -> str:
    """Where a figure that is not here can be found, and what to do with it then."""
    return say("figure_answers.look_up", language)


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

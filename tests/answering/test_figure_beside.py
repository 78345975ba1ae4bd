"""Figures and documents in one answer: they don't contradict each other, and a refusal says where to look."""

from __future__ import annotations

from pathlib import Path

from assistant.answering.figure_beside import beside, with_nearest
from assistant.answering.figure_telling import Told
from assistant.answering.question import Question, understand
from assistant.figures import municipalities
from assistant.records import Answer, Figure, Sentence
from assistant.settings import PROJECT
from assistant.wording import say

FOLDER: Path = PROJECT / "corpus" / "figures"
NOT_FOUND = say("refusal.not_found", "nl")
ADD = say("refusal.upload", "nl", town="Leiden")
ROW = Figure("Leiden", "Ouderen", 15.2, "%", 2024, "Kerncijfers 2024", code="GM0546", key="pct_65plus")


def asked() -> Question:
    return understand("Hoeveel laaggeletterden heeft Leiden?", municipalities.load(FOLDER))


def refused(question: Question) -> Answer:
    lines = (NOT_FOUND, "Ik heb gezocht in de landelijke teksten.", ADD)
    remarks = tuple(Sentence(line, role="remark") for line in lines)
    return Answer(question.text, "nl", "refused", remarks, missing=ADD)


def test_documents_without_an_answer_have_nothing_more_to_say_beside_figures() -> None:
    claim = Sentence("In Leiden is 15,2% 65 jaar of ouder (2024).", figures=(1,))
    told = Told((Sentence("Geen cijfer.", role="remark"), claim), (ROW,), "refused", "Geen cijfer.")
    said = [s.text for s in beside(asked(), told, refused(asked())).sentences]
    assert NOT_FOUND not in said and ADD not in said
    assert "De documenten zeggen hier niets meer over." in said
    assert "Ik heb gezocht in de landelijke teksten." in said


def test_without_any_figure_it_keeps_saying_that_the_answer_is_not_there() -> None:
    told = Told((Sentence("Geen cijfer.", role="remark"),), (), "refused", "Geen cijfer.")
    said = [s.text for s in beside(asked(), told, refused(asked())).sentences]
    assert NOT_FOUND in said and "De documenten zeggen hier niets meer over." not in said


def test_a_refused_number_ends_with_where_to_look_and_not_with_a_document() -> None:
    claim = Sentence("In Leiden is 15,2% 65 jaar of ouder (2024).", figures=(1,))
    near = Told((Sentence("Het dichtst in de buurt komt: ouderen.", role="remark"), claim), (ROW,), "refused")
    answer = with_nearest(asked(), refused(asked()), near)
    said = [s.text for s in answer.sentences]
    assert ADD not in said and said[0] == NOT_FOUND
    assert said[-3:-1] == ["Het dichtst in de buurt komt: ouderen.", claim.text]
    assert said[-1] == answer.missing and "StatLine" in said[-1] and "tabblad Cijfers" in said[-1]
    assert answer.status == "refused" and answer.figures == (ROW,)

"""What is told where there is no answer: of which year there is nothing, and about which place it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.question import Question, understand
from assistant.answering.refusing import as_far_as, of_village, refused, which_town
from assistant.figures import municipalities
from assistant.records import Answer, Citation, Sentence
from assistant.settings import PROJECT
from tests.answering.test_editions import entry

PLACES = municipalities.load(PROJECT / "corpus" / "figures")
BUDGET = entry(2026)


def asked(text: str) -> Question:
    return understand(text, PLACES, "Wassenaar")


def told(answer: Answer) -> str:
    return " ".join(sentence.text for sentence in answer.sentences)


@pytest.mark.parametrize(("year", "said"), [("2028", True), ("2026", False), ("2019", False)])
def test_a_year_after_the_newest_document_is_said_to_be_without_one(year: str, said: bool) -> None:
    answer = refused(asked(f"Wat is in {year} het budget voor media?"), [], [], [BUDGET])
    assert ("nieuwste document van deze gemeente gaat over 2026" in told(answer)) is said
    assert answer.status == "refused" and answer.missing


def test_without_documents_there_is_no_newest_year() -> None:
    assert "nieuwste document" not in told(refused(asked("Wat is het budget in 2030?"), [], [], []))


def test_a_village_is_answered_for_its_municipality_and_that_is_said() -> None:
    answer = Answer("?", "nl", "answered", (Sentence("Zoveel."),))
    village = asked("Hoeveel inwoners heeft Hoogland in Amersfoort?")
    assert "Hoogland" in told(of_village(answer, village)) and "Amersfoort" in told(
        of_village(answer, village)
    )
    assert of_village(answer, asked("Hoeveel inwoners heeft Amersfoort?")) == answer


def test_national_texts_alone_answer_half_of_a_question_about_ones_own_town() -> None:
    citation = Citation("d", "Titel", "t.md", None, 0, None, "Zo.", None, None)
    answer = Answer("?", "nl", "answered", (Sentence("Zo.", (1,)),), (citation,))
    question = asked("Wie betaalt het Taalhuis in Wassenaar?")
    half = as_far_as(question, answer, [BUDGET])
    assert half is not None and half.status == "partial" and half.missing
    own = replace(answer, citations=(replace(citation, municipality="GM0629"),))
    assert as_far_as(question, own, [BUDGET]) == own
    assert as_far_as(asked("Wie betaalt een taalhuis?"), answer, [BUDGET]) == answer
    assert as_far_as(question, None, [BUDGET]) is None


def test_only_a_name_of_more_towns_is_asked_back() -> None:
    unclear = which_town(understand("Hoeveel geeft Bergen uit?", PLACES))
    assert unclear is not None and unclear.role == "question"
    assert which_town(asked("Hoeveel geeft Wassenaar uit?")) is None

"""A question that asks two things is taken apart, and what has no answer is named."""

from __future__ import annotations

import pytest

from assistant.answering.several import in_turn, joined, parts_of
from assistant.figures import municipalities
from assistant.records import Answer, Citation, Entry, Hit, Passage, Sentence
from assistant.settings import PROJECT

PLACES = municipalities.load(PROJECT / "corpus" / "figures")


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Wie regelt de bijstand voor Wassenaarders en welke gemeente coördineert de educatie?",
            ["Wie regelt de bijstand voor Wassenaarders?", "Welke gemeente coördineert de educatie?"],
        ),
        (
            "When did the team officially start, and how many hours are paid for in 2026?",
            ["When did the team officially start?", "How many hours are paid for in 2026?"],
        ),
        (
            "Hoeveel inwoners heeft Leiden en wat is het gemiddelde inkomen?",
            ["Hoeveel inwoners heeft Leiden?", "Wat is het gemiddelde inkomen?"],
        ),
        (
            "Hoeveel leden zijn er en hoeveel ervaren vrijwilligers zijn er nog?",
            ["Hoeveel leden zijn er?", "Hoeveel ervaren vrijwilligers zijn er nog?"],
        ),
        (
            "Which library runs the Taalhuis and which one runs the course?",
            ["Which library runs the Taalhuis?", "Which library runs the course?"],
        ),
        (
            "Wat kost het Taalhuis en wie gaat daarover?",
            ["Wat kost het Taalhuis?", "Wie gaat over het Taalhuis?"],
        ),
    ],
)
def test_two_questions_in_one_are_taken_apart(question: str, parts: list[str]) -> None:
    assert parts_of(question, PLACES) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Op welke dag en hoe laat is het taalspreekuur in de bieb?",
        "Wat doet de gemeente voor lezen en schrijven?",
        "What is there to do and which one is the best of all?",
        "Wat is het verschil tussen wat wij kregen en wat wij uitgaven?",
    ],
)
def test_one_question_is_left_whole(question: str) -> None:
    assert parts_of(question, PLACES) == [question]


def answer(status: str, text: str) -> Answer:
    citation = Citation("d", "Titel", "titel.md", None, 0, None, text, None, None)
    claim = Sentence(text, (1,)) if status != "refused" else Sentence("Niet gevonden.", role="remark")
    return Answer("?", "nl", status, (claim,), (citation,) if status != "refused" else ())  # type: ignore[arg-type]


def test_answers_are_joined_with_their_own_citations() -> None:
    whole = joined("A en B?", "nl", ["A?", "B?"], [answer("answered", "Eén."), answer("answered", "Twee.")])
    assert whole.status == "answered"
    assert [(s.text, s.citations) for s in whole.sentences] == [("Eén.", (1,)), ("Twee.", (2,))]
    assert [c.quote for c in whole.citations] == ["Eén.", "Twee."]


def test_the_part_without_an_answer_is_named() -> None:
    whole = joined("A en B?", "nl", ["A?", "B?"], [answer("answered", "Eén."), answer("refused", "")])
    assert whole.status == "partial"
    assert whole.missing and "B?" in whole.missing
    assert [s.role for s in whole.sentences] == ["claim", "remark"]


def test_passages_come_in_turn_and_once() -> None:
    def hit(name: str) -> Hit:
        entry = Entry(
            "d", "national", "f.md", "Titel", "md", "", 1, None, "nl", None, None, None, None, None, (), 1,
            False, 1, "corpus", "",
        )  # fmt: skip
        return Hit(Passage(name, entry, None, None, 0, 0, 1, 0, (), "x"), 1.0)

    one, two = [hit("a"), hit("b"), hit("c")], [hit("b"), hit("d")]
    assert [h.passage.id for h in in_turn([one, two])] == ["a", "b", "d", "c"]

"""What is said to the program itself gets a friendly word, and no search."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.render import answer_json, plain_text
from assistant.answering.small_talk import small_talk, talk_in
from assistant.asking import Turn
from assistant.records import Answer
from assistant.service import Assistant


@pytest.mark.parametrize(
    ("text", "talk", "language"),
    [
        ("bedankt", "thanks", "nl"),
        ("Dank je wel!", "thanks", "nl"),
        ("Hartelijk dank voor je hulp.", "thanks", "nl"),
        ("ok, bedankt", "thanks", "nl"),
        ("hallo", "greeting", "nl"),
        ("Goedemorgen", "greeting", "nl"),
        ("Hoi! Goede middag 🙂", "greeting", "nl"),
        ("doei", "goodbye", "nl"),
        ("Bedankt en tot ziens", "goodbye", "nl"),
        ("test", "test", None),
        ("ok", "fine", None),
        ("duidelijk", "fine", "nl"),
        ("wat kun je?", "help", "nl"),
        ("Wat kun je allemaal voor me doen?", "help", "nl"),
        ("Hallo, wat kan ik hier vragen?", "help", "nl"),
        ("Kunt u mij helpen?", "help", "nl"),
        ("help", "help", None),
        ("Thank you so much", "thanks", "en"),
        ("hello there", "greeting", "en"),
        ("bye", "goodbye", "en"),
        ("What can you do?", "help", "en"),
        ("this is a test", "test", "en"),
    ],
)
def test_talk_is_told_from_a_question(text: str, talk: str, language: str | None) -> None:
    assert talk_in(text) == (talk, language)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?!",
        "Taalhuis",
        "taaltest",
        "Welke test doet het Taalhuis?",
        "Wat kun je doen tegen laaggeletterdheid?",
        "Hallo, wie betaalt het Taalhuis?",
        "bedankt de gemeente de vrijwilligers?",
        "Help mij een plan te schrijven",
        "wie helpt mensen in Wassenaar?",
        "hoe werkt dit?",
        "en in Leiden?",
        "ja",
    ],
)
def test_a_question_is_no_talk(text: str) -> None:
    assert talk_in(text) is None and small_talk(text) is None


def test_the_remark_says_what_can_be_done_and_claims_nothing() -> None:
    answer = small_talk("hallo")
    assert answer is not None and (answer.role, answer.status, answer.missing) == ("talk", "refused", None)
    assert all(s.role == "remark" for s in answer.sentences)
    for thing in ("vraag", "cijfers", "plan van aanpak", "document"):
        assert thing in plain_text(answer)
    assert answer_json(answer)["role"] == "talk"


def test_it_answers_in_the_language_asked_for_said_or_spoken_before() -> None:
    english = Answer("Hi", "en", "answered", ())
    for answer in (small_talk("thanks"), small_talk("ok", before=english), small_talk("bedankt", "en")):
        assert answer is not None and answer.language == "en" and "question" in plain_text(answer)
    assert (told := small_talk("ok")) is not None and told.language == "nl"


def test_ok_may_be_the_reply_to_a_question_asked_back() -> None:
    asked = Answer("Wat doet Leyden?", "nl", "refused", (), role="question")
    assert small_talk("ok", before=asked) is None
    assert small_talk("bedankt", before=asked) is not None
    assert small_talk("ok", before=replace(asked, role="answer")) is not None


def test_nothing_is_searched_and_the_conversation_goes_on(assistant: Assistant) -> None:
    assistant.prepare()
    first = assistant.ask("Hoe lang is het certificaat van het Taalhuis geldig?")
    thanks = assistant.ask("dank je wel", previous=[Turn(first.question, first)])
    assert thanks.role == "talk" and thanks.passages == () and thanks.question == "dank je wel"
    turns = [Turn(first.question, first), Turn(thanks.question, thanks)]
    again = assistant.ask("en in Wassenaar?", previous=turns)
    assert again.searched and "certificaat" in again.searched

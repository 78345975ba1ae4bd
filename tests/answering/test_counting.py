"""What a question counts, and whether a number is of that."""

from __future__ import annotations

import pytest

from assistant.answering.counting import counted, counts
from assistant.answering.question import Question
from assistant.index.terms import Thesaurus

THESAURUS = Thesaurus([["deelnemer", "deelnemers", "cursisten"]])


def thing(text: str, money: bool = False) -> str | None:
    """The word counted in a question for an amount."""
    found = counted(Question(text, "nl", "amount", money=money), THESAURUS)
    return found.word if found else None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hoeveel deelnemers waren er?", "deelnemers"),
        ("Wat was het aantal nieuwe leden?", "nieuwe"),
        ("Hoeveel van de plekken zijn vrij?", "plekken"),
        ("How many volunteers are there?", "volunteers"),
    ],
)
def test_the_thing_counted_follows_how_many(text: str, word: str) -> None:
    assert thing(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "Hoeveel bespaart de gemeente?",
        "Hoeveel moet Baarn betalen?",
        "Hoeveel weken duurt het?",
        "Hoeveel procent leest slecht?",
        "Hoeveel tijd kost het?",
        "Hoe vaak komt men bijeen?",
    ],
)
def test_a_verb_a_unit_and_time_are_no_thing_counted(text: str) -> None:
    assert thing(text) is None


def test_money_and_other_kinds_of_question_count_nothing() -> None:
    assert thing("Hoeveel deelnemers betaalden er?", money=True) is None
    assert counted(Question("Hoeveel deelnemers?", "nl", "general"), THESAURUS) is None


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Er waren 12 deelnemers.", True),
        ("Er waren twaalf cursisten.", True),
        ("Er waren 12 cursussen.", False),
        ("De deelnemers kwamen in 2024.", False),
        ("Het kost 8 uur per 100 deelnemers.", False),
        ("Er waren 12 cursussen, " + "en nog veel meer " * 6 + "deelnemers.", False),
    ],
)
def test_a_number_counts_with_its_thing_close_by(text: str, right: bool) -> None:
    found = counted(Question("Hoeveel deelnemers waren er?", "nl", "amount"), THESAURUS)
    assert found is not None and counts(found, text, THESAURUS) is right

"""What a question counts, and whether a number is of that."""

from __future__ import annotations

import pytest

from assistant.answering.counting import counted, counts, what_is_counted
from assistant.answering.question import Question, understand
from assistant.figures import municipalities
from assistant.index.terms import Thesaurus
from assistant.settings import PROJECT

PLACES = municipalities.load(PROJECT / "corpus" / "figures")
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
        ("De deelnemers leren anderhalf tot 2 jaar.", False),
        ("De deelnemers zijn van 4 t/m 13 jaar.", False),
        ("De deelnemers betalen € 12.", False),
        ("Het kost 8 uur per 100 deelnemers.", False),
        ("Er waren 12 cursussen, " + "en nog veel meer " * 6 + "deelnemers.", False),
    ],
)
def test_a_number_counts_with_its_thing_close_by(text: str, right: bool) -> None:
    found = counted(Question("Hoeveel deelnemers waren er?", "nl", "amount"), THESAURUS)
    assert found is not None and counts(found, text, THESAURUS) is right


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hoeveel kinderen groeien op in armoede in Leiden?", "kinderen groeien op in armoede"),
        ("Hoeveel statushouders wonen er in Leiden?", "statushouders"),
        ("How many refugees live in Leiden?", "refugees"),
        ("Wat is het percentage eenoudergezinnen van Leiden in 2023?", "eenoudergezinnen"),
        ("Wat doet Leiden?", ""),
    ],
)
def test_what_is_counted_is_said_in_the_users_words(text: str, said: str) -> None:
    assert what_is_counted(understand(text, PLACES)) == said

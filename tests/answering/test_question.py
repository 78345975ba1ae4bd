"""What a question asks is understood from its words."""

from __future__ import annotations

import pytest

from assistant.answering.question import LONGEST, understand
from assistant.errors import EmptyQuestion, QuestionTooLong, UnknownMunicipality
from assistant.figures import municipalities
from assistant.settings import PROJECT

PLACES = municipalities.load(PROJECT / "corpus" / "figures")


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("Welke afdelingen kunnen laaggeletterdheid in mijn gemeente financieren?", "departments", "nl"),
        ("Which departments fund literacy in my town?", "departments", "en"),
        ("Welke taakvelden hebben belang bij taal?", "departments", "nl"),
        ("Hoeveel subsidie krijgt de bibliotheek?", "amount", "nl"),
        ("Wat kost een cursus?", "amount", "nl"),
        ("How much money does the library get?", "amount", "en"),
        ("Wanneer is de begroting vastgesteld?", "when", "nl"),
        ("In welk jaar begon het Taalhuis?", "when", "nl"),
        ("Wie stelt de begroting vast?", "who", "nl"),
        ("Met wie moet ik praten?", "who", "nl"),
        ("Wat is een taalhuis?", "definition", "nl"),
        ("Welke normen gelden voor certificering?", "list", "nl"),
        ("Hoe krijg ik de wethouder mee?", "how", "nl"),
        ("Taalhuis", "general", "nl"),
    ],
)
def test_kind_and_language(text: str, kind: str, language: str) -> None:
    question = understand(text, PLACES)
    assert (question.kind, question.language) == (kind, language)


def test_the_town_in_the_question_wins_from_the_choice() -> None:
    question = understand("Wat doet Leiden aan taal?", PLACES, "Wassenaar")
    assert question.municipality is not None and question.municipality.name == "Leiden"
    assert question.named


def test_my_municipality_is_the_chosen_one() -> None:
    question = understand("Wat doet mijn gemeente in 2026?", PLACES, "GM0629")
    assert question.municipality is not None and question.municipality.name == "Wassenaar"
    assert question.local and not question.named and question.years == ("2026",)


def test_an_ambiguous_place_is_left_open() -> None:
    question = understand("Hoeveel geeft Bergen uit?", PLACES)
    assert question.ambiguous is not None and len(question.ambiguous.candidates) == 2
    assert understand("Hoeveel geeft Bergen uit?", PLACES, "GM0373").ambiguous is None


def test_what_can_not_be_taken_says_why() -> None:
    for text in ("", "   ", "?!"):
        with pytest.raises(EmptyQuestion):
            understand(text, PLACES)
    with pytest.raises(QuestionTooLong) as too_long:
        understand("a" * 20_000, PLACES)
    assert "20000" in too_long.value.say("nl") and str(LONGEST) in too_long.value.say("en")
    with pytest.raises(UnknownMunicipality) as unknown:
        understand("Wat doet u?", PLACES, "Wasenaar")
    assert "Bedoelt u Wassenaar" in unknown.value.say("nl")

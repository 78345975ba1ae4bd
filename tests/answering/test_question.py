"""What a question asks is understood from its words."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.asking_back import ask_back
from assistant.answering.question import LONGEST, in_full, understand
from assistant.errors import EmptyQuestion, QuestionTooLong, UnknownMunicipality
from assistant.figures import municipalities
from assistant.settings import PROJECT

TODAY = date(2026, 11, 24)
PLACES = municipalities.load(PROJECT / "corpus" / "figures")


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("Welke afdelingen kunnen laaggeletterdheid in mijn gemeente financieren?", "departments", "nl"),
        ("Which departments fund literacy in my town?", "departments", "en"),
        ("Welke taakvelden hebben belang bij taal?", "departments", "nl"),
        ("Welke afdeling moet ik benaderen?", "departments", "nl"),
        ("Which departments could co-finance a plan?", "departments", "en"),
        ("Het geld van de wijkteams is op. Welk taakveld is het dan?", "general", "nl"),
        ("Uit welk taakveld komt de subsidie?", "general", "nl"),
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


def test_spending_is_a_question_of_money() -> None:
    assert understand("Hoeveel geeft Wassenaar uit aan sport?", PLACES).money
    assert not understand("Hoeveel lessen geeft de school?", PLACES).money


@pytest.mark.parametrize(
    ("text", "village", "searched"),
    [
        (
            "Hoeveel inwoners heeft Hoogland in Amersfoort?",
            "Hoogland",
            "Hoeveel inwoners heeft Amersfoort?",
        ),
        (
            "Wie betaalt het Taalhuis in Lisserbroek, gemeente Haarlemmermeer?",
            "Lisserbroek",
            "Wie betaalt het Taalhuis in Haarlemmermeer?",
        ),
        ("Wat doet BplusC in Leiden?", "", "Wat doet BplusC in Leiden?"),
        ("Wat is er in Museum Voorlinden in Wassenaar?", "", "Wat is er in Museum Voorlinden in Wassenaar?"),
        ("Hoeveel leden heeft Libertas in Leiden?", "", "Hoeveel leden heeft Libertas in Leiden?"),
        ("Wat is er in Leiden en in Wassenaar?", "", "Wat is er in Leiden en in Wassenaar?"),
    ],
)
def test_a_village_is_asked_about_by_its_municipality(text: str, village: str, searched: str) -> None:
    question = understand(text, PLACES)
    assert (question.village, question.text) == (village, searched)


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


@pytest.mark.parametrize(
    ("text", "years", "searched"),
    [
        ("Wat kreeg de bibliotheek vorig jaar?", ["2025"], "Wat kreeg de bibliotheek in 2025?"),
        ("Wat is er afgelopen jaar gedaan?", ["2025"], "Wat is er in 2025 gedaan?"),
        ("Wat is er dit jaar begroot?", ["2026"], "Wat is er in 2026 begroot?"),
        ("De begroting van volgend jaar?", ["2027"], "De begroting van 2027?"),
        ("How much did it get last year?", ["2025"], "How much did it get in 2025?"),
        ("What was last year's subsidy?", ["2025"], "What was 2025 subsidy?"),
        ("What is planned this year?", ["2026"], "What is planned in 2026?"),
        ("What is in next year's budget?", ["2027"], "What is in 2027 budget?"),
        ("Wat kostte het drie jaar geleden?", ["2023"], "Wat kostte het in 2023?"),
        ("Wat is gedaan sinds 2023?", ["2023", "2024", "2025", "2026"], "Wat is gedaan sinds 2023?"),
        ("Since 2025?", ["2025", "2026"], "Since 2025?"),
        ("Sinds 1998?", ["1998"], "Sinds 1998?"),
        ("Sinds 2028?", ["2028"], "Sinds 2028?"),
        ("De lasten in 2024-2026?", ["2024", "2025", "2026"], "De lasten in 2024-2026?"),
        ("De lasten van 2024 t/m 2026?", ["2024", "2025", "2026"], "De lasten van 2024 t/m 2026?"),
        ("Tussen 2024 en 2026?", ["2024", "2025", "2026"], "Tussen 2024 en 2026?"),
        ("De lasten in 2024 en 2026?", ["2024", "2026"], "De lasten in 2024 en 2026?"),
        ("Wat staat er in de begroting van '24?", ["2024"], "Wat staat er in de begroting van 2024?"),
        ("De afgelopen twee jaar?", ["2024", "2025"], "in 2024-2025?"),
        ("Wat zegt vorig jaar (2025)?", ["2025"], "Wat zegt in 2025?"),
        ("Wat zegt de nieuwste begroting (2027)?", ["2027"], "Wat zegt de begroting 2027?"),
        ("Wat gebeurt er ieder jaar in 's-Gravenhage?", [], "Wat gebeurt er ieder jaar in 's-Gravenhage?"),
        ("Is € 2.026,00 genoeg?", [], "Is € 2.026,00 genoeg?"),
    ],
)
def test_years_are_understood_from_the_day_it_is(text: str, years: list[str], searched: str) -> None:
    question = understand(text, PLACES, today=TODAY)
    assert (list(question.years), question.text) == (years, searched)


def test_what_was_understood_is_written_out() -> None:
    newest = {"budget": 2027}.get
    assert (
        in_full("Wat kreeg Wasenaar vorig jaar?", PLACES, TODAY) == "Wat kreeg Wassenaar vorig jaar (2025)?"
    )
    assert in_full("De nieuwste begroting?", PLACES, TODAY, newest) == "De nieuwste begroting (2027)?"
    assert in_full("The latest annual report?", PLACES, TODAY, newest) == "The latest annual report?"
    assert in_full("De laatste begroting 2024?", PLACES, TODAY, newest) == "De laatste begroting 2024?"
    for known in ("Wat doet Leiden in 2025?", "Wat doet Leyden?", "a" * 20_000):
        assert in_full(known, PLACES, TODAY) == known


def test_an_adjective_names_the_town_and_leaves_the_thing() -> None:
    question = understand("Hoeveel subsidie krijgt de Leidse bibliotheek?", PLACES, "Wassenaar")
    assert question.municipality is not None and question.municipality.name == "Leiden"
    assert question.named and question.text == "Hoeveel subsidie krijgt de Leiden bibliotheek?"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hoeveel inwoners heeft Leyden?", "Bedoelt u Leiden?"),
        ("Wat gebeurt er in Rosendaal?", "Bedoelt u Rozendaal of Roosendaal?"),
        ("Wat doet Utrecht aan taal?", "Bedoelt u de gemeente Utrecht of de provincie Utrecht?"),
        ("Hoeveel geeft Bergen uit?", "Bergen (NH.) of Bergen (L.)"),
    ],
)
def test_a_place_that_is_not_sure_is_asked_back(text: str, asked: str) -> None:
    answer = ask_back(understand(text, PLACES))
    assert answer is not None and answer.status == "refused" and asked in (answer.missing or "")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("Wat doet Leiden aan taal?", None),
        ("Hoeveel inwoners heeft Leyden?", "Leiden"),
        ("Wat doet Utrecht aan taal?", "Utrecht"),
        ("Krijgt de Utrechtse bibliotheek subsidie?", None),
        ("Wat doet de provincie Utrecht aan taal?", None),
        ("Wat is de beste aanpak?", None),
        ("Wat doet Leyden samen met Wassenaar?", None),
    ],
)
def test_a_place_that_is_sure_is_not_asked_back(text: str, chosen: str | None) -> None:
    assert ask_back(understand(text, PLACES, chosen)) is None

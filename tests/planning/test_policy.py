"""Which sentences of a town's document can be quoted on their own."""

from __future__ import annotations

import pytest

from assistant.planning.leaning import leans, stands_alone
from assistant.planning.plan import Intake
from assistant.planning.planner import Planner
from assistant.planning.policy import is_whole
from assistant.service import Assistant
from tests.conftest import MakePdf


@pytest.mark.parametrize(
    "text",
    [
        "De gemeente wil dat meer inwoners een cursus taal volgen in het taalhuis.",
        "In 2026 betaalt Wassenaar de coördinator van het taalhuis uit de algemene middelen.",
        "De gemeente opent dit jaar een loket voor inwoners die moeite hebben met lezen.",
        "De gemeente opent een taalhuis en betaalt dit taalhuis uit de algemene middelen.",
        "Het taalhuis geeft zo'n 500 inwoners les in lezen, schrijven en dergelijke.",
        "De gemeente wil ervoor zorgen dat meer inwoners een cursus taal volgen.",
        "Het taalhuis helpt inwoners van wie de taal een drempel is bij het vinden van werk.",
    ],
)
def test_a_whole_sentence_stands_alone(text: str) -> None:
    assert is_whole(text) and not leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Deze aanpak wordt in 2026 voortgezet met de partners.",
        "Daarnaast wil de gemeente meer doen voor ouderen.",
        "Speerpunten hierbij zijn de inloop en de cursus.",
        "Voor de overige subsidies is de grondslag de algemene verordening van de gemeente.",
        "Uit de aanvraag blijkt dat voor de uitvoering van deze wettelijke zorgplicht € 65.000 nodig is.",
        "De gemeente heeft in 2026 voor die groep een bedrag van € 20.000.",
        "De bibliotheek krijgt hierdoor in 2026 meer geld van de gemeente.",
        "Inwoners die moeite hebben met lezen, vinden daardoor in 2026 eerder hulp.",
        "In sommige gevallen zijn dergelijke regels voor de gemeente niet nodig.",
        "De gemeente wil zulke cursussen in 2026 ook in de wijken geven.",
        "De kosten hiervan zijn voor de gemeente en de bibliotheek samen.",
        "Een bedrag daarvoor is door de gemeente nog niet begroot.",
    ],
)
def test_what_leans_on_the_sentence_before_is_known(text: str) -> None:
    assert is_whole(text) and leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Zie bijlage 3 voor wat de gemeente in 2026 wil doen.",
        "Laaggeletterdheid en digitale vaardigheden in het sociaal domein.",
        "wil dat meer inwoners een cursus taal volgen in het taalhuis.",
        "De gemeente wil dat meer inwoners een cursus taal volgen in het",
        "De gemeente wil meer inwoners (en hun kinderen bereiken met een cursus.",
        "Cursus taal volgen.",
    ],
)
def test_what_is_no_whole_sentence_is_never_quoted(text: str) -> None:
    assert not is_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "De gemeente betaalt de genoemde cursussen in 2026 uit de algemene middelen.",
        "De gemeente gaat in 2026 verder met bovenstaande activiteiten voor ouders.",
        "De gemeente betaalt voornoemde activiteiten in 2026 uit de algemene middelen.",
    ],
)
def test_what_points_to_what_is_listed_elsewhere_leans_and_is_never_quoted(text: str) -> None:
    assert leans(text) and not is_whole(text)


def test_the_newest_document_is_quoted_first(
    with_budget: Assistant, planner: Planner, make_pdf: MakePdf
) -> None:
    lines = ["Programmabegroting 2025", "", "De gemeente wil met laaggeletterdheid in 2027 iets nieuws doen."]
    with_budget.ingest(make_pdf("begroting_2025.pdf", [lines]), municipality="Wassenaar")
    plan = planner.begin("klein-plan", Intake(("Wassenaar",)))
    section = next(s for s in next(planner.draft(plan)).sections if s.key == "aanleiding")
    quoted = [s.citations[0].file for s in section.statements() if s.text.startswith("“")]
    assert quoted == ["begroting_2026.pdf", "begroting_2025.pdf"]


def test_a_quote_of_more_sentences_may_point_back_to_its_own_first_one() -> None:
    pointing = "Voor deze zorgplicht is in 2026 een bijdrage van € 65.000 nodig."
    assert stands_alone(f"Gemeenten krijgen in 2026 een zorgplicht voor bibliotheken. {pointing}")
    assert not stands_alone(pointing)


def told(planner: Planner, words: str) -> list[str]:
    plan = planner.begin("klein-plan", Intake(("Wassenaar",)))
    section = next(s for s in next(planner.draft(plan)).sections if s.key == "aanleiding")
    return [s.text for s in section.statements() if words in s.text]


def test_a_sentence_that_points_back_brings_what_it_points_to_or_is_left(
    with_budget: Assistant, planner: Planner, make_pdf: MakePdf
) -> None:
    lines = [
        "Programmabegroting 2026",
        "",
        "De gemeente maakt met de bibliotheek een plan tegen laaggeletterdheid.",
        "Voor de uitvoering van dit plan tegen laaggeletterdheid is in 2026 12.000 euro nodig.",
        "",
        "Voor deze wettelijke zorgplicht en laaggeletterdheid is in 2026 een bijdrage van 65.000 euro nodig.",
    ]
    with_budget.ingest(make_pdf("begroting_2026_nota.pdf", [lines]), municipality="Wassenaar")
    (both,) = told(planner, "12.000")
    assert "“De gemeente maakt met de bibliotheek een plan" in both
    assert told(planner, "65.000") == []


@pytest.mark.parametrize(("amount", "words"), [("", 0), (" van 65.000 euro", 1)])
def test_what_an_amount_is_for_may_take_more_words(
    with_budget: Assistant, planner: Planner, make_pdf: MakePdf, amount: str, words: int
) -> None:
    lines = [
        "Programmabegroting 2026",
        "",
        "Vanaf 2026 geldt voor gemeenten een wettelijke zorgplicht voor openbare bibliotheken en taal.",
        "Deze verplichting houdt in dat gemeenten moeten zorgen voor voldoende en volwaardige voorzieningen",
        "die voldoen aan vastgestelde kwaliteitscriteria, en open zijn voor alle inwoners van het dorp.",
        "Hiermee wordt de huidige taak om bibliotheken en taalhuizen te bevorderen verzwaard naar een",
        "verplichting met een resultaat dat de gemeente in de jaarstukken van elk jaar laat zien.",
        f"Voor deze taak en laaggeletterdheid is in 2026 een extra bijdrage{amount} nodig.",
    ]
    with_budget.ingest(make_pdf("begroting_2026_zorg.pdf", [lines]), municipality="Wassenaar")
    found = [text for text in told(planner, "extra bijdrage") if text.startswith("“Vanaf")]
    assert len(found) == words
    assert all(len(text.split()) > 75 for text in found)

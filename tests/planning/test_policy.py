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

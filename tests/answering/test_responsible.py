"""Who deals with a subject is told by the department that it is booked with, quoted from the guidance."""

from __future__ import annotations

import pytest

from assistant.answering.asking_back import ask_back
from assistant.answering.conversation import complete
from assistant.answering.question import understand
from assistant.answering.render import plain_text
from assistant.answering.responsible import responsible, subject_asked
from assistant.figures import municipalities
from assistant.records import Answer
from assistant.service import Assistant
from assistant.settings import PROJECT
from tests.conftest import MAP

PLACES = municipalities.load(PROJECT / "corpus" / "figures")
MORE = """
## Werk (taakveld 6.5)

Taal helpt bij het vinden van werk, dus re-integratie heeft belang.

- Taakveld 6.5 kan taalscholing voor mensen met bijstand betalen.
- Volwasseneneducatie hoort niet op taakveld 6.5 maar op taakveld 4.3.

## Inkomen en schulden (taakveld 6.3)

Schuldhulp werkt beter als inwoners hun brieven begrijpen, dus sociale zaken heeft belang.

- Gemeenten boeken schuldhulpverlening op taakveld 6.3 Inkomensregelingen.
- Bijstandsuitkeringen en bijzondere bijstand horen ook op taakveld 6.3.
"""
CAUTION = "Vraag de gemeente welke ambtenaar en welke wethouder bij een taakveld horen."


@pytest.fixture
def mapped(assistant: Assistant) -> Assistant:
    path = assistant.settings.corpus / "guidance" / "kaart.md"
    path.write_text(MAP.replace("het hele taakveld.\n", f"het hele taakveld. {CAUTION}\n") + MORE, "utf-8")
    assistant.prepare()
    return assistant


def answered(assistant: Assistant, text: str) -> Answer | None:
    return responsible(understand(text, assistant.places), assistant.catalogue)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Wie gaat er over de bijstand?", "de bijstand"),
        ("Wie gaat in Leiden over inburgering?", "inburgering"),
        ("Welke afdeling gaat over schulden?", "schulden"),
        ("Wie is verantwoordelijk voor re-integratie?", "re-integratie"),
        ("Bij welke afdeling moet ik zijn voor onderwijs?", "onderwijs"),
        ("Onder welk taakveld valt schuldhulp?", "schuldhulp"),
        ("Who is responsible for debts?", "debts"),
        ("Which department handles debts?", "debts"),
    ],
)
def test_what_the_department_is_asked_of(text: str, subject: str) -> None:
    assert subject_asked(understand(text, PLACES)) == subject


@pytest.mark.parametrize(
    "text",
    [
        "Wie betaalt de bijstand?",
        "Wie is de wethouder onderwijs?",
        "Wat gaat er over van de begroting?",
        "Hoeveel gaat er naar onderwijs?",
        "Wie geeft de cursus?",
        "Welke afdelingen kunnen laaggeletterdheid financieren?",
    ],
)
def test_another_question_is_left_alone(text: str) -> None:
    assert subject_asked(understand(text, PLACES)) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Wie gaat er over de bijstand?",
            "Bijstandsuitkeringen en bijzondere bijstand horen ook op taakveld 6.3",
        ),
        ("Wie gaat er over de bijstand in Wassenaar?", "bijzondere bijstand horen ook op taakveld 6.3"),
        ("Welke afdeling gaat over schulden?", "schuldhulpverlening op taakveld 6.3"),
        ("Wie gaat over volwasseneneducatie?", "hoort bij onderwijs"),
    ],
)
def test_the_department_is_the_one_it_is_booked_with(mapped: Assistant, text: str, quote: str) -> None:
    answer = answered(mapped, text)
    assert answer is not None and answer.status == "partial" and answer.missing
    assert quote in answer.citations[0].quote and answer.citations[1].quote == CAUTION
    for citation in answer.citations:
        page = mapped.catalogue.page_text(citation.document_id, citation.page_index)
        assert page is not None and citation.quote in page
    assert [s.citations for s in answer.sentences if s.role == "claim"] == [(1,), (2,)]


@pytest.mark.parametrize(
    "text",
    ["Wie gaat er over de dierentuin?", "Wie gaat over de gemeente?", "Wie gaat over werk en honden?"],
)
def test_what_the_guidance_does_not_name_has_no_department(mapped: Assistant, text: str) -> None:
    assert answered(mapped, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Wie is de wethouder onderwijs?",
        "wie is de burgemeester",
        "Wie zijn de wethouders?",
        "Welke wethouder gaat over de bibliotheek?",
        "Who is the mayor?",
        "Which alderman is responsible for the library?",
    ],
)
def test_who_holds_an_office_is_asked_of_one_municipality(text: str) -> None:
    asked = ask_back(understand(text, PLACES))
    assert asked is not None and asked.role == "question"
    assert "gemeente" in plain_text(asked) or "municipality" in plain_text(asked)
    assert ask_back(understand(text, PLACES, "Wassenaar")) is None


@pytest.mark.parametrize(
    "text",
    [
        "Wie is wethouder Bloemendaal?",
        "Wie is de wethouder van Almere?",
        "Wie betaalt?",
        "Wat doet een wethouder?",
    ],
)
def test_a_person_a_town_or_another_question_is_not_asked_back(text: str) -> None:
    assert ask_back(understand(text, PLACES)) is None


def test_the_municipality_may_be_replied() -> None:
    full = complete("Almere", "Wie is de wethouder onderwijs?", PLACES)
    assert full == "Wie is de wethouder onderwijs in Almere?"

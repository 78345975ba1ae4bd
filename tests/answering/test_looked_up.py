"""Who pays, which money is open and how a group is reached are looked up in the guidance by its form."""

from __future__ import annotations

import pytest

from assistant.answering.payers import payers
from assistant.answering.question import understand
from assistant.answering.render import plain_text
from assistant.records import Answer
from assistant.service import Assistant
from tests.conftest import MAP

MONEY = """---
title: "Geldstromen"
publisher: "Redactie"
date: 2026-11-23
address: ""
licence: "EUPL-1.2"
language: nl
kind: "guidance"
topics: ["geld", "subsidie", "laaggeletterdheid", "taalhuis"]
---

# Geldstromen

## Hoe u deze lijst leest

Bij elke geldstroom staat of hij open is.

## WEB 2026

De WEB betaalt cursussen voor volwassenen. Status van het WEB-geld: lopend tot en met 2028.

- De regio maakt een programma.

## Fonds voor Lezen

Het fonds helpt kleine projecten van bibliotheken. Status van het fonds: gesloten sinds 2025.
"""
GROUPS = """---
title: "Doelgroepen"
publisher: "Redactie"
date: 2026-11-23
address: ""
licence: "EUPL-1.2"
language: nl
kind: "guidance"
topics: ["doelgroepen"]
---

# Doelgroepen

## Ouders

Mogelijke vindplaatsen zijn het consultatiebureau en de school.

- In het jaar 2021 deden er twaalf mee.
- De voorleescoach bereikt moeders thuis.

## Mensen met schulden

Mogelijke vindplaatsen zijn de voedselbank en het wijkteam.
"""
PAYS = """
- Taakveld 5.6 kan de uren van het Taalhuis betalen.
- Taakveld 5.6 kan geen auto's betalen.
"""


@pytest.fixture
def guided(assistant: Assistant) -> Assistant:
    guidance = assistant.settings.corpus / "guidance"
    for name, text in (("geldstromen", MONEY), ("doelgroepen", GROUPS)):
        (guidance / f"{name}.md").write_text(text, "utf-8")
    subsidy = "Uit dit taakveld komt meestal de subsidie van de bibliotheek.\n"
    (guidance / "kaart.md").write_text(MAP.replace(subsidy, subsidy + PAYS), "utf-8")
    (guidance / "geld.md").unlink()
    assistant.prepare()
    return assistant


def checked(assistant: Assistant, answer: Answer) -> list[str]:
    """The quotes of an answer, each of which stands on its page."""
    for citation in answer.citations:
        page = assistant.catalogue.page_text(citation.document_id, citation.page_index)
        assert page is not None and citation.quote in page
    assert all(s.citations for s in answer.sentences if s.role == "claim")
    return [citation.quote for citation in answer.citations]


@pytest.mark.parametrize(
    "question",
    [
        "Welke landelijke regelingen zijn open in 2026?",
        "Welke subsidies kunnen we aanvragen voor een taalhuis?",
        "Waar vraag ik geld aan voor laaggeletterdheid?",
        "Which grants are open?",
    ],
)
def test_the_streams_of_money_are_told_with_how_they_stand(guided: Assistant, question: str) -> None:
    answer = guided.ask(question)
    checked(guided, answer)
    rows = [s.cells for s in answer.sentences if s.cells]
    assert [row[0] for row in rows] == ["WEB 2026", "Fonds voor Lezen"]
    assert rows[0][1:] == ("De WEB betaalt cursussen voor volwassenen.", "Lopend tot en met 2028.")
    assert rows[1][2] == "Gesloten sinds 2025." and len(answer.columns) == 3
    assert answer.status == "answered" and answer.sentences[-1].role == "remark"


@pytest.mark.parametrize(
    "question",
    [
        "Welke subsidies zijn er voor zonnepanelen?",
        "Welke subsidies waren open in 2019?",
        "Welke subsidies gaf de gemeente?",
        "Welke regelingen zijn er in 2021 afgeschaft?",
    ],
)
def test_money_for_something_else_or_of_long_ago_is_another_question(
    guided: Assistant, question: str
) -> None:
    assert not any(s.cells for s in guided.ask(question).sentences)


def test_who_can_pay_is_told_by_the_heading_that_can(guided: Assistant) -> None:
    def told(question: str) -> Answer | None:
        asked = understand(question, guided.places)
        return payers(asked, [], guided.catalogue, guided.answerer.quoter.thesaurus)

    answer = told("Wie betaalt een taalhuis?")
    assert answer is not None
    assert checked(guided, answer) == ["- Taakveld 5.6 kan de uren van het Taalhuis betalen."]
    assert told("Wie betaalt een zwembad?") is None and told("Wie runt een taalhuis?") is None


def test_what_a_national_text_says_of_ones_own_town_is_half_an_answer(guided: Assistant) -> None:
    answer = guided.ask("Wie betaalt het Taalhuis in Leiden?")
    assert answer.status == "partial" and "Leiden" in (answer.missing or "")


def test_how_a_group_is_reached_stands_under_its_name(guided: Assistant) -> None:
    quotes = checked(guided, guided.ask("Welke methoden werken om laaggeletterde ouders te bereiken?"))
    text = " ".join(quotes)
    assert "consultatiebureau" in text and "voorleescoach" in text
    assert "voedselbank" not in text


def test_whom_to_approach_is_the_table_and_for_a_subject_its_department(guided: Assistant) -> None:
    answer = guided.ask("Welke afdeling moet ik benaderen?")
    assert len([s for s in answer.sentences if s.cells]) == 2
    of_subject = guided.ask("Welke afdeling moet ik benaderen voor volwasseneneducatie?")
    assert "hoort bij onderwijs" in plain_text(of_subject) and not of_subject.columns

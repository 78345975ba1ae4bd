"""Whom a question counts, and which group it is about."""

from __future__ import annotations

import pytest

from assistant.answering.people import (
    counts_people,
    gives_number_of_people,
    group_to_reach,
    names_body,
    told_of_group,
)


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("Hoeveel kinderen groeien op in armoede?", True),
        ("Hoeveel gevluchte Oekraïners wonen er?", True),
        ("Wat is het percentage laaggeletterden?", True),
        ("How many refugees live here?", True),
        ("Na hoeveel tijd gaan kinderen naar een gewone school?", False),
        ("Hoeveel plekken voor jongeren zijn er?", False),
        ("Hoeveel subsidie krijgt de bibliotheek?", False),
        ("Wat doen de vrijwilligers?", False),
    ],
)
def test_a_question_that_counts_people_is_told(question: str, counted: bool) -> None:
    assert counts_people(question) is counted


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("In de wijk wonen 120 kinderen in armoede.", True),
        ("Van de inwoners heeft 12% schulden.", True),
        ("Een derde van de ouders leest weinig voor.", True),
        ("De taalklas is voor kinderen van 4 t/m 13 jaar.", False),
        ("Kinderen stromen na 1,5 jaar uit.", False),
        ("De derde lijn van het pact is preventie bij kinderen.", False),
        ("Inwoners met een inkomen tot 130% van de bijstandsnorm en kinderen in armoede.", False),
        ("Kinderen kregen samen € 98.511.", False),
        ("De gemeente opende 3 nieuwe speeltuinen.", False),
    ],
)
def test_only_a_number_of_people_counts_them(text: str, given: bool) -> None:
    assert gives_number_of_people(text) is given


def test_what_reaches_one_group_is_not_told_by_a_text_on_another() -> None:
    question = "Welke methoden werken om laaggeletterde ouders te bereiken?"
    assert not told_of_group(question, "De methodiek is voor mensen met schulden.", "Inclusie")
    assert told_of_group(question, "De coach spreekt ouders aan.", "Inclusie")
    assert told_of_group(question, "Zoek hen op school.", "Gezinsaanpak")
    assert told_of_group("Wat kost een cursus voor ouders?", "De cursus kost € 12.", "")


def test_a_group_is_asked_about_where_it_is_to_be_reached() -> None:
    assert group_to_reach("Hoe bereik ik werknemers?") == {"workers"}
    assert group_to_reach("Hoe bereik ik wethouders?") == frozenset()
    assert group_to_reach("Wat kost een cursus voor ouders?") == frozenset()


def test_a_number_of_the_library_names_the_library() -> None:
    question = "Hoeveel bezoekers had de bibliotheek?"
    assert names_body(question, "De bieb kreeg 250 bezoekers.")
    assert not names_body(question, "De beurs kreeg 250 bezoekers.")
    assert names_body("Hoeveel bezoekers waren er?", "De beurs kreeg 250 bezoekers.")

"""What is decided or being made goes before what is only intended."""

from __future__ import annotations

import pytest

from assistant.planning.concrete import CONCRETE, GENERAL, concreteness
from assistant.planning.policy import _decided


@pytest.mark.parametrize(
    "text",
    [
        "Eind 2025 wordt het regioplan laaggeletterdheid opgesteld.",
        "De gemeente sloot een samenwerkingsovereenkomst over educatie.",
        "De bibliotheek krijgt € 65.000 voor de zorgplicht.",
    ],
)
def test_a_plan_an_agreement_and_an_amount_are_concrete(text: str) -> None:
    assert concreteness(text) == CONCRETE


@pytest.mark.parametrize(
    "text",
    [
        "Vanaf 2025 zullen de gemeenten zelf een regierol moeten aannemen.",
        "Laaggeletterdheid is een onderwerp dat al aandacht heeft.",
        "Het is van cruciaal belang dat inwoners kunnen lezen.",
    ],
)
def test_an_intention_alone_is_general(text: str) -> None:
    assert concreteness(text) == GENERAL
    assert concreteness(text, decision=True) == CONCRETE


def test_what_is_neither_stays_where_it_is() -> None:
    assert concreteness("Het taalhuis is een laagdrempelig inlooppunt voor inwoners.") == 0.0


def test_a_decision_is_told_without_its_number_and_the_words_before_its_details() -> None:
    text = "1. De overeenkomst aan te gaan met Zoetermeer, waarin het volgende wordt afgesproken:"
    assert _decided(text) == "De overeenkomst aan te gaan met Zoetermeer"
    assert _decided("2. De subsidie vast te stellen.") == "De subsidie vast te stellen."

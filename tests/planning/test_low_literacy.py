"""What is published on low literacy is told as the estimate that it is, and for whom."""

from __future__ import annotations

import pytest

from assistant.answering.numbers import numbers
from assistant.figures import literacy
from assistant.planning import outline
from assistant.settings import PROJECT
from tests.planning.test_documents import Draft, draft, said

__all__ = ["draft"]
PUBLISHED = [p for each in [literacy.load(PROJECT / "corpus" / "figures")] for p in each._published]
PHRASES = outline.knowledge(PROJECT / "corpus" / "outlines", "phrases")


@pytest.mark.parametrize("definition", sorted({p.definition.nl for p in PUBLISHED}))
def test_every_definition_has_a_sentence_of_its_own_with_the_same_numbers(definition: str) -> None:
    meant = PHRASES["meant"][definition]
    assert meant.startswith("Bedoeld zijn ") and meant.endswith(".")
    assert numbers(meant) == numbers(definition)


def test_every_publisher_that_estimates_is_one_that_publishes() -> None:
    assert set(PHRASES["estimates"]["by"]) <= {p.publisher for p in PUBLISHED}


def test_no_estimate_reads_as_a_count(draft: Draft) -> None:
    told = said(draft("plan-van-aanpak", "Leiden"))
    assert "Dit is geteld" not in told and "verschillende tellingen" not in told
    assert "Het kabinet schat het aantal in Nederland op 3.000.000 (2025)." in told
    assert "Sleutelstad noemt voor Leiden en Leiderdorp samen een aantal van ongeveer 14.500 (2021)." in told


@pytest.mark.parametrize("kind", ["plan-van-aanpak", "gespreksnotitie", "resultatenrapportage"])
def test_a_value_whose_source_nobody_read_comes_with_an_open_point(draft: Draft, kind: str) -> None:
    plan = draft(kind, "Rotterdam")
    told = said(plan)
    assert "De gemeente Rotterdam schat het aantal in Rotterdam op ongeveer 90.000 (2020)." in told
    assert "[nog in te vullen: of het cijfer van 90.000 (2020) zo in de bron staat" in told
    assert "[nog in te vullen: of het cijfer van 21% (2021) zo in de bron staat" in told


def test_a_year_that_is_about_right_leaves_the_value_as_it_is(draft: Draft) -> None:
    assert "een aandeel van 2% (2020)" in said(draft("gespreksnotitie", "Delft"))

"""A report on a period that has still to begin tells of agreements and not of results; and its goals fit."""

from __future__ import annotations

import pytest

from assistant.planning.naming import Naming
from assistant.planning.parts.knowledge import asked_for
from tests.planning.conftest import MakeGrounds
from tests.planning.test_documents import Draft, draft, said, table

__all__ = ["draft"]
HEADS = ("Doel", "Voorstel")


def test_a_report_before_the_start_is_named_for_its_agreements(draft: Draft) -> None:
    coming = draft("resultatenrapportage", period="2027-2029", existing="een taalhuis met 60 deelnemers")
    assert coming.title == "Afspraken over meten en verslag doen: basisvaardigheden Urk"
    assert draft("resultatenrapportage", period="2025-2026").title == "Resultaten basisvaardigheden Urk"
    told = said(coming)
    assert "bij de start samen vast te stellen" in told and "vóór 2027" not in told
    # Who gave the number of participants isn't asked for it again.
    assert "de stand bij de start: deelnemers" not in told
    (effect,) = [row for row in table(coming, *HEADS) if row[0].startswith("Effect")]
    assert effect[2].startswith("Dezelfde vraag bij de start en na afloop")


def test_the_start_is_asked_for_where_nobody_told_it(draft: Draft) -> None:
    told = said(draft("resultatenrapportage", period="2027-2029", existing="een taalhuis"))
    assert "[nog in te vullen: de stand bij de start: deelnemers" in told


def test_a_sentence_may_have_to_name_agreements_besides_the_subject() -> None:
    pattern = Naming(("taalhuis",), also=("afspra", "resulta")).pattern
    assert pattern is not None
    assert pattern.search("De gemeente maakt afspraken met het taalhuis.")
    assert not pattern.search("Het taalhuis is een inlooppunt.")
    assert not pattern.search("De gemeente maakt afspraken.")


@pytest.mark.parametrize(
    ("groups", "share"),
    [((), True), (("nt1", "nt2"), True), (("nt1",), False), (("nt1", "ouders"), False)],
)
def test_a_share_of_native_speakers_is_a_goal_only_where_others_take_part(
    draft: Draft, groups: tuple[str, ...], share: bool
) -> None:
    plan = table(draft("subsidiebijlage", groups=groups), "Doel", "Hoe het wordt gemeten")
    (goal,) = [row for row in plan if row[0].startswith("Moedertaal")]
    assert ("20%" in goal[2]) is share and goal[1].startswith("Aantal") is not share
    report = table(draft("resultatenrapportage", groups=groups, period="2027-2029"), *HEADS)
    (goal,) = [row for row in report if row[0].startswith("Moedertaal")]
    assert ("20%" in goal[1]) is share


def test_a_goal_for_native_speakers_is_left_out_for_second_language_learners(draft: Draft) -> None:
    report = table(draft("resultatenrapportage", groups=("nt2",), period="2027-2029"), *HEADS)
    assert not any(row[0].startswith("Moedertaal") for row in report)


def test_an_application_says_what_the_ordinance_does_and_leaves_the_law_to_the_library(draft: Draft) -> None:
    told = said(
        draft("subsidiebijlage", partners=("Humanitas",), budget="€ 45.000 per jaar", period="2027-2029")
    )
    assert "vult de regels van de Algemene wet bestuursrecht (Awb) in" in told and "gaat voor op" not in told
    assert "Op de puntjes" not in told and "Samenwerking met Humanitas" in told
    assert "nog zo luiden (wetten.overheid.nl); de adviseur van de bibliotheek zelf weet dit" in told


@pytest.mark.parametrize(
    ("groups", "activities", "wanted"),
    [
        ((), (), False),
        (("nt1",), ("Taalcafé",), False),
        (("ouders",), (), True),
        ((), ("Oudercafé",), True),
    ],
)
def test_a_method_for_parents_is_asked_for_by_a_group_or_an_activity(
    make_grounds: MakeGrounds, groups: tuple[str, ...], activities: tuple[str, ...], wanted: bool
) -> None:
    assert asked_for("ouders", make_grounds(groups=groups, activities=activities)) is wanted


@pytest.mark.parametrize(
    ("town", "favourable"), [("Wassenaar", True), ("Ameland", True), ("Rotterdam", False)]
)
def test_a_note_says_why_it_asks_in_a_town_with_favourable_figures(
    draft: Draft, town: str, favourable: bool
) -> None:
    assert ("gemeente met gunstige cijfers" in said(draft("gespreksnotitie", town))) is favourable

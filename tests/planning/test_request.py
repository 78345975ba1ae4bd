"""Plans asked for in the chat, and messages that only talk about plans."""

from __future__ import annotations

import pytest

from assistant.figures import municipalities
from assistant.planning.plan import Intake
from assistant.planning.request import completed, requested
from assistant.settings import PROJECT

PLACES = municipalities.load(PROJECT / "corpus" / "figures")
GROUPS = {"nt1": ("nt1", "moedertaal"), "ouders": ("ouder",), "ouderen_digitaal": ("senioren",)}


@pytest.mark.parametrize(
    ("text", "kind", "towns"),
    [
        ("Maak een plan van aanpak voor Almere", "plan-van-aanpak", ("GM0034",)),
        (
            "Schrijf een concept plan van aanpak voor Leiden en Leiderdorp",
            "plan-van-aanpak",
            ("GM0546", "GM0547"),
        ),
        ("Kun je een gespreksnotitie maken voor Urk?", "gespreksnotitie", ("GM0184",)),
        ("Stel een resultatenrapportage op voor Wassenaar", "resultatenrapportage", ("GM0629",)),
        ("Please draft a plan of approach for Rotterdam", "plan-van-aanpak", ("GM0599",)),
        ("Ik wil graag een plan van aanpak", "plan-van-aanpak", ("GM0358",)),
        ("Maak een subsidiebijlage", "subsidiebijlage", ("GM0358",)),
    ],
)
def test_a_request_names_its_kind_and_town(text: str, kind: str, towns: tuple[str, ...]) -> None:
    found = requested(text, PLACES, GROUPS, "GM0358")
    assert found is not None
    assert (found.kind, found.intake.municipalities) == (kind, towns)


@pytest.mark.parametrize(
    "text",
    [
        "Hoe maak ik een plan van aanpak?",
        "Wat staat er in een plan van aanpak?",
        "Welke afdelingen financieren taal in Almere?",
        "Heeft Almere een plan van aanpak laaggeletterdheid?",
        "Is er een activiteitenplan nodig bij een subsidie?",
        "Moeten we een plan van aanpak maken?",
        "Schrijf over het plan",
        "Doelgroepen: ouders",
        "",
    ],
)
def test_a_question_is_no_request(text: str) -> None:
    assert requested(text, PLACES, GROUPS) is None


def test_a_sentence_tells_groups_period_budget_library_and_partners() -> None:
    text = (
        "Maak een plan van aanpak voor Almere voor ouders en NT1, 2027-2029, budget € 45.000 per jaar, "
        "van de Bibliotheek Nieuwe Stad, samen met Humanitas en het ROC."
    )
    found = requested(text, PLACES, GROUPS)
    assert found is not None
    intake = found.intake
    assert intake.groups == ("nt1", "ouders")
    assert (intake.period, intake.budget) == ("2027-2029", "€ 45.000 per jaar")
    assert intake.library == "de Bibliotheek Nieuwe Stad"
    assert intake.partners == ("Humanitas", "het ROC")


def test_labelled_lines_complete_an_intake() -> None:
    text = "Doelgroepen: senioren en vissers\nPeriode: 2027\nActiviteiten: taalcafé, inloop; Budget: € 10.000"
    found = completed(Intake(("GM0184",), library="Bieb"), text, GROUPS)
    assert found == Intake(
        ("GM0184",),
        library="Bieb",
        groups=("ouderen_digitaal", "vissers"),
        activities=("taalcafé", "inloop"),
        period="2027",
        budget="€ 10.000",
    )
    assert completed(Intake(("GM0184",)), "Wie betaalt dat?", GROUPS) is None


def test_a_request_with_labels_takes_them_too() -> None:
    found = requested("Maak een plan voor Urk\nDoelgroepen: ouders\nPeriode: 2028", PLACES, GROUPS)
    assert found is not None
    assert (found.intake.groups, found.intake.period) == (("ouders",), "2028")


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Maak een plan van aanpak voor mantelzorgers in Leiden", ("mantelzorgers",)),
        ("Maak een plan van aanpak voor mensen met een beperking in Leiden", ("mensen met een beperking",)),
        ("Maak een plan van aanpak voor taallessen in Leiden", ()),
        ("Maak een plan van aanpak voor de bibliotheken in Leiden", ()),
        ("Maak een plan van aanpak voor volgend jaar in Leiden", ()),
    ],
)
def test_people_that_no_list_knows_are_kept_as_they_were_named(text: str, groups: tuple[str, ...]) -> None:
    asked = requested(text, PLACES, GROUPS, "GM0358")
    assert asked is not None and asked.intake.groups == groups


def test_who_the_library_works_with_is_no_target_group() -> None:
    text = "Maak een plan van aanpak voor Leiden over senioren samen met een oudervereniging"
    asked = requested(text, PLACES, GROUPS)
    assert asked is not None and asked.intake.groups == ("ouderen_digitaal",)

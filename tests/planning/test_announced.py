"""What was announced for a moment that has passed becomes a question."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.planning.announced import moments, passed

TODAY = date(2026, 11, 24)
TITLE = "Begroting 2026"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Eind 2025 komt er een plan.", date(2025, 12, 31)),
        ("Begin 2026 komt er een plan.", date(2026, 3, 31)),
        ("In het voorjaar van 2026 komt er een plan.", date(2026, 6, 21)),
        ("Het plan komt in het tweede kwartaal van 2026.", date(2026, 6, 30)),
        ("Het plan komt per 1 juli 2026.", date(2026, 7, 1)),
        ("Het plan komt in februari 2026.", date(2026, 2, 28)),
        ("Het plan komt vóór 2026.", date(2025, 12, 31)),
        ("Het plan komt in 2026.", date(2026, 12, 31)),
    ],
)
def test_a_moment_has_a_last_day(text: str, last: date) -> None:
    assert [moment.last for moment in moments(text)] == [last]


@pytest.mark.parametrize(
    "text", ["Op 31 februari 2026 komt er een plan.", "De periode in 2021-2024 is voorbij."]
)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert moments(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Eind 2025 wordt het regioplan laaggeletterdheid opgesteld.",
        "Het regioplan laaggeletterdheid wordt eind 2025 opgesteld.",
    ],
)
def test_a_plan_that_would_be_made_is_asked_for_in_the_words_of_the_document(text: str) -> None:
    asked = "of het regioplan laaggeletterdheid inmiddels is opgesteld (aangekondigd voor eind 2025 in {})"
    assert passed(text, TITLE, 2026, TODAY) == asked.format(TITLE)


def test_any_other_announcement_is_asked_about_in_short() -> None:
    text = "Zoetermeer coördineert. Vanaf 2025 zullen de gemeenten zelf de regie moeten nemen; dat is nieuw."
    # The second half tells what is, so nothing says that this was still to come.
    assert passed(text, TITLE, 2026, TODAY) is None
    text = text.replace("; dat is nieuw", "")
    # The announcement is quoted: "of dit is gebeurd: de gemeenten zelf de regie moeten nemen" is no Dutch.
    said = "“Vanaf 2025 zullen de gemeenten zelf de regie moeten nemen”"
    assert passed(text, TITLE, 2026, TODAY) == f"of dit inmiddels is gebeurd: {said} ({TITLE})"


def test_a_long_announcement_is_cut_and_nothing_in_it_ends_the_mark() -> None:
    text = "In 2025 gaat de gemeente [samen] met de " + " en ".join(["bibliotheek"] * 20) + "; aan de slag."
    asked = passed(text, TITLE, 2026, TODAY)
    assert asked and " …” (" in asked
    assert asked and len(asked.split()) < 26
    assert not set("[];") & set(asked)


@pytest.mark.parametrize(
    "text",
    [
        "De implementatie vindt plaats in 2026.",
        "Eind 2026 wordt het regioplan opgesteld.",
        "In 2025 is het regioplan opgesteld.",
        "Sinds 2012 heeft de gemeente een samenwerking die goed gaat.",
        "In 2012 gaat de wet in.",
        "Het taalhuis is een inlooppunt.",
        "De afspraken gelden tot en met 2028.",
    ],
)
def test_what_is_to_come_or_was_done_is_not_asked(text: str) -> None:
    assert passed(text, TITLE, 2026, TODAY) is None


def test_what_was_arranged_until_a_year_is_asked_when_it_is_over() -> None:
    text = "De pilot op de St. Bonifaciusschool loopt tot en met 2025."
    asked = f"hoe het na 2025 verder is gegaan: “{text[:-1]}” ({TITLE})"
    assert passed(text, TITLE, 2025, TODAY) == asked
    assert passed(text, TITLE, 2025, date(2025, 11, 24)) is None


def test_a_decision_is_asked_about_after_the_last_year_it_names() -> None:
    text = "Een bijdrage van € 3.575 in 2024 en € 7.500 in 2025 beschikbaar te stellen."
    asked = passed(text, "Besluitenlijst", 2024, TODAY, decision=True)
    assert asked == f"hoe het na 2025 verder is gegaan: “{text[:-1]}” (Besluitenlijst)"
    assert passed(text, "Besluitenlijst", 2024, date(2025, 2, 1), decision=True) is None
    assert passed("De overeenkomst aan te gaan.", "Besluitenlijst", 2024, TODAY, decision=True) is None

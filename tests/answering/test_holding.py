"""What kind of thing a sentence holds."""

from __future__ import annotations

import pytest

from assistant.answering.holding import (
    fits_kind,
    has_date,
    has_money,
    has_name,
    has_quantity,
    without_number,
)
from assistant.answering.question import Kind, Question


@pytest.mark.parametrize(
    "text",
    [
        "Er zijn 12 cursussen.",
        "Een op de zes.",
        "De helft deed mee.",
        "Het is 12,5%.",
        "1.250 mensen",
        "3",
        "Vijftien onderdelen.",
        "Het is één bladzijde.",
        "At least ten of them.",
    ],
)
def test_a_number_that_counts_is_a_quantity(text: str) -> None:
    assert has_quantity(text)


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 begon het.",
        "Het begon in 2024.",
        "Sinds 2019, dus.",
        "De toets NT2 telt.",
        "Zie 2024-2026.",
        "3. De gemeente betaalt.",
        "Dat was op 1 juni 2005.",
        "Zie artikel 18b, derde lid.",
        "Niets.",
    ],
)
def test_a_year_a_name_and_a_paragraphs_number_count_nothing(text: str) -> None:
    assert not has_quantity(text)


def test_money_is_told_from_other_numbers() -> None:
    assert all(map(has_money, ["€ 12", "12 euro", "1,2 miljoen", "5 mln", "859.042 aan lasten", "12 EUR"]))
    assert not any(map(has_money, ["12 cursussen", "in 2024", "taakveld 5.6", "procent"]))


def test_a_date_is_a_day_a_year_a_season_or_a_length_of_time() -> None:
    dates = [
        "op 3 maart",
        "sinds 2019",
        "vier jaar geldig",
        "binnen 6 weken",
        "in het najaar",
        "1-2",
        "June 3 2024",
        "dertien weken tevoren",
        "een half jaar",
        "binnen 24 uur",
        "elk kwartaal",
        "de derde woensdag van mei",
        "jaarlijks",
    ]
    assert all(map(has_date, dates))
    assert not any(
        map(has_date, ["12 cursussen", "het jaar", "artikel 20245", "later", "you may", "de maat"])
    )


def test_a_name_is_of_a_person_or_a_body() -> None:
    assert all(
        map(
            has_name,
            [
                "Het is Jan Vries.",
                "Het is R. van der Berg.",
                "de wethouder Zorg",
                "Stichting Lezen Doet",
                "Dat doet de VNG.",
                "Dat doet Provalu.",
                "De gemeenteraad beslist.",
            ],
        )
    )
    assert not any(map(has_name, ["Iedereen mag komen.", "Het gaat goed."]))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("3. De gemeente betaalt.", "De gemeente betaalt."),
        ("2.1 De gemeente betaalt.", "De gemeente betaalt."),
        ("12 mensen deden mee.", "12 mensen deden mee."),
        ("De 3 Gemeenten", "De 3 Gemeenten"),
    ],
)
def test_only_a_paragraphs_own_number_is_taken_off(text: str, bare: str) -> None:
    assert without_number(text) == bare


@pytest.mark.parametrize(
    ("kind", "money", "right", "wrong"),
    [
        ("amount", True, "Het kost € 12.", "Er komen 12 mensen."),
        ("amount", False, "Er komen 12 mensen.", "Er komen in 2024 mensen."),
        ("time", False, "Open van 9.30 tot 17 uur.", "Open op 3 maart."),
        ("when", False, "Het begint op 3 maart.", "Het begint later."),
        ("when", False, "Het kan als er plaats is.", "Het kan altijd."),
        ("who", False, "De gemeente betaalt het.", "Iedereen betaalt het."),
        ("amount", True, "Lasten per inwoner 399 (2022) 402", "Er komen 402 mensen."),
    ],
)
def test_a_sentence_must_hold_what_is_asked_for(kind: Kind, money: bool, right: str, wrong: str) -> None:
    question = Question("Wat?", "nl", kind, money=money)
    assert fits_kind(question, right) and not fits_kind(question, wrong)
    assert fits_kind(Question("Wat?", "nl", "general"), wrong)


@pytest.mark.parametrize(
    ("asked", "kind", "money", "right"),
    [
        ("Hoeveel weken vooraf moet de subsidie zijn aangevraagd?", "amount", True, "Dertien weken vooraf."),
        ("Welk percentage van de kosten betaalt het Rijk?", "amount", True, "Het Rijk draagt 40% bij."),
        ("Hoe lang mag de inleiding zijn?", "when", False, "Hooguit tien regels."),
    ],
)
def test_what_is_counted_in_weeks_percent_or_lines_wants_no_money_or_date(
    asked: str, kind: Kind, money: bool, right: str
) -> None:
    assert fits_kind(Question(asked, "nl", kind, money=money), right)
    assert not fits_kind(Question("Wat?", "nl", kind, money=money), right)


@pytest.mark.parametrize(
    ("kind", "question", "fits", "does_not"),
    [
        (
            "amount",
            "Hoe vaak komen zij bij elkaar?",
            "Zij komen elk kwartaal bij elkaar.",
            "Zij komen bijeen.",
        ),
        ("amount", "Wat kost de cursus?", "De cursus kost € 12.000.", "Er waren 33.000 cursisten."),
        (
            "general",
            "Welk uurtarief betalen scholen?",
            "Scholen betalen € 12 per uur.",
            "Scholen betalen ook.",
        ),
        ("definition", "Wat is het plafond voor sport?", "Het plafond is € 5.000.", "Het plafond is bekend."),
        ("general", "Wat moet een school betalen?", "Een school betaalt 5 euro.", "De school betaalt."),
        ("when", "Wanneer werd het afgeschaft?", "Dat was in 2018.", "Dat kan als de raad het wil."),
        ("when", "Wanneer krijgt een school meer?", "Als zij groeit.", "De school krijgt meer."),
        (
            "when",
            "Wanneer moet ik de aanvraag indienen?",
            "Dien de aanvraag uiterlijk dertien weken vooraf in.",
            "Indien de aanvraag na de termijn komt, stelt de raad haar vast.",
        ),
        ("list", "Op welke dagen kan dat?", "Dat kan op dinsdag.", "Dat kan bij de balie."),
    ],
)
def test_a_sentence_holds_what_the_question_says_it_wants(
    kind: Kind, question: str, fits: str, does_not: str
) -> None:
    asked = Question(question, "nl", kind, money="kost" in question)
    assert fits_kind(asked, fits) and not fits_kind(asked, does_not)

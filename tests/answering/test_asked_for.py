"""What a question says that it wants to be told, and which sentences tell it."""

from __future__ import annotations

import pytest

from assistant.answering.asked_for import asked_for, is_of_town, is_office, is_reached, new_name, new_person


@pytest.mark.parametrize(
    ("question", "sort", "told", "not_told"),
    [
        (
            "Hoe heet de wethouder die over taal gaat in Baarn?",
            "person",
            "Wethouder A. Voorbeeld gaat over taal.",
            "Baarn had vanaf 2018 een taalwethouder.",
        ),
        (
            "Who is the director of the library?",
            "person",
            "The library is led by Anna de Vries.",
            "The library is the centre of the Dutch language network.",
        ),
        (
            "Op welke dagen is het taalhuis open?",
            "weekday",
            "Het taalhuis is open op dinsdag en vrijdag.",
            "Het taalhuis kreeg een herkenbare plek.",
        ),
        ("Op welke datum ging het open?", "date", "Het ging op 3 mei open.", "Het ging in mei open."),
        ("Op welke datum ging het open?", "date", "2023-10-24: geopend", "Het ging in 2023 open."),
        ("In welke maand is dat?", "month", "Dat is in september.", "Dat is in het najaar."),
        ("In which year was that?", "year", "Dat was in 2019.", "Dat was in september."),
        ("Wat is het telefoonnummer?", "phone", "Bel 070-1234567.", "Bel de balie, dat is nummer 12."),
        ("Wat is het e-mailadres?", "mail", "Mail naar taal@voorbeeld.nl.", "Mail naar het taalhuis."),
        (
            "Op welk adres zit het?",
            "address",
            "Het zit aan de Dorpsstraat 3.",
            "Het zit in 2024 in een school.",
        ),
        (
            "Hoe lang mag de inleiding van een voorstel zijn?",
            "length",
            "De inleiding telt hooguit tien regels.",
            "Het plan loopt zes maanden.",
        ),
        (
            "Wie is de contactgemeente van Wassenaar?",
            "role",
            "Als contactgemeente ontvangt Zoetermeer het geld.",
            "Aanwezig is wethouder A. Voorbeeld.",
        ),
        ("Vanaf welke leeftijd mag dat?", "age", "Dat mag vanaf achttien jaar.", "Dat mag vanaf groep acht."),
        ("Hoeveel weken duurt het?", "lasting", "Het duurt drie maanden.", "Het duurt 12 lessen."),
        ("Hoeveel kilometer is het?", "distance", "Het is 12 km.", "Het zijn 12 vestigingen."),
        ("Hoeveel procent doet mee?", "share", "De helft doet mee.", "Er doen 120 mensen mee."),
        (
            "Welke gemeente is contactgemeente voor de regio?",
            "body",
            "- Leiden is sinds 2015 contactgemeente.",
            "De contactgemeente krijgt het geld.",
        ),
    ],
)
def test_a_question_that_says_what_it_wants_is_told_by_nothing_else(
    question: str, sort: str, told: str, not_told: str
) -> None:
    wanted = asked_for(question)
    assert wanted is not None and wanted.name == sort
    assert wanted.told(question, told) and not wanted.told(question, not_told)


def test_a_question_that_asks_more_or_doesnt_say_wants_no_sort() -> None:
    assert asked_for("Vanaf welke leeftijd mag dat, en kan een nieuwkomer ook meedoen?") is None
    assert asked_for("Wat doet een taalhuis?") is None
    assert asked_for("Wie doen er mee?") is None
    assert asked_for("Hoe lang is het plan geldig?") is None


def test_a_name_that_the_question_gives_is_no_answer() -> None:
    question = "Wie werd de nieuwe wethouder na het vertrek van Jansen?"
    assert not new_person(question, "Het ontslag van de heer P. Jansen als wethouder.")
    assert new_person(question, "De raad benoemde mevrouw K. Pietersen.")
    assert not new_person(question, "De Openbare Bibliotheek hielp.")
    assert new_person(question, "De burgemeester is voorzitter van de raad.")
    assert not new_name("Wat doet Digisterker?", "De cursus Digisterker helpt.")
    assert new_name("Wie diende het in?", "De motie is van de ChristenUnie.")


def test_an_office_is_asked_for_by_its_holder() -> None:
    assert is_office("Wie is de wethouder van onderwijs?")
    assert not is_office("Wie doen er mee in het Taalhuis?")


def test_an_office_of_a_town_is_told_from_that_of_a_body() -> None:
    assert is_of_town("Welke wethouder gaat over taal?")
    assert not is_of_town("Wie is de directeur van de bibliotheek?")


def test_a_number_to_call_is_asked_for() -> None:
    assert is_reached("Wat is het telefoonnummer van het CBCT?")
    assert not is_reached("Wie is de directeur?")

"""What the program does not do gets a sentence of its own; what only looks like it stays a question."""

from __future__ import annotations

import pytest

from assistant.answering.out_of_scope import Refused, out_of_scope
from assistant.answering.render import plain_text
from assistant.answering.small_talk import small_talk
from assistant.asking import Turn
from assistant.records import Answer, Language
from assistant.service import Assistant
from assistant.wording import say

# fmt: off
NOT_DONE: dict[Refused, tuple[str, ...]] = {
    "text": (
        "Schrijf een gedicht over de bibliotheek",
        "schrijf een gedicht",
        "Kun je een gedicht schrijven over lezen?",
        "Kunt u voor mij een kort, vrolijk gedicht maken over het Taalhuis?",
        "Maak een sinterklaasgedicht voor de wethouder",
        "Vertel een mop",
        "Vertel eens een grap",
        "Ken je een mop?",
        "Schrijf een liedje over lezen",
        "Ik wil een verhaaltje over een boek",
        "Hallo, schrijf een limerick over Leiden",
        "Kun je een brief schrijven aan de wethouder?",
        "Schrijf een toespraak voor de opening",
        "Verzin een rap over taal",
        "Write a poem about the library",
        "Can you write me a short story about reading?",
        "Tell me a joke",
        "Write a letter to the mayor",
    ),
    "elsewhere": (
        "Wat voor weer wordt het morgen in Wassenaar?",
        "wat voor weer wordt het",
        "Hoe is het weer in Leiden?",
        "Wordt het morgen mooi weer?",
        "Gaat het morgen regenen?",
        "hoe laat is het",
        "Hoeveel is 12 keer 13?",
        "Vertaal deze zin naar het Engels",
        "Kun je deze tekst in het Engels vertalen?",
        "Wat is het laatste nieuws?",
        "Wie wint het WK voetbal?",
        "Wat eten we vanavond?",
        "Welke film draait er vanavond in Wassenaar?",
        "Kun je een leuk prentenboek over de zee aanraden?",
        "Wat is de hoofdstad van Frankrijk?",
        "What is the weather tomorrow?",
        "Will it rain?",
        "What time is it?",
        "Translate this into Dutch",
        "What's the best restaurant in Leiden?",
    ),
    "vote": (
        "op welke partij moet ik stemmen",
        "Op welke partij moet ik stemmen bij de gemeenteraadsverkiezingen in Almere?",
        "Op wie moet ik stemmen?",
        "Wat moet ik stemmen?",
        "Waar moet ik op stemmen?",
        "Op welke partij kan ik het beste stemmen?",
        "Welke partij moet ik kiezen?",
        "Geef mij een stemadvies",
        "Kun je stemadvies geven?",
        "Wat zou jij stemmen?",
        "Wat is de beste partij?",
        "Who should I vote for?",
        "Which party should I vote for?",
        "What party should I vote for in Almere?",
        "Give me voting advice",
    ),
    "opinion": (
        "wat vind jij van de burgemeester",
        "Wat vind je van de wethouder?",
        "Wat vindt u van het beleid van Wassenaar?",
        "Wat denk jij over laaggeletterdheid?",
        "Vind je dat de bibliotheek meer geld moet krijgen?",
        "Wat is jouw mening over de gemeente?",
        "Ben je voor of tegen de bezuiniging?",
        "What do you think of the mayor?",
        "What is your opinion on the alderman?",
        "Do you like the library?",
    ),
    "official": (
        "wat is het telefoonnummer van wethouder Jansen",
        "Wat is het e-mailadres van de wethouder?",
        "Wat is het mobiele nummer van de burgemeester van Almere?",
        "Hoe kan ik de wethouder bellen?",
        "Heb je het mailadres van raadslid De Boer?",
        "Geef me het telefoonnummer van de beleidsmedewerker cultuur",
        "What is the phone number of the alderman?",
        "What is alderman Jansen's phone number?",
        "wat is het 06-nummer van wethouder Jansen?",
    ),
    "person": (
        "wat is het telefoonnummer van Jan de Vries",
        "telefoonnummer van jan de vries",
        "Wat is het adres van mevrouw Bakker?",
        "Waar woont Jan de Vries?",
        "Waar woont de burgemeester?",
        "Hoe oud is Fatima El Amrani?",
        "Wat is de geboortedatum van Piet Jansen?",
        "Wat is het adres van mijn buurman?",
        "Is Jan de Vries laaggeletterd?",
        "Heeft mevrouw Jansen schulden?",
        "What is the phone number of Jan de Vries?",
        "Where does Jan de Vries live?",
        "What is Jan de Vries's address?",
    ),
}
# fmt: on
QUESTIONS = [
    "Schrijf een plan voor ouders",
    "Schrijf een plan van aanpak voor Almere",
    "Maak een gespreksnotitie voor de wethouder",
    "Maak een plan voor een poëziecafé",
    "Wat is een poëziecafé?",
    "Wat moeten we weer doen voor laaggeletterden?",
    "Hoe laat is het taalspreekuur?",
    "Hoeveel is het subsidieplafond?",
    "Wat is het nieuws over de bibliotheek in de begroting?",
    "Welke brieven vertaalt de gemeente naar het Engels?",
    "Welk boek gebruikt het Taalhuis?",
    "Wat eten kinderen zonder ontbijt op school?",
    "Wie won de aanbesteding van het vervoer?",
    "What is the best way to reach parents?",
    "Wat kost een gedichtenproject?",
    "Hoe schrijf je een gedicht met cursisten?",
    "Wie schreef het gedicht bij de opening?",
    "Schrijf een plan voor een gedichtenwedstrijd",
    "Hoe schrijf ik een brief aan de wethouder?",
    "Welke brief stuurde het college aan de raad?",
    "Wat staat er in de brief van de minister?",
    "Vertel het verhaal van het Taalhuis",
    "Wat is een verhalentafel?",
    "Wat doet het Taalhuis met mensen die geen brief kunnen lezen?",
    "Wanneer zijn de verkiezingen?",
    "Hoe helpt de bibliotheek mensen bij het stemmen?",
    "Op welke partijen kunnen inwoners stemmen in Wassenaar?",
    "Wat staat er in het verkiezingsprogramma van de VVD over de bibliotheek?",
    "Waar kan ik stemmen?",
    "Hoeveel mensen stemden bij de verkiezingen?",
    "Welke partij wil meer geld voor de bibliotheek?",
    "Wie mag er stemmen?",
    "Welke partijen zitten in het college?",
    "Hoe moet de raad stemmen over het voorstel?",
    "Wat vindt de gemeente van het Taalhuis?",
    "Wat vind je in de begroting over de bibliotheek?",
    "Wat vind je van de subsidie terug in de begroting?",
    "Wat vindt de raad van laaggeletterdheid?",
    "Wat denkt de wethouder over de bibliotheek?",
    "Wat is het standpunt van de gemeente?",
    "Wat is het telefoonnummer van het Taalhuis?",
    "Wat is het telefoonnummer van de bibliotheek?",
    "Wat is het e-mailadres van Stichting Lezen en Schrijven?",
    "Wat is het telefoonnummer van VluchtelingenWerk Nederland?",
    "Wat is het adres van het gemeentehuis?",
    "Wat is het adres van Bibliotheek De Boekenberg?",
    "Wat is het nummer van het taakveld van de bibliotheek?",
    "Wat is het telefoonnummer van Taalhuis Leiden?",
    "Wat is het telefoonnummer van Huis van Almere?",
    "Wat is het telefoonnummer van Sociaal Werk Wassenaar?",
    "Wat is het mailadres van de afdeling onderwijs?",
    "Wie is wethouder Bloemendaal?",
    "Wie is de wethouder onderwijs?",
    "Wie is Jan de Vries?",
    "Hoe kan ik de wethouder benaderen?",
    "Hoe overtuig ik de wethouder?",
    "Wat doet de burgemeester?",
    "Wat is de bezoldiging van de gemeentesecretaris?",
    "Waar wonen de meeste laaggeletterden?",
    "Hoe oud is het Taalhuis?",
    "Hoe oud zijn de inwoners van Almere?",
    "Is de burgemeester voor het plan?",
    "Bent u er ook voor ouders?",
    "Wat is de leeftijd van de deelnemers?",
    "What is the phone number of the Taalhuis?",
    "What does the municipality think of the library?",
    "Write a plan of approach for Almere",
    "Draft a discussion note",
    "Who can vote in the municipal elections?",
    "Which party wants more money for the library?",
    "What is the address of the library?",
    "What is the number of residents of Almere?",
    "Who is the alderman for education?",
    "Wat is het aantal van de inwoners?",
    "Geef een verhaal achter de cijfers",
    "Geef een overzicht van de subsidies",
    "Geef een voorbeeld van een brief aan de gemeente",
    "Wat is het nummer van Almere?",
    "Hoeveel mensen hebben een e-mailadres?",
    "Wat is een e-mailadres?",
    "De gemeente stuurt een brief",
    "een brief aan de gemeente",
    "Een brief van de gemeente begrijpen",
    "Een verhaal over de bibliotheek in de begroting",
    "Denkt u dat er ook geld is voor ouders?",
    "Vindt u dat in de begroting?",
    "Wat vindt u over laaggeletterdheid in de begroting?",
    "Wat is het adres van Albert Heijn?",
    "Wat is het adres van de Anne Frankschool?",
    "Wat is het telefoonnummer van de taalcoördinator?",
    "Vertel iets over het Taalhuis",
    "Schrijf een samenvatting van het beleid",
    "Vind je dat veel? Wat kost een cursus?",
    "Hallo, wat kost een poëziecafé?",
    "Hoe mail ik de bibliotheek?",
]


@pytest.mark.parametrize(("what", "text"), [(what, text) for what, all_ in NOT_DONE.items() for text in all_])
def test_what_is_not_done_is_said(what: Refused, text: str) -> None:
    found = out_of_scope(text)
    assert found is not None and found[0] == what
    answer = small_talk(text)
    assert answer is not None and (answer.role, answer.status) == ("talk", "refused")
    assert plain_text(answer).strip() == say(f"small_talk.no_{what}", answer.language)


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_only_looks_like_it_is_a_question(text: str) -> None:
    assert out_of_scope(text) is None and small_talk(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Schrijf een gedicht", "nl"),
        ("Write a poem", "en"),
        ("Who should I vote for?", "en"),
        ("What do you think of the mayor?", "en"),
        ("What is the phone number of the alderman?", "en"),
        ("Where does Jan de Vries live?", "en"),
        ("telefoonnummer van Jan de Vries", "nl"),
        ("Waar woont de burgemeester?", "nl"),
    ],
)
def test_it_is_said_in_the_language_of_asking(text: str, language: Language) -> None:
    answer = small_talk(text)
    assert answer is not None and answer.language == language
    chosen = small_talk(text, "en")
    assert chosen is not None and chosen.language == "en"


def test_contact_data_of_officials_are_on_the_site_of_the_municipality() -> None:
    answer = small_talk("Wat is het telefoonnummer van wethouder Jansen?")
    assert answer is not None and "website van de gemeente" in plain_text(answer)


def test_nothing_is_searched_and_the_conversation_goes_on(ready: Assistant) -> None:
    first = ready.ask("Hoe lang is het certificaat van het Taalhuis geldig?")
    poem = ready.ask("Schrijf een gedicht over het Taalhuis", previous=[Turn(first.question, first)])
    assert poem.role == "talk" and poem.passages == () and poem.citations == ()
    turns = [Turn(each.question, each) for each in (first, poem)]
    again: Answer = ready.ask("en in Wassenaar?", previous=turns)
    assert again.searched is not None and "certificaat" in again.searched


def test_a_plan_that_is_asked_for_is_still_offered(ready: Assistant) -> None:
    offered = ready.ask("Schrijf een plan van aanpak voor Almere over ouders")
    assert offered.role != "talk" and "Plan" in plain_text(offered)

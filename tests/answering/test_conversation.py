"""Follow-ups are completed from the conversation, and what stands alone is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.conversation import complete
from assistant.answering.phrases import moved
from assistant.answering.render import answer_json, plain_text, searched_text
from assistant.answering.subject import subject_of
from assistant.asking import Turn
from assistant.figures import municipalities
from assistant.records import Answer
from assistant.service import Assistant
from assistant.settings import PROJECT, Settings
from tests.conftest import MakePdf
from tests.hashing import HashingEmbedder

PLACES = municipalities.load(PROJECT / "corpus" / "figures")
TODAY = date(2026, 11, 24)

SUBSIDY = "Hoeveel subsidie krijgt de bibliotheek in 2026?"
COURSES = "Welke cursussen zijn er voor jongeren in Almere?"
DEPARTMENTS = "Welke afdelingen kunnen laaggeletterdheid in mijn gemeente financieren?"
INCOME = "Wat zijn de inkomsten van Wassenaar in 2025?"
LAW = "Wat zegt de wet over volwasseneneducatie?"
LIBRARY = "Wat doet de Leidse bibliotheek aan taal?"
MONEY = "How much money does the library in Leiden get in 2026?"
PARENTS = "Which courses are there for parents in Wassenaar?"
HEADING = "Wat zijn de lasten van taakveld 5.6 in 2026 in Wassenaar?"
SPENT = "Hoeveel geeft Wassenaar in 2026 uit aan taakveld 5.6 Media?"
SPENT_EN = "How much does Leiden spend on budget heading 5.6 in 2026?"
ARTICLE = "Wat staat er in artikel 5 van de Wsob?"
HOUSE = "Wat doet het Taalhuis in Wassenaar?"
HOUSE_EN = "What does the Taalhuis do?"
LIBRARY_OF = "Wat doet de bibliotheek in Leiden?"
LAST_YEAR = "Hoeveel subsidie kreeg de bibliotheek vorig jaar (2025)?"

TOWN = [
    (SUBSIDY, "en in Almere?", "Hoeveel subsidie krijgt de bibliotheek in 2026 in Almere?"),
    (COURSES, "En in Leiden?", "Welke cursussen zijn er voor jongeren in Leiden?"),
    (COURSES, "en in leiden", "Welke cursussen zijn er voor jongeren in Leiden?"),
    (COURSES, "en in Wasenaar?", "Welke cursussen zijn er voor jongeren in Wassenaar?"),
    (COURSES, "Wassenaar?", "Welke cursussen zijn er voor jongeren in Wassenaar?"),
    (SUBSIDY, "hoe zit dat in Wassenaar?", "Hoeveel subsidie krijgt de bibliotheek in 2026 in Wassenaar?"),
    (INCOME, "En hoe is dat in Almere?", "Wat zijn de inkomsten van Almere in 2025?"),
    (INCOME, "hetzelfde voor Leiden", "Wat zijn de inkomsten van Leiden in 2025?"),
    (DEPARTMENTS, "en in Leiden?", "Welke afdelingen kunnen laaggeletterdheid in Leiden financieren?"),
    (LIBRARY, "en in Almere?", "Wat doet de bibliotheek aan taal in Almere?"),
    (MONEY, "and in Wassenaar?", "How much money does the library in Wassenaar get in 2026?"),
    (PARENTS, "what about Den Haag?", "Which courses are there for parents in Den Haag?"),
    ("Wat doet Wassenaar samen met Voorschoten aan taal?", "en Leiden?", "Wat doet Leiden aan taal?"),
]
YEAR = [
    (SUBSIDY, "en in 2025?", "Hoeveel subsidie krijgt de bibliotheek in 2025?"),
    (SUBSIDY, "2025?", "Hoeveel subsidie krijgt de bibliotheek in 2025?"),
    (SUBSIDY, "en in '24?", "Hoeveel subsidie krijgt de bibliotheek in 2024?"),
    (SUBSIDY, "what about 2025?", "Hoeveel subsidie krijgt de bibliotheek in 2025?"),
    (SUBSIDY, "en het jaar ervoor?", "Hoeveel subsidie krijgt de bibliotheek in 2025?"),
    (SUBSIDY, "en daarna?", "Hoeveel subsidie krijgt de bibliotheek in 2027?"),
    (LAST_YEAR, "en het jaar daarvoor?", "Hoeveel subsidie kreeg de bibliotheek in 2024?"),
    (LAST_YEAR, "en dit jaar?", "Hoeveel subsidie kreeg de bibliotheek in 2026?"),
    (INCOME, "en sinds 2023?", "Wat zijn de inkomsten van Wassenaar sinds 2023?"),
    (INCOME, "en 2024-2026?", "Wat zijn de inkomsten van Wassenaar in 2024-2026?"),
    (LAW, "en in 2025?", "Wat zegt de wet over volwasseneneducatie in 2025?"),
    (MONEY, "and the year before?", "How much money does the library in Leiden get in 2025?"),
    (MONEY, "and next year?", "How much money does the library in Leiden get in 2027?"),
    (SUBSIDY, "en in Leiden in 2024?", "Hoeveel subsidie krijgt de bibliotheek in 2024 in Leiden?"),
    (
        "Wat zijn de lasten in de nieuwste begroting (2026)?",
        "en het jaar ervoor?",
        "Wat zijn de lasten in de begroting 2025?",
    ),
]
PHRASE = [
    (COURSES, "en voor ouderen?", "Welke cursussen zijn er voor ouderen in Almere?"),
    (COURSES, "voor ouderen?", "Welke cursussen zijn er voor ouderen in Almere?"),
    (COURSES, "en voor ouderen in Wassenaar?", "Welke cursussen zijn er voor ouderen in Wassenaar?"),
    (PARENTS, "and for children?", "Which courses are there for children in Wassenaar?"),
    (LAW, "en over digitale vaardigheden?", "Wat zegt de wet over digitale vaardigheden?"),
    (SUBSIDY, "en met vrijwilligers?", "Hoeveel subsidie krijgt de bibliotheek in 2026 met vrijwilligers?"),
    (SUBSIDY, "hoe zit het met ouderen?", "Hoeveel subsidie krijgt de bibliotheek in 2026 voor ouderen?"),
    (INCOME, "en de uitgaven?", "Wat zijn de uitgaven van Wassenaar in 2025?"),
    (SUBSIDY, "en de uitgaven?", "Wat zijn de uitgaven van de bibliotheek in 2026?"),
    (SUBSIDY, "en de school?", "Hoeveel subsidie krijgt de school in 2026?"),
    (SUBSIDY, "En het Taalhuis?", "Hoeveel subsidie krijgt het Taalhuis in 2026?"),
]
POINTING = [
    (SUBSIDY, "wie gaat daarover?", "Wie gaat over subsidie bibliotheek in 2026?"),
    (SUBSIDY, "Wie gaat er over?", "Wie gaat over subsidie bibliotheek in 2026?"),
    (SUBSIDY, "waar staat dat?", "Waar staat subsidie bibliotheek in 2026?"),
    (SUBSIDY, "hoeveel is dat?", "Hoeveel is subsidie bibliotheek in 2026?"),
    (SUBSIDY, "Is dat verplicht?", "Is subsidie bibliotheek verplicht in 2026?"),
    (SUBSIDY, "Wie betaalt die subsidie?", "Wie betaalt subsidie bibliotheek in 2026?"),
    (SUBSIDY, "Hoeveel was het in 2024?", "Hoeveel was subsidie bibliotheek in 2024?"),
    (SUBSIDY, "En het budget daarvan?", "Wat is het budget van subsidie bibliotheek in 2026?"),
    (COURSES, "en wat kost dat dan", "Wat kost cursussen voor jongeren in Almere?"),
    (COURSES, "Wie is daar wethouder?", "Wie is wethouder in Almere?"),
    (DEPARTMENTS, "wie beslist daarover?", "Wie beslist over laaggeletterdheid in mijn gemeente?"),
    (LAW, "En wie controleert dat?", "Wie controleert de wet over volwasseneneducatie?"),
    (MONEY, "who decides on that?", "Who decides on money library in Leiden in 2026?"),
    (PARENTS, "how much do they cost?", "How much do courses for parents cost in Wassenaar?"),
    (PARENTS, "Where can I find that?", "Where can I find courses for parents in Wassenaar?"),
]
BARE = [
    (SUBSIDY, "sinds wanneer?", "Sinds wanneer: subsidie bibliotheek in 2026?"),
    (SUBSIDY, "en wie betaalt?", "Wie betaalt: subsidie bibliotheek in 2026?"),
    (COURSES, "waarom?", "Waarom: cursussen voor jongeren in Almere?"),
    (MONEY, "since when?", "Since when: money library in Leiden in 2026?"),
    (SUBSIDY, "hoe zit dat?", SUBSIDY),
]
NUMBERS = [
    (HEADING, "en taakveld 4.3?", "Wat zijn de lasten van taakveld 4.3 in 2026 in Wassenaar?"),
    (HEADING, "en 4.3?", "Wat zijn de lasten van taakveld 4.3 in 2026 in Wassenaar?"),
    (HEADING, "en van taakveld 4.3 in 2025?", "Wat zijn de lasten van taakveld 4.3 in 2025 in Wassenaar?"),
    (SPENT, "en aan taakveld 4.3?", "Hoeveel geeft Wassenaar in 2026 uit aan taakveld 4.3?"),
    (SPENT, "en aan onderwijs?", "Hoeveel geeft Wassenaar in 2026 uit aan onderwijs?"),
    (
        "Hoeveel geeft Wassenaar uit aan media?",
        "en taakveld 4.3?",
        "Hoeveel geeft Wassenaar uit aan taakveld 4.3?",
    ),
    (ARTICLE, "en in artikel 6?", "Wat staat er in artikel 6 van de Wsob?"),
    (SPENT_EN, "and budget heading 4.3?", "How much does Leiden spend on budget heading 4.3 in 2026?"),
]
PRONOUNS = [
    (HOUSE, "En wie betaalt het?", "Wie betaalt het Taalhuis in Wassenaar?"),
    (HOUSE, "Hoeveel subsidie krijgt het?", "Hoeveel subsidie krijgt het Taalhuis in Wassenaar?"),
    (HOUSE, "Hoeveel mensen bereikt het?", "Hoeveel mensen bereikt het Taalhuis in Wassenaar?"),
    (HOUSE, "Wie is erbij betrokken?", "Wie is bij het Taalhuis betrokken in Wassenaar?"),
    (HOUSE, "Wat is het doel ervan?", "Wat is het doel van het Taalhuis in Wassenaar?"),
    (HOUSE, "Is er geld voor?", "Is geld voor het Taalhuis in Wassenaar?"),
    (COURSES, "Wie betaalt ze?", "Wie betaalt cursussen voor jongeren in Almere?"),
    (LIBRARY_OF, "Welke cursussen geeft ze?", "Welke cursussen geeft de bibliotheek in Leiden?"),
    (HOUSE_EN, "Who pays for it?", "Who pays for the Taalhuis?"),
    (HOUSE_EN, "How much money does it get?", "How much money does the Taalhuis get?"),
    (PARENTS, "Who pays for them?", "Who pays for courses for parents in Wassenaar?"),
]
REPLIES = [
    ("Hoeveel inwoners heeft Leyden?", "ok", "Hoeveel inwoners heeft Leiden?"),
    ("Hoeveel inwoners heeft Leyden?", "ja", "Hoeveel inwoners heeft Leiden?"),
    ("Hoeveel inwoners heeft Leyden?", "Leiden", "Hoeveel inwoners heeft Leiden?"),
    ("Hoeveel geeft Bergen uit aan taal?", "Die in Limburg", "Hoeveel geeft Bergen (L.) uit aan taal?"),
    ("Wat doet Utrecht aan taal?", "de gemeente", "Wat doet de gemeente Utrecht aan taal?"),
    ("Wat doet Utrecht aan taal?", "de provincie", "Wat doet de provincie Utrecht aan taal?"),
    ("Wat doet Utrecht aan taal?", "en de stad Leiden?", "Wat doet Leiden aan taal?"),
]


@pytest.mark.parametrize(
    ("previous", "typed", "full"), [*TOWN, *YEAR, *PHRASE, *NUMBERS, *POINTING, *PRONOUNS, *BARE, *REPLIES]
)
def test_a_follow_up_becomes_one_question(previous: str, typed: str, full: str) -> None:
    assert complete(typed, previous, PLACES, TODAY) == full


@pytest.mark.parametrize(
    "question",
    [
        "Wat zegt de wet over mensen die niet kunnen lezen?",
        "En hoeveel subsidie krijgt de school in Leiden?",
        "En welke cursussen zijn er voor ouderen?",
        "Maar wie betaalt het Taalhuis?",
        "En subsidieert de gemeente het Taalhuis?",
        "Weet de gemeente dat er geld is voor taal?",
        "Wie zegt dat de bibliotheek dicht gaat?",
        "Klopt het dat de subsidie daalt?",
        "Hoe zorgt de gemeente ervoor dat iedereen kan lezen?",
        "Wat vindt het college ervan dat de bibliotheek sluit?",
        "Welke gemeenten hebben een plan dat werkt?",
        "Zijn er cursussen die gratis zijn?",
        "Wat is een Taalhuis en wie betaalt dat?",
        "Als de bibliotheek dicht gaat, wie betaalt dat dan?",
        "Wat kost het om een Taalhuis te beginnen?",
        "Hoe gaat het met de bibliotheek?",
        "Hoe lang is het certificaat geldig?",
        "Wat doet deze gemeente aan taal?",
        "Wat doet mijn gemeente dit jaar?",
        "Wie is wethouder in Almere?",
        "Hoe zit het met laaggeletterdheid onder jongeren in Wassenaar?",
        "Hoeveel vrijwilligers doen er mee aan het Taalhuis?",
        "Wat moet er in een plan van aanpak staan?",
        "Hoe ziet het plan er uit?",
        "Welke mensen vinden het moeilijk?",
        "Waar zijn er cursussen voor?",
        "Taalhuis",
        "subsidie bibliotheek",
        "Dank je wel",
        "Wie ben jij?",
        "Wat kan ik hier vragen?",
        "?!",
        "What does the law say about people that cannot read?",
        "How many people are there that cannot read?",
        "Is it possible to get a grant for a library?",
        "Is there a law that says libraries must teach?",
        "Do parents get help with their reading?",
        "What is the budget for this year?",
        "And which departments fund literacy in Leiden?",
        "But does the library pay for the language house?",
    ],
)
@pytest.mark.parametrize("previous", [SUBSIDY, COURSES, MONEY])
def test_a_question_that_stands_alone_is_left_alone(previous: str, question: str) -> None:
    assert complete(question, previous, PLACES, TODAY) == question


def test_without_an_earlier_question_nothing_is_completed() -> None:
    assert complete("En in Almere?", None, PLACES, TODAY) == "En in Almere?"


def test_a_completed_question_is_never_too_long_to_be_asked() -> None:
    assert complete("en in Almere?", f"Wat is {'taal ' * 397}?", PLACES, TODAY) == "en in Almere?"


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        (SUBSIDY, "subsidie bibliotheek in 2026"),
        (COURSES, "cursussen voor jongeren in Almere"),
        (MONEY, "money library in Leiden in 2026"),
        (LAW, "wet over volwasseneneducatie"),
        (DEPARTMENTS, "laaggeletterdheid in mijn gemeente"),
        ("Hoeveel geeft de gemeente in 2026 uit aan media?", "media in 2026"),
        ("Wat zijn de lasten van taakveld 5.6 in 2026?", "lasten van taakveld 5.6 in 2026"),
        ("Wie helpt mensen die niet kunnen lezen?", "mensen die niet kunnen lezen"),
    ],
)
def test_the_subject_is_what_remains_without_the_words_of_asking(question: str, whole: str) -> None:
    assert subject_of(question, PLACES, TODAY).whole() == whole


def test_a_question_moves_to_the_town_chosen() -> None:
    assert moved(INCOME, "GM0034", PLACES) == "Wat zijn de inkomsten van Almere in 2025?"


@pytest.fixture
def dated(tmp_path: Path, corpus: Path, embedder: HashingEmbedder) -> Iterator[Assistant]:
    """An assistant with its corpus indexed, on a fixed day."""
    made = Assistant(Settings(data=tmp_path / "data", corpus=corpus), embedder, lambda: TODAY)
    made.prepare()
    yield made
    made.close()


class Talk:
    """A conversation: each question is asked with the ones before it."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.turns: list[Turn] = []

    def ask(self, question: str, town: str | None = None) -> Answer:
        answer = self.assistant.ask(question, municipality=town, previous=self.turns)
        self.turns.append(Turn(question, answer))
        return answer


def test_a_chain_builds_on_what_was_completed(dated: Assistant) -> None:
    talk = Talk(dated)
    assert talk.ask("Hoeveel subsidie krijgt de bibliotheek in 2026?").searched is None
    assert talk.ask("en in Leiden?").searched == "Hoeveel subsidie krijgt de bibliotheek in 2026 in Leiden?"
    third = talk.ask("en het jaar ervoor?")
    assert third.searched == "Hoeveel subsidie krijgt de bibliotheek in 2025 in Leiden?"
    assert third.municipality == "GM0546" and third.question == "en het jaar ervoor?"
    assert talk.ask("Dank je wel").searched is None
    assert talk.ask("wie gaat daarover?").searched == "Wie gaat over subsidie bibliotheek in Leiden in 2025?"


def test_what_a_chain_is_about_stays_what_it_is_about(dated: Assistant) -> None:
    talk = Talk(dated)
    talk.ask("Welke partijen vormen de coalitie in Almere?")
    second = talk.ask("Wat hebben zij afgesproken over de bibliotheek?")
    assert second.searched == "Wat hebben de coalitie afgesproken over de bibliotheek in Almere?"
    assert talk.ask("wie is daarvoor verantwoordelijk?").searched == (
        "Wie is voor de coalitie verantwoordelijk in Almere?"
    )
    assert talk.ask("sinds wanneer?").searched == "Sinds wanneer: coalitie in Almere?"
    assert talk.ask("en in Leiden?").searched == "Sinds wanneer: coalitie in Leiden?"
    assert talk.ask("Wat is een Taalhuis?").searched is None
    assert talk.ask("wie betaalt dat?").searched == "Wie betaalt een Taalhuis?"


def test_another_town_chosen_in_between_is_the_town(dated: Assistant) -> None:
    talk = Talk(dated)
    talk.ask("Hoeveel subsidie krijgt de bibliotheek in Almere?", "Wassenaar")
    kept = talk.ask("en in 2025?", "Wassenaar")
    assert kept.municipality == "GM0034"
    switched = talk.ask("en in 2024?", "Leiden")
    assert switched.municipality == "GM0546" and "Almere" not in (switched.searched or "")
    assert talk.ask("en in Almere?", "Wassenaar").municipality == "GM0034"


def test_a_follow_up_is_answered_in_its_own_language_when_that_is_clear(dated: Assistant) -> None:
    talk = Talk(dated)
    assert talk.ask(SUBSIDY).language == "nl"
    assert talk.ask("what about 2025?").language == "en"
    assert talk.ask("2024?").language == "en"
    assert talk.ask("en in 2023?").language == "nl"


def test_what_was_searched_for_is_told(dated: Assistant) -> None:
    answer = dated.ask("Wat kreeg de bibliotheek vorig jaar?")
    assert searched_text(answer) == "Gezocht naar: Wat kreeg de bibliotheek vorig jaar (2025)?"
    assert answer_json(answer)["searched"] == "Wat kreeg de bibliotheek vorig jaar (2025)?"
    plain = dated.ask("Hoe lang is het certificaat van het Taalhuis geldig?")
    assert answer_json(plain)["searched"] is None and searched_text(plain) == ""


def test_last_year_is_the_year_answered(dated: Assistant, make_pdf: MakePdf) -> None:
    for year, amount in (("2024", "700.000"), ("2025", "750.000"), ("2026", "800.000")):
        line = f"De subsidie aan de bibliotheek is {amount} euro per jaar."
        path = make_pdf(f"begroting_{year}.pdf", [[f"Programmabegroting {year}", "", line]])
        dated.ingest(path, municipality="Baarn")
    asked = dated.ask("Hoeveel subsidie krijgt de bibliotheek vorig jaar?", municipality="Baarn")
    assert "750.000" in plain_text(asked) and "800.000" not in plain_text(asked)
    newest = dated.ask("Wat staat er in de nieuwste begroting over subsidie?", municipality="Baarn")
    assert newest.searched == "Wat staat er in de nieuwste begroting (2026) over subsidie?"


def test_a_place_that_is_not_sure_is_asked_back_and_the_reply_understood(dated: Assistant) -> None:
    talk = Talk(dated)
    back = talk.ask("Hoeveel inwoners heeft Leyden?")
    assert back.status == "refused" and "Bedoelt u Leiden?" in plain_text(back) and not back.passages
    assert talk.ask("ja").municipality == "GM0546"
    asked = dated.ask("Wat doet Groningen aan taal?")
    assert "de gemeente Groningen of de provincie Groningen" in plain_text(asked)
    assert dated.ask("Wat doet Groningen aan taal?", municipality="Groningen").municipality == "GM0014"


def test_a_slip_of_the_hand_is_mended_in_sight(dated: Assistant) -> None:
    answer = dated.ask("Wat doet Wasenaar aan taal?")
    assert answer.municipality == "GM0629" and answer.searched == "Wat doet Wassenaar aan taal?"


def test_a_former_municipality_is_named_with_where_it_went(dated: Assistant) -> None:
    answer = dated.ask("Wat doet Weesp aan taal?")
    assert answer.municipality == "GM0363"
    assert "Weesp hoort sinds 24 maart 2022 bij de gemeente Amsterdam." in plain_text(answer)

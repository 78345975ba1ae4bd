"""A village is no municipality: it is looked up where that was allowed, and otherwise that is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.question import understand
from assistant.answering.unknown_place import unknown_place
from assistant.figures import municipalities, naming
from assistant.figures.municipalities import Municipalities
from assistant.service import Assistant
from assistant.settings import PROJECT, Settings
from tests.hashing import HashingEmbedder

LIES_IN = {"Lisserbroek": ("GM0394",), "Hulshorst": ("GM0246", "GM0233"), "Stil": None}


@pytest.fixture(scope="module")
def towns() -> Municipalities:
    return municipalities.load(PROJECT / "corpus" / "figures")


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Wie betaalt het Taalhuis in Lisserbroek?", "Lisserbroek"),
        ("Hoeveel inwoners heeft Kwintsheul?", "Kwintsheul"),
        ("Hoeveel inwoners van Hoek van Holland hebben een laag inkomen?", "Hoek van Holland"),
        ("Wat doet de bibliotheek in het dorp Sint Jansklooster?", "Sint Jansklooster"),
        ("How many people live in Lisserbroek?", "Lisserbroek"),
        ("Wie betaalt het Taalhuis in Wassenaar?", ""),
        ("Wie betaalt het Taalhuis in Lisserbroek, gemeente Haarlemmermeer?", ""),
        ("Hoeveel laaggeletterden zijn er in Nederland?", ""),
        ("Hoeveel gemeenten zijn er in Drenthe?", ""),
        ("Wanneer is in Maart de voorjaarsnota?", ""),
        ("Wie betaalt het Taalhuis?", ""),
        ("Welke resultaten heeft Tel mee met Taal gehad?", ""),
    ],
)
def test_a_place_that_is_no_municipality(question: str, place: str, towns: Municipalities) -> None:
    assert unknown_place(understand(question, towns), towns) == place


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands in for the register of places; the names it was asked for."""
    asked: list[str] = []

    def municipalities_of(village: str, fetcher: object, address: str) -> tuple[str, ...] | None:
        asked.append(village)
        return LIES_IN.get(village, ())

    monkeypatch.setattr(naming.villages, "municipalities_of", municipalities_of)
    return asked


def opened(tmp_path: Path, corpus: Path, places: str) -> Iterator[Assistant]:
    settings = replace(Settings(data=tmp_path / "data", corpus=corpus), places=places)
    assistant = Assistant(settings, HashingEmbedder())
    assistant.prepare()
    yield assistant
    assistant.close()


@pytest.fixture
def online(tmp_path: Path, corpus: Path, register: list[str]) -> Iterator[Assistant]:
    yield from opened(tmp_path, corpus, "http://127.0.0.1:9/places")


@pytest.fixture
def offline(tmp_path: Path, corpus: Path, register: list[str]) -> Iterator[Assistant]:
    yield from opened(tmp_path, corpus, "")


def told(assistant: Assistant, question: str, municipality: str | None = None) -> str:
    answer = assistant.ask(question, municipality=municipality)
    return " ".join(sentence.text for sentence in answer.sentences)


def test_a_village_in_a_question_is_answered_for_its_municipality(online: Assistant) -> None:
    answer = online.ask("Hoeveel inwoners heeft Lisserbroek?")
    assert answer.municipality == "GM0394" and answer.figures
    assert answer.sentences[-1].text == "Lisserbroek ligt in de gemeente Haarlemmermeer."


def test_a_village_that_was_chosen_is_its_municipality(online: Assistant) -> None:
    answer = online.ask("Hoeveel inwoners zijn er?", municipality="Lisserbroek")
    assert answer.chosen == "GM0394"
    assert "Lisserbroek ligt in de gemeente Haarlemmermeer." in told(
        online, "Hoeveel inwoners zijn er?", "Lisserbroek"
    )


def test_a_name_of_several_villages_or_none_is_said(online: Assistant) -> None:
    assert "dorpen met deze naam in Heerde of Ermelo" in told(online, "Hoeveel inwoners heeft Hulshorst?")
    assert "plaatsenregister gaf geen antwoord" in told(online, "Hoeveel inwoners heeft Stil?")


def test_nothing_is_looked_up_where_that_was_not_allowed(offline: Assistant, register: list[str]) -> None:
    said = told(offline, "Hoeveel inwoners heeft Lisserbroek?")
    assert "“Lisserbroek” ken ik niet als gemeente. Is het een dorp of een wijk?" in said
    assert register == []
    assert "ken ik niet als gemeente" not in told(offline, "Hoeveel inwoners heeft Wassenaar?")

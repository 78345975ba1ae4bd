"""A village to its municipality: names that are shared, codes in two shapes, and no network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.figures import villages
from assistant.figures.fetching import Fetcher
from assistant.figures.villages import municipalities_of
from tests.figures import cbs_server as office
from tests.figures.cbs_server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    with office.serving() as made:
        yield made


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(seconds=0.3, pauses=()) as made:
        yield made


def place(name: str, code: Any, kind: str = "woonplaats") -> dict[str, Any]:
    return {"type": kind, "woonplaatsnaam": name, "gemeentecode": code, "gemeentenaam": "Voorbeeld"}


def found(server: Server, fetcher: Fetcher, village: str) -> tuple[str, ...] | None:
    return municipalities_of(village, fetcher, server.address + "/free")


@pytest.mark.parametrize("code", ["0479", "GM0479", "gm0479", "479", 479])
def test_a_code_is_the_same_in_every_shape(server: Server, fetcher: Fetcher, code: object) -> None:
    server.places = [place("Zaandijk", code)]
    assert found(server, fetcher, "Zaandijk") == ("GM0479",)


def test_places_that_share_a_name_are_all_there_once(server: Server, fetcher: Fetcher) -> None:
    server.places = [place("Rijswijk (GLD)", "0214"), place("Rijswijk", "0603"), place("Rijswijk", "0603")]
    server.places += [place("Bergen L", "0893"), place("Rijswijk (NB)", "1959")]
    assert found(server, fetcher, "rijswijk") == ("GM0214", "GM0603", "GM1959")
    assert found(server, fetcher, "Bergen") == ("GM0893",)


@pytest.mark.parametrize(
    ("typed", "registered", "same"),
    [
        ("'s-Graveland", "'s-Graveland", True),
        ("’s Graveland", "'s-Graveland", True),
        ("IJmuiden", "IJmuiden", True),
        ("burum", "Bûrum", True),
        ("Bergen", "Bergen aan Zee", False),
        ("Egmond aan Zee", "Egmond aan den Hoef", False),
        ("Den Ham", "Ham", False),
    ],
)
def test_only_the_name_itself_counts(
    server: Server, fetcher: Fetcher, typed: str, registered: str, same: bool
) -> None:
    server.places = [place(registered, "0373")]
    assert bool(found(server, fetcher, typed)) is same


def test_nothing_by_that_name_is_empty_and_no_failure(server: Server, fetcher: Fetcher) -> None:
    server.places = [place("Utrecht", "0344", kind="gemeente"), place("Utrecht", None), place("Utrecht", "?")]
    assert found(server, fetcher, "Utrecht") == ()
    assert found(server, fetcher, "Xqzwv") == ()


def test_an_empty_name_asks_nobody(server: Server, fetcher: Fetcher) -> None:
    assert found(server, fetcher, " *:* ".replace("*:*", "*")) == ()
    assert server.asked == []


def test_the_name_goes_along_without_operators_and_nothing_else_does(
    server: Server, fetcher: Fetcher
) -> None:
    found(server, fetcher, 'Zaandijk" OR type:adres && *')
    query = parse_qs(urlsplit(server.asked[0]).query)
    assert query["q"] == ["Zaandijk OR type adres"]
    assert query["fq"] == ["type:woonplaats"]
    assert set(query) == {"q", "fq", "rows", "fl"}


@pytest.mark.parametrize(
    "trouble",
    [
        office.silence,
        office.error(500),
        office.cut_off,
        office.half_a_page,
        office.redirect,
        office.says(b"<html></html>"),
        office.says([]),
        office.says({"response": {"docs": None}}),
        office.says({"response": {"docs": [1]}}),
    ],
)
def test_no_answer_is_none_so_that_a_sentence_can_say_so(
    server: Server, fetcher: Fetcher, trouble: office.Answer
) -> None:
    server.trouble("/free", trouble)
    assert found(server, fetcher, "Zaandijk") is None
    assert len(server.asked) == 1


def test_without_a_network_it_is_none(fetcher: Fetcher) -> None:
    assert municipalities_of("Zaandijk", fetcher, "http://127.0.0.1:9/free") is None


def test_it_waits_three_seconds_and_asks_once() -> None:
    assert villages.SECONDS == 3.0
    made = villages.opened()
    assert (made._seconds, made._pauses) == (3.0, ())

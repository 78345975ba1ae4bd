"""Asking the statistics office: its pages, its padding, its numbering, and all the ways it fails."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from assistant.errors import RefreshFailed
from assistant.figures import cbs
from assistant.figures.cbs import Cbs
from assistant.figures.fetching import Fetcher
from tests.figures import cbs_server as office
from tests.figures.cbs_server import Server

TABLE = "85984NED"
DIMENSION = "WijkenEnBuurten"


@pytest.fixture
def server() -> Iterator[Server]:
    with office.serving() as made:
        made.tables[TABLE] = office.edition(2024)
        yield made


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def client(server: Server, waited: list[float]) -> Iterator[Cbs]:
    with Fetcher(seconds=0.3, pauses=(1.0, 4.0), pause=waited.append) as fetcher:
        yield Cbs(fetcher, server.address)


def failure(client: Cbs, table: str = TABLE) -> RefreshFailed:
    with pytest.raises(RefreshFailed) as caught:
        client.rows(table, DIMENSION)
    return caught.value


def test_municipalities_and_the_country_and_nothing_else(client: Cbs) -> None:
    codes = [row.code for row in client.rows(TABLE, DIMENSION)]
    assert len(codes) == 343
    assert codes[0] == "GM0001" and codes[-1] == "NL"


def test_a_filter_that_is_not_heeded_gives_the_same_rows(client: Cbs, server: Server) -> None:
    everything = office.says({"value": list(server.tables[TABLE].rows)})
    server.trouble("TypedDataSet", everything)
    assert len(client.rows(TABLE, DIMENSION)) == 343


def test_columns_have_their_name_and_numbers_alone(client: Cbs) -> None:
    cells = client.rows(TABLE, DIMENSION)[0].cells
    assert cells["AantalInwoners"] == 20_100
    assert cells["k_0Tot15Jaar"] == 4_020
    assert cells["SoortRegio"] is None


def test_of_two_columns_with_one_name_the_lowest_number_counts(client: Cbs, server: Server) -> None:
    assert client.rows(TABLE, DIMENSION)[0].cells["Nederland"] == 10_050
    # 9 comes before 11, also where it stands later and would sort later as text.
    row = {DIMENSION: "GM0001", "Nederland_11": 1, "Nederland_9": 2}
    server.trouble("TypedDataSet", office.says({"value": [row]}))
    assert client.rows(TABLE, DIMENSION)[0].cells["Nederland"] == 2


@pytest.mark.parametrize("mark", [None, -99995, -99997, -99999, -1, "", "     .", "x", True, [], "nan"])
def test_what_is_no_figure_is_none_and_never_zero(client: Cbs, server: Server, mark: object) -> None:
    server.tables[TABLE] = office.edition(2024, {"HuishoudensTotaal": lambda town: mark})
    assert {row.cells["HuishoudensTotaal"] for row in client.rows(TABLE, DIMENSION)} == {None}


def test_zero_is_a_figure_and_a_number_in_text_is_one(client: Cbs, server: Server) -> None:
    server.tables[TABLE] = office.edition(2024, {"HboWo": lambda t: 0, "HavoVwoMbo24": lambda t: "   12.5"})
    cells = client.rows(TABLE, DIMENSION)[0].cells
    assert (cells["HboWo"], cells["HavoVwoMbo24"]) == (0, 12.5)


def test_an_answer_in_pages_is_read_to_its_end(client: Cbs, server: Server) -> None:
    server.page = 50
    assert len(client.rows(TABLE, DIMENSION)) == 343
    assert sum("$skip" in path for path in server.asked) == 6


def test_the_question_is_the_one_that_the_office_knows(client: Cbs, server: Server) -> None:
    client.rows(TABLE, DIMENSION)
    assert server.asked[0] == (
        "/ODataFeed/odata/85984NED/TypedDataSet?$filter=startswith(WijkenEnBuurten,'GM')&$format=json"
    )


def test_the_catalogue_gives_tables_with_their_year(client: Cbs, server: Server) -> None:
    server.tables["86999NED"] = office.edition(2026)
    server.tables["12345NED"] = office.Table("Kerncijfers wijken en buurten, uitleg", "-", ())
    server.tables["54321NED"] = office.Table("Bodemgebruik 2024", "2024", ())
    found = [(each.table, each.year) for each in client.listed(office.TITLE)]
    assert found == [("86999NED", 2026), (TABLE, 2024)]


@pytest.mark.parametrize(
    "trouble", [office.error(500), office.cut_off, office.half_a_page, office.error(429)]
)
def test_once_is_tried_again_after_a_pause(
    client: Cbs, server: Server, waited: list[float], trouble: office.Answer
) -> None:
    server.trouble("TypedDataSet", trouble, times=1)
    assert len(client.rows(TABLE, DIMENSION)) == 343
    assert waited == [1.0]


@pytest.mark.parametrize(
    ("trouble", "why", "tries", "said"),
    [
        (office.silence, "time_out", 3, "lang geen antwoord"),
        (office.error(500), "server_error", 3, "storing (code 500)"),
        (office.error(503), "server_error", 3, "storing (code 503)"),
        (office.cut_off, "half_answer", 3, "maar half aan"),
        (office.half_a_page, "half_answer", 3, "maar half aan"),
        (office.says(b""), "half_answer", 3, "maar half aan"),
        (office.says(b"<!DOCTYPE html><html>Onderhoud</html>"), "web_page", 3, "webpagina"),
        (office.error(500, "The query returns more than 10000 records."), "said", 1, "more than 10000"),
        (office.error(400, "Syntax error"), "said", 1, "Syntax error"),
        (office.error(403), "refused", 1, "(code 403)"),
        (office.says({"waarde": []}), "not_understood", 1, "anders uit"),
        (office.says({"value": {"a": 1}}), "not_understood", 1, "anders uit"),
        (office.says({"value": [1, 2]}), "not_understood", 1, "anders uit"),
        (office.says([]), "not_understood", 1, "anders uit"),
        (office.redirect, "elsewhere", 1, "elders.example"),
        (office.more_at("http://elders.example/2"), "elsewhere", 1, "elders.example"),
        (office.more_at("http://127.0.0.1:1/2"), "elsewhere", 1, "127.0.0.1:1"),
        (office.more_at("http://127.0.0.1:abc/2"), "not_understood", 1, "anders uit"),
    ],
)
def test_a_failure_says_what_is_wrong(
    client: Cbs, server: Server, trouble: office.Answer, why: str, tries: int, said: str
) -> None:
    server.trouble("TypedDataSet", trouble)
    failed = failure(client)
    assert failed.details["why"] == why
    assert said in failed.say("nl")
    assert failed.say("nl") != failed.say("en")
    assert len(server.asked) == tries


def test_a_next_page_that_is_the_same_page_ends(client: Cbs, server: Server) -> None:
    link = "{address}/ODataFeed/odata/85984NED/TypedDataSet?$filter=startswith(WijkenEnBuurten,'GM')&$skip=1"
    server.trouble("TypedDataSet", office.more_at(link))
    assert failure(client).details["why"] == "not_understood"
    assert len(server.asked) == 2


def test_a_link_without_tls_is_followed_with_it() -> None:
    followed = Cbs(Fetcher(), "https://opendata.cbs.nl")._followed("", "http://opendata.cbs.nl/x?$skip=1")
    assert followed == "https://opendata.cbs.nl/x?$skip=1"


def test_a_table_that_is_gone_is_named(client: Cbs) -> None:
    failed = failure(client, "00000NED")
    assert failed.details["why"] == "unknown_table"
    assert "00000NED" in failed.say("nl")


def test_without_a_connection_it_says_so_after_three_tries(waited: list[float]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with Fetcher(pause=waited.append) as fetcher:
            failed = failure(Cbs(fetcher, address))
    assert failed.details["why"] == "no_connection"
    assert "internetverbinding" in failed.say("nl")
    assert waited == [1.0, 4.0]


def test_an_address_that_is_none_is_named() -> None:
    with Fetcher(pause=lambda seconds: None) as fetcher:
        assert failure(Cbs(fetcher, "opendata")).details["why"] == "address"


def test_the_real_service_is_the_default() -> None:
    assert cbs.ADDRESS == "https://opendata.cbs.nl"

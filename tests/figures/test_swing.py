"""The connector to Swing sites, with canned answers only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assistant.errors import ImportRefused
from assistant.figures.exports.preview import Preview
from assistant.figures.fetching import NoAnswer
from assistant.figures.swing import Site, service, table
from tests.figures.exports.making import DICTIONARY, PLACES, cells

HOST = "voorbeeld.incijfers.nl"
SITE = Site(HOST, "verzonnen_pct", topic="Verzonnen (%)")
WITH_KEY = Site(HOST, "verzonnen_pct", "geheim", "Verzonnen (%)")
TABLE = {
    "headers": [
        {"name": "Gemeente", "type": "String"},
        {"name": "Perioden", "type": "String"},
        {"name": "Verzonnen (%)", "type": "Numeric"},
    ],
    "rows": [["Almere", "2020", "99.1"], ["Wassenaar", "2020", ""], ["Nederland", "2020", "98"]],
}
VALUES = {
    "value": [
        {"ExternalCode": "gemeente_34", "ValueString": "99.1"},
        {"ExternalCode": "gemeente_629", "ValueString": ""},
        {"ExternalCode": "nederland_1", "ValueString": "98"},
    ]
}


class Canned:
    """Answers by a part of the address; a number is a refusal with that status."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.asked: list[tuple[str, Mapping[str, str]]] = []

    def __call__(self, address: str, headers: Mapping[str, str]) -> object:
        self.asked.append((address, headers))
        answer = next((a for part, a in self.answers.items() if f"/{part}/" in address), 404)
        if isinstance(answer, int):
            raise NoAnswer("status", status=answer)
        return answer


def by_table(get: Canned, site: Site = SITE) -> Preview:
    return table(site, get, DICTIONARY, PLACES)


def by_service(get: Canned, site: Site = WITH_KEY) -> Preview:
    return service(site, [2020], get, DICTIONARY, PLACES)


@pytest.mark.parametrize("place", ["viewer", "jive"])
def test_a_table(place: str) -> None:
    get = Canned(**{place: TABLE})
    [column] = by_table(get).columns
    assert cells(column) == {(2020, "GM0034"): 99.1, (2020, "GM0629"): None, (2020, "NL"): 98}
    assert (column.topic, column.unit) == ("Verzonnen", "%")
    address, headers = get.asked[-1]
    assert address.startswith(f"https://{HOST}/{place}/selectiontableasjson.ashx?var=verzonnen_pct&geolevel=")
    assert "apikey" not in headers


@pytest.mark.parametrize("place", ["viewerservices", "jiveservices"])
def test_the_data_service(place: str) -> None:
    get = Canned(**{place: VALUES})
    [column] = by_service(get).columns
    assert cells(column) == {(2020, "GM0034"): 99.1, (2020, "GM0629"): None, (2020, "NL"): 98}
    address, headers = get.asked[-1]
    assert "/Variables('verzonnen_pct')/GeoLevels('gemeente')/PeriodLevels('year')/Periods('2020')" in address
    assert headers["apikey"] == "geheim" and "geheim" not in address


def test_pages_are_followed_on_the_site_only() -> None:
    def pages(further: str) -> Canned:
        first = {"value": VALUES["value"][:1], "@odata.nextLink": further}
        return Canned(viewerservices=first, more={"value": VALUES["value"][1:]})

    [column] = by_service(pages(f"https://{HOST}/more/2")).columns
    assert len(column.found) == 3
    elsewhere = pages("https://elders.example/more/2")
    with pytest.raises(ImportRefused) as refused:
        by_service(elsewhere)
    assert refused.value.details["why"] == "strange_answer"
    assert all(HOST in address for address, _ in elsewhere.asked)


@pytest.mark.parametrize(
    ("status", "why"),
    [(401, "no_access"), (403, "no_access"), (404, "not_published"), (500, "no_answer"), (0, "no_answer")],
)
def test_refusals_of_the_site(status: int, why: str) -> None:
    for ask in (by_table, by_service):
        with pytest.raises(ImportRefused) as refused:
            ask(Canned(viewer=status, viewerservices=status))
        assert refused.value.details["why"] == why
        assert refused.value.say("en").startswith(HOST)


@pytest.mark.parametrize(
    "answer", [[], {}, {"headers": [], "rows": []}, {"headers": [1], "rows": [[1]]}, "x"]
)
def test_answers_that_are_no_table(answer: object) -> None:
    for ask in (by_table, by_service):
        with pytest.raises(ImportRefused) as refused:
            ask(Canned(viewer=answer, viewerservices=answer))
        assert refused.value.details["why"] == "strange_answer"


@pytest.mark.parametrize(
    ("site", "why"),
    [
        (Site(), "not_configured"),
        (Site(HOST), "not_configured"),
        (Site("https://voorbeeld.nl/pad", "x"), "strange_address"),
        (Site("voorbeeld.nl:80@elders.nl", "x"), "strange_address"),
        (Site("localhost", "x"), "strange_address"),
    ],
)
def test_it_is_off_until_it_is_configured(site: Site, why: str) -> None:
    get = Canned(viewer=TABLE)
    with pytest.raises(ImportRefused) as refused:
        by_table(get, site)
    assert refused.value.details["why"] == why
    assert get.asked == []


def test_the_data_service_needs_a_key() -> None:
    get = Canned(viewerservices=VALUES)
    with pytest.raises(ImportRefused) as refused:
        by_service(get, SITE)
    assert refused.value.details["why"] == "needs_key"
    assert get.asked == []

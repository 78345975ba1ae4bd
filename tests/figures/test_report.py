"""A municipality's figures as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UnknownMunicipality
from assistant.figures.report import figures_json
from assistant.figures.store import FigureStore
from tests.figures import small


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> FigureStore:
    return small.store(tmp_path_factory.mktemp("figures"))


def by_key(report: dict[str, Any]) -> dict[str, Any]:
    return {figure["key"]: figure for figure in report["figures"]}


def test_a_figure_has_all_that_makes_it_checkable(store: FigureStore) -> None:
    report = json.loads(json.dumps(figures_json(store, "wassenaar")))
    assert report["municipality"] == {"code": "GM0629", "name": "Wassenaar", "province": "Zuid-Holland"}
    low = by_key(report)["pct_opl_laag"]
    assert (low["value"], low["year"], low["unit"]) == (17.0, 2022, "% van de inwoners van 15 tot 75 jaar")
    assert low["source"] == "Kerncijfers wijken en buurten 2021"
    assert low["definition"] == "Definitie van: Laag opleidingsniveau."
    assert low["country"] == {
        "value": 21.0776,
        "year": 2022,
        "remark": "Berekend uit de gemeenten, gewogen naar het aantal inwoners in 2021.",
    }
    assert low["peers"] == {"value": 28.0, "count": 4}
    assert low["rank"] == [8, 9]


def test_the_peers_are_named(store: FigureStore) -> None:
    peers = figures_json(store, "GM0629")["peers"]
    assert (peers["count"], peers["inhabitants_from"], peers["inhabitants_to"]) == (4, 20_000, 50_000)
    assert peers["names"] == ["Stadskanaal", "Losser", "Noordoostpolder", "Wierden"]
    assert figures_json(store, "Utrecht")["peers"] is None


def test_low_literacy_is_only_what_was_published(store: FigureStore) -> None:
    assert figures_json(store, "Wassenaar")["low_literacy"] == []
    found = figures_json(store, "Almelo", "en")["low_literacy"]
    assert [(each["value"], each["year"], each["year_is"]) for each in found] == [(17.5, 2021, "publication")]
    assert found[0]["definition"] == "low literate by the estimate"


def test_a_figure_nobody_gives_is_null(tmp_path: Path) -> None:
    store = small.store(tmp_path)
    path = store.corpus / "values.csv"
    kept = [
        line for line in path.read_text("utf-8").splitlines() if "netto_" not in line or "GM0629" not in line
    ]
    path.write_text("\n".join([*kept, ""]), "utf-8")
    found = by_key(figures_json(store, "Wassenaar"))["netto_arbeidsparticipatie"]
    assert (found["value"], found["year"], found["rank"]) == (None, 2021, None)
    assert (found["municipality"], found["code"]) == ("Wassenaar", "GM0629")


def test_a_rank_among_a_few_is_none(tmp_path: Path) -> None:
    store = small.store(tmp_path)
    with (store.corpus / "values.csv").open("a", encoding="utf-8") as stream:
        stream.write(
            "afstand_bibliotheek_km,2025,GM0629,1.1,kwb-2021,\nafstand_bibliotheek_km,2025,NL,1.5,kwb-2021,\n"
        )
    found = by_key(figures_json(store, "Wassenaar"))["afstand_bibliotheek_km"]
    assert (found["year"], found["value"], found["rank"]) == (2025, 1.1, None)


def test_a_name_that_is_no_municipality_is_refused(store: FigureStore) -> None:
    with pytest.raises(UnknownMunicipality):
        figures_json(store, "Atlantis")

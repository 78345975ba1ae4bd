"""Refreshing the figures: which tables are taken in, how their columns are found, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.figures import values
from assistant.figures.editions import COMPUTED_COUNTRY, Edition
from assistant.figures.refreshing import Refreshed
from assistant.figures.values import COMPUTED, Value
from tests.figures import cbs_server as office
from tests.figures.cbs_server import Server
from tests.figures.editions_there import DICTIONARY, FIGURES, NEW, OLD, SHIPPED, by_key, told


def test_the_shipped_list_covers_the_snapshot() -> None:
    known = {v.indicator for v in values.read(FIGURES / "values.csv")}
    # These two stand in other tables of the office.
    assert known - set(SHIPPED.figures) == {"afstand_bibliotheek_km", "uitkeringsontvangers_tot_aow"}
    assert {e.table for e in SHIPPED.editions} >= {"86165NED", "85984NED", "85618NED", "85039NED"}
    assert {key for key in SHIPPED.figures if DICTIONARY.get(key) is None} == set()


def test_a_source_is_described_as_the_shipped_ones_are() -> None:
    shipped = DICTIONARY.sources["kwb-2024"]
    assert SHIPPED.source(Edition("85984NED", 2024, "kwb-2024")) == shipped


def test_a_column_a_share_of_columns_and_the_country_of_its_own_row(run: Callable[..., Refreshed]) -> None:
    found = by_key(run())
    assert found["inwoners", 2024, "GM0001"] == Value("inwoners", 2024, "GM0001", 20_100, "kwb-2024")
    assert found["pct_opl_laag", 2024, "GM0001"].value == 30.0
    assert found["pct_opl_laag", 2024, "GM0001"].derived == COMPUTED
    assert found["bijstand_per_1000_inwoners", 2023, "GM0100"].value == 33.33
    assert found["inwoners", 2024, "NL"] == Value("inwoners", 2024, "NL", 120_000, "kwb-2024")
    assert found["pct_0_14", 2024, "NL"].derived == COMPUTED_COUNTRY
    assert found["pct_herkomst_nederland", 2024, "GM0001"].value == 50.0


def test_education_is_found_under_its_old_names_too(run: Callable[..., Refreshed], server: Server) -> None:
    old = office.edition(2023, without=("BasisonderwijsVmboMbo1", "HavoVwoMbo24", "HboWo"))
    names = {
        "OpleidingsniveauLaag_64": 200,
        "OpleidingsniveauMiddelbaar_65": 500,
        "OpleidingsniveauHoog_66": 300,
    }
    server.tables[OLD] = replace(old, rows=tuple({**row, **names} for row in old.rows))
    assert by_key(run())["pct_opl_laag", 2023, "GM0001"].value == 20.0


def test_other_column_numbers_change_nothing(run: Callable[..., Refreshed], server: Server) -> None:
    before = run().values
    server.tables = {OLD: office.edition(2023, first=60), NEW: office.edition(2024, first=100)}
    assert run().values == before


def test_pages_change_nothing(run: Callable[..., Refreshed], server: Server) -> None:
    before = run().values
    server.page = 40
    assert run().values == before


def test_a_newer_edition_of_the_catalogue_is_taken_in(run: Callable[..., Refreshed], server: Server) -> None:
    server.tables["86999NED"] = office.edition(2026, first=30)
    server.tables["85318NED"] = office.edition(2022)
    done = run()
    assert done.changes.editions == (2026, 2024, 2023)
    assert by_key(done)["inwoners", 2026, "GM0001"].source == "kwb-2026"
    newest = next(source for source in done.sources if source.key == "kwb-2026")
    assert newest.title == "Kerncijfers wijken en buurten 2026"
    assert "86999NED" in newest.address
    assert not any("85318NED" in path for path in server.asked)


@pytest.mark.parametrize("trouble", [office.error(404), office.error(500), office.says({"waarde": 1})])
def test_without_a_catalogue_the_known_tables_are_fetched(
    run: Callable[..., Refreshed], server: Server, trouble: office.Answer
) -> None:
    server.trouble("ODataCatalog", trouble)
    done = run()
    assert done.changes.editions == (2024, 2023)
    assert "lijst met tabellen van het CBS was niet te lezen" in told(done)


def test_an_empty_edition_leaves_the_older_ones(run: Callable[..., Refreshed], server: Server) -> None:
    server.tables[NEW] = office.edition(2024, {name: lambda town: None for name, _ in office.COLUMNS})
    done = run()
    assert {v.year for v in done.values} == {2023}
    assert "Overgeslagen: Tabel 85984NED (2024) is nog leeg." in told(done)
    server.tables[NEW] = office.Table(f"{office.TITLE} 2024", "2024", ())
    assert "is nog leeg" in told(run())


@pytest.mark.parametrize(
    ("bad", "why", "said"),
    [
        (office.edition(2024, towns=299), "too_few", "cijfers van 299 gemeenten"),
        (
            office.edition(2024, {"AantalInwoners": lambda t: office.inhabitants(t) * 1.1}),
            "total_off",
            "verschilt het aantal inwoners van Nederland 10%",
        ),
        (office.edition(2024, without=("AantalInwoners",)), "columns_not_found", "naam AantalInwoners"),
    ],
)
def test_an_edition_that_makes_no_sense_is_left_out_as_a_whole(
    run: Callable[..., Refreshed], server: Server, bad: office.Table, why: str, said: str
) -> None:
    server.tables[NEW] = bad
    done = run()
    assert {v.year for v in done.values} == {2023}
    assert [(each.table, each.why) for each in done.changes.refused] == [(NEW, why)]
    assert said in told(done) and "Overgeslagen: " in told(done)
    assert "Left out: " in told(done, "en")


def test_a_table_that_is_gone_leaves_the_others(run: Callable[..., Refreshed], server: Server) -> None:
    del server.tables[OLD]
    done = run()
    assert done.changes.editions == (2024,)
    assert "Het CBS kent tabel 85618NED niet meer." in told(done)


@pytest.mark.parametrize(
    "cells",
    [
        {"GemiddeldInkomenPerInwoner": lambda town: 30_000 + town},
        {"GemiddeldInkomenPerInwoner": lambda town: (30 + town / 100) / 1000},
    ],
)
def test_a_column_in_another_unit_is_left_out(
    run: Callable[..., Refreshed], server: Server, cells: dict[str, office.Cell]
) -> None:
    known = [v for v in run().values if v.indicator == "inkomen_per_inwoner_x1000"]
    server.tables[NEW] = office.edition(2024, cells)
    done = run(*known)
    assert {v.year for v in done.values if v.indicator == "inkomen_per_inwoner_x1000"} == {2023}
    assert "de kolom van 2024 lijkt niet te kloppen" in told(done)


def test_a_share_above_a_hundred_is_left_out(run: Callable[..., Refreshed], server: Server) -> None:
    server.tables[NEW] = office.edition(2024, {"k_0Tot15Jaar": lambda town: office.inhabitants(town) * 2})
    assert {v.year for v in run().values if v.indicator == "pct_0_14"} == {2023}

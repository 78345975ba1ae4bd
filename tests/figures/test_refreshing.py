"""Refreshing the figures: what is taken in, what is kept, what the user reads, and what a failure leaves."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from assistant import wording
from assistant.errors import BrokenFigures, RefreshFailed
from assistant.figures import editions, indicators, keeping, municipalities, values
from assistant.figures.cbs import Cbs
from assistant.figures.changes import Changes, FigureChanges, sentences
from assistant.figures.editions import COMPUTED_COUNTRY, Edition
from assistant.figures.fetching import Fetcher
from assistant.figures.refreshing import Refreshed, load_refreshed, refresh, refresh_folder
from assistant.figures.values import COMPUTED, Value
from assistant.records import Progress
from assistant.settings import PROJECT
from tests.figures import cbs_server as office
from tests.figures.cbs_server import TOWNS, Server

FIGURES = PROJECT / "corpus" / "figures"
DICTIONARY = indicators.load(FIGURES)
PLACES = municipalities.load(FIGURES)
SHIPPED = editions.load(FIGURES)
OLD, NEW = "85618NED", "85984NED"
TABLES = replace(SHIPPED, editions=(Edition(NEW, 2024, "kwb-2024"), Edition(OLD, 2023, "kwb-2023")))
TOWNSPEOPLE = [
    Value("inwoners", 2022, f"GM{town:04d}", office.inhabitants(town), "kwb-2022")
    for town in range(1, TOWNS + 1)
]


@pytest.fixture
def server() -> Iterator[Server]:
    with office.serving() as made:
        made.tables = {OLD: office.edition(2023), NEW: office.edition(2024, first=7)}
        yield made


@pytest.fixture
def client(server: Server) -> Iterator[Cbs]:
    with Fetcher(seconds=0.3, pause=lambda seconds: None) as fetcher:
        yield Cbs(fetcher, server.address)


@pytest.fixture
def run(client: Cbs) -> Callable[..., Refreshed]:
    """A refresh of what a test knows, of the two editions unless it says otherwise."""

    def refreshed(*known: Value, **more: Any) -> Refreshed:
        return refresh(client, DICTIONARY, [*TOWNSPEOPLE, *known], more.pop("tables", TABLES), **more)

    return refreshed


def by_key(refreshed: Refreshed) -> dict[tuple[str, int, str], Value]:
    return {(v.indicator, v.year, v.code): v for v in refreshed.values}


def of(changes: Changes, indicator: str) -> FigureChanges:
    return next(each for each in changes.figures if each.indicator == indicator)


def told(refreshed: Refreshed, language: str = "nl") -> str:
    return "\n".join(sentences(refreshed.changes, DICTIONARY, PLACES, language))


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


def test_a_column_that_is_still_empty_is_named_with_its_newest_year(
    run: Callable[..., Refreshed], server: Server
) -> None:
    server.tables[NEW] = office.edition(2024, {"GemiddeldInkomenPerInwoner": lambda town: None})
    done = run()
    assert {v.year for v in done.values if v.indicator == "inkomen_per_inwoner_x1000"} == {2023}
    name = DICTIONARY["inkomen_per_inwoner_x1000"].name.nl
    assert f"{name} (nieuwste cijfer: 2023)" in told(done)
    assert "Nog niet in de tabel van 2024" in told(done)


def test_a_column_that_is_gone_is_named_too(run: Callable[..., Refreshed], server: Server) -> None:
    server.tables[NEW] = office.edition(2024, without=("PersonenPerSoortUitkeringBijstand",))
    done = run()
    kinds = {m.kind for m in done.changes.missing if (m.indicator, m.year) == ("bijstand_aantal", 2024)}
    assert kinds == {"column"}
    assert f"{DICTIONARY['bijstand_aantal'].name.nl} (nieuwste cijfer: 2023)" in told(done)


def test_a_number_that_became_nothing_is_kept_and_reported(
    run: Callable[..., Refreshed], server: Server
) -> None:
    known = [Value("huishoudens", 2024, code, 14_050, "kwb-2024") for code in ("GM0014", "GM0015")]
    hide = {"HuishoudensTotaal": lambda town: None if town == 14 else office.inhabitants(town) // 2}
    server.tables[NEW] = office.edition(2024, hide)
    done = run(*known)
    assert ("huishoudens", 2024, "GM0014") not in by_key(done)
    change = of(done.changes, "huishoudens")
    assert change.vanished == (known[0],)
    assert "het CBS geeft geen cijfer meer voor Groningen (2024). Wat er stond, is bewaard." in told(done)
    assert "no longer gives a figure for Groningen (2024)" in told(done, "en")


def test_a_whole_column_that_became_nothing_is_kept(run: Callable[..., Refreshed], server: Server) -> None:
    known = [Value("huishoudens", 2024, f"GM{town:04d}", 10_000, "kwb-2024") for town in range(1, 11)]
    server.tables[NEW] = office.edition(2024, {"HuishoudensTotaal": lambda town: None})
    done = run(*known)
    assert not [v for v in done.values if (v.indicator, v.year) == ("huishoudens", 2024)]
    assert len(of(done.changes, "huishoudens").vanished) == 10
    assert "en nog 5" in told(done)


def test_a_municipality_that_is_not_there_any_more_is_kept(run: Callable[..., Refreshed]) -> None:
    known = Value("huishoudens", 2024, "GM0999", 4000, "kwb-2024")
    change = of(run(known).changes, "huishoudens")
    assert change.vanished == (known,)


def test_what_is_new_changed_and_the_same_is_counted(run: Callable[..., Refreshed]) -> None:
    known = [
        Value("huishoudens", 2024, "GM0014", 10_700, "kwb-2024"),
        Value("huishoudens", 2024, "GM0034", 5_850, "kwb-2024"),
        Value("huishoudens", 2024, "GM0037", 11_000, "kwb-2024"),
        Value("huishoudens", 2024, "GM0047", None, "kwb-2024"),
        Value("pct_opl_laag", 2024, "GM0014", 30.004, "kwb-2024", COMPUTED),
    ]
    done = run(*known)
    change = of(done.changes, "huishoudens")
    assert (change.added, change.changed, change.unchanged) == (2 * 343 - 3, 2, 1)
    assert change.years == (2023, 2024)
    assert change.largest is not None
    assert (change.largest.before, change.largest.after.value) == (known[1], 11_700)
    assert of(done.changes, "pct_opl_laag").changed == 0
    name = DICTIONARY["huishoudens"].name.nl
    assert f"{name}: nieuwe cijfers over 2023 en 2024 (aantal: 683)." in told(done)
    largest = "Het grootste verschil: Almere in 2024, van 5.850 naar 11.700."
    assert f"{name}: gewijzigde cijfers (aantal: 2). {largest}" in told(done)
    assert told(done).startswith(
        "De cijfers zijn ververst met de tabellen van 2023 en 2024. Nieuwe cijfers: "
    )


def test_the_same_again_says_that_nothing_changed(run: Callable[..., Refreshed]) -> None:
    again = run(*run().values)
    assert not again.changes.any
    assert told(again).startswith("Er is niets veranderd")


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


def test_without_any_usable_edition_the_first_reason_is_given(
    run: Callable[..., Refreshed], server: Server
) -> None:
    server.tables = {}
    with pytest.raises(RefreshFailed) as caught:
        run()
    assert caught.value.say("nl") == (
        "De cijfers zijn niet ververst. Het CBS kent tabel 85984NED niet meer. "
        "De cijfers die er waren, zijn bewaard."
    )
    with pytest.raises(RefreshFailed, match="geen tabellen"):
        run(tables=replace(TABLES, editions=()))


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


def test_progress_tells_the_table_and_reaches_its_end(run: Callable[..., Refreshed]) -> None:
    steps: list[Progress] = []
    run(progress=steps.append)
    assert [(s.stage, s.done, s.total) for s in steps] == [("refreshing", n, 2) for n in (0, 1, 2)]
    assert steps[0].file == NEW


# What is on disk.


@pytest.fixture
def into(client: Cbs, tmp_path: Path) -> Callable[[], Refreshed]:
    """Refreshes the test's folder."""
    return lambda: refresh_folder(tmp_path, client, DICTIONARY, TOWNSPEOPLE, TABLES)


def contents(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but the lock."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock"}


def test_nothing_refreshed_yet_is_empty(tmp_path: Path) -> None:
    assert load_refreshed(tmp_path) == ([], {})
    assert load_refreshed(tmp_path / "none") == ([], {})


def test_what_is_kept_comes_back_with_its_sources(into: Callable[[], Refreshed], tmp_path: Path) -> None:
    done = into()
    kept, sources = load_refreshed(tmp_path)
    assert {(v.indicator, v.year, v.code): v for v in kept} == by_key(done)
    assert sorted(sources) == ["kwb-2023", "kwb-2024"]
    assert set(contents(tmp_path)) == {"refreshed.csv", "refreshed.sources.json"}


def test_the_earlier_refresh_stays_beside_it(
    into: Callable[[], Refreshed], server: Server, tmp_path: Path
) -> None:
    into()
    first = (tmp_path / "refreshed.csv").read_bytes()
    into()
    assert not (tmp_path / "refreshed.previous.csv").exists()
    server.tables[NEW] = office.edition(2024, {"HuishoudensTotaal": lambda town: 9000})
    into()
    assert (tmp_path / "refreshed.previous.csv").read_bytes() == first
    assert (tmp_path / "refreshed.csv").read_bytes() != first


def test_what_an_earlier_refresh_had_is_not_lost(
    into: Callable[[], Refreshed], server: Server, tmp_path: Path
) -> None:
    into()
    hide = {"HuishoudensTotaal": lambda town: None if town == 14 else office.inhabitants(town) // 2}
    server.tables = {NEW: office.edition(2024, hide)}
    done = into()
    kept = {(v.indicator, v.year, v.code): v for v in load_refreshed(tmp_path)[0]}
    assert kept["huishoudens", 2024, "GM0014"].value == 10_700
    assert kept["huishoudens", 2023, "GM0014"].value == 10_700
    assert [v.code for v in of(done.changes, "huishoudens").vanished] == ["GM0014"]


TROUBLES = {
    "time-out": (office.silence, "lang geen antwoord"),
    "500": (office.error(500), "storing"),
    "half a page": (office.half_a_page, "maar half aan"),
    "a cut connection": (office.cut_off, "maar half aan"),
    "too many rows": (office.error(500, "The query returns more than 10000 records."), "more than 10000"),
    "a web page": (office.says(b"<html></html>"), "webpagina"),
    "another host": (office.more_at("http://elders.example/2"), "elders.example"),
    "no value": (office.says({}), "anders uit"),
}


@pytest.mark.parametrize(("trouble", "said"), TROUBLES.values(), ids=TROUBLES.keys())
def test_what_goes_wrong_on_the_way_leaves_all_as_it_was(
    into: Callable[[], Refreshed], server: Server, tmp_path: Path, trouble: office.Answer, said: str
) -> None:
    into()
    before = contents(tmp_path)
    server.tables[NEW] = office.edition(2024, {"HuishoudensTotaal": lambda town: 9000})
    # The last table that is asked for: all before it went well.
    server.trouble(f"{OLD}/TypedDataSet", trouble)
    with pytest.raises(RefreshFailed) as caught:
        into()
    sentence = caught.value.say("nl")
    assert sentence.startswith("De cijfers zijn niet ververst. ") and said in sentence
    assert sentence.endswith("De cijfers die er waren, zijn bewaard.")
    assert contents(tmp_path) == before


def test_trouble_that_passes_is_not_noticed(into: Callable[[], Refreshed], server: Server) -> None:
    server.trouble("TypedDataSet", office.error(500), times=1)
    assert into().changes.editions == (2024, 2023)


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "De schijf is vol."), (errno.EACCES, "kan niet worden geschreven")]
)
@pytest.mark.parametrize("at", ["write", "copy", "sync"])
def test_a_disk_that_says_no_leaves_all_as_it_was(
    into: Callable[[], Refreshed],
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    at: str,
    number: int,
    said: str,
) -> None:
    into()
    before = contents(tmp_path)
    server.tables[NEW] = office.edition(2024, {"HuishoudensTotaal": lambda town: 9000})

    def refuses(*arguments: object, **more: object) -> None:
        raise OSError(number, os.strerror(number))

    target = {
        "write": (values, "write"),
        "copy": (shutil, "copyfile"),
        "sync": (json, "dump"),
    }
    monkeypatch.setattr(*target[at], refuses)
    with pytest.raises(RefreshFailed, match=said):
        into()
    assert contents(tmp_path) == before


def test_two_refreshes_do_not_meet(into: Callable[[], Refreshed], server: Server, tmp_path: Path) -> None:
    with keeping.locked(tmp_path), pytest.raises(RefreshFailed, match="al ververst"):
        into()
    assert server.asked == []
    into()


def test_a_failed_refresh_lets_the_next_one_in(into: Callable[[], Refreshed], server: Server) -> None:
    server.trouble("TypedDataSet", office.error(500), times=3)
    with pytest.raises(RefreshFailed):
        into()
    assert into().changes.any


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("refreshed.csv", b"iets anders\n"),
        ("refreshed.csv", b"indicator,year,code,value,source,derived\ninwoners,x,GM0014,1,kwb-2024,\n"),
        ("refreshed.csv", b"indicator,year,code,value,source,derived\ninwoners,2024,GM0014,nan,kwb-2024,\n"),
        ("refreshed.csv", b"indicator,year,code,value,source,derived\ninwoners,2024,GM0014,1,onbekend,\n"),
        ("refreshed.csv", b"indicator,year,code,value,source,derived\n\xff\xfe,2024,GM0014,1,kwb-2024,\n"),
        ("refreshed.sources.json", b"[{"),
        ("refreshed.sources.json", b'[{"key": "kwb-2024"}]'),
        ("refreshed.sources.json", b"[]"),
    ],
)
def test_a_damaged_file_is_named_and_mended_by_the_next_refresh(
    into: Callable[[], Refreshed], tmp_path: Path, name: str, damage: bytes
) -> None:
    into()
    (tmp_path / name).write_bytes(damage)
    with pytest.raises(BrokenFigures, match="refreshed"):
        load_refreshed(tmp_path)
    into()
    assert load_refreshed(tmp_path)[0]
    assert not (tmp_path / "refreshed.previous.csv").exists()


def test_sources_are_readable_by_a_person(into: Callable[[], Refreshed], tmp_path: Path) -> None:
    into()
    listed = json.loads((tmp_path / "refreshed.sources.json").read_text("utf-8"))
    assert [each["key"] for each in listed] == ["kwb-2024", "kwb-2023"]
    assert all(each["licence"] == "CC BY 4.0" and each["address"].startswith("https://") for each in listed)


def test_every_reason_is_a_whole_sentence_in_both_languages() -> None:
    for language in wording.LANGUAGES:
        reasons = {k: s for k, s in wording.keys(language).items() if k.startswith("refresh.reasons.")}
        assert len(reasons) > 15
        for key, sentence in reasons.items():
            gaps = {name: "×" for _, name, _, _ in Formatter().parse(sentence) if name}
            said = RefreshFailed(why=key.removeprefix("refresh.reasons."), **gaps).say(language)
            assert "×" in said or not gaps
            assert sentence[0].isupper() or sentence.startswith("{")
            assert sentence.endswith(".")


def test_what_is_known_for_that_year_from_elsewhere_is_not_called_missing(
    run: Callable[..., Refreshed], server: Server
) -> None:
    server.tables[NEW] = office.edition(2024, without=("PersonenPerSoortUitkeringBijstand",))
    done = run(Value("bijstand_aantal", 2024, "GM0001", 10, "kwb-2024"))
    assert f"{DICTIONARY['bijstand_aantal'].name.nl} (nieuwste" not in told(done)

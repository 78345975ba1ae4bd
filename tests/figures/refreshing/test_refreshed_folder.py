"""What is on disk after a refresh, and after one that failed: all of the new, or all of the old."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import BrokenFigures, RefreshFailed
from assistant.figures import keeping, values
from assistant.figures.refreshing import Refreshed, load_refreshed
from tests.figures import cbs_server as office
from tests.figures.cbs_server import Server
from tests.figures.editions_there import NEW, OLD, by_key, of


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

"""The shipped values against the source they were made from, and against themselves.

Where the environment names a folder ASSISTANT_FIGURES with the source's
tables, every value is compared with its row there, both ways. Without it the
sums still have to be right.
"""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.figures import literacy, municipalities, values
from assistant.figures.values import COMPUTED, SUMMED, Value
from assistant.settings import PROJECT

FOLDER = PROJECT / "corpus" / "figures"
VALUES = values.read(FOLDER / "values.csv")
LITERACY = literacy.load(FOLDER)
COUNTS = ("inwoners", "huishoudens", "opl_laag_aantal", "opl_midden_aantal", "opl_hoog_aantal",
          "bijstand_aantal", "ww_aantal", "ao_aantal", "aow_aantal")  # fmt: skip
PROVINCES = ("Groningen", "Fryslân", "Drenthe", "Overijssel", "Flevoland", "Gelderland", "Utrecht",
             "Noord-Holland", "Zuid-Holland", "Zeeland", "Noord-Brabant", "Limburg")  # fmt: skip

# Indicator, year, code, and whether it is summed over former municipalities.
Key = tuple[str, int, str, bool]
Row = tuple[float, str, str]


def key(value: Value) -> Key:
    return value.indicator, value.year, value.code, bool(value.summed)


def number(indicator: str, year: int, code: str) -> float:
    """The value of a municipality in the division of that year."""
    found = BY_KEY[indicator, year, code, False].value
    assert found is not None
    return found


BY_KEY = {key(v): v for v in VALUES}


def source_folder() -> Path:
    named = os.environ.get("ASSISTANT_FIGURES", "")
    folder = Path(named)
    if not named or not (folder / "municipal_figures_long.csv").is_file():
        pytest.skip("ASSISTANT_FIGURES names no folder with the tables that the values were made from")
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def derived(text: str) -> str:
    """What the source says of a row's making, as the values have it."""
    summed = re.match(r"opgeteld uit ([\w+]+)", text)
    if summed:
        return SUMMED + summed[1]
    return COMPUTED if text else ""


def long_rows(folder: Path) -> Iterator[tuple[Key, Row]]:
    for row in rows(folder / "municipal_figures_long.csv"):
        indicator, _, division = row["indicator"].partition("@")
        table = re.search(r"Kerncijfers wijken en buurten (\d{4})", row["bron_tabel"])
        assert table is not None
        yield (
            (indicator, int(row["peiljaar"]), row["gm_code"], division == "indeling2024"),
            (float(row["waarde"]), f"kwb-{table[1]}", derived(row["afgeleid"])),
        )


def recent_rows(folder: Path) -> Iterator[tuple[Key, Row]]:
    places = municipalities.load(FOLDER)
    for row in rows(folder / "key_figures_2025_some_areas.csv"):
        name = row.pop("gebied")
        level = row.pop("niveau")
        assert "70072ned" in row.pop("bron")
        if level == "gemeente":
            code = places.get(name).code
        else:
            code = "NL" if level == "land" else f"PV{20 + PROVINCES.index(name.removesuffix(' (PV)'))}"
        for column, text in row.items():
            yield (column.removesuffix("_2025"), 2025, code, False), (float(text), "rk-2025", "")


def test_every_value_stands_in_its_source_and_none_is_missing() -> None:
    folder = source_folder()
    listed = [*long_rows(folder), *recent_rows(folder)]
    assert [k for k, times in Counter(k for k, _ in listed).items() if times > 1] == []
    source = dict(listed)
    ours = {k: (v.value, v.source, v.derived) for k, v in BY_KEY.items()}
    assert sorted(set(source) - set(ours)) == []
    assert sorted(set(ours) - set(source)) == []
    assert {k: (ours[k], source[k]) for k in ours if ours[k] != source[k]} == {}
    assert len(ours) == len(VALUES) == len(listed) > 26_000


def test_every_known_figure_of_low_literacy_is_there() -> None:
    folder = source_folder()
    everything = [*LITERACY.national(), *LITERACY.regional()]
    codes = {row["gm_code"] for row in rows(folder / "low_literacy_known_values.csv")} - {""}
    for code in codes:
        everything += LITERACY.of(code)
    held = {(p.indicator, p.code, p.value, p.address) for p in everything}
    for row in rows(folder / "low_literacy_known_values.csv"):
        code = "NL" if row["niveau"] == "land" else row["gm_code"]
        indicator = literacy.SHARE if row["eenheid"].startswith("%") else literacy.COUNT
        assert (indicator, code, float(row["waarde"]), row["bron_url"]) in held
        years = [p.year for p in everything if p.address == row["bron_url"] and p.code == code]
        assert all(str(year) in row["peiljaar_of_publicatie"] for year in years)


def test_the_inhabitants_of_2024_are_those_of_the_country() -> None:
    present = {m.code for m in municipalities.load(FOLDER).all()}
    counted = [v for v in VALUES if v.indicator == "inwoners" and v.year == 2024]
    assert {v.code for v in counted} == present and len(counted) == 342
    assert sum(v.value or 0 for v in counted) == 17_942_942


def test_a_sum_is_the_sum_of_its_parts() -> None:
    summed = [v for v in VALUES if v.summed and v.indicator in COUNTS]
    assert len(summed) == 7 * len(COUNTS)
    for value in summed:
        assert value.value == sum(number(value.indicator, value.year, code) for code in value.summed), value


def test_a_summed_share_is_worked_out_from_the_sums() -> None:
    shares = [v for v in VALUES if v.summed and v.indicator not in COUNTS]
    assert len(shares) == 7 * 4
    for value in shares:
        over = (
            ("inwoners",)
            if value.indicator == "bijstand_per_1000_inwoners"
            else ("opl_laag_aantal", "opl_midden_aantal", "opl_hoog_aantal")
        )
        part = {
            "pct_opl_laag": "opl_laag_aantal",
            "pct_opl_midden": "opl_midden_aantal",
            "pct_opl_hoog": "opl_hoog_aantal",
            "bijstand_per_1000_inwoners": "bijstand_aantal",
        }[value.indicator]
        whole = sum(number(name, value.year, code) for name in over for code in value.summed)
        times = 1000 if value.indicator.startswith("bijstand") else 100
        expected = times * sum(number(part, value.year, code) for code in value.summed) / whole
        assert value.value == pytest.approx(expected, abs=0.0051)


def test_shares_of_education_are_worked_out_from_their_counts() -> None:
    for level in ("laag", "midden", "hoog"):
        found = [v for v in VALUES if v.indicator == f"pct_opl_{level}" and v.year == 2020 and not v.summed]
        assert len(found) == 355
        for value in found:
            counts = {n: number(f"opl_{n}_aantal", 2020, value.code) for n in ("laag", "midden", "hoog")}
            assert value.value == pytest.approx(100 * counts[level] / sum(counts.values()), abs=0.0051)


def test_a_value_stands_once() -> None:
    assert [k for k, times in Counter(key(v) for v in VALUES).items() if times > 1] == []


def test_what_is_secret_is_not_there_and_not_zero() -> None:
    assert ("bijstand_per_1000_inwoners", 2021, "GM0060", False) not in BY_KEY
    assert number("bijstand_aantal", 2020, "GM0060") > 0


def test_published_low_literacy_names_its_place_definition_and_source() -> None:
    with (FOLDER / "low_literacy.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    places = municipalities.load(FOLDER)
    former = {row["former_code"]: row["former_name"] for row in rows(FOLDER / "mergers.csv")}
    for line in lines:
        assert line["indicator"] in literacy.INDICATORS
        assert line["basis"] in ("peiljaar", "publicatie")
        assert 2010 <= int(line["year"]) <= 2026
        assert all(line[name] for name in ("area", "definition_nl", "definition_en", "source", "publisher"))
        assert bool(line["note_nl"]) == bool(line["note_en"])
        assert line["address"].startswith("https://")
        if line["code"] == "NL":
            assert line["area"] == "Nederland"
        elif line["code"]:
            town = places.find(line["code"])
            assert line["area"] == (town.name if town else former[line["code"]])
        if line["indicator"] == literacy.SHARE:
            assert 0 < float(line["value"]) < 50
    assert len(LITERACY.national()) >= 8
    different = [(line["code"], line["area"], line["value"], line["definition_nl"]) for line in lines]
    assert len(different) == len(set(different))

"""Kept imports come back as they went in; a damaged one is named and skipped."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import ImportRefused
from assistant.figures.exports import keeping
from assistant.figures.exports.accepting import accept
from assistant.figures.exports.preview import About, Choice, Imported, New
from assistant.figures.exports.published import published
from assistant.figures.exports.typed import Typed, typed
from tests.figures.exports.making import DICTIONARY, PLACES, YEAR, csv_file, read

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def imported(folder: Path, title: str = "Verzonnen", unit: str = "punten") -> Imported:
    """A made-up import with one new indicator."""
    preview = read(csv_file(folder, "Gemeente;Score|2023\nAlmere;91,5\nWassenaar;-\n"))
    choice = Choice(1, new=New("Score", unit, "Bestaat niet.", "jeugd"))
    return accept(preview, [choice], DICTIONARY, About(title, "Bureau", "https://voorbeeld.nl"), YEAR)


def test_there_and_back(tmp_path: Path) -> None:
    taken = imported(tmp_path)
    path = keeping.save(tmp_path, taken, "export.csv", NOW)
    assert path == tmp_path / "imported" / "verzonnen-2023.csv"
    found = keeping.load(tmp_path)
    assert found.kept == (keeping.Kept(taken, "export.csv", "2026-11-24T12:00:00+00:00"),)
    assert found.values == taken.values
    assert found.indicators == {"eigen_score": taken.indicators[0]}
    assert found.sources == {"eigen-verzonnen-2023": taken.source}
    assert found.damaged == ()
    assert not list(path.parent.glob("*.part"))


def test_nothing_kept_is_nothing_found(tmp_path: Path) -> None:
    assert keeping.load(tmp_path / "nergens") == keeping.Everything((), (), {}, {}, ())


def test_the_same_again_only_when_told(tmp_path: Path) -> None:
    taken = imported(tmp_path)
    keeping.save(tmp_path, taken, "export.csv", NOW)
    newer = replace(taken, values=(replace(taken.values[0], value=92.5),))
    with pytest.raises(ImportRefused) as refused:
        keeping.save(tmp_path, newer, "export.csv", NOW)
    assert refused.value.details["why"] == "already_there"
    assert keeping.load(tmp_path).values == taken.values
    keeping.save(tmp_path, newer, "export.csv", NOW, replace=True)
    assert keeping.load(tmp_path).values == newer.values


def test_one_name_in_two_units_is_refused(tmp_path: Path) -> None:
    keeping.save(tmp_path, imported(tmp_path), "export.csv", NOW)
    with pytest.raises(ImportRefused) as refused:
        keeping.save(tmp_path, imported(tmp_path, "Anders", "%"), "export.csv", NOW)
    assert refused.value.details["why"] == "other_unit"
    assert len(keeping.load(tmp_path).kept) == 1


@pytest.mark.parametrize("damage", ["values", "no values", "json", "list", "keys", "bytes"])
def test_a_damaged_one_is_named_and_skipped(tmp_path: Path, damage: str) -> None:
    keeping.save(tmp_path, imported(tmp_path, "Heel"), "export.csv", NOW)
    path = keeping.save(tmp_path, imported(tmp_path, "Stuk"), "export.csv", NOW)
    beside = path.with_suffix(".json")
    if damage == "values":
        path.write_text(path.read_text("utf-8")[:-4], "utf-8")
    elif damage == "no values":
        path.unlink()
    elif damage == "json":
        beside.write_text(beside.read_text("utf-8")[:50], "utf-8")
    elif damage == "list":
        beside.write_text("[1]", "utf-8")
    elif damage == "keys":
        raw = json.loads(beside.read_text("utf-8"))
        raw["source"]["vreemd"] = 1
        beside.write_text(json.dumps(raw), "utf-8")
    else:
        beside.write_bytes(b"\xff\xfe\x00")
    found = keeping.load(tmp_path)
    assert [each.imported.slug for each in found.kept] == ["heel-2023"]
    assert found.damaged == ("stuk-2023",)
    assert keeping.remove(tmp_path, "stuk-2023")
    assert keeping.load(tmp_path).damaged == ()


def test_removing(tmp_path: Path) -> None:
    path = keeping.save(tmp_path, imported(tmp_path), "export.csv", NOW)
    assert not keeping.remove(tmp_path, "../imported/verzonnen-2023")
    assert not keeping.remove(tmp_path, "bestaat-niet")
    assert keeping.remove(tmp_path, "verzonnen-2023")
    assert not path.exists() and keeping.load(tmp_path).values == ()


def test_low_literacy_stands_beside_what_was_published(tmp_path: Path) -> None:
    form = Typed(
        "Almere", "91,5", "2024", About("Verzonnen bron"), "laaggeletterd_pct", definition="Eigen uitleg."
    )
    taken = typed(form, DICTIONARY, PLACES, YEAR)
    keeping.save(tmp_path, taken, "", NOW)
    keeping.save(tmp_path, imported(tmp_path), "export.csv", NOW)
    [found] = published(keeping.load(tmp_path).kept, DICTIONARY, PLACES)
    assert (found.area, found.value, found.year, found.definition.nl, found.source) == (
        "Almere",
        91.5,
        2024,
        "Eigen uitleg.",
        "Verzonnen bron",
    )

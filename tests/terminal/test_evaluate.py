"""`evaluate` as others run it: what it prints, keeps and returns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.__main__ import main
from assistant.terminal.ingest import main as ingest

RIGHT = {
    "id": "a",
    "question": "Hoe lang is het certificaat van het Taalhuis geldig?",
    "language": "nl",
    "municipality": None,
    "kind": "fact",
    "answerable": True,
    "evidence": [
        {
            "file": "geld.md",
            "page": None,
            "quote": "Een certificaat van het Taalhuis is vier jaar geldig.",
            "answer": "vier jaar",
        }
    ],
}
REFUSED = {
    "id": "u",
    "question": "Hoeveel parkeerplaatsen heeft het zwembad?",
    "language": "nl",
    "kind": "absent_figure",
    "answerable": False,
    "near": False,
}


@pytest.fixture(autouse=True)
def filled(own_folders: None, capsys: pytest.CaptureFixture[str]) -> None:
    """The corpus indexed."""
    assert ingest([]) == 0
    capsys.readouterr()


def written(path: Path, *lines: dict[str, Any]) -> str:
    """A gold file of these lines."""
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return str(path)


def test_figures_as_a_table_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = written(tmp_path / "a.jsonl", {"about": "proef"}, RIGHT)
    more = written(tmp_path / "b.jsonl", REFUSED)
    out = tmp_path / "uitkomst" / "nu.json"
    assert main(["evaluate", gold, more, "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert "| Goed beantwoord of terecht geweigerd" in told.out and "100% (34–100; n 2)" in told.out
    assert "Het gewone recept, alle vragen" in told.out
    assert "Vragen stellen: 2 van 2" in told.err
    kept = json.loads(out.read_text("utf-8"))
    assert kept["basis"]["files"] == ["a.jsonl", "b.jsonl"] and kept["basis"]["documents"] == 2
    assert [q["right"] for q in kept["questions"]] == [True, True]
    assert {"best", "lexical", "plain"} <= kept["systems"].keys()
    assert list((tmp_path / "data" / "evaluation").glob("plain-*"))


def test_json_without_the_ablation_beside_an_earlier_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = written(tmp_path / "a.jsonl", RIGHT | {"question": "Hoeveel parkeerplaatsen heeft het zwembad?"})
    earlier = str(tmp_path / "eerder.json")
    assert main(["evaluate", first, "--no-ablation", "--out", earlier]) == 0
    assert not (tmp_path / "data" / "evaluation").exists()
    capsys.readouterr()
    again = written(tmp_path / "a.jsonl", RIGHT)
    assert main(["evaluate", again, "--no-ablation", "--json", "--compare", earlier]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["systems"] == {}
    right = next(p for p in made["comparison"]["paired"] if p["name"] == "right")
    assert right["better"] == ["a"] and right["p"] == 1
    assert main(["evaluate", again, "--no-ablation", "--compare", earlier]) == 0
    assert "Werd goed: a" in capsys.readouterr().out


def test_what_does_not_fit_the_index_is_said_and_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (evidence,) = RIGHT["evidence"]
    gold = written(
        tmp_path / "a.jsonl",
        RIGHT,
        RIGHT | {"id": "b", "evidence": [evidence | {"file": "weg.pdf"}]},
        RIGHT | {"id": "c", "municipality": "Nergensland"},
    )
    assert main(["evaluate", gold, "--no-ablation", "--json"]) == 1
    told = capsys.readouterr()
    made = json.loads(told.out)
    assert made["basis"]["questions"] == 1 and made["skipped"] == ["b", "c"] and made["misquoted"] == []
    assert "niet in de index: b" in told.err and "bestaat niet: c" in told.err
    gold = written(tmp_path / "a.jsonl", RIGHT | {"evidence": [evidence | {"quote": "Vijf jaar geldig."}]})
    assert main(["evaluate", gold, "--no-ablation", "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["misquoted"][0]["id"] == "a" and "a: dit citaat staat niet" in told.err


def test_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main(["evaluate"])
    assert error.value.code == 2
    assert main(["evaluate", str(tmp_path / "niets.jsonl")]) == 1
    assert main(["evaluate", written(tmp_path / "a.jsonl", {"id": "a"})]) == 1
    told = capsys.readouterr().err
    assert "niets.jsonl" in told and "a.jsonl, regel 1" in told


def test_without_documents_there_is_nothing_to_measure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "empty"))
    assert main(["evaluate", written(tmp_path / "a.jsonl", RIGHT)]) == 1
    assert "python ingest.py" in capsys.readouterr().err

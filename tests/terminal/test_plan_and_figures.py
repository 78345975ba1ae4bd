"""The commands that draft a plan and show figures: their files, JSON and exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pypdf
import pytest

from assistant.__main__ import main
from assistant.figures import naming
from assistant.figures.exports import keeping
from assistant.settings import PROJECT
from assistant.terminal.ingest import main as ingest
from tests.figures import cbs_server

KINDS = ("gespreksnotitie", "plan-van-aanpak", "resultatenrapportage", "subsidiebijlage")


@pytest.fixture(autouse=True)
def outlines(own_folders: None, corpus: Path) -> None:
    """The real outlines and guidance."""
    for name in ("outlines", "guidance"):
        shutil.copytree(PROJECT / "corpus" / name, corpus / name, dirs_exist_ok=True)


@pytest.fixture
def indexed(budget: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The corpus, and a budget of Wassenaar."""
    ingest([])
    ingest([str(budget), "--municipality", "Wassenaar"])
    capsys.readouterr()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("town", ["Wassenaar", "Ameland"])
def test_every_kind_is_drafted_and_breaks_no_rule(
    kind: str, town: str, indexed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "--municipality", town, "--kind", kind, "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert plan["kind"] == kind and town in plan["title"] and plan["findings"] == []
    assert all(section["blocks"] for section in plan["sections"])
    assert {c["municipality"] for c in plan["citations"]} <= {None, "GM0629" if town == "Wassenaar" else None}
    marks = sum(
        statement["text"].count("[nog in te vullen")
        for section in plan["sections"]
        for block in section["blocks"]
        for row in [block.get("statements", []), *block.get("items", []), *block.get("rows", [])]
        for statement in row
    )
    assert marks == len(plan["open_points"]) > 0


def test_what_is_told_stands_in_the_plan(indexed: None, capsys: pytest.CaptureFixture[str]) -> None:
    told = ["--group", "ouders", "--period", "2027-2029", "--library", "Bieb Zuid", "--partner", "Humanitas"]
    assert main(["plan", "--municipality", "Wassenaar", *told]) == 0
    said = capsys.readouterr().out
    for words in ("Bieb Zuid wil inwoners", "2027-2029", "Humanitas", "859.042"):
        assert words in said
    assert "[nog in te vullen: de looptijd" not in said


def test_the_plan_is_written_as_word_pdf_and_markdown(
    tmp_path: Path, indexed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    for suffix in ("docx", "pdf", "md"):
        path = tmp_path / f"plan.{suffix}"
        assert main(["plan", "--municipality", "Urk", "--out", str(path)]) == 0
        assert f"plan.{suffix} is geschreven: 15 onderdelen" in capsys.readouterr().out
    words = "\n".join(p.text for p in docx.Document(str(tmp_path / "plan.docx")).paragraphs)
    assert "Plan van aanpak basisvaardigheden Urk" in words
    assert len(pypdf.PdfReader(tmp_path / "plan.pdf").pages) > 5
    assert (tmp_path / "plan.md").read_text("utf-8").startswith("# Plan van aanpak")


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan", "--municipality", "Nergenshuizen"],
        ["plan", "--municipality", "Urk", "--kind", "roman"],
        ["plan", "--municipality", "Urk", "--out", "plan.odt"],
        ["figures", "Nergenshuizen"],
    ],
)
def test_wrong_use_is_two_with_a_sentence(
    arguments: list[str], indexed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.strip().endswith(".")


def test_asking_for_a_plan_says_how(indexed: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Maak een plan van aanpak voor Urk", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert 'python -m assistant plan --municipality "Urk"' in answer["answer"]
    assert answer["status"] == "partial" and answer["citations"] == []


def test_figures_need_no_index(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "Urk"]) == 0
    said = capsys.readouterr().out
    assert "36,4%" in said and "Voor Urk is hier geen gepubliceerd cijfer bekend" in said
    assert main(["figures", "GM0184", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["municipality"]["name"] == "Urk"
    assert all(f["year"] and f["unit"] and f["source"] and f["definition"] for f in report["figures"])


def test_figures_wants_to_know_which(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["figures"])
    assert stopped.value.code == 2


def test_a_refresh_that_finds_nothing_usable_says_so_and_keeps_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with cbs_server.serving() as server:
        server.tables = {"85984NED": cbs_server.edition(2024, towns=10)}
        monkeypatch.setenv("ASSISTANT_CBS_ADDRESS", server.address)
        assert main(["figures", "Urk", "--refresh"]) == 1
    assert "De cijfers die er waren, zijn bewaard." in capsys.readouterr().err
    assert not list((tmp_path / "data").rglob("refreshed.csv"))


def test_a_refresh_without_a_network_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_CBS_ADDRESS", "http://127.0.0.1:9")
    monkeypatch.setattr("assistant.figures.fetching.time.sleep", lambda _: None)
    assert main(["figures", "--refresh"]) == 1
    assert "De cijfers die er waren, zijn bewaard." in capsys.readouterr().err
    assert not list((tmp_path / "data").rglob("refreshed.csv"))


def test_an_export_is_shown_first_and_kept_when_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = tmp_path / "export.csv"
    export.write_text("Gemeenten;Laaggeletterden (%)|2023\nUrk;9,9\nLeiden;8,8\nBron: Voorbeeld\n", "utf-8")
    assert main(["figures", "--import", str(export)]) == 0
    said = capsys.readouterr().out
    assert "Kolom 1: Laaggeletterden" in said and "laaggeletterd_pct" in said
    assert not list((tmp_path / "data").rglob("*.csv"))
    assert main(["figures", "Urk", "--import", str(export), "--as", "1=laaggeletterd_pct"]) == 0
    said = capsys.readouterr().out
    assert "2 cijfers bewaard" in said and "Urk: 9,9%" in said
    assert len(keeping.load(tmp_path / "data" / "figures").kept) == 1


@pytest.mark.parametrize("choice", ["laaggeletterd_pct", "x=laaggeletterd_pct", "1="])
def test_a_choice_that_is_none_changes_nothing(
    choice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = tmp_path / "export.csv"
    export.write_text("Gemeenten;Laaggeletterden (%)|2023\nUrk;9,9\n", "utf-8")
    assert main(["figures", "--import", str(export), "--as", choice]) == 1
    assert "Er is niets veranderd." in capsys.readouterr().err


def test_swing_is_off_until_it_is_configured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "--swing"]) == 1
    assert capsys.readouterr().err.strip()


def test_a_village_is_looked_up_only_where_that_was_allowed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def municipalities_of(village: str, fetcher: object, address: str) -> tuple[str, ...] | None:
        asked.append(address)
        return {"Watergang": ("GM0852",), "Beek": ("GM0888", "GM0758"), "Stil": None}.get(village, ())

    monkeypatch.setattr(naming.villages, "municipalities_of", municipalities_of)
    assert main(["figures", "Watergang"]) == 2 and asked == []
    capsys.readouterr()
    monkeypatch.setenv("ASSISTANT_PLACES_ADDRESS", "http://127.0.0.1:9/places")
    assert main(["figures", "Watergang"]) == 0
    captured = capsys.readouterr()
    assert "Watergang ligt in de gemeente Waterland." in captured.err and captured.out.startswith("Waterland")
    assert main(["figures", "Stil"]) == 2
    assert "plaatsenregister gaf geen antwoord" in capsys.readouterr().err
    assert set(asked) == {"http://127.0.0.1:9/places"}

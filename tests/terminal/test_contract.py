"""What other programs build on: options, JSON, exit codes, and the data folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.terminal.ingest import main as ingest
from tests.conftest import MakePdf
from tests.reading.picturing import document, needs_tesseract, paper, scan, written

pytestmark = pytest.mark.usefixtures("own_folders")


def test_an_empty_assistant_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Wat is een taalhuis?"]) == 1
    assert "python ingest.py" in capsys.readouterr().err


def test_without_a_path_the_corpus_is_ingested(capsys: pytest.CaptureFixture[str]) -> None:
    assert ingest([]) == 0
    assert "Toegevoegd: 2" in capsys.readouterr().out
    assert ingest(["--json"]) == 0
    assert {r["status"] for r in json.loads(capsys.readouterr().out)} == {"unchanged"}


def test_a_question_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    ingest([])
    capsys.readouterr()
    assert main(["ask", "Hoe lang is het certificaat van het Taalhuis geldig?", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "answered" and answer["citations"][0]["file"] == "guidance/geld.md"
    assert main(["ask", "Hoe lang is het certificaat van het Taalhuis geldig?"]) == 0
    assert "Bronnen" in capsys.readouterr().out


def test_a_file_of_questions_keeps_its_order_and_survives_bad_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ingest([])
    capsys.readouterr()
    questions = tmp_path / "vragen.jsonl"
    lines = [
        json.dumps({"id": "b", "question": "Hoe lang is het certificaat van het Taalhuis geldig?"}),
        json.dumps({"id": "a", "question": ""}),
        "geen json",
        json.dumps({"id": 7, "question": "Wat doet de gemeente?", "municipality": "Nergensland"}),
        json.dumps({"id": "c", "question": "Hoeveel parkeerplaatsen heeft het zwembad?"}),
    ]
    questions.write_text("\n".join(lines), "utf-8")
    assert main(["ask", "--questions", str(questions), "--json"]) == 1
    captured = capsys.readouterr()
    answers = [json.loads(line) for line in captured.out.splitlines()]
    assert "3 vragen konden niet worden beantwoord" in captured.err
    assert [a["id"] for a in answers] == ["b", "a", None, "7", "c"]
    assert [a["status"] for a in answers] == ["answered", "refused", "refused", "refused", "refused"]
    assert "Nergensland" in answers[3]["missing"]
    questions.write_text("\n".join(lines[:2]), "utf-8")
    main(["ask", "--questions", str(questions), "--json"])
    assert "1 vraag kon niet worden beantwoord" in capsys.readouterr().err


def test_files_and_folders_with_a_municipality(
    tmp_path: Path, budget: Path, make_pdf: MakePdf, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "stukken" / "wassenaar"
    folder.mkdir(parents=True)
    budget.rename(folder / "begroting.pdf")
    (folder / "leeg.txt").write_text("", "utf-8")
    (folder / "foto.jpg").write_bytes(b"jpg")
    assert ingest([str(tmp_path / "stukken"), "--json"]) == 1
    captured = capsys.readouterr()
    reports = {r["file"]: r for r in json.loads(captured.out)}
    assert reports["wassenaar/begroting.pdf"]["shelf"] == "GM0629"
    assert reports["wassenaar/begroting.pdf"]["empty_pages"] == [2]
    assert reports["wassenaar/leeg.txt"]["status"] == "failed"
    assert "leeg.txt" in captured.err
    other = make_pdf("nota.pdf", [["De nota over taal in de gemeente Baarn."]])
    assert ingest([str(other), "--municipality", "Baarn"]) == 0
    capsys.readouterr()
    assert ingest(["--list", "--json"]) == 0
    shelves = {e["file"]: e["shelf"] for e in json.loads(capsys.readouterr().out)}
    assert shelves == {"wassenaar/begroting.pdf": "GM0629", "nota.pdf": "GM0308"}


def test_remove_and_rebuild(capsys: pytest.CaptureFixture[str]) -> None:
    ingest([])
    capsys.readouterr()
    ingest(["--list", "--json"])
    first = json.loads(capsys.readouterr().out)[0]
    assert ingest(["--remove", first["id"]]) == 0
    assert ingest(["--remove", first["id"]]) == 1
    assert ingest(["--rebuild"]) == 0
    assert "1 document" in capsys.readouterr().out


def test_wrong_use_is_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as error:
        main(["ask"])
    assert error.value.code == 2
    assert ingest([str(tmp_path), "--municipality", "Nergensland"]) == 2
    monkeypatch.setenv("ASSISTANT_PORT", "veel")
    assert main(["doctor"]) == 2
    assert ingest([str(tmp_path / "niets.pdf")]) == 2


def test_a_missing_file_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ingest([str(tmp_path / "niets.pdf")]) == 1
    assert "niets.pdf" in capsys.readouterr().err


def test_doctor_tells_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    assert "python ingest.py" in capsys.readouterr().out
    ingest([])
    capsys.readouterr()
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "2 documenten" in told and "Alles is in orde." in told


def test_doctor_says_how_to_get_what_reads_scans(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ingest([])
    monkeypatch.setenv("PATH", "")
    capsys.readouterr()
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "tesseract): niet gevonden" in told
    assert "apt install tesseract-ocr tesseract-ocr-nld" in told


def test_a_scan_without_ocr_is_named_and_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = scan(paper("Een gescande brief van de gemeente over het Taalhuis."))
    document(tmp_path / "scan.pdf", page)
    monkeypatch.setenv("PATH", "")
    assert ingest([str(tmp_path / "scan.pdf")]) == 1
    assert "scan.pdf" in capsys.readouterr().err


@needs_tesseract
def test_a_scan_is_read_before_the_terminal_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = scan(paper("Een gescande brief van de gemeente over het Taalhuis en de bibliotheek."))
    path = document(tmp_path / "scan.pdf", written("Gewone tekst over de bibliotheek en de gemeente."), page)
    assert ingest([str(path), "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert (report["pages"], report["read"], report["ocr"], report["waiting"]) == (2, 2, [2], [])
    assert report["unreadable"] == []
    assert report["ocr_confidence"] > 0.5

"""Files that make no sense each get a sentence of their own, and nothing is taken in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import wording
from assistant.errors import ImportRefused
from assistant.figures.exports import cells as reading
from assistant.settings import PROJECT
from tests.figures.exports.making import csv_file, read, workbook


def raw(data: bytes, name: str = "export.csv") -> Callable[[Path], Path]:
    """A file of these bytes."""

    def made(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return made


def text(content: str, name: str = "export.csv") -> Callable[[Path], Path]:
    """A file of this text."""
    return raw(content.encode(), name)


def packed(**parts: str) -> bytes:
    """An archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def cut_workbook(folder: Path) -> Path:
    """A workbook of which half is there."""
    path = workbook(folder, Data=[["Gemeente", "Verzonnen 2023"], ["Almere", 91]])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def scrambled_workbook(folder: Path) -> Path:
    """A workbook whose sheet is no XML."""
    path = workbook(folder, Data=[["Gemeente", "Verzonnen 2023"], ["Almere", 91]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData><row>"
    path.write_bytes(packed(**parts))
    return path


def empty_workbook(folder: Path) -> Path:
    return workbook(folder, Data=[])


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BROKEN: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "no bytes": ("empty", raw(b"")),
    "only blanks": ("empty", raw(b"\xef\xbb\xbf \r\n\r\n")),
    "no rows": ("empty", empty_workbook),
    "pdf": ("pdf", raw(b"%PDF-1.7 verzonnen", "export.csv")),
    "cut": ("damaged", cut_workbook),
    "scrambled": ("damaged", scrambled_workbook),
    "locked": ("encrypted", raw(OLE + "EncryptedPackage".encode("utf-16-le"), "export.xlsx")),
    "xls": ("old_excel", raw(OLE, "export.xls")),
    "xml": (
        "old_excel",
        text('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
    ),
    "ods": (
        "opendocument",
        raw(packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "export.ods"),
    ),
    "zip": ("archive", raw(packed(**{"export.csv": "Gemeente;A|2023"}), "export.zip")),
    "word": (
        "not_a_table",
        raw(packed(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), "export.xlsx"),
    ),
    "login page": (
        "web_page",
        text("<!DOCTYPE html><html><body><form>Log in</form></body></html>", "export.xls"),
    ),
    "nested page": (
        "web_page",
        text("<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>", "export.xls"),
    ),
    "picture": ("not_text", raw(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))),
    "prose": ("not_a_table", text("Dit is een brief.\nEr staat geen tabel in.\n")),
    "json": ("not_a_table", text('{"headers": [], "rows": []}')),
    "no areas": ("no_municipality", text("Land;Verzonnen|2023\nVerweggistan;91\nNergensland;92\n")),
    "only districts": ("only_districts", text("Wijken;Verzonnen|2023\nAlmere;91\nWijk 01;92\n")),
    "only district codes": ("only_districts", text("Code;Verzonnen|2023\nWK003401;91\nBU00340101;92\n")),
    "only former": ("only_former", text("Gemeente;Verzonnen|2023\nWeesp;91\nDelfzijl;92\n")),
    "no numbers": ("no_numbers", text("Gemeente;Verzonnen|2023\nAlmere;ja\nWassenaar;nee\n")),
    "only missing": ("no_numbers", text("Gemeente;Verzonnen|2023\nAlmere;x\nWassenaar;-\n")),
    "no head": ("no_head", text("Almere;91,5\nWassenaar;92,5\n")),
    "contradiction": ("contradiction", text("Gemeente;Verzonnen|2023\nAlmere;91\nGM0034;91\nAlmere;92\n")),
    "two notations": ("two_notations", text("Gemeente;Verzonnen|2023\nAlmere;9,5\nWassenaar;9.55\n")),
    "quarters": ("only_parts_of_years", text("Gemeente;Verzonnen|2023 1e kwartaal\nAlmere;91\n")),
    "forecasts": ("only_forecasts", text("Gemeente;Verzonnen|2050\nAlmere;91\n")),
    "gone": ("unreadable", lambda folder: folder / "export.csv"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_says_why(tmp_path: Path, kind: str) -> None:
    why, make = BROKEN[kind]
    with pytest.raises(ImportRefused) as refused:
        read(make(tmp_path))
    assert refused.value.details["why"] == why
    for language in ("nl", "en"):
        said = refused.value.say(language)
        assert said.startswith("export.") and "{" not in said


def test_reasons_have_sentences_of_their_own() -> None:
    whys = {why for why, _ in BROKEN.values()}
    assert len(whys) >= 10
    for language in ("nl", "en"):
        known = wording.keys(language)
        assert len({known[f"exports.reasons.{why}"] for why in whys}) == len(whys)


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv_file(tmp_path, "Gemeente;Verzonnen|2023\nAlmere;91\n")
    monkeypatch.setattr(reading, "MOST_CELLS", 3)
    with pytest.raises(ImportRefused) as cells:
        read(path)
    assert cells.value.details["why"] == "too_many_cells"
    monkeypatch.setattr(reading, "MOST_MB", 0)
    with pytest.raises(ImportRefused) as size:
        read(path)
    assert size.value.details["why"] == "too_large"


def test_a_workbook_with_too_many_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_CELLS", 5)
    path = workbook(tmp_path, Data=[["Gemeente", "A 2023", "B 2023"], ["Almere", 91, 92]])
    with pytest.raises(ImportRefused) as refused:
        read(path)
    assert refused.value.details["why"] == "too_many_cells"


def test_every_reason_the_code_gives_has_its_sentence() -> None:
    known = wording.keys("nl")
    files = [*(PROJECT / "assistant/figures/exports").glob("*.py"), PROJECT / "assistant/figures/swing.py"]
    code = "\n".join(path.read_text("utf-8") for path in files)
    whys = set(re.findall(r'why="(\w+)"', code)) | set(
        re.findall(r'return "(only_\w+|no_municipality)"', code)
    )
    remarks = set(re.findall(r'"((?:left_out|remarks)\.\w+)"', code))
    assert len(whys) > 30 and len(remarks) > 5
    assert [why for why in whys if f"exports.reasons.{why}" not in known] == []
    assert [key for key in remarks if f"exports.{key}" not in known] == []

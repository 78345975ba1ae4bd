"""Pages that are pictures are read: upright, row by row, with how sure that is."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from assistant.errors import BrokenFile, EncryptedFile, FileMissing, WrongPassword
from assistant.reading import ocr
from assistant.reading.ocr import tesseract
from assistant.reading.ocr.recognised import Recognised
from assistant.reading.ocr.upright import read_upright
from tests.reading.making import PROSE, locked
from tests.reading.picturing import (
    LETTER,
    TABLE,
    both,
    document,
    needs_tesseract,
    paper,
    photo,
    put,
    scan,
    table,
    written,
)


def read(path: Path, *pages: int, **more: Any) -> list[Recognised]:
    return list(ocr.recognise_pages(path, pages or (1,), **more))


def sheet(picture: Image.Image, x: int = 120, y: int = 200) -> Image.Image:
    """A picture on a sheet of paper."""
    page = paper()
    page.paste(picture, (x, y))
    return page


@needs_tesseract
def test_a_scanned_letter(tmp_path: Path) -> None:
    path = document(tmp_path / "a.pdf", scan(paper(LETTER)))
    [found] = read(path)
    assert found.text == LETTER
    assert found.lines == tuple(part for part in LETTER.split("\n") if part)
    assert (found.page, found.rotation, found.whole, found.legible) == (1, 0, True, True)
    assert found.confidence > 0.8
    first = found.words[0]
    assert first.text == "Geachte"
    assert (first.left, first.top) == pytest.approx((58, 70), abs=6)
    assert 0.5 < first.sure <= 1


@needs_tesseract
@pytest.mark.parametrize(
    ("degrees", "osd"), [(90, True), (180, True), (270, True), (180, False), (270, False)]
)
def test_a_page_on_its_side_or_head(
    tmp_path: Path, degrees: int, osd: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not osd:
        monkeypatch.setattr(tesseract, "turn", lambda *_: (0, 0.0))
    square = paper(LETTER, (1240, 1240)).rotate(degrees)
    path = document(tmp_path / "a.pdf", lambda pdf: put(pdf, square, 0, 0, 210))
    [found] = read(path)
    assert found.rotation == degrees
    assert found.text.split() == LETTER.split()


@needs_tesseract
@pytest.mark.parametrize("ruled", [True, False])
def test_of_a_page_with_a_table_as_a_picture_only_that_is_read(tmp_path: Path, ruled: bool) -> None:
    page = both(written(PROSE), lambda pdf: put(pdf, table(ruled=ruled), 20, 80, 150))
    [found] = read(document(tmp_path / "a.pdf", page))
    assert found.lines == tuple(" ".join(row) for row in TABLE)
    assert not found.whole and found.legible
    amount = next(each for each in found.words if each.text == "731.925")
    assert 227 < amount.top < amount.bottom < 300
    assert amount.right > 400


@needs_tesseract
def test_the_regions_that_are_asked_for(tmp_path: Path) -> None:
    rows = (("Alfa Stichting", "11.000", "12.000"), ("Bravo Stichting", "21.000", "22.000"))
    path = document(
        tmp_path / "a.pdf",
        both(lambda pdf: put(pdf, table(), 20, 30, 150), lambda pdf: put(pdf, table(rows), 20, 200, 150)),
    )
    [found] = read(path, 1, regions={1: [(50, 560, 500, 640)]})
    assert found.lines == tuple(" ".join(row) for row in rows)
    assert not found.whole


@needs_tesseract
def test_text_over_a_picture_is_not_read_twice(tmp_path: Path) -> None:
    page = both(
        written(PROSE), lambda pdf: put(pdf, table(), 20, 80, 150), written("Tabel 7.1 Subsidies", 85)
    )
    [found] = read(document(tmp_path / "a.pdf", page))
    assert "Tabel" not in found.text
    assert "Concordia 8.310 8.540" in found.text


@needs_tesseract
def test_two_tables_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [("Programma 1", "Begroting")] + [(f"1.{i} Taakveld links", f"-{i}4.30{i}") for i in range(1, 9)]
    right = [("Programma 2", "Begroting")] + [(f"2.{i} Taakveld rechts", f"{i}7.61{i}") for i in range(1, 9)]
    page = Image.new("L", (1754, 1240), 255)
    page.paste(table(left), (60, 100))
    page.paste(table(right), (920, 130))
    path = document(tmp_path / "a.pdf", scan(page.rotate(90, expand=True)))
    [found] = read(path)
    assert found.lines == tuple(" ".join(row) for row in [*left, *right])


@needs_tesseract
def test_a_photo_and_an_empty_page_give_nothing_legible(tmp_path: Path) -> None:
    path = document(tmp_path / "a.pdf", scan(photo(620, 877)), lambda _: None)
    found = read(path, 1, 2)
    assert [each.legible for each in found] == [False, False]
    assert found[1].text == ""


@needs_tesseract
def test_pages_come_in_the_order_asked_for_and_one_that_is_not_there_is_not_legible(tmp_path: Path) -> None:
    path = document(tmp_path / "a.pdf", *(scan(paper(f"{LETTER}\n\nBladzijde {i}")) for i in range(1, 5)))
    found = read(path, 4, 9, 2)
    assert [each.page for each in found] == [4, 9, 2]
    assert [each.legible for each in found] == [True, False, True]
    assert found[0].text.endswith("Bladzijde 4")


@needs_tesseract
def test_a_page_that_takes_too_long_is_not_legible(tmp_path: Path) -> None:
    path = document(tmp_path / "a.pdf", scan(paper(LETTER)))
    assert [each.legible for each in read(path, seconds=0.001)] == [False]


@needs_tesseract
def test_a_huge_page_is_drawn_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdf

    path = document(tmp_path / "a.pdf", scan(paper(LETTER)))
    writer = pypdf.PdfWriter(clone_from=path)
    writer.pages[0].scale_by(15)
    writer.write(path)
    sizes = []
    run = tesseract.read
    monkeypatch.setattr(tesseract, "read", lambda *given: (sizes.append(given[1].size), run(*given))[1])
    [found] = read(path)
    assert found.legible and max(sizes) <= 12_100_000


@needs_tesseract
def test_nothing_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    [found] = read(document(tmp_path / "a.pdf", scan(paper(LETTER))))
    assert found.legible
    assert list(folder.iterdir()) == []


@needs_tesseract
def test_a_locked_file(tmp_path: Path) -> None:
    path = locked(document(tmp_path / "a.pdf", scan(paper(LETTER))), tmp_path / "b.pdf", "geheim")
    assert read(path, password="geheim")[0].text == LETTER
    with pytest.raises(EncryptedFile):
        read(path)
    with pytest.raises(WrongPassword):
        read(path, password="anders")


@needs_tesseract
def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    broken = tmp_path / "a.pdf"
    broken.write_bytes(b"%PDF-1.4 and nothing more")
    with pytest.raises(BrokenFile):
        read(broken)
    with pytest.raises(FileMissing):
        read(tmp_path / "none.pdf")


@needs_tesseract
def test_a_language_that_is_not_installed_is_left_out(tmp_path: Path) -> None:
    path = document(tmp_path / "a.pdf", scan(paper(LETTER)))
    assert read(path, language="xxx+nld")[0].legible
    assert set(ocr.languages()) & {"nld", "eng"}


def test_without_tesseract_nothing_is_read_and_nothing_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not ocr.available()
    assert ocr.languages() == ()
    assert read(tmp_path / "none.pdf", 3, 5) == [Recognised(3), Recognised(5)]


def test_recognition_can_be_switched_off(tmp_path: Path) -> None:
    assert not ocr.available(None)
    assert read(tmp_path / "none.pdf", 1, program=None) == [Recognised(1)]


def test_a_program_that_only_fails_is_not_available(tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho broken >&2\nexit 3\n")
    program.chmod(0o755)
    assert not ocr.available(str(program))
    assert read_upright(str(program), np.full((50, 50), 255, np.uint8), "nld", 300, 5).marks == ()

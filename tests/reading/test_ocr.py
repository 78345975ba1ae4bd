"""Pages that are pictures are read: upright, row by row, with how sure that is."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from assistant.errors import BrokenFile, EncryptedFile, FileMissing, WrongPassword
from assistant.reading import ocr
from assistant.reading.ocr import tesseract
from assistant.reading.ocr.arranging import arranged
from assistant.reading.ocr.recognised import Recognised, recognised
from assistant.reading.ocr.signs import signed
from assistant.reading.ocr.tesseract import Mark
from assistant.reading.ocr.unruled import unruled
from assistant.reading.ocr.upright import read_upright
from assistant.reading.words import Word
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


def word(text: str, left: float, top: float, sure: float = 0.9) -> Word:
    return Word(text, left, top, left + 6 * len(text), top + 10, 10, sure=sure)


def line(text: str, left: float, top: float) -> list[Word]:
    """Words on one line, each a space apart."""
    words = []
    for part in text.split():
        words.append(word(part, left, top))
        left += 6 * len(part) + 4
    return words


def texts(words: Sequence[Word]) -> list[str]:
    return [row.text for row in arranged(words)]


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


def test_unsure_words_and_nonsense_are_not_legible() -> None:
    sure = [line("De gemeente betaalt de bibliotheek", 10, 10)]
    assert recognised(1, sure).legible
    assert not recognised(1, [[word(w.text, w.left, w.top, 0.4) for w in sure[0]]]).legible
    assert not recognised(1, [line("xq vrtk ~~ bbfgh wrdnk tkmst", 10, 10)]).legible
    assert recognised(
        1, [[*line("Lasten 12.500 13.250", 10, 10), *line("Baten 1.500 1.750", 10, 30)]]
    ).legible
    assert not recognised(1, []).legible


def test_broken_words_are_joined_and_paragraphs_kept_apart() -> None:
    words = [
        *line("Het college van burge-", 10, 10),
        *line("meester en wethouders besluit.", 10, 24),
        *line("De raad stemt in.", 10, 60),
    ]
    assert (
        recognised(1, [words]).text
        == "Het college van burgemeester\nen wethouders besluit.\n\nDe raad stemt in."
    )


def test_labels_and_amounts_in_two_blocks_become_rows() -> None:
    labels = [each for i in range(8) for each in line(f"5.{i} Sport en spel", 10, 20 * i)]
    amounts = [each for i in range(8) for each in line(f"1{i}.300 -2{i}.450", 300, 20 * i + 1)]
    assert texts([*amounts, *labels])[2] == "5.2 Sport en spel 12.300 -22.450"


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    heading = line("Verslag van de vergadering van de raad op donderdag", 10, 0)
    left = [each for i in range(7) for each in line(f"links {i} staat een zin van", 10, 20 + 15 * i)]
    right = [each for i in range(7) for each in line(f"rechts {i} staat nog een zin", 250, 20 + 15 * i)]
    found = texts([*right, *heading, *left])
    assert found[0].startswith("Verslag")
    assert found[1:3] == ["links 0 staat een zin van", "links 1 staat een zin van"]
    assert found[8] == "rechts 0 staat nog een zin"


def test_a_table_with_two_columns_of_words_keeps_its_rows() -> None:
    rows = [
        each
        for i in range(8)
        for each in [
            *line("P2 Mens en samenleving", 10, 20 * i),
            *line(f"Stichting nummer {i}", 250, 20 * i),
            word(f"{i}1.500", 480, 20 * i),
        ]
    ]
    assert texts(rows)[3] == "P2 Mens en samenleving Stichting nummer 3 31.500"


def test_borders_go_and_letters_and_fills_stay() -> None:
    ruled, bare = np.asarray(table()), np.asarray(table(ruled=False))
    assert (ruled < 128).sum() > 1.5 * (bare < 128).sum()
    assert np.abs(unruled(ruled, 150).astype(int) - bare).mean() < 1
    assert np.array_equal(unruled(bare, 150), bare)
    filled = np.full((200, 400), 255, np.uint8)
    filled[40:120] = 60
    assert np.array_equal(unruled(filled, 150), filled)


def test_a_minus_that_can_be_seen_is_put_back() -> None:
    image = np.full((60, 300), 255, np.uint8)
    image[20:40, 100:180] = 0
    plain = Mark("412.435", 100, 20, 180, 40, 0.9)
    assert signed([plain], image) == (plain,)
    image[30:32, 90:97] = 0
    assert signed([plain], image)[0].text == "-412.435"
    before = Mark("2021", 40, 20, 88, 40, 0.9)
    assert signed([before, plain], image)[1].text == "412.435"
    assert signed([Mark("taak", 100, 20, 180, 40, 0.9)], image)[0].text == "taak"

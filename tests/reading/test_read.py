"""The door: what is read, what is refused, and what a document is called."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from assistant.errors import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    FileMissing,
    NoText,
    ReadingError,
    TooLarge,
    UnsupportedFormat,
    WrongPassword,
)
from assistant.reading import SUPPORTED, read
from tests.reading.making import PROSE, locked, pdf, wrapped
from tests.reading.opendocument import odf

PACKED = (".docx", ".odt", ".pptx", ".odp", ".xlsx", ".ods")


def test_reads_a_pdf_and_says_what_it_is(tmp_path: Path) -> None:
    path = pdf(tmp_path / "begroting.pdf", [[("h1", "Programmabegroting 2026"), ("body", wrapped(PROSE))]])
    document = read(path)
    assert document.title == "Programmabegroting 2026"
    assert (document.file, document.format, document.kind) == ("begroting.pdf", "pdf", "budget")
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.language == "nl"
    assert [page.number for page in document.pages] == [1]


def test_the_users_name_for_a_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "upload-123.txt"
    path.write_text(PROSE)
    assert read(path, name="Nota bibliotheek.txt").file == "Nota bibliotheek.txt"
    assert read(path, name="../../map/nota.txt").file == "nota.txt"


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileMissing) as caught:
        read(tmp_path / "weg.pdf")
    assert caught.value.details["file"] == "weg.pdf"
    with pytest.raises(FileMissing):
        read(tmp_path)


@pytest.mark.parametrize("name", ["oud.xls", "plaat.png", "zonder-uitgang", "oud.doc"])
def test_unsupported_format(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("iets")
    with pytest.raises(UnsupportedFormat) as caught:
        read(tmp_path / name)
    assert caught.value.details["file"] == name


@pytest.mark.parametrize("suffix", SUPPORTED)
@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n"])
def test_empty_file(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"leeg{suffix}"
    path.write_bytes(content)
    with pytest.raises(EmptyFile):
        read(path)


@pytest.mark.parametrize("suffix", [".pdf", *PACKED])
def test_text_with_another_name_is_broken(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"nota{suffix}"
    path.write_text(PROSE)
    with pytest.raises(BrokenFile) as caught:
        read(path)
    assert "text found" in str(caught.value.details["reason"])


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".csv", *PACKED])
def test_a_pdf_with_another_name_is_broken(tmp_path: Path, suffix: str) -> None:
    path = pdf(tmp_path / "echt.pdf", [[("body", PROSE)]])
    path = path.rename(tmp_path / f"nota{suffix}")
    with pytest.raises(BrokenFile):
        read(path)


@pytest.mark.parametrize("suffix", [".txt", ".csv"])
def test_binary_rubbish_in_a_text_file_is_broken(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"nota{suffix}"
    path.write_bytes(b"abc\0\0\0def" * 20)
    with pytest.raises(BrokenFile):
        read(path)


@pytest.mark.parametrize(
    "suffix,start", [(".pdf", b"%PDF-1.7\n"), *((suffix, b"PK\x03\x04") for suffix in PACKED)]
)
@pytest.mark.parametrize("rest", [b"", b"\x00\x01\x02" * 200, b"1 0 obj << /Type /Catalog >> endobj"])
def test_damage_is_an_error_of_ours(tmp_path: Path, suffix: str, start: bytes, rest: bytes) -> None:
    path = tmp_path / f"stuk{suffix}"
    path.write_bytes(start + rest)
    with pytest.raises(BrokenFile):
        read(path)


@pytest.mark.parametrize("cut", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
@pytest.mark.parametrize("form", ["pdf", "docx", "pptx", "xlsx", "odt", "ods", "odp"])
def test_a_file_cut_short_never_crashes(tmp_path: Path, form: str, cut: float) -> None:
    path = tmp_path / f"half.{form}"
    if form == "pdf":
        pdf(path, [[("h1", "Nota"), ("body", wrapped(PROSE))]] * 3)
    elif form == "docx":
        from docx import Document

        source = Document()
        source.add_paragraph(PROSE)
        source.save(str(path))
    elif form == "pptx":
        from pptx import Presentation

        show = Presentation()
        show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = "Nota"
        show.save(str(path))
    elif form == "xlsx":
        from openpyxl import Workbook

        book = Workbook()
        book.active["A1"] = PROSE
        book.save(path)
    else:
        odf(path, f"<text:p>{PROSE}</text:p>")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    try:
        assert read(path).pages
    except ReadingError as error:
        assert error.details["file"] == path.name


def test_pages_with_nothing_on_them_are_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        read(pdf(tmp_path / "blanco.pdf", [[], [], []]))


def test_a_text_layer_of_nonsense_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "onzin.txt"
    path.write_text("\n".join("/14/15/41/40 /0/26/0/26 /33/34/35/14" for _ in range(60)))
    with pytest.raises(NoText):
        read(path)


def test_a_short_list_without_common_words_is_readable(tmp_path: Path) -> None:
    path = tmp_path / "lijst.txt"
    path.write_text("\n".join(f"Gemeente{i} 12{i}" for i in range(30)))
    assert read(path).pages


def test_owner_only_protection_is_no_hindrance(tmp_path: Path) -> None:
    path = pdf(tmp_path / "open.pdf", [[("body", wrapped(PROSE))]])
    document = read(locked(path, tmp_path / "slot.pdf", user=""))
    assert "basisvaardigheden" in document.pages[0].text


def test_a_password_is_needed_and_used(tmp_path: Path) -> None:
    path = locked(
        pdf(tmp_path / "open.pdf", [[("body", wrapped(PROSE))]]), tmp_path / "slot.pdf", user="geheim"
    )
    with pytest.raises(EncryptedFile) as caught:
        read(path)
    assert caught.value.details["file"] == "slot.pdf"
    with pytest.raises(WrongPassword):
        read(path, password="fout")
    assert "basisvaardigheden" in read(path, password="geheim").pages[0].text


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pptx"])
def test_a_protected_office_file_is_encrypted(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"slot{suffix}"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(EncryptedFile):
        read(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(BrokenFile):
        read(path)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "bom.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"x")
        with archive.open("word/media.bin", "w", force_zip64=True) as member:
            for _ in range(401):
                member.write(b"\0" * 1024 * 1024)
    with pytest.raises(TooLarge) as caught:
        read(path)
    assert caught.value.details["most"] == 400


def test_empty_pages_are_named(tmp_path: Path) -> None:
    path = pdf(tmp_path / "gaten.pdf", [[("body", PROSE[:60])], [], [("body", PROSE[:50])], []])
    assert read(path).legibility.pages("empty") == (2, 4)


@pytest.mark.parametrize(
    "text,language",
    [
        (PROSE * 3, "nl"),
        ("The library helps people with basic skills. This is what the municipality asks of it. " * 5, "en"),
        ("The title is English: tools for the job, and more of the same. " + PROSE * 6, "nl"),
    ],
)
def test_language(tmp_path: Path, text: str, language: str) -> None:
    path = tmp_path / "tekst.txt"
    path.write_text(text)
    assert read(path).language == language


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    path = pdf(tmp_path / "nota.pdf", [[("h1", "Beleidsnota taal"), ("body", wrapped(PROSE))]])
    assert read(path) == read(path)

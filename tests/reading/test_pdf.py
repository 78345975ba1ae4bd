"""Pages of a PDF: words, order, rows, heads and feet, labels and headings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.reading import read
from tests.reading.making import PROSE, pdf, wrapped
from tests.reading.picturing import photo, table


def test_page_numbers_and_labels(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    path = pdf(tmp_path / "plat.pdf", [[("body", PROSE[:60])]] * 4)
    writer = PdfWriter()
    writer.append(PdfReader(path))
    writer.set_page_label(0, 1, style="/r")
    writer.set_page_label(2, 3, style="/D", start=1)
    writer.write(tmp_path / "labels.pdf")
    pages = read(tmp_path / "labels.pdf").pages
    assert [(page.number, page.label) for page in pages] == [(1, "i"), (2, "ii"), (3, "1"), (4, "2")]
    assert [page.label for page in read(path).pages] == [None] * 4


def test_words_broken_at_a_line_end_are_whole(tmp_path: Path) -> None:
    text = "De dienst-\nverlening van Pijnacker-\nNootdorp omvat zorg-\nen welzijnstaken voor H8-\ngemeenten."
    document = read(pdf(tmp_path / "a.pdf", [[("body", text)]]))
    flat = " ".join(document.pages[0].text.split())
    assert flat == "De dienstverlening van Pijnacker-Nootdorp omvat zorg- en welzijnstaken voor H8-gemeenten."


def test_running_heads_and_feet_are_left_out(tmp_path: Path) -> None:
    def page(n: int) -> list[tuple[str, str]]:
        return [
            ("head", "Begroting 2026 gemeente Voorbeeld"),
            ("body", wrapped(f"Zin nummer {n * 7} gaat over onderwerp {chr(64 + n)}. " + PROSE)),
            ("foot", f"Pagina {n} van 8"),
        ]

    document = read(pdf(tmp_path / "a.pdf", [page(n) for n in range(1, 9)]))
    for n, part in enumerate(document.pages, start=1):
        assert "gemeente Voorbeeld" not in part.text
        assert "van 8" not in part.text
        assert f"Zin nummer {n * 7} gaat" in part.text


def test_lines_on_few_pages_are_kept(tmp_path: Path) -> None:
    pages = [[("head", "Ons motto"), ("body", wrapped(PROSE))]] * 3
    assert all("Ons motto" in page.text for page in read(pdf(tmp_path / "a.pdf", pages)).pages)


def test_a_table_row_is_one_line(tmp_path: Path) -> None:
    """Cells drawn column by column, as some programs do, stand on their row's line."""
    rows = [
        ("Media", "137.817", "-859.042"),
        ("Musea", "12.236", "-169.794"),
        ("Sport", "149.913", "-784.082"),
    ]

    def table(document: Any) -> None:
        document.set_font("helvetica", "", 10)
        for column, x in enumerate((10, 90, 140)):
            for i, row in enumerate(rows):
                document.text(x, 120 + 7 * i, row[column])

    path = pdf(tmp_path / "a.pdf", [[("body", wrapped(PROSE))]], each=table)
    lines = read(path).pages[0].text.split("\n")
    assert "Media 137.817 -859.042" in lines
    assert "Sport 149.913 -784.082" in lines
    assert wrapped(PROSE).split("\n")[0] in lines


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"linker regel {i} vertelt over de bibliotheek in het dorp" for i in range(12)]
    right = [f"rechter regel {i} vertelt over de school aan de dijk" for i in range(12)]

    def columns(document: Any) -> None:
        document.set_font("helvetica", "", 9)
        for x, lines in ((10, left), (110, right)):
            for i, line in enumerate(lines):
                document.text(x, 40 + 6 * i, line)
        for i in range(4):
            document.text(10, 150 + 6 * i, str(i))

    text = read(pdf(tmp_path / "a.pdf", [[]], each=columns)).pages[0].text
    assert text.index("linker regel 11") < text.index("rechter regel 0")


def test_headings_by_their_looks(tmp_path: Path) -> None:
    parts = [
        ("h1", "Programma 2 Mens en maatschappij"),
        ("body", wrapped(PROSE * 3)),
        ("h2", "Wat willen we bereiken?"),
        ("body", wrapped(PROSE * 3)),
        ("bold", "3.2 Onderwijs"),
        ("body", wrapped(PROSE * 3)),
    ]
    page = read(pdf(tmp_path / "a.pdf", [parts])).pages[0]
    assert [h.text for h in page.headings] == [
        "Programma 2 Mens en maatschappij",
        "Wat willen we bereiken?",
        "3.2 Onderwijs",
    ]
    assert [h.level for h in page.headings] == sorted(h.level for h in page.headings)
    for heading in page.headings:
        assert page.text[heading.offset :].startswith(heading.text)


def test_bold_totals_and_captions_are_no_headings(tmp_path: Path) -> None:
    parts = [
        ("body", wrapped(PROSE * 4)),
        ("bold", "Totale kosten 2.718.000"),
        ("bold", "Tabel 11.7 - Baten en lasten"),
        ("bold", "Besluit:"),
        ("bold", "Saldo 2.718.000 -12.000"),
        ("body", wrapped(PROSE * 4)),
    ]
    assert read(pdf(tmp_path / "a.pdf", [parts])).pages[0].headings == ()


def test_headings_by_their_wording(tmp_path: Path) -> None:
    parts = [
        ("body", t)
        for t in (wrapped(PROSE), "3.2 Onderwijs", wrapped(PROSE), "HOOFDLIJNEN BELEID", wrapped(PROSE))
    ]
    page = read(pdf(tmp_path / "a.pdf", [parts])).pages[0]
    assert [h.text for h in page.headings] == ["3.2 Onderwijs", "HOOFDLIJNEN BELEID"]


def test_bookmarks_decide_about_headings(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    pages = [
        [("body", "taal en rekenen"), ("body", wrapped(PROSE))],
        [("body", "Geld"), ("body", wrapped(PROSE))],
    ]
    writer = PdfWriter()
    writer.append(PdfReader(pdf(tmp_path / "a.pdf", pages)))
    parent = writer.add_outline_item(title="Taal en  rekenen", page_number=0)
    writer.add_outline_item(title="Geld", page_number=1, parent=parent)
    writer.write(tmp_path / "b.pdf")
    document = read(tmp_path / "b.pdf")
    assert [(h.text, h.level) for page in document.pages for h in page.headings] == [
        ("taal en rekenen", 1),
        ("Geld", 2),
    ]


def test_a_table_of_contents_holds_no_headings(tmp_path: Path) -> None:
    lines = "\n".join(f"Programma {i} Onderwerp {'.' * 40} {10 + i}" for i in range(1, 9))
    page = read(pdf(tmp_path / "a.pdf", [[("h1", "Inhoudsopgave"), ("body", lines)]])).pages[0]
    assert page.headings == ()
    assert "....." not in page.text


def test_a_page_with_a_picture_that_may_hold_a_table_says_so(tmp_path: Path) -> None:
    def draw(document: Any) -> None:
        if document.page_no() == 2:
            document.image(table(), x=10, y=60, w=150)
        if document.page_no() == 3:
            document.image(photo(), x=10, y=60, w=150)

    found = read(pdf(tmp_path / "a.pdf", [[("body", wrapped(PROSE))]] * 3, each=draw))
    assert [page.verdict for page in found.pages] == ["text", "picture", "text"]
    assert found.legibility.waiting == (2,)


@pytest.mark.parametrize(
    "metadata,title",
    [
        ("Jaarplan bibliotheek en basisvaardigheden 2026", "Jaarplan bibliotheek en basisvaardigheden 2026"),
        ("Raadsvergadering afvalbeleid november 2008", "Plan taal"),
        ("Microsoft Word - plan_v3.docx", "Plan taal"),
        ("", "Plan taal"),
    ],
)
def test_metadata_titles_have_to_be_borne_out(tmp_path: Path, metadata: str, title: str) -> None:
    path = pdf(
        tmp_path / "plan_taal.pdf",
        [[("body", wrapped(PROSE))]],
        each=lambda document: document.set_title(metadata),
    )
    assert read(path).title == title


def test_decision_lists_are_told_apart_by_their_day(tmp_path: Path) -> None:
    parts = [
        ("h1", "Besluitenlijst college Voorbeeld"),
        ("body", "Datum 18-06-2024\nTijd 9.30"),
        ("body", wrapped(PROSE)),
    ]
    document = read(pdf(tmp_path / "bw.pdf", [parts]))
    assert document.title == "Besluitenlijst college Voorbeeld, 18 juni 2024"
    assert (document.kind, document.date) == ("decision_list", "2024-06-18")


def test_a_file_name_that_says_more_than_the_page(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "wassenaar_begroting_2024.pdf", [[("h1", "BEGROTING 2024"), ("body", wrapped(PROSE))]]
    )
    assert read(path).title == "Wassenaar begroting 2024"

"""What is a table in a PDF and what is not, and where it stands in the text of its page."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from fpdf import FPDF

from assistant.reading import read
from assistant.reading.pdf.pages import page_of_words
from assistant.reading.words import Word
from tests.reading.drawing import TAAKVELDEN, cells, drawn, flush, heads_at, rows_at
from tests.reading.making import PROSE, pdf, wrapped


def test_contents_dates_and_prose_are_no_tables(tmp_path: Path) -> None:
    contents = "\n".join(f"Programma {i} Onderwerp {'.' * 60} {10 + i}" for i in range(1, 9))
    dates = "\n".join(f"{i} maart 2026 commissie Samenleving" for i in range(1, 9))
    parts = [("h1", "Inhoudsopgave"), ("body", contents), ("body", dates), ("body", wrapped(PROSE * 3))]
    assert read(pdf(tmp_path / "a.pdf", [parts])).pages[0].tables == ()

    def pages(document: FPDF) -> None:
        for i in range(8):
            document.text(15, 40 + 5 * i, f"Hoofdstuk {'ABCDEFGH'[i]}")
            flush(document, 180, 40 + 5 * i, str(3 + 4 * i))

    assert drawn(tmp_path / "b.pdf", pages)[0].tables == ()


def test_prose_around_a_table_stays_whole(tmp_path: Path) -> None:
    def table(document: Any) -> None:
        document.set_font("helvetica", "", 9)
        heads_at(document, 120, ["2025", "2026", "2027"], (110, 145, 180))
        rows_at(document, 126, TAAKVELDEN, (110, 145, 180))

    parts = [("h2", "Wat mag het kosten?"), ("body", wrapped(PROSE))]
    page = read(pdf(tmp_path / "a.pdf", [parts], each=table)).pages[0]
    assert wrapped(PROSE) in page.text
    assert [h.text for h in page.headings] == ["Wat mag het kosten?"]
    assert page.text.index("Wat mag") < page.text.index("5.6 Media")


def test_a_table_drawn_last_stands_where_it_is_seen(tmp_path: Path) -> None:
    def draw(document: FPDF) -> None:
        document.text(15, 30, "Voor de tabel staat deze zin over de begroting van het jaar.")
        document.text(15, 100, "Na de tabel staat deze zin over de begroting van het jaar.")
        heads_at(document, 50, ["2025", "2026", "2027"], (110, 145, 180))
        rows_at(document, 56, TAAKVELDEN, (110, 145, 180))

    text = drawn(tmp_path / "a.pdf", draw)[0].text
    assert text.index("Voor de tabel") < text.index("5.6 Media") < text.index("Na de tabel")


def test_a_table_on_its_side_is_read_upright(tmp_path: Path) -> None:
    def draw(document: FPDF) -> None:
        with document.rotation(90, 100, 150):
            heads_at(document, 100, ["2025", "2026", "2027"], (110, 135, 160))
            rows_at(document, 106, TAAKVELDEN, (110, 135, 160))

    page = drawn(tmp_path / "a.pdf", draw)[0]
    assert cells(page, page.tables[0], "5.6 Media") == [
        ("137.817", "2025"),
        ("-859.042", "2026"),
        ("-721.225", "2027"),
    ]


def test_text_on_its_side_is_read_in_order(tmp_path: Path) -> None:
    def draw(document: FPDF) -> None:
        with document.rotation(90, 100, 150):
            for i, line in enumerate(wrapped(PROSE, 60).split("\n")):
                document.text(40, 120 + 6 * i, line)

    assert drawn(tmp_path / "a.pdf", draw)[0].text == wrapped(PROSE, 60)


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    names = ["Gebouwen", "Voorraden", "Vorderingen", "Liquide middelen", "Overige activa", "Totaal activa"]
    others = ["Reserves", "Voorzieningen", "Leningen", "Crediteuren", "Overige passiva", "Totaal passiva"]

    def draw(document: FPDF) -> None:
        heads_at(document, 40, ["2024", "2025", "2024", "2025"], (75, 95, 170, 190))
        for i, (left, right) in enumerate(zip(names, others, strict=True)):
            y = 46 + 5 * i
            document.set_font(style="")
            document.text(15, y, left)
            document.text(110, y, right)
            for x, number in zip((75, 95, 170, 190), range(4), strict=True):
                flush(document, x, y, f"{i + 1}.{number}00")

    page = drawn(tmp_path / "a.pdf", draw)[0]
    left, right = page.tables
    assert cells(page, left, "Voorraden") == [("2.000", "2024"), ("2.100", "2025")]
    assert cells(page, right, "Voorzieningen") == [("2.200", "2024"), ("2.300", "2025")]


def test_recognised_words_make_a_table(tmp_path: Path) -> None:
    """Words of OCR, a point or two off their places and as high as their own letters."""
    chance = random.Random(3)
    words: list[Word] = []

    def put(text: str, y: float, left: float | None = None, right: float | None = None) -> None:
        width = 5.0 * len(text)
        start = left if left is not None else (right or 0) - width
        shift, lift = chance.uniform(-1, 1), chance.uniform(-1, 1)
        high = 7.0 if any(c.isupper() or c.isdigit() or c in "bdfhklt" for c in text) else 5.0
        words.append(
            Word(
                text, start + shift, y + 9 - high + lift, start + width + shift, y + 9 + lift, high, sure=0.9
            )
        )

    put("Taakveld", 50, left=40)
    put("2025", 50, right=300)
    put("2026", 50, right=380)
    for i, (label, *numbers) in enumerate((("Media en cultuur", "1.250", "859.042"), ("Musea", "12", "(94)"),
                                           ("Sport en spel", "800", "1.000"))):  # fmt: skip
        y, x = 66 + 14 * i, 40.0
        for part in label.split():
            put(part, y, left=x)
            x += 5.0 * len(part) + 3
        for right, number in zip((300, 380), numbers, strict=True):
            put(number, y, right=right)
    words.append(Word("|", 200, 60, 202, 75, 15, sure=0.3))
    text, tables = page_of_words(words)
    row = next(row for row in tables[0].rows if row.label == "Media en cultuur")
    assert [(text[c.start : c.end], c.column) for c in row.cells] == [("1.250", "2025"), ("859.042", "2026")]
    assert "|" not in text


def test_the_page_text_serves_the_budgets_reader(tmp_path: Path) -> None:
    from assistant.answering.budget_table import rows

    def draw(document: FPDF) -> None:
        heads_at(document, 45, ["Begroting 2026"] * 3, (110, 145, 180))
        heads_at(document, 50, ["Baten", "Lasten", "Saldo"], (110, 145, 180))
        rows_at(document, 56, [*TAAKVELDEN, ("7.3 Afval", "1", "-2", "-1")], (110, 145, 180))

    found = {row.code: row.spending for row in rows(drawn(tmp_path / "a.pdf", draw))}
    assert found["5.6"] == "859.042"

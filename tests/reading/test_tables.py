"""Tables in PDFs: every number with its row's words, its column's head and the table's unit, or with none."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF

from assistant.reading import read
from assistant.reading.pdf.pages import page_of_words
from assistant.reading.tables.amounts import is_numeric
from assistant.reading.words import Word
from assistant.records import Page, Table
from tests.reading.making import PROSE, pdf, wrapped

Cells = list[tuple[str, str]]


def drawn(path: Path, *pages: Callable[[FPDF], None]) -> tuple[Page, ...]:
    """The pages read from a PDF that each function draws one page of, in millimetres."""
    document = FPDF(format="A4")
    document.set_auto_page_break(False)
    for draw in pages:
        document.add_page()
        document.set_font("helvetica", "", 9)
        draw(document)
    document.output(str(path))
    return read(path).pages


def flush(document: FPDF, right: float, y: float, text: str, bold: bool = False) -> None:
    document.set_font(style="B" if bold else "")
    document.text(right - document.get_string_width(text), y, text)


def rows_at(
    document: FPDF, top: float, rows: Sequence[Sequence[str]], columns: Sequence[float], step: float = 5
) -> None:
    """Rows of a label and numbers flush right at `columns`; "" leaves a cell empty."""
    for i, (label, *numbers) in enumerate(rows):
        document.set_font(style="")
        document.text(15, top + step * i, label)
        for right, number in zip(columns, numbers, strict=True):
            if number:
                flush(document, right, top + step * i, number)


def heads_at(document: FPDF, y: float, heads: Sequence[str], columns: Sequence[float]) -> None:
    for right, head in zip(columns, heads, strict=True):
        flush(document, right, y, head, bold=True)


def cells(page: Page, table: Table, label: str) -> Cells:
    row = next(row for row in table.rows if row.label == label)
    return [(page.text[c.start : c.end], c.column) for c in row.cells]


TAAKVELDEN = [
    ("4.1 Openbaar basisonderwijs", "12.236", "-169.794", "-157.558"),
    ("5.6 Media", "137.817", "-859.042", "-721.225"),
    ("6.1 Samenkracht", "1.940.608", "-5.671.866", "-3.731.258"),
]


def test_a_number_keeps_its_row_its_heads_its_unit_and_its_title(tmp_path: Path) -> None:
    def draw(document: FPDF) -> None:
        document.text(15, 40, "Tabel 11.7 - Baten en lasten per taakveld")
        document.text(15, 45, "(bedragen in euro's)")
        heads_at(document, 55, ["Begroting 2026"] * 3, (110, 145, 180))
        heads_at(document, 60, ["Baten", "Lasten", "Saldo"], (110, 145, 180))
        rows_at(document, 66, TAAKVELDEN, (110, 145, 180))
        document.text(15, 90, "De bedragen zijn afgerond.")

    page = drawn(tmp_path / "a.pdf", draw)[0]
    table = page.tables[0]
    assert cells(page, table, "5.6 Media") == [
        ("137.817", "Begroting 2026 Baten"),
        ("-859.042", "Begroting 2026 Lasten"),
        ("-721.225", "Begroting 2026 Saldo"),
    ]
    assert table.unit == "(bedragen in euro's)"
    assert table.title == "Tabel 11.7 - Baten en lasten per taakveld"
    assert [page.text[a:b] for a, b in table.heads] == [
        "Begroting 2026 Begroting 2026 Begroting 2026",
        "Baten Lasten Saldo",
    ]
    assert table.head_page is None
    lines = page.text.split("\n")
    assert "5.6 Media 137.817 -859.042 -721.225" in lines
    assert "De bedragen zijn afgerond." in lines
    for row in table.rows:
        assert page.text[row.start : row.end].startswith(row.label.split()[0])


def test_heads_centred_over_groups_of_columns(tmp_path: Path) -> None:
    """Primair, na wijziging and realisatie, each over three columns and without a ruled line."""
    columns = [75 + 14 * i for i in range(9)]
    numbers = [(f"{i}.00{i}", f"-{i}.10{i}", f"{i}00") * 3 for i in range(1, 5)]

    def draw(document: FPDF) -> None:
        document.set_font_size(7)
        for group, head in enumerate(("Primair 2023", "Na wijziging 2023", "Realisatie 2023")):
            left, right = columns[3 * group] - 9, columns[3 * group + 2]
            document.set_font(style="B")
            document.text((left + right - document.get_string_width(head)) / 2, 40, head)
        heads_at(document, 45, ["Baten", "Lasten", "Saldo"] * 3, columns)
        rows_at(document, 51, [(f"Taakveld {i}", *n) for i, n in enumerate(numbers)], columns)

    page = drawn(tmp_path / "a.pdf", draw)[0]
    names = [column for _, column in cells(page, page.tables[0], "Taakveld 2")]
    assert names == [
        f"{group} 2023 {part}"
        for group in ("Primair", "Na wijziging", "Realisatie")
        for part in ("Baten", "Lasten", "Saldo")
    ]


def test_ruled_cells_say_which_columns_a_head_spans(tmp_path: Path) -> None:
    edges = [15, 70, 95, 120, 145, 170]

    def draw(document: FPDF) -> None:
        document.set_line_width(0.2)
        for x in edges:
            document.line(x, 46 if x in (120, 145) else 40, x, 70)
        for y in (40, 46, 52, 58, 64, 70):
            document.line(95 if y == 46 else 15, y, 170, y)
        document.set_font(style="B")
        document.text(72, 45, "Krediet")
        document.text(125, 45, "Meerjarenbeeld")
        heads_at(document, 51, ["2027", "2028", "2029"], (119, 144, 169))
        rows_at(
            document, 57, [("Wegen", "100.000", "1.000", "-", "3.000"),
                           ("Bruggen", "50.000", "", "2.000", ""),
                           ("Totaal", "150.000", "1.000", "2.000", "3.000")], (94, 119, 144, 169), 6,
        )  # fmt: skip

    page = drawn(tmp_path / "a.pdf", draw)[0]
    assert cells(page, page.tables[0], "Wegen") == [
        ("100.000", "Krediet"),
        ("1.000", "Meerjarenbeeld 2027"),
        ("-", "Meerjarenbeeld 2028"),
        ("3.000", "Meerjarenbeeld 2029"),
    ]
    assert cells(page, page.tables[0], "Bruggen") == [("50.000", "Krediet"), ("2.000", "Meerjarenbeeld 2028")]


def test_a_ruled_row_of_several_lines_is_one_row(tmp_path: Path) -> None:
    def draw(document: FPDF) -> None:
        document.set_line_width(0.2)
        for x in (15, 70, 120, 150):
            document.line(x, 40, x, 72)
        for y in (40, 46, 58, 70):
            document.line(15, y, 150, y)
        document.set_font(style="B")
        document.text(16, 45, "Indicator")
        document.text(71, 45, "Bron")
        document.text(121, 45, "Realisatie 2024")
        document.set_font(style="")
        document.text(16, 50, "Jongeren met een delict")
        document.text(16, 55, "voor de rechter")
        document.text(71, 52, "CBS")
        document.text(121, 52, "1,3 % (2023)")
        document.text(16, 62, "Vroegtijdige schoolver-")
        document.text(16, 67, "laters")
        document.text(71, 64, "DUO")
        document.text(121, 64, "1,8 % (2023)")
        document.line(15, 76, 150, 76)
        document.text(16, 75, "Verzuim")
        document.text(71, 75, "DUO")
        document.text(121, 75, "26 (2023)")

    page = drawn(tmp_path / "a.pdf", draw)[0]
    assert cells(page, page.tables[0], "Jongeren met een delict voor de rechter") == [
        ("CBS", "Bron"),
        ("1,3 % (2023)", "Realisatie 2024"),
    ]
    assert "Vroegtijdige schoolverlaters DUO 1,8 % (2023)" in page.text


def test_a_code_in_a_column_of_its_own_belongs_to_the_label(tmp_path: Path) -> None:
    def draw(document: FPDF) -> None:
        heads_at(document, 40, ["2025", "2026"], (120, 150))
        rows_at(document, 46, [("5.6", "1.000", "2.000"), ("5.7", "3.000", "4.000")], (120, 150))
        document.text(40, 46, "Media")
        document.text(40, 51, "Openbaar groen")

    page = drawn(tmp_path / "a.pdf", draw)[0]
    assert cells(page, page.tables[0], "5.6 Media") == [("1.000", "2025"), ("2.000", "2026")]


def test_labels_over_two_lines_and_bare_totals(tmp_path: Path) -> None:
    def draw(document: FPDF) -> None:
        heads_at(document, 40, ["Rekening", "Begroting"], (120, 150))
        heads_at(document, 45, ["2024", "2025"], (120, 150))
        rows_at(
            document, 51, [("Programma 2", "", ""), ("Kwijtschelding gemeentelijke", "", ""),
                           ("belastingen", "1.000", "2.000"), ("Sport", "300", "400"),
                           ("Totaal", "1.300", "2.400")], (120, 150), 4,
        )  # fmt: skip

    page = drawn(tmp_path / "a.pdf", draw)[0]
    table = page.tables[0]
    assert [row.label for row in table.rows] == [
        "Kwijtschelding gemeentelijke belastingen",
        "Sport",
        "Programma 2 Totaal",
    ]
    assert cells(page, table, "Sport") == [("300", "Rekening 2024"), ("400", "Begroting 2025")]
    assert "Kwijtschelding gemeentelijke belastingen 1.000 2.000" in page.text.split("\n")


def test_rows_that_share_a_label(tmp_path: Path) -> None:
    def draw(document: FPDF) -> None:
        heads_at(document, 40, ["2025", "2026"], (120, 150))
        rows = [("5.6 Media", "1", "2"), ("", "3", "4"), ("", "5", "6"), ("5.7 Groen", "7", "8")]
        rows_at(document, 46, rows, (120, 150))
        for i, part in enumerate(("Baten", "Lasten", "Saldo", "Baten")):
            document.text(70, 46 + 5 * i, part)

    page = drawn(tmp_path / "a.pdf", draw)[0]
    assert [row.label for row in page.tables[0].rows] == [
        "5.6 Media Baten",
        "5.6 Media Lasten",
        "5.6 Media Saldo",
        "5.7 Groen Baten",
    ]


@pytest.mark.parametrize(
    "text,numeric",
    [
        ("-859.042", True),
        ("859-", True),
        ("(859)", True),
        ("- 859", True),
        ("€ 12,50", True),
        ("44,2 %", True),
        ("1,3 % (2024)", True),
        ("1 000 000", True),
        ("200 kg", True),
        ("2024-2027", False),
        ("1-9-2025", False),
        ("31 12", False),
        ("-", False),
        ("%", False),
        ("CBS", False),
        ("0.61, 0.62", False),
    ],
)
def test_what_is_a_number(text: str, numeric: bool) -> None:
    assert is_numeric(text) is numeric


def test_signs_currencies_dashes_and_marks(tmp_path: Path) -> None:
    def draw(document: FPDF) -> None:
        heads_at(document, 40, ["2025", "2026", "2027"], (110, 140, 170))
        rows_at(
            document, 46, [("Rente", "- 859", "(1.200)", "859-"), ("Huur", "-", "1.500", "12,5 %"),
                           ("Beheer", "1.000", "2.000", "3.000")], (110, 140, 170),
        )  # fmt: skip
        document.set_font_size(5)
        document.text(170.3, 55, "1")

    page = drawn(tmp_path / "a.pdf", draw)[0]
    table = page.tables[0]
    assert cells(page, table, "Rente") == [("- 859", "2025"), ("(1.200)", "2026"), ("859-", "2027")]
    assert cells(page, table, "Huur") == [("-", "2025"), ("1.500", "2026"), ("12,5 %", "2027")]
    assert cells(page, table, "Beheer")[-1] == ("3.000", "2027")


def test_two_columns_of_one_name_have_none(tmp_path: Path) -> None:
    def draw(document: FPDF) -> None:
        heads_at(document, 40, ["Lasten", "Lasten", "Saldo", "Kosten"], (90, 120, 150, 180))
        rows_at(document, 46, [(*row, "1.000") for row in TAAKVELDEN], (90, 120, 150, 180))

    page = drawn(tmp_path / "a.pdf", draw)[0]
    names = [column for _, column in cells(page, page.tables[0], "5.6 Media")]
    assert names == ["", "", "Saldo", "Kosten"]


def test_text_above_a_table_is_no_head(tmp_path: Path) -> None:
    def draw(document: FPDF) -> None:
        document.text(
            15,
            40,
            "In de tabel hieronder staan voor elk taakveld de baten en de lasten en het saldo daarvan.",
        )
        rows_at(document, 45, TAAKVELDEN, (110, 140, 170))

    page = drawn(tmp_path / "a.pdf", draw)[0]
    assert {column for _, column in cells(page, page.tables[0], "5.6 Media")} == {""}
    assert page.tables[0].heads == ()


def test_a_table_goes_on_over_the_page(tmp_path: Path) -> None:
    def first(document: FPDF) -> None:
        document.text(15, 30, "Tabel 3 - Algemene uitkering (bedragen x 1.000)")
        heads_at(document, 40, ["2025", "2026", "2027"], (110, 145, 180))
        rows_at(document, 46, TAAKVELDEN, (110, 145, 180))

    def second(document: FPDF) -> None:
        rows_at(document, 30, [("7.1 Volksgezondheid", "11", "12", "13"), ("7.3 Afval", "4", "5", "6")],
                (110, 145, 180))  # fmt: skip

    one, two = drawn(tmp_path / "a.pdf", first, second)
    assert cells(two, two.tables[0], "7.3 Afval") == [("4", "2025"), ("5", "2026"), ("6", "2027")]
    assert two.tables[0].head_page == 0
    assert [one.text[a:b] for a, b in two.tables[0].heads] == ["2025 2026 2027"]
    assert two.tables[0].unit == one.tables[0].unit == "(bedragen x 1.000)"


def test_other_columns_on_the_next_page_get_no_heads(tmp_path: Path) -> None:
    def first(document: FPDF) -> None:
        heads_at(document, 40, ["2025", "2026", "2027"], (110, 145, 180))
        rows_at(document, 46, TAAKVELDEN, (110, 145, 180))

    def second(document: FPDF) -> None:
        rows_at(document, 30, [("7.1 Volksgezondheid", "11", "12", "13"), ("7.3 Afval", "4", "5", "6")],
                (90, 120, 150))  # fmt: skip

    two = drawn(tmp_path / "a.pdf", first, second)[1]
    assert {column for _, column in cells(two, two.tables[0], "7.3 Afval")} == {""}
    assert two.tables[0].head_page is None


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

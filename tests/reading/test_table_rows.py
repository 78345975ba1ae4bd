"""Every number with its row's words: labels over several lines, codes, totals, signs."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF

from assistant.reading.tables.amounts import is_numeric
from tests.reading.drawing import cells, drawn, heads_at, rows_at


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

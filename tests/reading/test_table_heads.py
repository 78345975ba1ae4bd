"""Which head stands over a number, and which unit and title hold for it; or none."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF

from tests.reading.drawing import TAAKVELDEN, cells, drawn, heads_at, rows_at


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

"""Heads and headings of a sheet: found where they are, and none made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.reading.sheets import separated, sheet
from tests.reading.tabling import told


def test_heads_in_two_rows_with_merged_cells(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        for cells in ("A2:A3", "B2:C2", "D2:E2", "F2:F3", "A1:F1"):
            sheet.merge_cells(cells)

    rows = [
        ["Begroting per taakveld"],
        ["Taakveld", "Begroting 2026", None, "Begroting 2027", None, "Verschil"],
        [None, "Lasten", "Baten", "Lasten", "Baten"],
        ["5.6 Media", 100, 10, 110, 11, 9],
    ]
    page = sheet(tmp_path, rows, merge)
    (table,) = page.tables
    assert table.title == "Begroting per taakveld"
    assert told(page, table) == [
        (
            "5.6 Media",
            {
                "Begroting 2026 Lasten": "100",
                "Begroting 2026 Baten": "10",
                "Begroting 2027 Lasten": "110",
                "Begroting 2027 Baten": "11",
                "Verschil": "9",
            },
        )
    ]


def test_a_head_holds_for_the_empty_cells_beside_it_when_the_next_row_divides_them(tmp_path: Path) -> None:
    text = ";2026;;2027;\nTaakveld;Lasten;Baten;Lasten;Baten\nMedia;1,5;2;3;4\n"
    (page,) = separated(tmp_path, text).pages
    assert page.text == "Taakveld: Media | 2026 Lasten: 1,5 | 2026 Baten: 2 | 2027 Lasten: 3 | 2027 Baten: 4"


def test_years_are_heads_and_a_merged_label_holds_for_all_its_rows(tmp_path: Path) -> None:
    rows = [
        ["Programma", None, 2025, 2026],
        ["Cultuur", "Lasten", 1000, 1100],
        [None, "Baten", 10, 11],
    ]
    page = sheet(tmp_path, rows, lambda s: s.merge_cells("A2:A3"))
    assert page.text == (
        "Programma: Cultuur | Lasten | 2025: 1000 | 2026: 1100\n"
        "Programma: Cultuur | Baten | 2025: 10 | 2026: 11"
    )
    assert [row.label for row in page.tables[0].rows] == ["Cultuur Lasten", "Cultuur Baten"]


def test_several_tables_on_a_sheet_keep_their_own_heads(tmp_path: Path) -> None:
    rows = [
        ["Uitgaven", None, None, "Inkomsten"],
        ["Post", "Bedrag", None, "Bron", "Bijdrage"],
        ["Boeken", 100, None, "Subsidie", 500],
        ["Huur", 200, None, "Leden", 50],
        [],
        ["Gebruik"],
        ["Soort", "Aantal leden"],
        ["Jeugd", 30],
        ["Volwassen", 40],
        [],
        ["Bron: eigen telling"],
    ]
    page = sheet(tmp_path, rows)
    assert [(t.title, told(page, t)) for t in page.tables] == [
        ("Uitgaven", [("Boeken", {"Bedrag": "100"}), ("Huur", {"Bedrag": "200"})]),
        ("Inkomsten", [("Subsidie", {"Bijdrage": "500"}), ("Leden", {"Bijdrage": "50"})]),
        ("Gebruik", [("Jeugd", {"Aantal leden": "30"}), ("Volwassen", {"Aantal leden": "40"})]),
    ]
    assert page.text.endswith("\n\nBron: eigen telling")


def test_a_unit_of_one_table_is_not_the_next_ones(tmp_path: Path) -> None:
    rows = [
        ["Lasten (x € 1.000)"],
        ["Post", "2026"],
        ["Boeken", 100],
        [],
        ["Soort", "Aantal"],
        ["Jeugd", 30],
    ]
    page = sheet(tmp_path, rows)
    assert [table.unit for table in page.tables] == ["x € 1.000", ""]


def test_without_heads_nothing_is_made_up(tmp_path: Path) -> None:
    page = sheet(tmp_path, [["Inwoners", 27000], ["Bibliotheken", 3]])
    assert page.text == "Inwoners | 27000\nBibliotheken | 3"
    assert told(page, page.tables[0]) == [("Inwoners", {"": "27000"}), ("Bibliotheken", {"": "3"})]
    page = sheet(tmp_path, [["Naam", "Bibliotheek"], ["Plaats", "Leiden"], ["Telefoon", "geen"]])
    assert page.text == "Naam | Bibliotheek\nPlaats | Leiden\nTelefoon | geen"


def test_a_bold_line_inside_a_table_is_a_heading(tmp_path: Path) -> None:
    from openpyxl.styles import Font

    def bold(sheet: Any) -> None:
        sheet["A2"].font = Font(bold=True)

    page = sheet(tmp_path, [["Post", "2026"], ["Cultuur"], ["Boeken", 5], ["Leeg"], ["Huur", 6]], bold)
    assert [h.text for h in page.headings] == ["Cultuur"]
    assert page.text == "Cultuur\n\nPost: Boeken | 2026: 5\nPost: Leeg\nPost: Huur | 2026: 6"


def test_a_line_that_tells_rows_of_one_name_apart_is_a_heading(tmp_path: Path) -> None:
    rows = [["Post", "2026"], ["Lasten"], ["Media", 5], ["Sport", 6], ["Baten"], ["Media", 1], ["Sport", 2]]
    page = sheet(tmp_path, rows)
    assert [h.text for h in page.headings] == ["Lasten", "Baten"]
    assert [row.label for row in page.tables[0].rows] == ["Media", "Sport", "Media", "Sport"]


def test_the_label_columns_are_the_same_for_every_row(tmp_path: Path) -> None:
    rows = [
        ["Nr", "Naam", "Plaats", "Bedrag"],
        [1, "Taalhuis", "Leiden", None],
        [2, "Leespunt", "Delft", "pm"],
        [3, "Boekerij", "Gouda", 500],
    ]
    page = sheet(tmp_path, rows)
    assert [row.label for row in page.tables[0].rows] == ["1 Taalhuis", "2 Leespunt", "3 Boekerij"]
    page = sheet(tmp_path, [row[1:] for row in rows])
    labels = ["Taalhuis Leiden", "Leespunt Delft", "Boekerij Gouda"]
    assert [row.label for row in page.tables[0].rows] == labels
    assert told(page, page.tables[0])[1][1] == {"Bedrag": "pm"}


def test_small_counts_are_no_heads(tmp_path: Path) -> None:
    page = sheet(tmp_path, [["Post", "Jan", "Feb", "Mrt"], ["Media", 1, 2, 3], ["Sport", 4, 5, 6]])
    assert page.text.startswith("Post: Media | Jan: 1 | Feb: 2 | Mrt: 3\n")


def test_statements_above_a_table_are_no_heads(tmp_path: Path) -> None:
    rows = [
        ["Gemeente:", "Wassenaar"],
        ["Peildatum", "01-01-2026"],
        ["Post", "2025", "2026"],
        ["Boeken", 7, 8],
    ]
    page = sheet(tmp_path, rows)
    assert page.text == "Gemeente: | Wassenaar\nPeildatum | 01-01-2026\n\nPost: Boeken | 2025: 7 | 2026: 8"


def test_columns_of_one_name_are_called_nothing(tmp_path: Path) -> None:
    page = sheet(
        tmp_path, [["Post", "Lasten", "Saldo", "Lasten"], ["Media", 10, 20, 30], ["Sport", 40, 50, 60]]
    )
    assert page.text == "Post: Media | 10 | Saldo: 20 | 30\nPost: Sport | 40 | Saldo: 50 | 60"


def test_a_row_of_units_belongs_to_the_heads(tmp_path: Path) -> None:
    rows = [["Post", "Lasten", "Aandeel"], [None, "x € 1.000", "%"], ["Boeken", 100, 50]]
    page = sheet(tmp_path, rows)
    assert page.text == "Post: Boeken | Lasten x € 1.000: 100 | Aandeel %: 50"
    assert page.tables[0].unit == "x € 1.000"

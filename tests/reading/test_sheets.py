"""Workbooks and separated text: heads found, rows that stand on their own, what is in sight and no more."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.reading import read
from assistant.reading.passages import split
from assistant.records import Document, Page
from tests.reading.tabling import told

Cells = Sequence[Sequence[Any]]


def workbook(path: Path, sheets: dict[str, Cells], each: Callable[[Any], None] | None = None) -> Path:
    """A workbook with these cells; `each` may change it before it is saved."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, column, value)
    if each:
        each(book)
    book.save(path)
    return path


def sheet(tmp_path: Path, rows: Cells, each: Callable[[Any], None] | None = None) -> Page:
    """The page of a workbook with one sheet; `each` gets the sheet."""
    change = (lambda book: each(book["Blad"])) if each else None
    (page,) = read(workbook(tmp_path / "blad.xlsx", {"Blad": rows}, change)).pages
    return page


def separated(tmp_path: Path, text: str, encoding: str = "utf-8") -> Document:
    path = tmp_path / "tabel.csv"
    path.write_bytes(text.encode(encoding))
    return read(path)


def test_a_row_stands_on_its_own_with_its_heads(tmp_path: Path) -> None:
    def format_(sheet: Any) -> None:
        for row in sheet.iter_rows(min_row=4, min_col=2):
            for cell in row:
                cell.number_format = "#,##0"

    rows = [
        ["Programmabegroting 2026"],
        ["bedragen x € 1.000"],
        ["Taakveld", "Lasten 2026", "Baten 2026"],
        ["5.6 Media", 859042, -12000],
        ["5.7 Openbaar groen", 1859042, None],
    ]
    page = sheet(tmp_path, rows, format_)
    assert page.text == (
        "Programmabegroting 2026\n\nbedragen x € 1.000\n\n"
        "Taakveld: 5.6 Media | Lasten 2026: 859.042 | Baten 2026: -12.000\n"
        "Taakveld: 5.7 Openbaar groen | Lasten 2026: 1.859.042"
    )
    (table,) = page.tables
    assert (table.title, table.unit, table.heads) == ("Programmabegroting 2026", "x € 1.000", ())
    assert told(page, table) == [
        ("5.6 Media", {"Lasten 2026": "859.042", "Baten 2026": "-12.000"}),
        ("5.7 Openbaar groen", {"Lasten 2026": "1.859.042"}),
    ]
    assert [h.text for h in page.headings] == ["Programmabegroting 2026"]


def test_a_sheet_in_sight_is_a_page_with_its_number_and_name(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book["Verborgen"].sheet_state = "hidden"
        book["Diep"].sheet_state = "veryHidden"

    cells = [["Naam", "Aantal"], ["Leden", 5]]
    names = ["Verborgen", "Cijfers", "Diep", "Meer", "Leeg"]
    path = workbook(tmp_path / "b.xlsx", {n: cells if n != "Leeg" else [] for n in names}, hide)
    document = read(path)
    assert [(p.number, p.label, p.verdict) for p in document.pages] == [
        (2, "Cijfers", "text"),
        (4, "Meer", "text"),
        (5, "Leeg", "empty"),
    ]
    assert (document.format, document.legibility.tables) == ("xlsx", 2)


def test_hidden_rows_and_columns_are_left_out(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    rows = [["Naam", "Loon", "Leden"], ["Leiden", 1, 10], ["Geheim", 2, 20], ["Delft", 3, 30]]
    page = sheet(tmp_path, rows, hide)
    assert page.text == "Naam: Leiden | Leden: 10\nNaam: Delft | Leden: 30"
    assert len(page.tables) == 1


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


def test_empty_rows_and_columns_inside_a_table(tmp_path: Path) -> None:
    rows = [
        ["Post", None, "2025", None, "2026"],
        ["Boeken", None, 100, None, 110],
        [],
        ["Totaal", None, 100, None, 110],
    ]
    page = sheet(tmp_path, rows)
    (table,) = page.tables
    assert told(page, table) == [
        ("Boeken", {"2025": "100", "2026": "110"}),
        ("Totaal", {"2025": "100", "2026": "110"}),
    ]


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


def test_formulas_dates_and_truth(tmp_path: Path) -> None:
    rows = [["Naam", "Sinds", "Actief", "Som", "Deel"], ["Jansen", date(2020, 3, 1), True, "=1+1", 0.1 + 0.2]]
    path = workbook(tmp_path / "f.xlsx", {"Blad": rows})
    assert read(path).pages[0].text == "Naam: Jansen | Sinds: 01-03-2020 | Actief: ja | Deel: 0,3"
    with_value = changed(path, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    assert read(with_value).pages[0].text.endswith("Actief: ja | Som: 2 | Deel: 0,3")
    fault = changed(path, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v></v>", b"<f>1/0</f><v>#DIV/0!</v>")
    fault = changed(fault, "xl/worksheets/sheet1.xml", b'<c r="D2"', b'<c t="e" r="D2"')
    assert "DIV" not in read(fault).pages[0].text


def changed(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The same archive with something replaced in one part."""
    target = path.with_name("anders-" + path.name)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                import re

                data = re.sub(rb"<v\s*/>", b"<v></v>", data)
                assert old in data
                data = data.replace(old, new)
            copy.writestr(name, data)
    return target


def test_a_hundred_thousand_empty_rows_with_a_format_are_passed_over(tmp_path: Path) -> None:
    import tracemalloc

    path = workbook(tmp_path / "leeg.xlsx", {"Blad": [["Naam", "Aantal"], ["Leden", 5]]})
    empty = b"".join(b'<row r="%d" s="1"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 100_000))
    path = changed(path, "xl/worksheets/sheet1.xml", b"</sheetData>", empty + b"</sheetData>")
    read(path)
    tracemalloc.start()
    (page,) = read(path).pages
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert page.text == "Naam: Leden | Aantal: 5"
    assert most < 20_000_000


def test_the_title_above_the_first_table_names_the_document(tmp_path: Path) -> None:
    rows = [["Jaarrekening bibliotheek 2024"], [], ["Post", "Bedrag"], ["Huur", 5]]
    document = read(workbook(tmp_path / "export_1.xlsx", {"Blad1": rows}))
    assert document.title == "Jaarrekening bibliotheek 2024"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separators_and_encodings(tmp_path: Path, separator: str, encoding: str) -> None:
    lines = ["Organisatie;Bedrag;Jaar", "Café Lées;500;2025", "Taalhuis;1200;2025"]
    document = separated(tmp_path, "\r\n".join(lines).replace(";", separator), encoding)
    (page,) = document.pages
    assert (page.number, page.label, document.format) == (None, None, "csv")
    assert page.text == (
        "Organisatie: Café Lées | Bedrag: 500 | Jaar: 2025\nOrganisatie: Taalhuis | Bedrag: 1200 | Jaar: 2025"
    )


def test_decimal_commas_stay_as_printed(tmp_path: Path) -> None:
    (page,) = separated(tmp_path, "Post;Bedrag;Deel\nBoeken;1.234,50;12,5%\nHuur;0,30;87,5%\n").pages
    assert told(page, page.tables[0])[0] == ("Boeken", {"Bedrag": "1.234,50", "Deel": "12,5%"})


def test_quoted_cells_hold_separators_quotes_and_line_ends(tmp_path: Path) -> None:
    text = 'Naam;Uitleg;Bedrag\nTaalhuis;"eerst; dan\nde rest, ""samen""";5\nPunt;kort;6\n'
    (page,) = separated(tmp_path, text).pages
    assert page.text.split("\n")[0] == 'Naam: Taalhuis | Uitleg: eerst; dan de rest, "samen" | Bedrag: 5'


def test_a_quote_that_never_closes_swallows_nothing(tmp_path: Path) -> None:
    rows = "\n".join(f"Naam {i};{i}" for i in range(1, 90))
    (page,) = separated(tmp_path, f'Naam;Maat\n"Scherm;24\n{rows}\n').pages
    assert len(page.tables[0].rows) == 90


def test_a_stated_separator_and_text_that_looks_like_an_archive(tmp_path: Path) -> None:
    (page,) = separated(tmp_path, "sep=,\nPost,Bedrag\nHuur,5\n").pages
    assert page.text == "Post: Huur | Bedrag: 5"
    (page,) = separated(tmp_path, "PK;Naam\n1;Leiden\n2;Delft\n").pages
    assert page.text == "PK: 1 | Naam: Leiden\nPK: 2 | Naam: Delft"


def test_up_to_300_rows_each_is_a_passage(tmp_path: Path) -> None:
    def passages(count: int) -> list[str]:
        rows = "\n".join(f"Post {i};{i}00,50" for i in range(count))
        document = separated(tmp_path, f"Overzicht van de posten;\n\nPost;Bedrag\n{rows}\n")
        spans = split(document)
        kept = "".join("".join(span.text.split()) for span in spans)
        assert kept == "".join(document.pages[0].text.split())
        return [span.text for span in spans]

    few = passages(300)
    assert len(few) == 300
    assert few[0] == "Overzicht van de posten\n\nPost: Post 0 | Bedrag: 000,50"
    assert few[1] == "Post: Post 1 | Bedrag: 100,50"
    many = passages(301)
    assert len(many) < 40
    assert all(line.startswith("Post: Post") for text in many[1:] for line in text.split("\n"))


def test_a_long_text_on_a_sheet_is_no_single_passage(tmp_path: Path) -> None:
    lines = [[f"Toelichting {i}: de bibliotheek werkt samen met de gemeente aan taal."] for i in range(60)]
    document = read(workbook(tmp_path / "t.xlsx", {"Uitleg": [*lines, [], ["Post", "Bedrag"], ["Huur", 5]]}))
    spans = split(document)
    assert len(spans) > 4
    assert spans[-1].text == "Post: Huur | Bedrag: 5"

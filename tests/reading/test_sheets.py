"""Workbooks: rows that stand on their own, what is in sight and no more, and how they become passages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from assistant.reading import read
from assistant.reading.passages import split
from tests.reading.sheets import changed, separated, sheet, workbook
from tests.reading.tabling import told


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


def test_formulas_dates_and_truth(tmp_path: Path) -> None:
    rows = [["Naam", "Sinds", "Actief", "Som", "Deel"], ["Jansen", date(2020, 3, 1), True, "=1+1", 0.1 + 0.2]]
    path = workbook(tmp_path / "f.xlsx", {"Blad": rows})
    assert read(path).pages[0].text == "Naam: Jansen | Sinds: 01-03-2020 | Actief: ja | Deel: 0,3"
    with_value = changed(path, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    assert read(with_value).pages[0].text.endswith("Actief: ja | Som: 2 | Deel: 0,3")
    fault = changed(path, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v></v>", b"<f>1/0</f><v>#DIV/0!</v>")
    fault = changed(fault, "xl/worksheets/sheet1.xml", b'<c r="D2"', b'<c t="e" r="D2"')
    assert "DIV" not in read(fault).pages[0].text


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

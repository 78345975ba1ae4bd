"""The Excel file, read back the way a spreadsheet program would."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.figures.store import FigureStore
from assistant.figures.workbook import workbook
from tests.figures import small

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> FigureStore:
    return small.store(tmp_path_factory.mktemp("figures"))


def opened(store: FigureStore, code: str = "GM0629", language: str = "nl") -> Any:
    return load_workbook(BytesIO(workbook(code, store, language, DAY)))


def cells(sheet: Any, indicator: str) -> dict[str, Any]:
    """The cells of the row about an indicator, by the head of their column."""
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if indicator in [cell.value for cell in row])
    return dict(zip(heads, row, strict=True))


def texts(sheet: Any) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_the_sheets_have_a_head_that_stays_in_sight(store: FigureStore) -> None:
    book = opened(store)
    assert book.sheetnames == ["Profiel", "Alle cijfers", "Toelichting"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.bold for cell in sheet[1])
        assert all(sheet.column_dimensions[cell.column_letter].width >= 10 for cell in sheet[1])


def test_numbers_are_numbers_with_their_format(store: FigureStore) -> None:
    profile = opened(store)["Profiel"]
    row = cells(profile, "Laag opleidingsniveau")
    assert (row["Wassenaar"].value, row["Wassenaar"].number_format) == (17, '#,##0.0"%"')
    assert (row["Jaar"].value, row["Plaats (1 is het hoogst)"].value) == (2022, 8)
    assert row["Vergelijkbare gemeenten (gemiddelde)"].value == 28
    assert row["Bron"].value == "CBS, Kerncijfers wijken en buurten 2021"
    assert row["Opmerking"].value.startswith("Nederland: Berekend uit de gemeenten")
    income = cells(profile, "Inkomen per persoon met inkomen")
    assert (income["Wassenaar"].value, income["Eenheid"].value) == (54_100, "euro per persoon met inkomen")


def test_every_year_of_town_and_country_is_in_it(store: FigureStore) -> None:
    rows = list(opened(store)["Alle cijfers"].iter_rows(min_row=2, values_only=True))
    years = [(row[2], row[3], row[4]) for row in rows if row[0] == "Laag opleidingsniveau"]
    assert years[:4] == [
        ("Wassenaar", 2019, 19.9),
        ("Wassenaar", 2020, 19.7),
        ("Wassenaar", 2021, 19.63),
        ("Wassenaar", 2022, 17),
    ]
    assert [(area, year) for area, year, _ in years[4:]] == [
        ("Nederland", year) for year in (2019, 2020, 2021, 2022)
    ]


def test_what_the_figures_mean_and_where_they_come_from_is_in_it(store: FigureStore) -> None:
    notes = texts(opened(store)["Toelichting"])
    for told in (
        "Definitie van: Laag opleidingsniveau.",
        "Het zegt niet wie laaggeletterd is.",
        "Cijfers tot en met 2021 en vanaf 2022 zijn niet te vergelijken. Het CBS telt anders.",
        "Vergelijkbare gemeenten: 4 gemeenten met 20.000 tot 50.000 inwoners.",
        "https://www.cbs.nl/kwb-2021",
        "moeite met lezen of rekenen vanaf 16 jaar (2016)",
        "24-11-2026",
    ):
        assert told in notes


def test_a_figure_that_is_not_there_says_so(tmp_path: Path) -> None:
    store = small.store(tmp_path)
    path = store.corpus / "values.csv"
    kept = [
        line for line in path.read_text("utf-8").splitlines() if "netto_" not in line or "GM0629" not in line
    ]
    path.write_text("\n".join([*kept, ""]), "utf-8")
    row = cells(opened(store)["Profiel"], "Werkenden")
    assert row["Wassenaar"].value == "geen cijfer"
    assert (row["Jaar"].value, row["Nederland"].value) == (2021, None)


def test_english_has_its_own_names(store: FigureStore) -> None:
    book = opened(store, language="en")
    assert book.sheetnames == ["Profile", "All figures", "Notes"]
    assert cells(book["Profile"], "Low education")["Year"].value == 2022


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_text_never_becomes_a_formula(tmp_path: Path, start: str) -> None:
    store = small.store(tmp_path)
    path = store.corpus / "indicators.toml"
    evil = f"{start}HYPERLINK(1)"
    changed = path.read_text("utf-8").replace("nl = 'Werkenden'", f"nl = '{evil}'")
    path.write_text(changed.replace("publisher = 'CBS'", f"publisher = '{start}1+1'"), "utf-8")
    book = opened(store)
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert found == []
    name = cells(book["Profiel"], evil)["Onderwerp"]
    assert (name.data_type, name.quotePrefix) == ("s", True)


def test_what_excel_cannot_write_is_left_out(tmp_path: Path) -> None:
    store = small.store(tmp_path)
    path = store.corpus / "values.csv"
    text = path.read_text("utf-8").replace("kwb-2021", "bron\x0b\x07een")
    path.write_text(text, "utf-8")
    assert cells(opened(store)["Profiel"], "Werkenden")["Bron"].value == "broneen"

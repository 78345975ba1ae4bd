"""Amounts and aims that a town's documents give in table rows only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.grounding import on_page
from assistant.planning.checking import unsupported
from assistant.planning.grounds import Grounds
from assistant.planning.naming import Naming
from assistant.planning.parts.local import policy
from assistant.planning.plan import Bullets, Statement
from assistant.planning.rows import RowTold, rows
from tests.answering.tabling import Sheet, Shelf, page
from tests.planning.conftest import MakeGrounds

SUBSIDIES = Sheet(
    heading="Overzicht begrotingssubsidies",
    heads=("Programma Tenaamstelling Bedrag 2026",),
    columns=("Bedrag 2026",),
    rows=(
        ("Stichting Beheer Sporthal", "€ 80.780"),
        ("Stichting Openbare Bibliotheek", "€ 718.578"),
        ("Totaal", "€ 799.358"),
    ),
)
AIMS = Sheet(
    heading="Effectindicatoren",
    heads=("Effectindicator Peilwaarde Streefwaarde 2025 (%) Streefwaarde 2026 (%) Streefwaarde 2027 (%)",),
    columns=("Peilwaarde", "Streefwaarde 2025 (%)", "Streefwaarde 2026 (%)", "Streefwaarde 2027 (%)"),
    rows=(
        ("Percentage inwoners met schuldenproblematiek", "7,4 (2024)", "6,6", "6,3", "5,8"),
        ("Percentage eenzaamheid", "49 (2024)", "47", "46", "45"),
    ),
)
MONEY = Naming(("bibliothe",), amounts=True)
DEBTS = Naming(("schulden",))


@pytest.fixture
def grounds(make_grounds: MakeGrounds) -> Grounds:
    return make_grounds()


@pytest.fixture
def shelf(grounds: Grounds, tmp_path: Path) -> Shelf:
    """The shelf of the town of the plan."""
    shelf = Shelf(tmp_path)
    shelf.catalogue = grounds.sources.catalogue
    return shelf


def told(grounds: Grounds, naming: Naming, most: int = 2) -> list[RowTold]:
    found = rows(grounds, grounds.town, naming, most)
    for row in found:
        assert not unsupported(Statement(row.text, "source", row.citations))
        for citation in row.citations:
            assert on_page(
                citation.quote, grounds.sources.catalogue.page_text(citation.document_id, citation.page_index)
            )
    return found


def test_an_amount_is_told_with_its_row_column_table_and_page(grounds: Grounds, shelf: Shelf) -> None:
    shelf.put("begroting_2026_bijlage.pdf", [page(1), page(2, SUBSIDIES)], year=2026)
    (row,) = told(grounds, MONEY)
    assert row.text == (
        "In de begroting 2026 staat voor de Stichting Openbare Bibliotheek € 718.578 "
        "(Begroting 2026 bijlage, tabel “Overzicht begrotingssubsidies”)."
    )
    # The year stands in the title, so the head line of the table is not quoted besides.
    assert [(c.page, c.quote) for c in row.citations] == [(2, "Stichting Openbare Bibliotheek € 718.578")]


def test_aims_are_told_from_this_year_on_beside_how_it_stands(grounds: Grounds, shelf: Shelf) -> None:
    shelf.put("begroting_2026_doelen.pdf", [page(1, AIMS)], year=2026)
    (row,) = told(grounds, DEBTS)
    assert row.text == (
        "Percentage inwoners met schuldenproblematiek: 7,4% in 2024, "
        "met als doel 6,3% in 2026 en 5,8% in 2027 (Begroting 2026 doelen)."
    )


def test_years_with_the_same_aim_are_told_together(grounds: Grounds, shelf: Shelf) -> None:
    alike = replace(AIMS, rows=(("Percentage inwoners met schulden", "7,4 (2024)", "6,3", "6,3", "6,3"),))
    columns = ("Peilwaarde", "Streefwaarde 2026", "Streefwaarde 2027", "Streefwaarde 2028")
    alike = replace(alike, columns=columns, heads=(" ".join(columns),))
    shelf.put("begroting_2026_doelen.pdf", [page(1, alike)], year=2026)
    (row,) = told(grounds, DEBTS)
    assert "met als doel 6,3% in 2026 tot en met 2028 (" in row.text


def test_what_is_not_certain_is_not_told(grounds: Grounds, shelf: Shelf) -> None:
    unnamed = replace(SUBSIDIES, columns=("",))
    unknown = replace(
        SUBSIDIES, rows=(("Stichting Openbare Bibliotheek", "718.578"),), heads=("Naam Aantal",)
    )
    past = replace(
        AIMS,
        columns=("Streefwaarde 2024", "Streefwaarde 2025"),
        rows=(("Percentage inwoners met schulden", "6,8", "6,6"),),
    )
    report = replace(AIMS, columns=("2023", "2024", "2025", "2026"))
    pages = [page(1, unnamed), page(2, replace(unknown, columns=("Aantal",))), page(3, past), page(4, report)]
    shelf.put("begroting_2026_bijlage.pdf", pages, year=2026)
    assert told(grounds, MONEY) == told(grounds, DEBTS) == []


def test_the_newest_document_speaks_and_an_old_one_does_not(grounds: Grounds, shelf: Shelf) -> None:
    older = replace(SUBSIDIES, rows=(("Stichting Openbare Bibliotheek", "€ 600.000"),))
    shelf.put("begroting_2025.pdf", [page(1, older)], year=2025)
    shelf.put("begroting_2026_bijlage.pdf", [page(1, SUBSIDIES)], year=2026)
    assert ["718.578" in row.text for row in told(grounds, MONEY)] == [True]
    old = replace(SUBSIDIES, rows=(("Subsidie taalhuis", "€ 12.000"),))
    shelf.put("begroting_2021.pdf", [page(1, old)], year=2021)
    assert told(grounds, Naming(("taalhuis",), amounts=True)) == []


def test_a_row_is_told_once_and_another_town_s_never(grounds: Grounds, shelf: Shelf) -> None:
    shelf.put("begroting_2026_leiden.pdf", [page(1, SUBSIDIES)], year=2026, town="GM0546")
    assert told(grounds, MONEY) == []
    shelf.put("begroting_2026_bijlage.pdf", [page(1, SUBSIDIES)], year=2026)
    assert len(told(grounds, MONEY)) == 1
    assert told(grounds, MONEY) == []


def test_of_many_columns_those_of_the_document_s_year_are_told(grounds: Grounds, shelf: Shelf) -> None:
    many = Sheet(
        title="Subsidies in euro",
        heads=("Subsidie Rekening 2024 Begroting 2025 Begroting 2026 Begroting 2027",),
        columns=("Rekening 2024", "Begroting 2025", "Begroting 2026", "Begroting 2027"),
        rows=(("Subsidie bibliotheek", "€ 1.000", "€ 2.000", "€ 3.000", "€ 4.000"),),
    )
    shelf.put("begroting_2026_bijlage.pdf", [page(1, many)], year=2026)
    (row,) = told(grounds, MONEY)
    assert "In de begroting 2026 staat voor Subsidie bibliotheek € 3.000 (" in row.text


def test_a_policy_part_tells_rows_beside_quotes_and_takes_none_where_told_so(
    grounds: Grounds, shelf: Shelf
) -> None:
    shelf.put("begroting_2026_bijlage.pdf", [page(1, SUBSIDIES)], year=2026)
    options = {"searches": [], "names": ["bibliothe"], "amounts": True, "lead": "Dit geeft de gemeente:"}
    assert policy({**options, "rows": 0}, grounds) == []
    lead, items = policy(options, grounds)
    assert isinstance(items, Bullets) and "718.578" in items.items[0][0].text
    assert [s.text for s in lead.statements] == ["Dit geeft de gemeente:"]  # type: ignore[union-attr]

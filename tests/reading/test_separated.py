"""Separated text: whatever the separator, the encoding and the quotes, the same table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.sheets import separated
from tests.reading.tabling import told


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

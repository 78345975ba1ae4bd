"""The partners that a user named come first in the table of partners."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.planning.parts.knowledge import table
from assistant.planning.plan import Table
from tests.planning.conftest import MakeGrounds

ROWS = """
[[rows]]
partner = "Gemeente"
bijdrage = "Geld"
beslist = "De raad"

[[rows]]
partner = "Roc of andere taalaanbieder"
bijdrage = "Docenten"
beslist = "De taalaanbieder"

[[rows]]
partner = "SeniorWeb, thuiszorg en buurthuis"
bijdrage = "Hulp met de computer"
beslist = "Elke organisatie"
"""
OPTIONS = {
    "from": "partners",
    "caption": "Partners",
    "columns": ["partner=Partner", "bijdrage=Bijdrage", "beslist=Wie beslist"],
}
KNOWN = ["Gemeente", "Roc of andere taalaanbieder", "SeniorWeb, thuiszorg en buurthuis"]


@pytest.fixture(autouse=True)
def partners(outlines: Path) -> None:
    (outlines / "knowledge" / "partners.toml").write_text(ROWS, "utf-8")


def shown(make_grounds: MakeGrounds, *named: str) -> Table:
    (block,) = table(OPTIONS, make_grounds(partners=named))
    assert isinstance(block, Table)
    return block


def test_a_partner_of_the_user_comes_first_as_input(make_grounds: MakeGrounds) -> None:
    rows = shown(make_grounds, "Humanitas", "nog onbekend").rows
    assert [row[0].text for row in rows] == ["Humanitas", *KNOWN]
    assert rows[0][0].origin == "input"
    assert all(cell.text for row in rows for cell in row)


def test_a_partner_of_a_known_kind_gets_what_that_kind_brings(make_grounds: MakeGrounds) -> None:
    rows = shown(make_grounds, "het ROC Mondriaan", "SeniorWeb Wassenaar").rows
    assert [row[0].text for row in rows] == ["ROC Mondriaan", "SeniorWeb Wassenaar", KNOWN[0], KNOWN[2]]
    assert [row[1].text for row in rows[:2]] == ["Docenten", "Hulp met de computer"]


def test_without_partners_the_table_is_as_it_stands(make_grounds: MakeGrounds) -> None:
    assert [row[0].text for row in shown(make_grounds).rows] == KNOWN

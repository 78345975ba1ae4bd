"""Months in the planning have a year, and none that has passed is shown as coming."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.planning.parts.calendar import calendar, coming
from assistant.planning.plan import Table
from tests.planning.conftest import MakeGrounds

ROWS = """
[[rows]]
phase = "start"
year = 0
before = 1
what = "Beginnen."
who = "Bibliotheek"

[[rows]]
month = 1
what = "Gesprek over de kadernota."
who = "Directie"

[[rows]]
month = 11
what = "Begroting."
who = "Raad"

[[rows]]
month = 12
what = "Afsluiten."
who = "Directie"

[[rows]]
phase = "laatste jaar"
year = "last"
before = 1
what = "Tellen."
who = "Directie"
"""


@pytest.mark.parametrize(
    ("month", "earliest", "today", "year"),
    [
        (1, 2026, date(2026, 11, 24), 2027),
        (12, 2026, date(2026, 11, 24), 2026),
        (11, 2026, date(2026, 11, 24), 2027),
        (11, 2026, date(2026, 11, 1), 2026),
        (3, 2029, date(2026, 11, 24), 2029),
    ],
)
def test_a_month_comes_when_it_has_not_begun(month: int, earliest: int, today: date, year: int) -> None:
    assert coming(month, earliest, today) == year


def shown(make_grounds: MakeGrounds, outlines: Path, rows: str, **told: object) -> list[str]:
    (outlines / "knowledge" / "calendar.toml").write_text(rows, "utf-8")
    (table,) = calendar({"caption": "Planning"}, make_grounds(**told))
    assert isinstance(table, Table)
    return [row[0].text for row in table.rows]


def test_phases_and_months_come_in_the_order_of_time(make_grounds: MakeGrounds, outlines: Path) -> None:
    months = ["December 2026", "Start", "Januari 2027", "November 2027", "Laatste jaar"]
    assert shown(make_grounds, outlines, ROWS) == months
    later = ["Januari 2028", "November 2028", "December 2028", "Start", "Laatste jaar (2031)"]
    assert shown(make_grounds, outlines, ROWS, period="2029-2031") == later


def test_a_month_of_a_year_of_the_plan_is_left_out_once_it_has_passed(
    make_grounds: MakeGrounds, outlines: Path
) -> None:
    rows = ROWS.replace("month = 11", "month = 11\nyear = -1")
    assert "November 2027" in shown(make_grounds, outlines, rows, period="2028")
    assert not any(when.startswith("November") for when in shown(make_grounds, outlines, rows, period="2027"))

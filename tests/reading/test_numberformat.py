"""Numbers and dates as a Dutch reader sees them in a sheet."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from assistant.reading.office.momentformat import show_moment
from assistant.reading.office.numberformat import show_number

ACCOUNTS = '_ "€" * #,##0.00_ ;_ "€" * -#,##0.00_ ;_ "€" * "-"??_ ;_ @_ '
COMMA = '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    "value,code,shown",
    [
        (859042, "General", "859042"),
        (859042, "#,##0", "859.042"),
        (0.1 + 0.2, "General", "0,3"),
        (1 / 3, "General", "0,3333333333"),
        (1e20, "General", "1,00000E+20"),
        (0.0825, "0%", "8%"),
        (0.0825, "0.00%", "8,25%"),
        (0.5, "0.0%", "50,0%"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1,01"),
        (-1234.5, "#,##0.00", "-1.234,50"),
        (-0.001, "0.00", "0,00"),
        (-1234, COMMA, "-1.234"),
        (0, COMMA, "-"),
        (1234.5, ACCOUNTS, "€ 1.234,50"),
        (-1234.5, ACCOUNTS, "€ -1.234,50"),
        (-12, "[$€-413] #,##0.00;[Red][$€-413] -#,##0.00", "€ -12,00"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (1234, '"€" #,##0.-', "€ 1.234,-"),
        (1234567, "#,##0,", "1.235"),
        (1234567, '0.0,,"M"', "1,2M"),
        (7, "000", "007"),
        (612345678, "00-00000000", "06-12345678"),
        (5, 'General" stuks"', "5 stuks"),
        (3, '[<10]"weinig";[>=10]"veel"', "weinig"),
        (30, '[<10]"weinig";[>=10]"veel"', "veel"),
        (3, "0.##", "3"),
        (3.456, "0.##", "3,46"),
        (1.5, "# ?/?", "1,5"),
        (12345.678, "0.00E+00", "1,23E+04"),
        (10, "@", "10"),
        (1e300, "#,##0.00", "1,00000E+300"),
        (float("nan"), "0", ""),
    ],
)
def test_a_number_is_shown_as_in_the_sheet(value: float, code: str, shown: str) -> None:
    assert show_number(value, code) == shown


@pytest.mark.parametrize(
    "code,shown",
    [
        ("mm-dd-yy", "01-03-2026"),
        ("yyyy-mm-dd", "01-03-2026"),
        ("mm/dd/yyyy hh:mm", "01-03-2026 14:05"),
        ("yyyy-mm-dd h:mm:ss", "01-03-2026 14:05:00"),
        (r"[$-413]d\ mmmm\ yyyy;@", "1 maart 2026"),
        ("dddd d mmmm yyyy", "zondag 1 maart 2026"),
        ("mmm-yy", "mrt-26"),
        ("mmmm yyyy", "maart 2026"),
        ("yyyy", "2026"),
        ("d-m", "01-03"),
        ("h:mm", "14:05"),
        ("General", "01-03-2026"),
    ],
)
def test_a_date_is_dutch_whatever_its_format(code: str, shown: str) -> None:
    assert show_moment(datetime(2026, 3, 1, 14, 5), code) == shown


def test_midnight_behind_a_date_is_left_out() -> None:
    assert show_moment(datetime(2026, 3, 1), "yyyy-mm-dd h:mm:ss") == "01-03-2026"
    assert show_moment(date(2026, 3, 1), "h:mm") == "01-03-2026"
    assert show_moment(time(9, 30), "h:mm") == "09:30"
    assert show_moment(timedelta(hours=30, minutes=5), "[h]:mm") == "30:05"

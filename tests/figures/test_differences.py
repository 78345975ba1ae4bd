"""When two figures differ for a reader: not by what rounding can make of them."""

from __future__ import annotations

import pytest

from assistant.figures import indicators
from assistant.figures.comparing import differs
from assistant.figures.values import Value
from assistant.settings import PROJECT

DICTIONARY = indicators.load(PROJECT / "corpus" / "figures")


@pytest.mark.parametrize(
    ("key", "own", "other", "difference"),
    [
        ("pct_ww_van_inwoners", 1.1, 1.0, "same"),
        ("pct_ww_van_inwoners", 1.0, 1.1, "same"),
        ("pct_ww_van_inwoners", 1.149, 0.951, "same"),
        ("pct_ww_van_inwoners", 1.151, 1.049, "higher"),
        ("pct_ww_van_inwoners", 1.2, 1.0, "higher"),
        ("pct_ww_van_inwoners", 0.8, 1.0, "lower"),
        ("pct_hh_laag_inkomen", 6.1, 6.4, "same"),
        ("pct_hh_laag_inkomen", 6.0, 6.6, "lower"),
        ("netto_arbeidsparticipatie", 57.0, 65.0, "lower"),
        ("inwoners", 10.0, 1000.0, None),
        ("pct_65plus", 20.0, None, None),
    ],
)
def test_a_difference_is_more_than_one_in_the_last_decimal(
    key: str, own: float, other: float | None, difference: str | None
) -> None:
    value = Value(key, 2021, "GM0034", own, "kwb-2021")
    assert differs(value, other, DICTIONARY[key]) == difference

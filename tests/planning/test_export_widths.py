"""Columns get the room that their words need, and what is left goes where it makes a table lower."""

from __future__ import annotations

import pytest

from assistant.planning.export.widths import ROOM, SIDES, fitted, width_of

LONG = "Gezondheidsachterstanden,"


def test_shares_add_up_and_a_long_text_gets_most() -> None:
    fit = fitted(("Uitleg", "Jaar"), [["zin " * 60, "2026"], ["kort", "2027"]])
    assert sum(fit.shares) == pytest.approx(1)
    assert fit.shares[0] > 0.8 and fit.whole and not fit.crowded


def test_every_word_fits_in_its_column() -> None:
    rows = [[LONG, "een lange zin " * 20, "Inburgeringsplichtigen", "€ 10.194.995"]]
    fit = fitted(("Aanbod", "Uitleg", "Wie", "Bedrag"), rows)
    assert fit.whole
    for share, word in zip(fit.shares, (LONG, "lange", rows[0][2], "€ 10.194.995"), strict=True):
        assert share * ROOM >= width_of(word) + SIDES


def test_a_head_counts_too() -> None:
    assert fitted(("Verantwoordelijkheid", "b"), [["1", "zin " * 90]]).shares[0] > 0.2


def test_words_that_do_not_fit_side_by_side_make_a_table_crowded() -> None:
    columns = tuple("abcdef")
    fit = fitted(columns, [[LONG] * 6])
    assert fit.crowded and not fit.whole
    assert fit.shares == pytest.approx((1 / 6,) * 6, abs=0.01)


def test_one_endless_word_does_not_take_the_table() -> None:
    fit = fitted(("a", "b"), [["x" * 400, "gewoon een zin van een paar woorden"]])
    assert not fit.whole and fit.shares[1] > 0.05


def test_a_column_to_write_in_has_room_for_words_and_one_for_amounts_less() -> None:
    words = fitted(("Risico", "Wat ervan kwam"), [["Er komen weinig mensen die niet kunnen lezen", "…"]] * 5)
    amounts = fitted(("Risico", "Bedrag"), [["Er komen weinig mensen die niet kunnen lezen", "€ …"]] * 5)
    assert words.shares[1] > 0.3 > amounts.shares[1]


@pytest.mark.parametrize("rows", [[], [["", ""]]])
def test_a_table_without_words_is_shared_out_too(rows: list[list[str]]) -> None:
    assert sum(fitted(("a", "b"), rows).shares) == pytest.approx(1)

"""A rounded number passes where it is true of the figure it cites, and falls where it is not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from assistant.answering.figure_numbers import told_by
from assistant.answering.rounding import as_number, said_in, true_of
from assistant.figures.showing import number
from assistant.records import Figure

SHARE = Figure(
    "Almere", "Inwoners met hoogstens vmbo of mbo 1", 27.22, "% van de inwoners van 15 tot 75 jaar", 2021,
    "Kerncijfers wijken en buurten 2021", "GM0034", "pct_opl_laag",
    "Het deel van de inwoners van 15 tot 75 jaar met hoogstens vmbo of mbo 1.", decimals=1,
)  # fmt: skip
COUNT = Figure("Almere", "Inwoners", 226500, "inwoners", 2024, "CBS", "GM0034", "inwoners", "Alle inwoners.")
INCOME = Figure(
    "Almere", "Inkomen", 34.4, "x 1.000 euro per inwoner per jaar", 2024, "CBS", "GM0034", "x", decimals=1
)
LITERACY = Figure("Nederland", "Aantal laaggeletterden", 2_500_000, "mensen", 2016, "Bron", "NL", "y")


def told(text: str, *figures: Figure) -> bool:
    return told_by(text, figures, set(), [])


@pytest.mark.parametrize(
    "text",
    [
        "27,2%", "27.2%", "27,2 procent", "ruim een kwart", "ruim 27%", "ruim 25%", "bijna 30%",
        "ongeveer 27%", "ongeveer een kwart", "about a quarter", "just over a quarter", "nearly 30%",
        "meer dan 27,2%", "zo'n 27 procent", "meer dan een op de vier", 
        "27,2% van de inwoners van 15 tot 75 jaar",
        "In 2021 was het 27,2%: hoogstens vmbo of mbo 1.",
    ],
)  # fmt: skip
def test_a_true_account_of_a_share_passes(text: str) -> None:
    assert told(text, SHARE)


@pytest.mark.parametrize(
    "text",
    [
        "ruim 30%", "bijna 27%", "ruim 27,2%", "27%", "28%", "een derde", "bijna een kwart", "een op de vijf",
        "de helft", "ongeveer 30%",
        "ongeveer 27,5%", "about a third", "2,72%", "272%", "27,22 mensen en 15%",
        "In 2020 was het 27,2%.", "75% van de inwoners", "van 15 naar 27,2%",
        "27,2% in 2021 en 28,1% in 2020",
        "ruim 20%", "3 op de 4", "€ 27,2 miljoen", "1 op de 5",
    ],
)  # fmt: skip
def test_a_false_account_of_a_share_falls(text: str) -> None:
    assert not told(text, SHARE)


@pytest.mark.parametrize(
    ("text", "figure", "right"),
    [
        ("226.500", COUNT, True),
        ("226,500", COUNT, True),
        ("ruim 226.000", COUNT, True),
        ("bijna 227.000", COUNT, True),
        ("ongeveer 230.000", COUNT, True),
        ("ruim 227.000", COUNT, False),
        ("226.501", COUNT, False),
        ("22.650", COUNT, False),
        ("226.500%", COUNT, False),
        ("ruim een kwart", COUNT, False),
        ("€ 34.400", INCOME, True),
        ("€ 34,400", INCOME, True),
        ("ruim € 34.000", INCOME, True),
        ("€ 34.500", INCOME, False),
        ("€ 34,4", INCOME, False),
        ("2,5 miljoen", LITERACY, True),
        ("2.5 million", LITERACY, True),
        ("ruim 2,4 miljoen", LITERACY, True),
        ("3 miljoen", LITERACY, False),
        ("2,6 miljoen", LITERACY, False),
        ("ruim 2,5 miljoen", LITERACY, False),
        ("een op de vijf", replace(SHARE, value=20.4), True),
        ("een op de vijf", replace(SHARE, value=23.0), False),
        ("twee derde", replace(SHARE, value=66.4), True),
        ("de helft", replace(SHARE, value=50.3), True),
        ("driekwart", replace(SHARE, value=76.0), True),
    ],
)
def test_counts_money_and_fractions(text: str, figure: Figure, right: bool) -> None:
    assert told(text, figure) is right


def test_a_value_in_either_notation_always_passes_and_its_neighbours_never() -> None:
    dice = random.Random(7)
    for _ in range(400):
        decimals = dice.choice((0, 1, 2))
        value = round(dice.uniform(3, 999_999), decimals)
        figure = replace(COUNT, value=value, decimals=decimals, year=1991)
        step = 10**-decimals
        for language in ("nl", "en"):
            assert told(f"Het zijn er {number(value, decimals, language)}.", figure)
            for wrong in (value + step, value - step, value * 10, value + 1000):
                assert not told(f"Het zijn er {number(wrong, decimals, language)}.", figure)


def test_rounding_up_is_never_over_and_rounding_down_never_nearly() -> None:
    dice = random.Random(11)
    for _ in range(400):
        value = round(dice.uniform(5, 99), 1)
        figure = replace(SHARE, value=value, year=1991)
        for said in range(1, 120):
            over, under = told(f"ruim {said}%", figure), told(f"bijna {said}%", figure)
            assert not over or said < value <= 1.1 * said + 1e-9
            assert not under or 0.9 * said - 1e-9 <= value < said
            assert not (over and under)


def test_an_income_is_known_in_hundreds_of_euros() -> None:
    worked_out = replace(INCOME, value=34.8948)
    assert told("Dat is € 34.900 per jaar.", worked_out) and told("Dat is € 34.895 per jaar.", worked_out)
    assert not told("Dat is € 34.800 per jaar.", worked_out)
    assert not told("Dat is € 35.000 per jaar.", worked_out)


def test_a_share_may_round_to_itself_and_no_further() -> None:
    for said in said_in("ongeveer 27%"):
        assert true_of(said, 27.4, True, 1) and true_of(said, 26.6, True, 1)
        assert not true_of(said, 28.6, True, 1) and not true_of(said, 27.2, False, 1)


def test_numbers_are_read_in_both_notations() -> None:
    assert as_number("1.849.303") == as_number("1,849,303") == 1849303
    assert as_number("12,4") == as_number("12.4") == 12.4
    assert as_number("1.234,56") == as_number("1,234.56") == 1234.56


def test_a_month_is_no_half() -> None:
    assert said_in("half juli") == []
    assert [said.value for said in said_in("de helft van de inwoners")] == [50.0]

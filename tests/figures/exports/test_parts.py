"""Numbers, periods, units and areas, each by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures.exports import numbers, periods, units
from assistant.figures.exports.areas import Areas
from assistant.figures.exports.numbers import Notation
from tests.figures.exports.making import PLACES

AREAS = Areas(PLACES)


@pytest.mark.parametrize(
    ("text", "notation", "value"),
    [
        ("1.234,5", ",", 1234.5),
        ("1,234.5", ".", 1234.5),
        ("1 234", ",", 1234),
        ("1\u00a0234,5", ",", 1234.5),
        ("-9,5", ",", -9.5),
        ("−9,5", ",", -9.5),
        ("12,5%", ",", 12.5),
        ("12,5 *", ",", 12.5),
        ("€ 1.234", ",", 1234),
        (",5", ",", 0.5),
        ("-99997", ",", None),
        ("-99.996", ",", None),
        ("-99999999", ",", None),
    ],
)
def test_a_number(text: str, notation: Notation, value: float | None) -> None:
    assert numbers.value(text, notation) == value


@pytest.mark.parametrize("text", ["12-13", "1.23.4", "1,2,3", "12a", "0x1f", "1e5", "²"])
def test_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        numbers.value(text, ",")


@pytest.mark.parametrize(
    "text", "- x X nvt n.v.t. ? . -99996 -99997,0 -99999 <5 #N/B #DIV/0! geheim".split() + ["", " "]
)
def test_a_mark_for_a_missing_number(text: str) -> None:
    assert numbers.is_missing(text) and not numbers.is_number(text)
    assert numbers.value(text, ",") is None


@given(st.floats(-99000, 1e9).map(lambda x: round(x, 2)))
def test_dutch_and_english_come_back(value: float) -> None:
    english = f"{value:,.2f}"
    dutch = english.translate(str.maketrans(",.", ".,"))
    assert numbers.value(english, ".") == numbers.value(dutch, ",") == value
    assert numbers.settle([dutch, "1.234"]) == "," and numbers.settle([english, "1,234"]) == "."


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023", 2023),
        ("2023.0", 2023),
        ("2023*", 2023),
        ("2023 (voorlopig)", 2023),
        ("2023JJ00", 2023),
        ("2022SJ00", 2022),
        ("2022/2023", 2022),
        ("2022/'23", 2022),
        ("schooljaar 2022-2023", 2022),
        ("2019-2022", 2022),
        ("1-1-2023", 2023),
        ("1 januari 2023", 2023),
        ("2023-01-01", 2023),
        ("jaar 2023", 2023),
    ],
)
def test_a_period(text: str, year: int) -> None:
    found = periods.period(text)
    assert found is not None and found.year == year and not found.part


@pytest.mark.parametrize(
    "text", ["2023KW01", "2023MM12", "2023 1e kwartaal", "kwartaal 2 2023", "mei 2023", "2023-12"]
)
def test_a_part_of_a_year(text: str) -> None:
    found = periods.period(text)
    assert found is not None and found.part


@pytest.mark.parametrize("text", ["", "1234", "20230", "2023 inwoners", "Topic 2023", "99", "2100JJ", "mei"])
def test_no_period(text: str) -> None:
    assert periods.period(text) is None


@pytest.mark.parametrize(
    ("topic", "rest", "year"),
    [
        ("Topic|2023", "Topic", 2023),
        ("2023|Topic", "Topic", 2023),
        ("Topic | 2022/2023", "Topic", 2022),
        ("Topic 2023", "Topic", 2023),
        ("Topic (2023)", "Topic", 2023),
        ("Topic, 2023", "Topic", 2023),
        ("2023 Topic", "Topic", 2023),
        ("Topic_2023", "Topic", 2023),
        ("Topic 1234", "Topic 1234", None),
        ("AantalInwoners_5", "AantalInwoners_5", None),
    ],
)
def test_a_period_in_a_topic(topic: str, rest: str, year: int | None) -> None:
    left, found = periods.split(topic)
    assert (left, found.year if found else None) == (rest, year)


@pytest.mark.parametrize(
    ("topic", "rest", "unit"),
    [
        ("Topic (%)", "Topic", "%"),
        ("Topic [%]", "Topic", "%"),
        ("Topic (% van inwoners)", "Topic", "% van inwoners"),
        ("Topic (x 1.000)", "Topic", "x 1.000"),
        ("Topic (× 1 000 euro)", "Topic", "× 1 000 euro"),
        ("Topic [verzonnen eenheid]", "Topic", "verzonnen eenheid"),
        ("Topic in procenten", "Topic", "procenten"),
        ("Bergen (NH.)", "Bergen (NH.)", ""),
        ("Topic (18 jaar en ouder)", "Topic (18 jaar en ouder)", ""),
    ],
)
def test_a_unit_in_a_topic(topic: str, rest: str, unit: str) -> None:
    assert units.split(topic) == (rest, unit)


@pytest.mark.parametrize(
    ("unit", "wanted", "fits"),
    [
        ("procent", "%", True),
        ("% van inwoners", "%", True),
        ("abs.", "aantal", True),
        ("per 1000 inwoners", "per 1.000 inwoners", True),
        ("x 1 000 euro", "x 1.000 euro", True),
        ("", "%", True),
        ("aantal", "%", False),
        ("euro", "x 1.000 euro", False),
        ("per 100", "per 1.000 inwoners", False),
        ("x 1.000", "aantal", False),
        ("promille", "per 1.000 inwoners", True),
        ("per km2", "per 1.000 inwoners", False),
        ("punten", "%", False),
    ],
)
def test_units_that_fit(unit: str, wanted: str, fits: bool) -> None:
    assert units.fits(unit, wanted) is fits


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Almere", "GM0034"),
        ("GM0034    ", "GM0034"),
        ("gemeente Almere", "GM0034"),
        ("Almere (gemeente)", "GM0034"),
        ("gemeente_34", "GM0034"),
        ("Den Haag", "GM0518"),
        ("’s-Gravenhage", "GM0518"),
        ("'s-Gravenhage (gemeente)", "GM0518"),
        ("Sudwest Fryslan", "GM1900"),
        ("Bergen (NH.)", "GM0373"),
        ("Bergen (N.H.)", "GM0373"),
        ("Bergen (Limburg)", "GM0893"),
        ("Bergen L", "GM0893"),
        ("Alphen a/d Rijn", "GM0484"),
        ("Nuenen c.a.", "GM0820"),
        ("Nederland", "NL"),
        ("NL00      ", "NL"),
        ("Landelijk gemiddelde", "NL"),
        ("Bergen", ""),
        ("Bergen (Gelderland)", ""),
        ("GM0457", ""),
        ("34", ""),
        ("Limburg", ""),
        ("Gemiddelde gemeente", ""),
    ],
)
def test_an_area(text: str, code: str) -> None:
    assert AREAS.of(text).code == code


def test_numbers_are_codes_only_when_told() -> None:
    assert AREAS.of("34", "municipality").code == "GM0034"
    assert AREAS.of("34", numbered=True).code == "GM0034"
    assert AREAS.of("1", "country").code == "NL"
    assert AREAS.of("34", "district").code == ""
    assert AREAS.of("Almere", "district").code == ""

"""What a person confirms becomes values; what doesn't fit is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.errors import ImportRefused, UnknownMunicipality
from assistant.figures.exports.accepting import accept
from assistant.figures.exports.preview import About, Choice, New, Reading
from assistant.figures.exports.typed import Typed, typed
from assistant.figures.values import Value
from tests.figures.exports.making import DICTIONARY, PLACES, YEAR, csv_file, read

FILE = (
    "Verzonnen monitor\n\nGemeente;Laaggeletterdheid (%)|2023;Verzonnen score|2023;"
    "Aantal inwoners|2023;Los|2023\n"
    "Almere;91,5;120;999;9,5\nWassenaar;x;121;998;9\nBron: Verzonnen Bureau\n"
)
SCORE = New("Verzonnen score", "punten", "Een score die niet bestaat.", "jeugd")


def refused(*choices: Choice, text: str = FILE, folder: Path) -> str:
    """Why these choices are refused."""
    with pytest.raises(ImportRefused) as error:
        accept(read(csv_file(folder, text)), choices, DICTIONARY, this_year=YEAR)
    assert "{" not in error.value.say("en")
    return str(error.value.details["why"])


def test_known_and_new_and_left_out(tmp_path: Path) -> None:
    preview = read(csv_file(tmp_path, FILE))
    choices = [Choice(1, "laaggeletterd_pct"), Choice(2, new=SCORE), Choice(3)]
    taken = accept(preview, choices, DICTIONARY, About(address="https://voorbeeld.nl"), YEAR)
    assert taken.slug == "verzonnen-monitor-2023"
    assert taken.values == (
        Value("laaggeletterd_pct", 2023, "GM0034", 91.5, "eigen-verzonnen-monitor-2023"),
        Value("laaggeletterd_pct", 2023, "GM0629", None, "eigen-verzonnen-monitor-2023"),
        Value("eigen_verzonnen_score", 2023, "GM0034", 120, "eigen-verzonnen-monitor-2023"),
        Value("eigen_verzonnen_score", 2023, "GM0629", 121, "eigen-verzonnen-monitor-2023"),
    )
    [indicator] = taken.indicators
    assert (indicator.key, indicator.unit, indicator.theme) == ("eigen_verzonnen_score", "punten", "jeugd")
    assert (taken.source.title, taken.source.publisher, taken.source.edition, taken.source.address) == (
        "Verzonnen monitor",
        "Verzonnen Bureau",
        "2023",
        "https://voorbeeld.nl",
    )


@pytest.mark.parametrize(
    ("choice", "why"),
    [
        (Choice(1), "nothing_chosen"),
        (Choice(9, "inwoners"), "nothing_chosen"),
        (Choice(1, "bestaat_niet"), "unknown_indicator"),
        (Choice(1, "inwoners"), "unit_differs"),
        (Choice(3, "laaggeletterd_pct"), "unit_differs"),
        (Choice(2, "laaggeletterd_pct"), "no_percentage"),
        (Choice(2, new=New(" ", "punten", "Uitleg", "jeugd")), "needs_name"),
        (Choice(2, new=New("Naam", "", "Uitleg", "jeugd")), "needs_unit"),
        (Choice(2, new=New("Naam", "punten", "", "jeugd")), "needs_definition"),
        (Choice(2, new=New("Naam", "punten", "Uitleg")), "needs_theme"),
        (Choice(4, "inwoners"), "not_whole"),
        (Choice(1, new=New("Naam", "aantal", "Uitleg", "jeugd")), "unit_differs"),
    ],
)
def test_a_choice_that_does_not_fit(tmp_path: Path, choice: Choice, why: str) -> None:
    assert refused(choice, folder=tmp_path) == why


def test_two_columns_for_one_figure_that_differ(tmp_path: Path) -> None:
    text = "Gemeente;A (%)|2023;B (%)|2023\nAlmere;91;92\n"
    choices = (Choice(1, "laaggeletterd_pct"), Choice(2, "laaggeletterd_pct"))
    assert refused(*choices, text=text, folder=tmp_path) == "chosen_twice"


def test_a_year_the_file_does_not_tell_is_asked(tmp_path: Path) -> None:
    text = "Gemeente;Laaggeletterdheid (%)\nAlmere;91\n"
    assert refused(Choice(1, "laaggeletterd_pct"), text=text, folder=tmp_path) == "needs_year"
    for year in (1989, YEAR + 2):
        why = refused(Choice(1, "laaggeletterd_pct", year=year), text=text, folder=tmp_path)
        assert why == "impossible_year"
    preview = read(csv_file(tmp_path, text))
    taken = accept(preview, [Choice(1, "laaggeletterd_pct", year=2022)], DICTIONARY, this_year=YEAR)
    assert [value.year for value in taken.values] == [2022]


def test_unsettled_numbers_are_asked(tmp_path: Path) -> None:
    text = "Gemeente;Verzonnen|2023\nAlmere;1.234\nWassenaar;2.345\n"
    new = New("Verzonnen", "punten", "Uitleg", "jeugd")
    assert refused(Choice(1, new=new), text=text, folder=tmp_path) == "needs_reading"
    preview = read(csv_file(tmp_path, text))
    readings: dict[Reading, float] = {"thousands": 1234, "decimals": 1.234}
    for reading, value in readings.items():
        taken = accept(preview, [Choice(1, new=new, reading=reading)], DICTIONARY, this_year=YEAR)
        assert taken.values[0].value == value


def entry(
    area: str = "Almere", value: str = "12,3", year: str = "2024", title: str = "Verzonnen bron", **more: Any
) -> Typed:
    """A form filled in."""
    return Typed(area, value, year, About(title), more.pop("indicator", "laaggeletterd_pct"), **more)


def test_a_typed_figure() -> None:
    taken = typed(entry(definition="Zoals de bron het zegt."), DICTIONARY, PLACES, YEAR)
    assert taken.slug == "laaggeletterd-pct-gm0034-2024"
    assert taken.values == (Value("laaggeletterd_pct", 2024, "GM0034", 12.3, f"eigen-{taken.slug}"),)
    assert taken.definition == "Zoals de bron het zegt."
    assert typed(entry(area="Nederland"), DICTIONARY, PLACES, YEAR).values[0].code == "NL"


@pytest.mark.parametrize(
    ("form", "why"),
    [
        (entry(value="101"), "no_percentage"),
        (entry(value="-1"), "no_percentage"),
        (entry(value="veel"), "no_number"),
        (entry(value=""), "no_number"),
        (entry(value="1.2,3,4"), "no_number"),
        (entry(value="nan"), "no_number"),
        (entry(value="1.234", indicator="inkomen"), "needs_reading"),
        (entry(value="-5", indicator="inwoners"), "negative_number"),
        (entry(year="1989"), "impossible_year"),
        (entry(year="2028"), "impossible_year"),
        (entry(year="vorig jaar"), "impossible_year"),
        (entry(title="  "), "needs_source"),
        (entry(indicator="bestaat_niet"), "unknown_indicator"),
    ],
)
def test_a_typed_figure_that_cannot_be(form: Typed, why: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        typed(form, DICTIONARY, PLACES, YEAR)
    assert refused.value.details["why"] == why


def test_a_typed_figure_of_an_unknown_place() -> None:
    with pytest.raises(UnknownMunicipality):
        typed(entry(area="Nergenshuizen"), DICTIONARY, PLACES, YEAR)


def test_typed_thousands_are_whole_for_a_count() -> None:
    assert typed(entry(value="1.234", indicator="inwoners"), DICTIONARY, PLACES, YEAR).values[0].value == 1234

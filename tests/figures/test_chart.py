"""The chart: what it shows, how it says the same in words, and that it is a picture."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.figures.chart import png
from assistant.figures.charting import Drawing, bars_in_words, drawing_of, lines_in_words
from assistant.figures.store import FigureStore
from tests.figures import small


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> FigureStore:
    return small.store(tmp_path_factory.mktemp("figures"))


def drawing(store: FigureStore, key: str, code: str = "GM0629", language: str = "nl") -> Drawing:
    found = drawing_of(code, store.table.dictionary[key], store, language)
    assert found is not None
    return found


def size(picture: bytes) -> tuple[int, int]:
    """The width and height that a PNG states."""
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_town_country_and_peers_stand_side_by_side_with_the_newest_year(store: FigureStore) -> None:
    made = drawing(store, "pct_opl_laag")
    assert [bar.who for bar in made.bars] == ["town", "country", "peers"]
    assert [bar.shown for bar in made.bars] == ["17,0%", "21,1%", "28,0%"]
    assert made.year == 2022
    assert made.source == "CBS, Kerncijfers wijken en buurten 2021"


def test_a_line_stops_where_the_series_breaks(store: FigureStore) -> None:
    town, country = drawing(store, "pct_opl_laag").lines
    for line in (town, country):
        assert [[point.year for point in stretch] for stretch in line.stretches] == [
            [2019, 2020, 2021],
            [2022],
        ]
    assert [(gap.after, gap.before, gap.why) for gap in drawing(store, "pct_opl_laag").gaps] == [
        (2021, 2022, "Het CBS telt anders.")
    ]


def test_another_area_breaks_a_line_too(tmp_path: Path) -> None:
    merged = small.store(tmp_path)
    merger = "GM9999,Elders,GM0629,Wassenaar,2021-01-01,samenvoeging\n"
    with (merged.corpus / "mergers.csv").open("a", encoding="utf-8") as stream:
        stream.write(merger)
    made = drawing(merged, "pct_hh_laag_inkomen")
    town = made.lines[0]
    assert [[point.year for point in stretch] for stretch in town.stretches] == [[2020], [2021]]
    assert made.gaps[0].why == "De grenzen van de gemeente zijn toen veranderd."


def test_one_year_gives_no_line(store: FigureStore) -> None:
    made = drawing(store, "netto_arbeidsparticipatie")
    assert made.lines == ()
    assert lines_in_words(made) == ""
    assert size(png(made)) == size(png(made, ("bars",)))


def test_a_count_is_not_set_beside_the_country(store: FigureStore) -> None:
    assert [bar.name for bar in drawing(store, "inwoners").bars] == ["Wassenaar"]


def test_money_is_in_euros_not_in_thousands(store: FigureStore) -> None:
    town = drawing(store, "inkomen_per_ontvanger_x1000").bars[0]
    assert (town.value, town.shown) == (54_100, "€\N{NO-BREAK SPACE}54.100")


def test_the_words_say_all_that_the_picture_shows(store: FigureStore) -> None:
    made = drawing(store, "pct_opl_laag")
    for shown in [*(bar.shown for bar in made.bars), *(bar.name for bar in made.bars), "2022"]:
        assert shown in bars_in_words(made)
    told = lines_in_words(made)
    for point in [point for line in made.lines for point in line.points]:
        assert f"{point.shown} ({point.year})" in told
    assert "De lijn is onderbroken tussen 2021 en 2022. Het CBS telt anders." in told


def test_english_writes_numbers_its_own_way(store: FigureStore) -> None:
    made = drawing(store, "pct_opl_laag", language="en")
    assert made.bars[0].shown == "17.0%"
    assert "Netherlands: 21.1%" in bars_in_words(made)


def test_nothing_is_drawn_of_a_figure_that_is_not_there(store: FigureStore) -> None:
    assert drawing_of("GM0629", store.table.dictionary["laaggeletterd_pct"], store) is None


def test_both_parts_are_twice_as_wide_as_one(store: FigureStore) -> None:
    made = drawing(store, "pct_opl_laag")
    width, height = size(png(made, ("lines",)))
    assert size(png(made)) == (2 * width, height)


def test_what_the_picture_shows_changes_the_picture(store: FigureStore) -> None:
    made = drawing(store, "pct_opl_laag")
    assert png(made) == png(made)
    assert png(made) != png(drawing(store, "pct_opl_laag", language="en"))
    assert png(made, ("lines",)) != png(replace(made, gaps=()), ("lines",))


def test_a_dollar_sign_is_no_formula(store: FigureStore) -> None:
    made = replace(drawing(store, "pct_opl_laag"), title="Kosten $\\frac{ in $", unit="$ per $")
    assert size(png(made))


def test_values_of_nought_can_be_drawn(store: FigureStore) -> None:
    made = drawing(store, "pct_opl_laag")
    bars = tuple(replace(bar, value=0.0) for bar in made.bars)
    assert size(png(replace(made, bars=bars, lines=())))

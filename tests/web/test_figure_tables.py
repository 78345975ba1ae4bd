"""The tables of the figures tab: the town beside country and peers, low literacy, and the chart."""

from __future__ import annotations

import html
import re

from assistant.figures.charting import drawing_of
from assistant.figures.profile import Profile, profile_of
from assistant.figures.store import FigureStore
from assistant.web import figure_parts as parts
from assistant.web.desk import Desk
from assistant.web.figure_chart import chart_part
from assistant.web.figure_literacy import literacy_part
from tests.web.components import plain, rows


def profile(store: FigureStore, code: str = "GM0629", everything: bool = False) -> Profile:
    return profile_of(code, store.table, everything)


def without(store: FigureStore, indicator: str, code: str) -> FigureStore:
    path = store.corpus / "values.csv"
    kept = [x for x in path.read_text("utf-8").splitlines() if not (indicator in x and code in x)]
    path.write_text("\n".join([*kept, ""]), "utf-8")
    return store


def test_the_profile_sets_the_town_beside_country_and_peers(store: FigureStore) -> None:
    made = parts.profile_tables(profile(store), store, "nl")
    listed = rows(made)
    assert ["Onderwerp", "Wassenaar", "Nederland", "Vergelijkbaar", "Plaats", "Jaar"] in listed
    assert [
        "Laag opleidingsniveau % van de inwoners van 15 tot 75 jaar", "17,0% lager dan landelijk", "21,1%",
        "28,0%", "8e van 9", "2022",
    ] in listed  # fmt: skip


def test_a_screen_reader_can_follow_the_tables(store: FigureStore) -> None:
    made = parts.profile_tables(profile(store), store, "nl")
    assert re.findall(r"<caption>(.*?)</caption>", made) == ["Bevolking", "Onderwijs", "Werk en inkomen"]
    assert made.count('scope="row"') == 5
    assert made.count('scope="col"') == 6 * 3


def test_every_figure_has_its_source_in_sight_and_its_meaning_behind_a_press(store: FigureStore) -> None:
    made = parts.profile_tables(profile(store), store, "nl")
    assert len(re.findall(r"<summary>Uitleg .*?Kerncijfers", made)) == 5
    told = plain(made)
    for meaning in (
        "Definitie van: Laag opleidingsniveau.",
        "Het zegt niet wie laaggeletterd is.",
        "Berekend uit de gemeenten, gewogen naar het aantal inwoners in 2021.",
        "Cijfers tot en met 2021 en vanaf 2022 zijn niet te vergelijken. Het CBS telt anders.",
        "Het gewone gemiddelde van 4 gemeenten met een cijfer in 2022.",
        "https://www.cbs.nl/kwb-2021",
    ):
        assert meaning in told


def test_what_is_missing_is_no_figure_and_no_nought(store: FigureStore) -> None:
    made = parts.profile_tables(profile(without(store, "netto_", "GM0629")), store, "nl")
    assert [
        "Werkenden % van de inwoners van 15 tot 75 jaar", "geen cijfer", "geen cijfer", "–", "–", "2021",
    ] in rows(made)  # fmt: skip


def test_all_figures_are_more_than_the_profile(store: FigureStore) -> None:
    everything = parts.profile_tables(profile(store, everything=True), store, "nl")
    assert "Afstand tot de bibliotheek" in plain(everything)
    assert "Afstand tot de bibliotheek" not in plain(parts.profile_tables(profile(store), store, "nl"))


def test_who_is_compared_with_is_said(store: FigureStore) -> None:
    said = plain(parts.heading(profile(store), store, "nl"))
    assert "4 gemeenten met 20.000 tot 50.000 inwoners" in said
    assert "Losser, Noordoostpolder, Stadskanaal, Wierden" in said
    assert "ongeveer even groot als Utrecht" in plain(parts.heading(profile(store, "GM0344"), store, "nl"))


def test_markup_in_a_figure_stays_text(store: FigureStore) -> None:
    path = store.corpus / "indicators.toml"
    evil = "<img src=x onerror=alert(1)>"
    path.write_text(path.read_text("utf-8").replace("Laag opleidingsniveau", evil), "utf-8")
    drawing = drawing_of("GM0629", store.table.dictionary["pct_opl_laag"], store)
    assert drawing is not None
    made = parts.profile_tables(profile(store), store, "nl") + chart_part(drawing)
    made += literacy_part(profile(store), store, "nl") + parts.what_stands_out(profile(store), store, "nl")
    assert "<img src=x" not in made
    assert made.count("<img ") == 2


def test_a_town_without_published_low_literacy_is_helped(store: FigureStore) -> None:
    said = plain(literacy_part(profile(store), store, "nl"))
    assert "Van Wassenaar heb ik geen gepubliceerd cijfer" in said
    assert "werkenden 64,2% (2021)" in said
    assert "2.500.000 mensen" in said and "moeite met lezen of rekenen vanaf 16 jaar" in said
    assert "https://www.waarstaatjegemeente.nl" in said
    assert "gepubliceerd in 2021" in said


def test_a_published_figure_stands_with_its_year_definition_and_source(store: FigureStore) -> None:
    made = literacy_part(profile(store, "GM0141"), store, "nl")
    assert [
        "17,5%", "gepubliceerd in 2021", "laaggeletterd volgens de schatting",
        "Bureau Voorbeeld, Schatting per gemeente https://voorbeeld.nl/schatting",
    ] in rows(made)  # fmt: skip
    assert "heb ik geen gepubliceerd cijfer" not in plain(made)


def test_the_chart_has_words_and_a_table_of_the_same_numbers(store: FigureStore) -> None:
    drawing = drawing_of("GM0629", store.table.dictionary["pct_opl_laag"], store)
    assert drawing is not None
    made = chart_part(drawing)
    alts = [html.unescape(alt) for alt in re.findall(r'alt="(.*?)"', made)]
    assert len(alts) == 2 and "Wassenaar: 17,0%" in alts[0] and "19,9% (2019)" in alts[1]
    assert ["Wassenaar", "19,9%", "19,7%", "19,6%", "17,0%"] in rows(made)
    assert ["Gemiddelde van 4 vergelijkbare gemeenten", "–", "–", "–", "28,0%"] in rows(made)


def test_a_damaged_import_is_named_and_the_rest_stays(desk: Desk) -> None:
    store = desk.assistant.figures
    (store.data / "imported").mkdir(parents=True)
    (store.data / "imported" / "monitor-2024.json").write_text("{", "utf-8")
    said = plain(parts.heading(profile(store), store, "nl"))
    assert "beschadigd en tellen niet mee: monitor-2024." in said
    assert "Cijfers van Wassenaar" in said

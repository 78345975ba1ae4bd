"""The sentences on a figure: a comparison, a trend, a break, and nothing worked out that may not be."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.figure_answer import FigureAnswers
from assistant.answering.figure_rows import stands
from assistant.answering.figure_sentences import figure_sentences
from assistant.answering.figure_telling import Told
from assistant.answering.grounding import holds
from assistant.answering.question import understand
from assistant.figures import municipalities, values
from assistant.figures.store import FigureStore
from assistant.figures.values import Value
from assistant.settings import PROJECT

FOLDER = PROJECT / "corpus" / "figures"
TOWNS = municipalities.load(FOLDER)


@pytest.fixture(scope="module")
def store() -> FigureStore:
    return FigureStore(FOLDER, Path("nowhere"), TOWNS)


def told(store: FigureStore, question: str, town: str | None = None) -> Told:
    asked = understand(question, TOWNS, town)
    answers = FigureAnswers(store)
    wanted = answers.wanted(asked)
    assert wanted is not None
    return answers.told(wanted, asked.language)


def text(told: Told) -> str:
    return "\n".join(s.text for s in told.sentences)


@pytest.mark.parametrize(
    ("language", "value", "beside"),
    [("nl", "27,2%", "landelijk: in Nederland was het 26,8% (2021)"),
     ("en", "27.2%", "nationally: in the Netherlands it was 26.8% (2021)")],
)  # fmt: skip
def test_one_figure_of_one_town_for_a_plan(
    store: FigureStore, language: str, value: str, beside: str
) -> None:
    indicator = store.table.dictionary["pct_opl_laag"]
    found = figure_sentences("GM0034", indicator, store, language)  # type: ignore[arg-type]
    first, second, third = found.sentences
    assert value in first.text and "2021" in first.text and first.figures == (1,)
    assert beside in second.text and second.figures == (1, 2)
    assert third.figures == (1,)
    assert [f.code for f in found.figures] == ["GM0034", "NL"]


def test_a_figure_that_is_not_there_gives_no_sentence(store: FigureStore) -> None:
    indicator = store.table.dictionary["uitkeringsontvangers_tot_aow"]
    found = figure_sentences("GM0629", indicator, store)
    assert found.status == "refused" and found.sentences == () and found.figures == ()


def test_every_row_stands_and_a_changed_one_does_not(store: FigureStore) -> None:
    for question in (
        "Staat Almere hoog met het aandeel laagopgeleiden?",
        "Wat zijn de cijfers van Zwolle?",
        "Hoeveel laaggeletterden heeft Leiden?",
        "Welke gemeenten hebben het hoogste inkomen?",
    ):
        for row in told(store, question).figures:
            assert stands(row, store.table, store.literacy), row
            assert row.value is not None
            assert not stands(replace(row, value=row.value + 1), store.table, store.literacy)
            assert not stands(replace(row, year=row.year - 20), store.table, store.literacy)


def test_a_trend_is_told_within_a_stretch_only(store: FigureStore) -> None:
    unbroken = text(told(store, "Hoe is het aandeel laagopgeleiden in Almere veranderd?"))
    assert "Tussen 2020 en 2021 is het gedaald." in unbroken and "niet te vergelijken" not in unbroken
    broken = text(told(store, "Hoe is het aandeel hoogopgeleiden in Almere veranderd?"))
    assert "De cijfers van 2021 en 2022 zijn niet te vergelijken." in broken
    assert "Tussen 2020 en 2021 is het gestegen." in broken and "en 2022 is het" not in broken


def test_a_merger_breaks_the_line(store: FigureStore) -> None:
    found = text(told(store, "Hoe is het aantal inwoners van Amsterdam veranderd?"))
    assert "Amsterdam had in 2020 nog een ander gebied." in found
    assert "Tussen 2022 en 2024" not in found and "Tussen 2020 en 2024" not in found


def test_one_year_is_no_change(store: FigureStore) -> None:
    found = told(store, "Hoe is het aandeel jongeren met jeugdzorg in Almere veranderd?")
    assert found.status == "partial" and "maar één jaar" in text(found)


def test_a_missing_year_gives_the_newest_and_says_so(store: FigureStore) -> None:
    found = told(store, "Hoeveel laagopgeleiden had Almere in 2015?")
    assert (
        found.status == "partial"
        and found.missing == "Over 2015 staat er niets in de cijfers. Het nieuwste cijfer is van 2021."
    )
    assert {f.year for f in found.figures} == {2021}


def test_another_figure_of_the_family_has_the_year(store: FigureStore) -> None:
    found = told(store, "Hoeveel WW-uitkeringen waren er in 2020 in Arnhem?")
    assert found.status == "answered" and {f.year for f in found.figures} == {2020}
    assert {f.key for f in found.figures} == {"ww_per_1000_inwoners", "ww_aantal"}


def test_low_literacy_is_published_or_not_there(store: FigureStore) -> None:
    for town in TOWNS.all():
        if "'" in town.name:
            continue
        found = told(store, f"Hoeveel laaggeletterden heeft de gemeente {town.name}?", town.code)
        own = [f for f in found.figures if f.key.startswith("laaggeletterd") and f.code == town.code]
        published = store.literacy.of(town.code)
        assert {(f.value, f.year) for f in own} == {(p.value, p.year) for p in published}
        assert found.status == ("answered" if published else "refused")
        assert all(f.definition and f.source for f in found.figures)


def test_national_figures_stand_side_by_side_with_their_definitions(store: FigureStore) -> None:
    found = told(store, "Hoeveel Nederlanders zijn laaggeletterd?")
    lines = [s for s in found.sentences if s.group]
    assert len(lines) >= 3 and len({f.definition for f in found.figures}) >= 3
    for line in lines:
        figure = found.figures[line.figures[0] - 1]
        assert str(figure.year) in line.text and figure.definition.lower()[:20] in line.text.lower()


def test_a_town_that_no_figure_is_of_gets_what_comes_near(store: FigureStore) -> None:
    found = told(store, "Hoeveel uitkeringen zijn er in Wassenaar?")
    assert found.status == "partial" and found.missing and "Wassenaar" in found.missing
    assert {f.code for f in found.figures} == {"GM0629"}


def test_a_value_of_zero_is_a_value_and_a_missing_one_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "figures"
    shutil.copytree(FOLDER, folder)
    known = [
        Value("afstand_bibliotheek_km", 2020, "GM0034", 0.0, "kwb-2020"),
        Value("afstand_bibliotheek_km", 2020, "GM0995", None, "kwb-2020"),
    ]
    values.write(folder / "values.csv", known)
    small = FigureStore(folder, tmp_path / "data", TOWNS)
    assert "0,0 kilometer" in text(told(small, "Wat is de afstand tot de bibliotheek in Almere?"))
    absent = told(small, "Wat is de afstand tot de bibliotheek in Lelystad?")
    assert absent.status == "refused" and absent.figures == ()


def test_what_is_read_again_after_a_change(tmp_path: Path) -> None:
    folder = tmp_path / "figures"
    shutil.copytree(FOLDER, folder)
    changing = FigureStore(folder, tmp_path / "data", TOWNS)
    assert "226.500" not in text(told(changing, "Hoeveel inwoners had Almere in 2020?"))
    values.write(folder / "values.csv", [Value("inwoners", 2020, "GM0034", 226500.0, "kwb-2020")])
    assert "226.500" in text(told(changing, "Hoeveel inwoners had Almere in 2020?"))


@pytest.mark.parametrize(
    ("question", "town", "said"),
    [
        ("Is 19,6% laagopgeleid veel?", None, "De 19,6% uit uw vraag is minder dan landelijk."),
        ("Is 27% laagopgeleid veel?", None, "De 27% uit uw vraag is ongeveer evenveel als landelijk."),
        ("Is € 20.000 inkomen laag?", None, "De €\u00a020.000 uit uw vraag is minder dan landelijk."),
        ("Is 40% laagopgeleid veel?", "Almere", "De 40% uit uw vraag is meer dan landelijk."),
    ],
)
def test_a_number_in_the_question_is_compared_with_the_country(
    store: FigureStore, question: str, town: str | None, said: str
) -> None:
    found = told(store, question, town)
    assert said in text(found)
    assert "NL" in {f.code for f in found.figures}


@pytest.mark.parametrize(
    "question",
    [
        "Is 27,2% laagopgeleid veel?",  # the own value, which is compared anyway
        "Is 30% bijstand veel?",  # counted otherwise: per 1.000
        "Is 1450 bijstandsuitkeringen veel?",
    ],
)
def test_a_number_that_is_the_own_or_counts_something_else_is_not(store: FigureStore, question: str) -> None:
    found = text(told(store, question, "Almere"))
    assert "landelijk" in found and "uit uw vraag" not in found


def test_illiteracy_is_told_apart_from_low_literacy(store: FigureStore) -> None:
    first = "De cijfers gaan over laaggeletterdheid, en dat is iets anders dan analfabetisme."
    assert told(store, "Hoeveel analfabeten heeft Leiden?").sentences[0].text == first
    assert first not in text(told(store, "Hoeveel laaggeletterden heeft Leiden?"))


def test_a_figure_that_is_nowhere_says_where_to_look(tmp_path: Path) -> None:
    folder = tmp_path / "figures"
    shutil.copytree(FOLDER, folder)
    values.write(folder / "values.csv", [Value("inwoners", 2020, "GM0034", 226500.0, "kwb-2020")])
    absent = told(FigureStore(folder, tmp_path / "data", TOWNS), "Hoeveel ouderen wonen er in Lelystad?")
    assert absent.status == "refused" and "Waarstaatjegemeente.nl" in absent.sentences[-1].text


@pytest.mark.parametrize(
    "question",
    [
        "Is het inkomen in {} hoog of laag?",
        "Is het percentage kinderen in {} hoog of laag?",
        "Is de afstand tot de bibliotheek in {} hoog of laag vergeleken met Nederland?",
    ],
)
def test_every_comparison_that_is_told_stands_when_it_is_checked(store: FigureStore, question: str) -> None:
    checked = 0
    for town in TOWNS.all()[::12]:
        if "'" in town.name:
            continue
        found = told(store, question.format(f"de gemeente {town.name}"), town.code)
        rows = dict(enumerate(found.figures, 1))
        for sentence in found.sentences:
            if sentence.role == "claim":
                checked += 1
                assert holds(sentence, [], rows), (town.name, sentence.text)
    assert checked > 100

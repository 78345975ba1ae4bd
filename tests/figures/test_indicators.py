"""The data dictionary: complete in both languages, and every word leads to one indicator only."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from assistant.figures import indicators, literacy, values
from assistant.figures.indicators import Indicator
from assistant.figures.weighting import BASES, SUM
from assistant.settings import PROJECT

FOLDER = PROJECT / "corpus" / "figures"
DICTIONARY = indicators.load(FOLDER)
VALUES = values.read(FOLDER / "values.csv")
EVERY = list(DICTIONARY)
BY_KEY = pytest.mark.parametrize("indicator", EVERY, ids=lambda i: i.key)
YEARS: dict[str, set[int]] = defaultdict(set)
for _value in VALUES:
    YEARS[_value.indicator].add(_value.year)


def plain(phrase: str) -> str:
    """A phrase without what people write differently: "laag-opgeleid" is "laag opgeleid"."""
    return re.sub(r"[\s-]+", " ", phrase)


def test_it_describes_every_value_and_low_literacy_besides() -> None:
    assert {i.key for i in EVERY} == {v.indicator for v in VALUES} | set(literacy.INDICATORS)


def test_every_source_of_a_value_is_described() -> None:
    assert {v.source for v in VALUES} == set(DICTIONARY.sources)
    for source in DICTIONARY.sources.values():
        assert all((source.title, source.publisher, source.edition, source.licence))
        assert source.edition in source.title
        assert source.address.startswith("https://opendata.cbs.nl/statline/")


@BY_KEY
def test_every_text_is_there_in_both_languages(indicator: Indicator) -> None:
    texts = {
        name: getattr(indicator, name) for name in ("name", "unit_name", "definition", "says", "says_not")
    }
    for name, both in texts.items():
        assert both.nl.strip() and both.en.strip(), name
        assert both.nl == both.nl.strip() and both.en == both.en.strip(), name
        if name in ("definition", "says", "says_not"):
            assert both.nl.endswith(".") and both.en.endswith(".") and both.nl != both.en, name
    assert indicator.words["nl"] and indicator.words["en"]


@BY_KEY
def test_the_fields_belong_together(indicator: Indicator) -> None:
    assert indicator.theme in DICTIONARY.themes
    assert indicator.weight in ("", SUM, *BASES)
    assert indicator.risk in ("high", "low", "")
    percent = indicator.unit.startswith("%")
    assert percent == indicator.unit_name.nl.startswith("%") == indicator.unit_name.en.startswith("%")
    if indicator.unit == "aantal":
        assert indicator.decimals == 0 and not indicator.risk
        assert indicator.weight == ("" if indicator.key in literacy.INDICATORS else SUM)
    else:
        assert indicator.weight != SUM


def test_low_literacy_is_never_worked_out() -> None:
    for key in literacy.INDICATORS:
        assert DICTIONARY[key].weight == ""
        assert "definiti" in DICTIONARY[key].definition.nl


def test_low_education_warns_against_counting_people_with_low_literacy() -> None:
    for key in ("pct_opl_laag", "opl_laag_aantal"):
        assert "aantal laaggeletterden" in DICTIONARY[key].says_not.nl
        assert "number of people with low literacy" in DICTIONARY[key].says_not.en


def test_a_phrase_leads_to_one_indicator() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for indicator in EVERY:
        for phrase in (*indicator.words["nl"], *indicator.words["en"]):
            found[plain(phrase)].add(indicator.key)
    assert {phrase: keys for phrase, keys in found.items() if len(keys) > 1} == {}


@BY_KEY
def test_phrases_are_lower_case_and_stand_once(indicator: Indicator) -> None:
    for phrases in indicator.words.values():
        assert [p for p in phrases if p != p.lower().strip() or "  " in p] == []
        assert [p for p, times in Counter(phrases).items() if times > 1] == []


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("laagopgeleid", "pct_opl_laag"),
        ("laag opgeleid", "pct_opl_laag"),
        ("mensen met weinig opleiding", "pct_opl_laag"),
        ("aantal laagopgeleiden", "opl_laag_aantal"),
        ("bijstand", "bijstand_per_1000_inwoners"),
        ("hoeveel mensen zitten in de bijstand", "bijstand_aantal"),
        ("laaggeletterden", "laaggeletterd_pct"),
        ("hoeveel laaggeletterden", "laaggeletterd_aantal"),
        ("low educated", "pct_opl_laag"),
        ("inhabitants", "inwoners"),
    ],
)
def test_a_share_has_the_general_words_and_a_count_those_of_counting(phrase: str, key: str) -> None:
    assert [i.key for i in EVERY if phrase in (*i.words["nl"], *i.words["en"])] == [key]


@BY_KEY
def test_a_break_lies_between_years_there_are_values_of(indicator: Indicator) -> None:
    for found in indicator.breaks:
        assert found.after < found.before
        assert {found.after, found.before} <= YEARS[indicator.key]
        assert found.why.nl.endswith(".") and found.why.en.endswith(".")


def test_the_series_that_change_their_base_break() -> None:
    breaking = {i.key for i in EVERY if i.breaks_between(2021, 2022)}
    assert breaking == {"pct_opl_hoog", "netto_arbeidsparticipatie"}
    assert not DICTIONARY["pct_opl_hoog"].breaks_between(2020, 2021)


def test_breaks_are_found_between_two_years_in_either_order() -> None:
    indicator = DICTIONARY["pct_opl_hoog"]
    assert indicator.breaks_between(2022, 2020) == indicator.breaks_between(2020, 2022) == indicator.breaks


def test_a_profile_has_the_main_things_and_not_everything() -> None:
    profile = [i.key for i in EVERY if i.profile]
    assert profile[0] == "inwoners"
    assert 12 <= len(profile) <= 16
    assert {"pct_opl_laag", "pct_65plus", "bijstand_per_1000_inwoners", "pct_hh_laag_inkomen"} <= set(profile)


def test_the_themes_are_those_that_libraries_know() -> None:
    assert set(DICTIONARY.themes) == {
        "bevolking",
        "wonen_leefklimaat",
        "werk_inkomen",
        "onderwijs",
        "jeugd",
        "gezondheid",
        "dienstverlening_digitalisering",
        "burgerpeiling",
        "ondernemerspeiling",
        "sociaal_domein",
    }
    assert all(theme.nl and theme.en for theme in DICTIONARY.themes.values())
    assert DICTIONARY["laaggeletterd_pct"].theme == "gezondheid"

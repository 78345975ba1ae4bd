"""What stands out: the figure beside the country's, what a risk factor is, and no more than that."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.figures.profile import Profile, profile_of
from assistant.figures.standing_out import explanation, sentences
from assistant.figures.store import FigureStore
from tests.figures import small


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> FigureStore:
    return small.store(tmp_path_factory.mktemp("figures"))


def told(store: FigureStore, code: str, language: str = "nl") -> list[str]:
    return sentences(profile_of(code, store.table), store.municipalities, language)


def test_three_sentences_and_what_makes_trouble_likelier_first(store: FigureStore) -> None:
    found = told(store, "GM0629")
    assert len(found) == 3
    assert "meer moeite" in found[0] and "64,2%" in found[0] and "hoger: 70,6%" in found[0]
    assert all("minder moeite" in sentence for sentence in found[1:])


def test_each_has_the_town_its_year_and_the_country(store: FigureStore) -> None:
    for sentence in told(store, "GM0141"):
        assert "Almelo" in sentence
        assert re.search(r"\(20\d\d\)", sentence)
        assert "Landelijk is het" in sentence


def test_a_town_like_the_country_is_told_so(store: FigureStore) -> None:
    profile = profile_of("GM0034", store.table)
    alike = tuple(row for row in profile.rows if row.difference == "same")
    assert sentences(replace(profile, rows=alike), store.municipalities) == [
        "Op geen van de risicofactoren verschilt Almere duidelijk van Nederland."
    ]


def test_nothing_to_compare_with_is_not_nothing_that_differs(store: FigureStore) -> None:
    assert sentences(Profile("GM0034", (), None), store.municipalities) == [
        "De cijfers van Almere zijn niet met Nederland te vergelijken."
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_cause_and_no_low_literacy_is_claimed(store: FigureStore, language: str) -> None:
    everything = " ".join(s for code in small.TOWNS for s in told(store, code, language))
    for word in ("laaggeletterd", "low literate", "door ", "because", "oorzaak", "leidt tot", "leads to"):
        assert word not in everything
    assert "risicofactor" in explanation("nl") and "risk factor" in explanation("en")


def test_english_is_english(store: FigureStore) -> None:
    first = told(store, "GM0629", "en")[0]
    assert "64.2%" in first and "In the whole country it is higher: 70.6%." in first

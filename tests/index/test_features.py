"""What can be seen of a passage beside a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from assistant.index.features import FEATURES, Scores, features
from assistant.index.query import Query
from assistant.index.terms import Thesaurus
from assistant.records import Passage
from tests.shelved import entry, passage

THESAURUS = Thesaurus()
NOTHING = Scores({}, {}, {}, {})


def query(text: str = "Wat?", weights: dict[str, float] | None = None, years: Sequence[str] = ()) -> Query:
    """A question that names these words."""
    asked = [(THESAURUS.asked(word)[0], weight) for word, weight in (weights or {}).items()]
    return Query(text, "nl", text, text, tuple(asked), tuple(years))


def seen(
    asked: Query, passages: Sequence[Passage], scores: Scores = NOTHING, town: str | None = None
) -> dict[str, list[Any]]:
    """The columns by name."""
    table = features(asked, passages, scores, THESAURUS, town)
    assert table.shape == (len(passages), len(FEATURES)) and table.dtype == np.float64
    return {name: [pytest.approx(v) for v in table[:, n]] for n, name in enumerate(FEATURES)}


THREE = [passage("Een zin.", id) for id in ("a", "b", "c")]


def test_scores_are_set_between_the_worst_and_the_best() -> None:
    scores = Scores(
        {"a": 0.9, "b": 0.5, "c": 0.8},
        {"a": 0.2, "b": 0.4, "c": 0.3},
        {"a": 8.0, "b": 4.0},
        {"c": 6.0},
    )
    columns = seen(query(), THREE, scores)
    assert columns["cosine"] == [1, 0, 0.75]
    assert columns["cosine_from_best"] == [0, -0.4, -0.1]
    assert columns["subject_cosine"] == [0, 1, 0.5]
    assert columns["stems"] == [1, 0.5, 0]
    assert columns["grams"] == [0, 0, 1]


def test_equal_scores_tell_nothing() -> None:
    alike = dict.fromkeys("abc", 0.7)
    columns = seen(query(), THREE, Scores(alike, alike, alike, alike))
    assert columns["cosine"] == columns["stems"] == columns["cosine_from_best"] == [0, 0, 0]


def test_what_is_named_counts_by_its_weight_and_the_worst_gap_is_told() -> None:
    asked = query(weights={"subsidie": 3.0, "zwembad": 1.0})
    columns = seen(
        asked,
        [
            passage("De subsidie van het zwembad."),
            passage("De subsidie."),
            passage("Het zwembad."),
            passage("Niets.", headings=["Geld", "Subsidie"]),
            passage("Niets.", document=entry(title="Het zwembad")),
        ],
    )
    assert columns["named_in_text"] == [1, 0.75, 0.25, 0, 0]
    assert columns["named_in_headings"] == [0, 0, 0, 0.75, 0.25]
    assert columns["unnamed"] == [0, 0.2, 0.6, 0.2, 0.6]


def test_a_year_asked_for_is_sought_in_document_text_and_headings() -> None:
    of = [
        passage("Een zin.", document=entry(year=2024)),
        passage("Een zin.", document=entry(year=2022, until=2026)),
        passage("In 2024 dus.", document=entry(year=2023)),
        passage("Een zin.", document=entry(year=2023), headings=["Terugblik 2024"]),
        passage("Een zin.", document=entry(year=2023)),
        passage("Een zin."),
    ]
    columns = seen(query(years=["2024"]), of)
    assert columns["year_of_document"] == [1, 0.5, 0, 0, 0, 0]
    assert columns["year_in_text"] == [0, 0, 1, 1, 0, 0]
    assert columns["other_year"] == [0, 0, 0, 0, 1, 0]
    unasked = seen(query(), of)
    assert unasked["year_of_document"] == unasked["year_in_text"] == unasked["other_year"] == [0] * 6


def test_a_kind_of_document_asked_for_is_known_by_what_people_call_it() -> None:
    of = [passage("Een zin.", document=entry(kind=kind)) for kind in ("budget", "law", None)]
    assert seen(query("Wat staat er in de Begroting?"), of)["kind_asked"] == [1, 0, 0]
    assert seen(query("Wat zegt de wet?"), of)["kind_asked"] == [0, 1, 0]


def test_the_towns_newest_documents_are_told_until_a_year_is_asked_for() -> None:
    years = (2026, 2025, 2021, None)
    of = [passage("Een zin.", document=entry(municipality="GM0629", year=year)) for year in years]
    of.append(passage("Een zin.", document=entry(year=2028)))
    columns = seen(query(), of, town="GM0629")
    assert columns["of_the_town"] == [1, 1, 1, 1, 0]
    assert columns["newest"] == [1, 0.75, 0, 0, 0]
    asked = seen(query(years=["2025"]), of, town="GM0629")
    assert asked["newest"] == [0] * 5 and asked["of_the_town"] == [1, 1, 1, 1, 0]
    assert seen(query(), of)["of_the_town"] == seen(query(), of)["newest"] == [0] * 5


def test_numbers_of_the_question_are_sought_and_its_years_are_none() -> None:
    of = [passage("Taakveld 5.6 en 12 in 2024"), passage("Taakveld 5.6"), passage("In 2024"), passage("")]
    asked = query("Wat is taakveld 5.6 voor 12 gemeenten in 2024?", years=["2024"])
    assert seen(asked, of)["numbers"] == [1, 0.5, 0, 0]
    assert seen(query("Wat is er in 2024?", years=["2024"]), of)["numbers"] == [0] * 4
    assert seen(query(), [passage("ab12"), passage("abcd")])["digits"] == [0.5, 0]

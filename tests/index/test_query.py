"""What a question asks of the search, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from assistant.index import lexical
from assistant.index.glossary import Glossary
from assistant.index.query import Queries
from assistant.index.terms import Thesaurus

THESAURUS = Thesaurus([["taalhuis", "language house"], ["subsidie", "bijdrage"]])
GLOSSARY = Glossary(
    {"grant": ["subsidie", "bijdrage", "toelage"], "language house": ["taalhuis"], "dog": ["hond"]}
)


def queries(seen: Mapping[str, int] | None = None, total: int = 1000) -> Queries:
    """Queries over an index of `total` passages in which these words are `seen` so often."""
    counts = {lexical.stem(word): count for word, count in (seen or {}).items()}

    def frequency(stems: Sequence[str]) -> dict[str, int]:
        assert not [stem for stem in stems if stem[0] in "#~"]
        return {stem: counts[stem] for stem in stems if stem in counts}

    return Queries(THESAURUS, GLOSSARY, frequency, lambda: total)


def test_a_dutch_question_is_searched_as_typed_and_stripped_to_its_subject() -> None:
    query = queries().query("Hoeveel subsidie kreeg het Taalhuis in 2024 eigenlijk?", "nl")
    assert query.dutch == query.text == "Hoeveel subsidie kreeg het Taalhuis in 2024 eigenlijk?"
    assert query.subject == "subsidie taalhuis 2024"
    assert query.years == ("2024",)


def test_an_english_question_is_searched_in_dutch_words() -> None:
    query = queries().query("How large is the grant for the language house in 2024?", "en")
    assert query.text == "How large is the grant for the language house in 2024?"
    assert query.dutch == query.subject == "large subsidie bijdrage taalhuis 2024"
    assert [one.word for one, _ in query.asked] == ["subsidie", "taalhuis"]


def test_years_are_each_taken_once_and_those_given_go_first() -> None:
    question = "Subsidie in 2024, 2025 of 2024, niet in 12024"
    assert queries().query(question, "nl").years == ("2024", "2025")
    given = queries().query(question, "nl", years=["2023"])
    assert given.years == ("2023",) and given.subject == "subsidie 12024 2023"
    assert queries().query(question, "nl", years=()).years == ()


def test_a_town_says_where_and_not_what() -> None:
    asked = queries().asked("Welke subsidie geeft DEN HAAG in Den Haagse wijken?", "nl", ["Den Haag"])
    assert [one.word for one, _ in asked] == ["subsidie", "den", "haagse", "wijken"]


def test_what_is_rare_weighs_more_within_bounds() -> None:
    asked = queries({"subsidie": 900, "taalhuis": 100, "wijken": 30}).asked(
        "subsidie taalhuis wijken zwembad", "nl"
    )
    weights = {one.word: weight for one, weight in asked}
    assert weights["subsidie"] == 1.0 and weights["zwembad"] == 5.0
    assert weights["taalhuis"] == pytest.approx(2.3, abs=0.01)
    assert weights["taalhuis"] < weights["wijken"] < 5.0
    assert [weight for _, weight in queries(total=0).asked("zwembad", "nl")] == [1.0]


def test_an_english_word_that_no_dutch_text_holds_tells_nothing() -> None:
    def asked(seen: Mapping[str, int]) -> list[str]:
        found = queries(seen).asked("grant for the dog and the quokka", "en")
        return [one.word for one, _ in found]

    assert asked({}) == ["subsidie"]
    assert asked({"hond": 3}) == ["subsidie", "hond"]
    dutch = [one.word for one, _ in queries().asked("een quokka", "nl")]
    assert dutch == ["quokka"]

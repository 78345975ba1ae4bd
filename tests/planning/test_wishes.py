"""Wishes for a section that can be met without a language model, and those that can't."""

from __future__ import annotations

import pytest

from assistant.errors import UnknownWish
from assistant.planning.outline import Part, SectionOutline
from assistant.planning.wishes import PLAIN_WORDS, Wish, adapted, understand

OUTLINE = SectionOutline(
    "a", "A", "", (), (), (Part("policy", {"searches": ["x"], "most": 4}), Part("text", {"text": "Zin."}))
)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("korter", Wish(-1)),
        ("Kan dit wat korter en op B1-niveau?", Wish(-1, True)),
        ("uitgebreider graag", Wish(1)),
        ("meer over ouders", Wish(0, False, "ouders")),
        ("more about parents.", Wish(0, False, "parents")),
        ("simpeler", Wish(0, True)),
    ],
)
def test_wishes_are_understood(text: str, wish: Wish) -> None:
    assert understand(text) == wish


@pytest.mark.parametrize("text", ["warmer", "voor de wethouder", "mooier maken", ""])
def test_others_are_refused_with_what_can(text: str) -> None:
    with pytest.raises(UnknownWish, match="korter"):
        understand(text)


def test_shorter_halves_and_longer_doubles_the_quotes() -> None:
    assert adapted(OUTLINE, Wish(-1)).parts[0].options["most"] == 2
    assert adapted(OUTLINE, Wish(1)).parts[0].options["most"] == 8
    assert adapted(OUTLINE, Wish(-1)).parts[1] == OUTLINE.parts[1]


def test_plainer_takes_short_quotes_and_more_adds_a_search() -> None:
    assert adapted(OUTLINE, Wish(0, True)).parts[0].options["words"] == PLAIN_WORDS
    added = adapted(OUTLINE, Wish(about="ouders")).parts[2:]
    assert [p.kind for p in added] == ["policy", "about"]
    assert all("ouders" in s for s in added[0].options["searches"])

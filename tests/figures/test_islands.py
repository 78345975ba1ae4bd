"""A sentence says "op Urk" and "in Almere", whatever town it is about."""

from __future__ import annotations

import pytest

from assistant.figures import municipalities
from assistant.figures.islands import ISLANDS, at_place
from assistant.settings import PROJECT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In Urk heeft 36,4% hoogstens vmbo.", "Op Urk heeft 36,4% hoogstens vmbo."),
        ("de scholen in Ameland en in Almere", "de scholen op Ameland en in Almere"),
        ("in de gemeente Urk", "in de gemeente Urk"),
        ("in Texelhof", "in Texelhof"),
        ("Inwoners in Leiden", "Inwoners in Leiden"),
    ],
)
def test_in_becomes_op_before_an_island(text: str, said: str) -> None:
    assert at_place(text) == said


def test_every_island_is_a_municipality() -> None:
    places = municipalities.load(PROJECT / "corpus" / "figures")
    assert [name for name in ISLANDS if places.get(name).name != name] == []

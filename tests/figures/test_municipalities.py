"""Municipalities by name, and in running text."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import UnknownMunicipality
from assistant.figures import municipalities
from assistant.settings import PROJECT

PLACES = municipalities.load(PROJECT / "corpus" / "figures")


def test_all_342_are_there_in_order() -> None:
    names = [m.name for m in PLACES.all()]
    assert len(names) == 342
    assert abs(names.index("'s-Gravenhage") - names.index("Groningen")) < 30


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Wassenaar", "GM0629"),
        ("gm0629", "GM0629"),
        ("gemeente wassenaar", "GM0629"),
        ("Den Haag", "GM0518"),
        ("den bosch", "GM0796"),
        ("Weesp", "GM0363"),
        ("Bergen (NH.)", "GM0373"),
    ],
)
def test_by_name_code_alias_or_former_name(name: str, code: str) -> None:
    assert PLACES.get(name).code == code


def test_an_unknown_or_ambiguous_name_says_what_is_near() -> None:
    for name, near in (("Wasenaar", "Wassenaar"), ("Bergen", "Bergen (NH.)"), ("Xqzwv", "")):
        with pytest.raises(UnknownMunicipality) as error:
            PLACES.get(name)
        assert near in error.value.say("nl")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wat doet Wassenaar samen met Voorschoten?", ["Wassenaar", "Voorschoten"]),
        ("wat doet den haag aan taal", ["'s-Gravenhage"]),
        ("Wat is het best?", []),
        ("Wat gebeurt er in Best?", ["Best"]),
        ("Dit zal leiden tot meer deelnemers.", []),
        ("wat doen ze in leiden", ["Leiden"]),
        ("een houten vloer", []),
        ("de gemeente houten", ["Houten"]),
        ("Weesp hoort bij Amsterdam", ["Amsterdam"]),
    ],
)
def test_recognised_in_text(text: str, names: list[str]) -> None:
    assert [m.candidates[0].name for m in PLACES.mentions(text)] == names


def test_a_merger_is_an_edit_of_data(tmp_path: Path) -> None:
    (tmp_path / "municipalities.csv").write_text(
        "code,name,province,aliases\nGM1,Nieuwdorp,Utrecht,\n", "utf-8"
    )
    (tmp_path / "mergers.csv").write_text(
        "former_code,former_name,code,name,date,kind\nGM0,Ouddorp,GM1,Nieuwdorp,2027-01-01,samenvoeging\n",
        "utf-8",
    )
    mention = municipalities.load(tmp_path).mentions("In Ouddorp")[0]
    assert mention.candidates[0].name == "Nieuwdorp"
    assert mention.merger is not None and mention.merger.date == "2027-01-01"

"""A name that is no municipality of today: where it lies now, or what there is to choose from."""

from __future__ import annotations

import json

import pytest

from assistant.__main__ import main
from assistant.errors import UnknownMunicipality
from assistant.figures import municipalities, naming
from assistant.figures.naming import Names
from assistant.settings import PROJECT
from assistant.terminal.ingest import main as ingest
from assistant.terminal.towns import town_of

NAMES = Names(municipalities.load(PROJECT / "corpus" / "figures"))
WINSUM = "De gemeente Winsum is in 2019 verdeeld. Kies Het Hogeland of Westerkwartier."
HAAREN = "De gemeente Haaren is in 2021 verdeeld. Kies Boxtel, Oisterwijk, Tilburg of Vught."


@pytest.mark.parametrize(
    ("typed", "name", "said"),
    [
        ("Urk", "Urk", ""),
        ("GM0184", "Urk", ""),
        ("gemeente Urk", "Urk", ""),
        ("bussum", "Gooise Meren", "Bussum hoort sinds 2016 bij de gemeente Gooise Meren."),
        ("Gemeente  Sneek", "Súdwest-Fryslân", "Sneek hoort sinds 2011 bij de gemeente Súdwest-Fryslân."),
        ("Weesp", "Amsterdam", "Weesp hoort sinds 2022 bij de gemeente Amsterdam."),
    ],
)
def test_where_a_former_municipality_lies_now(
    typed: str, name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    town = town_of(typed, NAMES)
    assert town.name == name
    assert capsys.readouterr().err.strip() == said


@pytest.mark.parametrize(("typed", "said"), [("Winsum", WINSUM), ("gemeente haaren", HAAREN)])
def test_what_was_divided_is_named_to_choose_from(typed: str, said: str) -> None:
    with pytest.raises(UnknownMunicipality) as raised:
        town_of(typed, NAMES)
    assert raised.value.say("nl") == said


@pytest.mark.parametrize("typed", ["Nergenshuizen", "Bergen", ""])
def test_any_other_name_is_still_unknown(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnknownMunicipality):
        town_of(typed, NAMES)
    assert capsys.readouterr().err == ""


def test_a_village_of_the_same_name_goes_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(naming.villages, "municipalities_of", lambda *_: ("GM1966",))
    town = town_of("Winsum", Names(NAMES.municipalities, "http://127.0.0.1:9/places"))
    assert town.name == "Het Hogeland"
    assert capsys.readouterr().err == "Winsum ligt in de gemeente Het Hogeland.\n"


@pytest.mark.usefixtures("own_folders")
def test_the_figures_of_what_was_divided(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "Winsum"]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"{WINSUM}\n")
    assert main(["figures", "Bussum", "--json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["municipality"]["name"] == "Gooise Meren"
    assert captured.err == "Bussum hoort sinds 2016 bij de gemeente Gooise Meren.\n"


@pytest.mark.usefixtures("own_folders")
def test_a_plan_for_what_was_divided_is_not_drafted(capsys: pytest.CaptureFixture[str]) -> None:
    ingest([])
    capsys.readouterr()
    assert main(["plan", "--municipality", "Urk", "--municipality", "Winsum"]) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and WINSUM in captured.err.splitlines()

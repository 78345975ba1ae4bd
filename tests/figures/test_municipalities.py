"""Municipalities by name, and in running text."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import UnknownMunicipality
from assistant.figures import municipalities
from assistant.figures.recognising import by_name, corrected, towns_in
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


def test_only_what_is_really_near_is_suggested() -> None:
    for name, near in (
        ("Oosterbeek", []),
        ("Lisserbroek", []),
        ("Hoogland", []),
        ("Amsterdm", ["Amsterdam"]),
        ("Heemstede Noord", ["Heemstede"]),
    ):
        with pytest.raises(UnknownMunicipality) as error:
            PLACES.get(name)
        assert error.value.details["near"] == near


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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wat gebeurt er in Leiden?", ["Leiden"]),
        ("Wat wil de gemeente almere?", ["Almere"]),
        ("wat doet wassenaar", ["Wassenaar"]),
        ("Krijgt de Almeerse bibliotheek geld?", ["Almere"]),
        ("de leidse bibliotheek", ["Leiden"]),
        ("het Wassenaars beleid", ["Wassenaar"]),
        ("Wat is de Haagse aanpak?", ["'s-Gravenhage"]),
        ("de Bossche bibliotheek", ["'s-Hertogenbosch"]),
        ("de Nijmeegse aanpak", ["Nijmegen"]),
        ("Hoeveel Amsterdammers lezen slecht?", ["Amsterdam"]),
        ("Leiden's library", ["Leiden"]),
        ("Wat doet Utrechtse Heuvelrug?", ["Utrechtse Heuvelrug"]),
        ("Wat doet Uden aan taal?", ["Maashorst"]),
        ("Wat doet Wasenaar?", ["Wassenaar"]),
        ("wat doet wasenaar?", ["Wassenaar"]),
        ("Wat doet Huizen aan taal?", ["Huizen"]),
        ("wat gebeurt er in ede", ["Ede"]),
        ("Wat doet Zeist?", ["Zeist"]),
        ("Hoorn: wat gebeurt daar?", ["Hoorn"]),
        ("Wat wil de Haagse politiek?", []),
        ("Zijn er huizen voor ouderen?", []),
        ("Huizen zijn duur.", []),
        ("Dat is duur. Huizen kosten veel.", []),
        ("Wat is de beste aanpak?", []),
        ("bergen papier", []),
        ("WAT IS HET BEST?", []),
        ("Wat zegt wethouder Rutten?", []),
        ("Zijn er voorschotten betaald?", []),
        ("Wie is de heer Houben?", []),
        ("Wat kost de Jongen?", []),
        ("Dienen ouders mee te doen?", []),
        ("Wie is wethouder Bloemendaal?", []),
        ("Wat zegt mevrouw Van Doeveren van de heer Steenbergen?", []),
        ("Wie is wethouder in Bloemendaal?", ["Bloemendaal"]),
        ("Wie is burgemeester van Bloemendaal?", ["Bloemendaal"]),
        ("Wie is burgemeester Almere?", ["Almere"]),
        ("Wat doet de provincie Utrecht?", []),
        ("Wat willen de Provinciale Staten van Groningen?", []),
    ],
)
def test_recognised_in_a_question(text: str, names: list[str]) -> None:
    assert [m.candidates[0].name for m in towns_in(text, PLACES)] == names


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Wat doet Leyden?", "spelling"),
        ("in Wassneaar", "spelling"),
        ("Wat doet Utrecht aan taal?", "province"),
        ("Hoeveel bibliotheken zijn er in Groningen?", "province"),
        ("de Groningse aanpak", "province"),
        ("Wat doet Bergen?", "name"),
        ("Wat doet Bergen NH?", ""),
        ("Wat doet de gemeente Groningen?", ""),
        ("Hoeveel krijgt de bibliotheek in Utrecht?", ""),
        ("Wat kost het in Hengelo?", ""),
        ("Wat doet Wasenaar?", ""),
    ],
)
def test_what_is_not_sure_is_told(text: str, doubt: str) -> None:
    assert [m.doubt for m in towns_in(text, PLACES)] == [doubt]


def test_only_a_sure_spelling_is_mended() -> None:
    assert corrected("Wat doen Wasenaar en Almeere?", PLACES) == "Wat doen Wassenaar en Almere?"
    assert corrected("Wat doet Leyden?", PLACES) == "Wat doet Leyden?"


def test_an_adjective_gives_way_to_its_town() -> None:
    assert (
        by_name("de Almeerse en Leidse scholen in Leiden", PLACES) == "de Almere en Leiden scholen in Leiden"
    )


def test_documents_are_read_more_strictly_than_questions() -> None:
    assert PLACES.mentions("de Leidse bibliotheek van Wasenaar") == []

"""Municipalities that are no more lead to the one of today; their names hijack no words and no people."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest

from assistant.answering.asking_back import ask_back, with_merger
from assistant.answering.question import place_names, understand
from assistant.answering.render import plain_text
from assistant.errors import UnknownMunicipality
from assistant.figures import former, municipalities
from assistant.figures.recognising import towns_in
from assistant.records import Answer
from assistant.service import Assistant
from assistant.settings import PROJECT

FOLDER = PROJECT / "corpus" / "figures"
PLACES = municipalities.load(FOLDER)


def rows(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


LINES = rows("former_municipalities.csv")
PRESENT = {row["code"]: row["name"] for row in rows("municipalities.csv")}


def test_every_successor_exists_under_its_own_name() -> None:
    assert [r for r in LINES if PRESENT.get(r["code"]) != r["name"]] == []
    assert len({r["former_name"] for r in LINES}) > 400


def test_no_former_name_is_one_of_today() -> None:
    today = {
        name.lower()
        for row in rows("municipalities.csv")
        for name in (row["name"], row["name"].split(" (")[0], *filter(None, row["aliases"].split("|")))
    }
    assert [r["former_name"] for r in LINES if r["former_name"].lower() in today] == []


def test_a_name_stands_in_one_list_save_for_what_was_divided_and_has_figures() -> None:
    recent = {r["former_name"] for r in rows("mergers.csv")}
    assert recent & {r["former_name"] for r in LINES} == {"Haaren"}


def test_every_line_is_whole_and_a_name_has_one_year() -> None:
    years: dict[str, set[str]] = defaultdict(set)
    for row in LINES:
        assert row["former_name"] == row["former_name"].strip() and row["also"] in ("", "word", "name")
        assert 1990 <= int(row["year"]) <= 2022
        years[row["former_name"]].add(row["year"])
    assert [name for name, found in years.items() if len(found) > 1] == []
    pairs = [(r["former_name"].lower(), r["code"]) for r in LINES]
    assert len(pairs) == len(set(pairs))


def test_names_are_in_order() -> None:
    names = [r["former_name"].lower().lstrip("'") for r in LINES]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("name", "town"),
    [
        ("Haarlemmerliede", "Haarlemmermeer"),
        ("Bergschenhoek", "Lansingerland"),
        ("Spijkenisse", "Nissewaard"),
        ("Bussum", "Gooise Meren"),
        ("naarden", "Gooise Meren"),
        ("Franekeradeel", "Waadhoeke"),
        ("Zuidhorn", "Westerkwartier"),
        ("Leek", "Westerkwartier"),
        ("Vianen", "Vijfheerenlanden"),
        ("Binnenmaas", "Hoeksche Waard"),
        ("Oud-Beijerland", "Hoeksche Waard"),
        ("gemeente Sneek", "Súdwest-Fryslân"),
        ("Hengelo (Gld.)", "Bronckhorst"),
        ("Vessem, Wintelre en Knegsel", "Eersel"),
    ],
)
def test_a_former_municipality_by_name(name: str, town: str) -> None:
    assert PLACES.get(name).name == town


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Hoeveel inwoners heeft Bussum?", "Gooise Meren"),
        ("wat doet spijkenisse aan taal", "Nissewaard"),
        ("de Bussumse bibliotheek", "Gooise Meren"),
        ("de gemeenteraad van Naarden", "Gooise Meren"),
        ("Wat doet Haarlemmerliede en Spaarnwoude?", "Haarlemmermeer"),
        ("Wat gebeurt er in Leek?", "Westerkwartier"),
        ("de gemeente Leek", "Westerkwartier"),
        ("Leek?", "Westerkwartier"),
        ("Wat gebeurt er in Echt?", "Echt-Susteren"),
        ("het Taalhuis in De Wijk", "De Wolden"),
        ("wonen in Made", "Drimmelen"),
        ("wat doen ze in schijndel", "Meierijstad"),
        ("Wat doet Egmond aan taal?", "Bergen (NH.)"),
        ("De inwoners van Drunen", "Heusden"),
        ("in Vries", "Tynaarlo"),
        ("Beek en Donk", "Laarbeek"),
        ("Wat doet Haren? En in Haren?", "Groningen"),
    ],
)
def test_a_former_municipality_in_a_question(text: str, town: str) -> None:
    assert [m.candidates[0].name for m in PLACES.mentions(text) or towns_in(text, PLACES)] == [town]


@pytest.mark.parametrize(
    "text",
    [
        "Voor een leek is dat moeilijk.",
        "Een Leek leest dit niet.",
        "Wat doet Axel aan taal?",
        "Is dat echt zo?",
        "In echt waar?",
        "het Taalhuis in de wijk",
        "Een doorn in het oog",
        "Made in Holland",
        "Welke helden zijn er?",
        "Heel veel mensen lezen slecht.",
        "Wie is Jan de Vries?",
        "mevrouw De Vries",
        "de Vries",
        "Wat zegt wethouder van Schijndel?",
        "Wat doet Peter van Kessel?",
        "Wie is Van Drunen?",
        "de familie Egmond",
        "monster nemen in het zwembad",
        "hoeven ouders niets te betalen",
        "haren knippen",
        "Wat kost een gedicht in de horst?",
        "Worden er boeken gelezen?",
    ],
)
def test_words_and_people_are_no_towns(text: str) -> None:
    assert towns_in(text, PLACES) == []


@pytest.mark.parametrize("text", ["Wat doet Buren?", "wat gebeurt er in eersel", "de gemeente Bergen NH"])
def test_municipalities_of_today_are_no_former_ones(text: str) -> None:
    found = towns_in(text, PLACES)
    assert len(found) == 1 and found[0].merger is None


def test_the_answer_says_where_it_was_looked_for() -> None:
    question = understand("Hoeveel inwoners heeft Bussum?", PLACES)
    told = plain_text(with_merger(Answer(question.text, "nl", "answered", ()), question))
    assert "Bussum hoort sinds 2016 bij de gemeente Gooise Meren" in told
    assert {"Bussum", "Gooise Meren"} <= set(place_names(question))
    recent = understand("Hoeveel inwoners heeft Weesp?", PLACES)
    assert "sinds 24 maart 2022" in plain_text(with_merger(Answer("", "nl", "answered", ()), recent))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Wat doet Haaren aan taal?", "Boxtel, Oisterwijk, Tilburg of Vught"),
        ("Wat doet Littenseradiel?", "Leeuwarden, Súdwest-Fryslân of Waadhoeke"),
        ("Hoeveel inwoners heeft Winsum?", "Het Hogeland of Westerkwartier"),
    ],
)
def test_what_was_divided_is_asked_back(text: str, shown: str) -> None:
    asked = ask_back(understand(text, PLACES))
    assert asked is not None and asked.role == "question" and shown in plain_text(asked)
    assert "verdeeld" in plain_text(asked)
    with pytest.raises(UnknownMunicipality):
        PLACES.get(towns_in(text, PLACES)[0].shown)


def test_a_chosen_part_settles_what_was_divided() -> None:
    question = understand("Wat doet Haaren aan taal?", PLACES, "Vught")
    assert ask_back(question) is None and question.municipality is not None
    assert question.municipality.name == "Vught"
    answer = Answer(question.text, "nl", "answered", ())
    assert with_merger(answer, question) == answer


def test_a_folder_may_do_without_the_list(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("figures")
    for file in ("municipalities.csv", "mergers.csv"):
        (folder / file).write_bytes((FOLDER / file).read_bytes())
    assert all(not merger.long_ago for merger in former.load(folder))
    assert municipalities.load(folder).find("Bussum") is None


def test_a_slip_of_the_hand_makes_no_former_municipality() -> None:
    assert "bussum" not in PLACES.names() and "weesp" in PLACES.names()
    assert towns_in("Wat doet Bossum aan taal?", PLACES) == []


def test_a_plan_for_a_former_municipality_is_one_for_its_successor(assistant: Assistant) -> None:
    request = assistant.planner.requested("Maak een plan van aanpak voor Bergschenhoek", None)
    assert request is not None and request.intake.municipalities == ("GM1621",)

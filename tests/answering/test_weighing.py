"""Follow-ups that weigh a number just shown keep its town, and get what it can be compared with."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.conversation import complete
from assistant.answering.question import understand
from assistant.answering.weighing import weighed
from assistant.asking import Turn
from assistant.figures import municipalities
from assistant.service import Assistant
from assistant.settings import PROJECT

PLACES = municipalities.load(PROJECT / "corpus" / "figures")
TODAY = date(2026, 11, 24)
COUNTRY = ": is dat meer dan landelijk?"
BESIDE = ", vergeleken met Lelystad?"
LOW = "Hoeveel inwoners van Almere zijn laagopgeleid?"
INCOME = "Wat is het gemiddelde inkomen in Almere?"
SHORT = "laagopgeleiden Almere"
ENGLISH = "How many people in Almere have a low level of education?"


@pytest.mark.parametrize(
    ("before", "text", "full"),
    [
        (LOW, "Is 27,2% veel?", "Is 27,2% veel: hoeveel inwoners van Almere zijn laagopgeleid?"),
        (LOW, "en is 30 procent hoog?", "Is 30 procent veel: hoeveel inwoners van Almere zijn laagopgeleid?"),
        (INCOME, "is € 34.400 weinig?", "Is € 34.400 veel: wat is het gemiddelde inkomen in Almere?"),
        (ENGLISH, "Is 27.2% high?", f"Is 27.2% a lot: h{ENGLISH[1:]}"),
        (LOW, "is dat veel?", "Hoeveel inwoners van Almere zijn laagopgeleid: is dat veel?"),
        (LOW, "Is dat eigenlijk normaal?", "Hoeveel inwoners van Almere zijn laagopgeleid: is dat veel?"),
        (LOW, "hoe staan we ervoor?", "Hoeveel inwoners van Almere zijn laagopgeleid: is dat veel?"),
        (SHORT, "is dat hoog?", "Laagopgeleiden Almere: is dat veel?"),
        (ENGLISH, "is that a lot?", f"{ENGLISH[:-1]}: is that a lot?"),
        (
            LOW,
            "is dat meer dan landelijk?",
            LOW[:-1] + COUNTRY,
        ),
        (INCOME, "en landelijk?", INCOME[:-1] + COUNTRY),
        (INCOME, "vergeleken met Nederland", INCOME[:-1] + COUNTRY),
        (ENGLISH, "is that more than average?", f"{ENGLISH[:-1]}: is that more than nationally?"),
        (
            LOW,
            "en in vergelijking met Lelystad?",
            LOW[:-1] + BESIDE,
        ),
        (LOW, "Is dat meer dan in Lelystad?", LOW[:-1] + BESIDE),
        (INCOME, "ten opzichte van Lelystad?", INCOME[:-1] + BESIDE),
        (
            INCOME,
            "hoe verhoudt dat zich tot Lelystad en Zwolle?",
            "Wat is het gemiddelde inkomen in Almere, vergeleken met Lelystad en Zwolle?",
        ),
        (ENGLISH, "compared to Lelystad?", f"{ENGLISH[:-1]}, compared to Lelystad?"),
        (
            INCOME,
            "en in andere gemeenten?",
            "Wat is het gemiddelde inkomen in Almere, vergeleken met vergelijkbare gemeenten?",
        ),
    ],
)  # fmt: skip
def test_the_earlier_question_stays_whole(before: str, text: str, full: str) -> None:
    assert complete(text, before, PLACES, TODAY) == full


def test_one_weighing_takes_the_place_of_another() -> None:
    asked = LOW
    for text in ("is dat veel?", "en vergeleken met Lelystad?", "is 27,2% veel?", "en landelijk?"):
        asked = complete(text, asked, PLACES, TODAY)
    assert asked == LOW[:-1] + COUNTRY
    assert complete("en in Lelystad?", asked, PLACES, TODAY).startswith("Hoeveel inwoners van Lelystad")


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Hoeveel subsidie krijgt de bibliotheek in 2026?", "is dat veel?"),
        ("Wat doet het Taalhuis in Wassenaar?", "is dat veel?"),
        ("Wat zegt de wet over volwasseneneducatie?", "en landelijk?"),
        (LOW, "is dat verplicht?"),
        (LOW, "en in Lelystad?"),
        (LOW, "Is 27,2% van de inwoners lid van de bibliotheek?"),
        (LOW, "Wat doet Lelystad in vergelijking met Almere aan taal?"),
        (LOW, "en vergeleken met vorig jaar?"),
    ],
)
def test_another_follow_up_is_left_alone(before: str, text: str) -> None:
    assert weighed(text.removeprefix("en "), before, PLACES) is None


@pytest.mark.parametrize(
    ("text", "chosen", "towns"),
    [
        ("Hoeveel laagopgeleiden zijn er, vergeleken met Lelystad?", "Almere", ["Almere", "Lelystad"]),
        ("Zijn er meer laagopgeleiden dan in Lelystad?", "Almere", ["Almere", "Lelystad"]),
        ("Hoeveel laagopgeleiden zijn er in Lelystad?", "Almere", ["Lelystad"]),
        ("Hoeveel laagopgeleiden heeft Zwolle, vergeleken met Lelystad?", "Almere", ["Zwolle", "Lelystad"]),
        ("Hoeveel laagopgeleiden zijn er, vergeleken met Lelystad?", None, ["Lelystad"]),
    ],
)
def test_a_town_is_put_beside_the_one_chosen(text: str, chosen: str | None, towns: list[str]) -> None:
    question = understand(text, PLACES, chosen)
    assert [t.name for t in (question.municipality, *question.others) if t] == towns


@pytest.mark.parametrize("before", [LOW, INCOME, SHORT, ENGLISH])
@pytest.mark.parametrize(
    "text", ["Is 27,2% veel?", "is dat veel?", "is dat meer dan landelijk?", "en landelijk?"]
)
def test_the_answer_compares_with_the_country_and_comparable_towns(
    assistant: Assistant, before: str, text: str
) -> None:
    first = assistant.ask(before)
    answer = assistant.ask(text, previous=[Turn(before, first)])
    key = first.figures[0].key
    found = {f.code for f in answer.figures if f.key == key}
    assert answer.status == "answered" and {"GM0034", "NL", "peers:GM0034"} <= found


@pytest.mark.parametrize("chosen", ["Almere", None])
def test_the_answer_sets_the_two_towns_beside_each_other(assistant: Assistant, chosen: str | None) -> None:
    before = "Hoeveel procent is laagopgeleid?" if chosen else "Hoeveel procent is laagopgeleid in Almere?"
    first = assistant.ask(before, municipality=chosen)
    text = "en in vergelijking met Lelystad?"
    answer = assistant.ask(text, municipality=chosen, previous=[Turn(before, first)])
    assert {(f.code, f.value) for f in answer.figures} == {("GM0034", 27.22), ("GM0995", 31.2)}

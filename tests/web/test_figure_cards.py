"""A figure in the conversation: a mark behind its sentence, and a card with all it takes to check it."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from assistant.records import Answer, Figure, Municipality, Sentence
from assistant.web import bubbles, sources
from assistant.web.words import Towns

TOWNS = Towns([Municipality("GM0034", "Almere", "Flevoland")])
FIGURE = Figure(
    "Almere", "Inwoners <b>", 226500.0, "inwoners", 2024, "Kerncijfers 2024", "GM0034", "inwoners",
    "Alle mensen <i>die</i> er wonen.", "Opgeteld.", "https://cijfers.example", 0,
)  # fmt: skip
ANSWER = Answer(
    "?",
    "nl",
    "answered",
    (
        Sentence("Almere heeft 226.500 inwoners (2024).", figures=(1,)),
        Sentence("Almere: 226.500.", figures=(1,), cells=("Almere", "226.500", "2024"), group="Inwoners"),
    ),
    figures=(FIGURE,),
    columns=("Gemeente", "Cijfer", "Jaar"),
)


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def test_a_mark_leads_to_its_card() -> None:
    bubble = bubbles.answer_bubble(ANSWER, 3, TOWNS, "nl")
    panel = sources.panel({3: ANSWER}, {}, TOWNS, lambda _: None, "nl")
    targets = set(re.findall(r'href="#([^"]+)"', html.unescape(bubble)))
    assert targets == {"cijfer-3-1"}
    assert targets <= set(re.findall(r'id="([^"]+)"', html.unescape(panel)))
    assert bubble.count(">c1<") == 2 and "<table" in bubble


def test_a_card_has_what_it_takes_to_check_a_figure() -> None:
    card = sources.figure_card(1, 1, FIGURE, TOWNS, "nl")
    for said in ("Almere", "226.500 inwoners", "2024", "Kerncijfers 2024", "er wonen.", "Opgeteld."):
        assert said in plain(card)
    assert "https://cijfers.example" in plain(card) and "<a " not in card
    assert "<b>" not in card and "<i>" not in card


def test_the_references_under_an_answer_name_its_figures() -> None:
    assert "Almere: 226.500 inwoners (2024)." in plain(bubbles.answer_bubble(ANSWER, 1, TOWNS, "nl"))


def test_money_in_thousands_is_shown_in_euros() -> None:
    income = replace(FIGURE, value=34.4, decimals=1, unit="x 1.000 euro per inwoner per jaar")
    assert "€ 34.400 per inwoner per jaar" in plain(sources.figure_card(1, 1, income, TOWNS, "nl"))


def test_earlier_figures_stay_reachable() -> None:
    panel = sources.panel({1: ANSWER, 2: ANSWER}, {}, TOWNS, lambda _: None, "nl")
    assert html.unescape(panel).index("cijfer-2-1") < html.unescape(panel).index("cijfer-1-1")

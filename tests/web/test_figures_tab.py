"""The figures tab as a whole: the town chosen, the topic of the chart, and a refresh."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.errors import RefreshFailed
from assistant.figures.changes import Changes
from assistant.figures.store import FigureStore
from assistant.records import Answer, Progress
from assistant.web.chat import ChatTab
from assistant.web.conversation import Exchange
from assistant.web.desk import Desk
from assistant.web.figure_refresh import RefreshPanel
from assistant.web.figures import FiguresTab, _last_town
from tests.web.components import plain, unfinished
from tests.web.fake_answers import refusal


def refreshed(desk: Desk, do: Callable[..., Changes]) -> tuple[list[str], str]:
    """What a refresh shows on the way, and in the end."""
    with unfinished():
        panel = RefreshPanel(desk, gr.Radio(), do)
    shown = [plain(update[panel.result]) for update in panel._refresh("nl")]
    return shown[:-1], shown[-1]


def test_a_refresh_tells_how_far_it_is_and_what_changed(desk: Desk) -> None:
    def do(store: FigureStore, tell: Callable[[Progress], None], address: str) -> Changes:
        assert (store, address) == (desk.assistant.figures, desk.settings.cbs)
        tell(Progress("refreshing", 2, 4, "85984NED"))
        return Changes(figures=(), missing=(), refused=(), editions=(2024,))

    _, end = refreshed(desk, do)
    assert "Er is niets veranderd" in end


def test_a_refresh_that_fails_says_why(desk: Desk) -> None:
    def do(store: FigureStore, tell: Callable[[Progress], None], address: str) -> Changes:
        raise RefreshFailed(why="no_connection", host="opendata.cbs.nl")

    way, end = refreshed(desk, do)
    assert "De cijfers zijn niet ververst. Er is geen verbinding met opendata.cbs.nl." in end
    assert way


def test_a_mistake_of_ours_shows_no_traceback(desk: Desk) -> None:
    def do(store: FigureStore, tell: Callable[[Progress], None], address: str) -> Changes:
        raise ValueError("/home/somebody/file.py")

    _, end = refreshed(desk, do)
    assert "Er ging iets mis in het programma" in end and "somebody" not in end


def tab(desk: Desk) -> FiguresTab:
    with unfinished():
        language = gr.Radio()
        chat = ChatTab(desk, gr.BrowserState(""), gr.BrowserState({}), language)
        return FiguresTab(desk, chat, language)


def shown(desk: Desk, code: str, *conversation: Answer, topic: str | None = None) -> list[Any]:
    exchanges = tuple(Exchange(answer.question, answer) for answer in conversation)
    return tab(desk)._show(code, False, topic, "nl", exchanges)


def test_no_town_shows_no_figures(desk: Desk) -> None:
    _, body, hint, *rest = shown(desk, "")
    assert (body["visible"], hint["visible"]) == (False, True)
    assert rest[0] == rest[1] == ""


def test_the_chart_is_of_low_education_until_something_else_is_chosen(desk: Desk) -> None:
    assert shown(desk, "GM0629")[5]["value"] == "pct_opl_laag"
    assert shown(desk, "GM0629", topic="inwoners")[5]["value"] == "inwoners"
    assert shown(desk, "GM0629", topic="iets anders")[5]["value"] == "pct_opl_laag"


def test_the_town_of_the_last_answer_is_offered(desk: Desk) -> None:
    answer = replace(refusal("Hoeveel inwoners?"), municipality="GM0034")
    offer, code = shown(desk, "GM0629", answer)[7], shown(desk, "GM0629", answer)[9]
    assert (offer["visible"], offer["value"], code) == (True, "Toon de cijfers van Almere", "GM0034")
    assert shown(desk, "GM0034", answer)[7]["visible"] is False
    assert _last_town((Exchange("x"),)) == ""


def test_damaged_figures_say_what_to_do(desk: Desk) -> None:
    values = desk.assistant.figures.corpus / "values.csv"
    values.write_text(values.read_text("utf-8") + "onzin\n", "utf-8")
    _, body, hint, *_ = shown(desk, "GM0629")
    assert body["visible"] is False
    assert "values.csv is beschadigd" in plain(hint["value"])

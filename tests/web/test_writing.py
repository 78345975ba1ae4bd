"""The conversation while a language model writes: each sentence at once, and Stop stops it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from assistant.records import Writing
from assistant.web import bubbles
from assistant.web.chat import ChatTab
from assistant.web.desk import Desk
from assistant.web.words import Towns
from assistant.web.writing import Stops, being_written, stopped
from tests.web.components import unfinished
from tests.web.fake import TOWNS, FakeAssistant
from tests.web.fake_answers import list_answer

NAMES = Towns(TOWNS)
WRITTEN = replace(list_answer("Wat?"), writing=Writing("voorbeeld", written=4))
BEGUN = replace(WRITTEN, sentences=WRITTEN.sentences[:2], writing=Writing("voorbeeld", written=2, done=False))


@pytest.fixture
def tab(desk: Desk) -> ChatTab:
    with unfinished():
        return ChatTab(desk, gr.BrowserState(""), gr.BrowserState({}), gr.Radio())


def request(tab: str = "t1") -> Any:
    return SimpleNamespace(session_hash=tab, headers={}, client=None)


def asked(tab: ChatTab, question: str, conversation: Any = ()) -> Iterator[dict[Any, Any]]:
    return tab._ask(question, None, conversation, "", "nl", request())


def bubble(shown: dict[Any, Any], tab: ChatTab) -> str:
    """The last bubble of what one step shows."""
    value = shown[tab.chatbot]
    messages = value["value"] if isinstance(value, dict) else value
    return html.unescape(re.sub(r"<[^>]+>", " ", messages[-1]["content"]))


def test_each_sentence_appears_as_it_is_written(tab: ChatTab) -> None:
    steps = list(asked(tab, "schrijf over de afdelingen"))
    said = [bubble(step, tab) for step in steps]
    assert "Het taalmodel schrijft nu het antwoord" in said[1]
    assert "vier onderdelen van de begroting" in said[2] and "€ 859.042" not in said[2]
    assert "Geschreven door een taalmodel (voorbeeld)" in said[-1]
    assert all("Geschreven door" not in text for text in said[:-1])
    kept = [step[tab.conversation][-1].answer for step in steps if tab.conversation in step]
    assert [len(answer.sentences) for answer in kept if being_written(answer)] == [1, 2, 3]
    assert not being_written(kept[-1])
    assert len(steps) == 6


def test_sources_stand_beside_what_is_written_so_far(tab: ChatTab) -> None:
    panels = [step[tab.panel] for step in asked(tab, "schrijf over de afdelingen") if tab.panel in step]
    assert len(panels) == 4 and all('class="card' in panel for panel in panels)


def test_stop_reaches_the_model_and_keeps_what_was_finished(tab: ChatTab, desk: Desk) -> None:
    steps = asked(tab, "schrijf over de afdelingen")
    shown = [next(steps) for _ in range(4)]
    conversation = shown[-1][tab.conversation]
    after = tab._stopped(conversation, "", "nl", request())
    assert list(steps) == []
    assert isinstance(desk.assistant, FakeAssistant)
    assert desk.assistant.stopped == ["schrijf over de afdelingen"]
    text = bubble(after, tab)
    assert "vier onderdelen van de begroting" in text and "U hebt het schrijven gestopt" in text
    answer = after[tab.conversation][-1].answer
    assert not being_written(answer) and len(answer.sentences) == 3


def test_stop_before_the_first_sentence_says_so(tab: ChatTab) -> None:
    steps = asked(tab, "schrijf over de afdelingen")
    conversation = next(steps)[tab.conversation]
    next(steps)
    after = tab._stopped(conversation, "", "nl", request())
    assert list(steps) == []
    assert after[tab.conversation][-1].answer is None and after[tab.conversation][-1].remark


def test_clear_stops_the_model_too(tab: ChatTab, desk: Desk) -> None:
    steps = asked(tab, "schrijf over de afdelingen")
    for _ in range(3):
        next(steps)
    tab._cleared("nl", request())
    assert isinstance(desk.assistant, FakeAssistant)
    assert list(steps) == [] and desk.assistant.stopped


def test_another_tab_writes_on(tab: ChatTab) -> None:
    steps = asked(tab, "schrijf over de afdelingen")
    next(steps)
    tab._stopped((), "", "nl", request("t2"))
    assert "Geschreven door" in bubble(list(steps)[-1], tab)


def test_without_a_model_the_answer_is_revealed_as_before(tab: ChatTab) -> None:
    steps = list(asked(tab, "Welke afdelingen?"))
    assert len(steps) == 9 and "Geschreven door" not in bubble(steps[-1], tab)


def test_what_is_being_written_has_a_bar_and_no_foot() -> None:
    begun = bubbles.answer_bubble(BEGUN, 1, NAMES, "nl")
    whole = bubbles.answer_bubble(WRITTEN, 1, NAMES, "nl")
    assert '<progress class="bar">' in begun and 'class="foot"' not in begun
    assert "progress" not in whole and 'class="foot"' in whole


def test_it_is_said_that_a_model_wrote_and_what_was_replaced() -> None:
    def told(writing: Writing | None) -> str:
        answer = replace(WRITTEN, writing=writing)
        return html.unescape(re.sub(r"<[^>]+>", " ", bubbles.answer_bubble(answer, 1, NAMES, "nl")))

    assert "vervangen door de tekst van de bron" in told(Writing("<b>m", written=3, replaced=1))
    assert "Geschreven door" not in told(Writing("m", failed="empty")) + told(None)


def test_only_what_is_unfinished_is_stopped() -> None:
    assert stopped(WRITTEN, "nl") is WRITTEN
    ended = stopped(BEGUN, "nl")
    assert not being_written(ended) and ended.sentences[:-1] == BEGUN.sentences
    assert ended.sentences[-1].role == "remark"


def test_a_flag_goes_down_with_its_question() -> None:
    stops = Stops()
    with stops.flag("a") as first, stops.flag("a") as second, stops.flag("b") as other:
        stops.stop("a")
        assert (first.is_set(), second.is_set(), other.is_set()) == (True, True, False)
    assert other.is_set() and stops._flags == {}
    stops.stop("nobody")

"""The chat tab: choose a municipality, ask, and read the answer beside its sources."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.errors import AssistantError
from assistant.service import Turn
from assistant.web import bubbles, sources
from assistant.web.conversation import REMEMBERED, Conversation, Exchange, messages, source_panel
from assistant.web.desk import Desk, at_work, status_line
from assistant.web.person import person as who
from assistant.web.plan_chat import planned
from assistant.web.safe import tag, text
from assistant.web.words import stage
from assistant.web.writing import Stops, being_written, stopped
from assistant.wording import say

log = logging.getLogger(__name__)

REVEAL = 0.03
"""Seconds between two sentences of a finished answer: enough to follow, too short to wait for."""
PACE, REST = 0.7, 3.0
"""Seconds between two looks while the assistant prepares itself, and while it reads on in the background."""
POLL = 0.3
"""Seconds between two looks at the preparation."""
EXAMPLES = ("example_1", "example_2", "example_3", "example_4")


class ChatTab:
    """The components of the tab and what they do; `wire` connects them once the page is complete."""

    def __init__(
        self, desk: Desk, token: gr.BrowserState, memory: gr.BrowserState, language: gr.Radio
    ) -> None:
        self.desk, self.token, self.memory, self.language = desk, token, memory, language
        self._stops = Stops()
        labels = desk.labels
        with gr.Row(elem_id="where"):
            self.municipality = gr.Dropdown(
                desk.towns.choices(""), value="", filterable=True, elem_id="municipality", min_width=240
            )
            labels.add_made(self.municipality, self._municipality_words)
            self.status = gr.Markdown(latex_delimiters=[], elem_id="status", container=False)
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=3, min_width=320, elem_id="talk"):
                with gr.Column(elem_id="welcome") as self.welcome:
                    hello = gr.Markdown(latex_delimiters=[])
                    labels.add_made(hello, _hello)
                    self.examples = []
                    with gr.Row(elem_id="examples"):
                        for key in EXAMPLES:
                            example = gr.Button(size="md", elem_classes="example", min_width=240)
                            labels.add(example, value=f"web.chat.{key}")
                            self.examples.append(example)
                self.chatbot = gr.Chatbot(
                    visible=False,
                    allow_tags=False,
                    sanitize_html=True,
                    latex_delimiters=[],
                    show_label=False,
                    container=False,
                    buttons=[],
                    feedback_options=None,
                    layout="bubble",
                    height=None,
                    elem_id="chat",
                    group_consecutive_messages=False,
                )
                labels.add(self.chatbot, label="web.chat.conversation")
                with gr.Row(elem_id="ask", equal_height=False):
                    self.box = gr.Textbox(lines=1, max_lines=6, scale=5, min_width=200, elem_id="question")
                    labels.add(self.box, label="web.chat.question", placeholder="web.chat.placeholder")
                    self.send = gr.Button(variant="primary", scale=0, min_width=96, elem_id="send")
                    labels.add(self.send, value="web.chat.send")
                    self.stop = gr.Button(scale=0, min_width=96, visible=False, elem_id="stop")
                    labels.add(self.stop, value="web.chat.stop")
                self.clear = gr.Button(size="sm", visible=False, elem_id="clear")
                labels.add(self.clear, value="web.chat.clear")
                self.below = gr.Column(elem_id="below")
            with gr.Column(scale=2, min_width=280, elem_id="beside"):
                self.panel = gr.Markdown(latex_delimiters=[], elem_id="sources")
        self.conversation = gr.State(())

    def wire(self, timer: gr.Timer) -> None:
        """Connect the events; `timer` ticks while the assistant prepares itself."""
        asked = [self.municipality, self.conversation, self.token, self.language]
        talk: list[Block] = [self.chatbot, self.panel, self.conversation]
        shown = [*talk, self.box, self.send, self.stop, self.clear, self.welcome]
        asking: dict[str, Any] = {
            "show_progress": "hidden",
            "concurrency_id": "ask",
            "concurrency_limit": 16,
            "api_visibility": "private",
        }
        quick: dict[str, Any] = {
            "show_progress": "hidden",
            "concurrency_limit": None,
            "api_visibility": "private",
        }
        events = [
            gr.on([self.box.submit, self.send.click], self._ask, [self.box, *asked], shown, **asking),
            *(example.click(self._ask, [example, *asked], shown, **asking) for example in self.examples),
        ]
        seen = [self.conversation, self.token, self.language]
        self.stop.click(self._stopped, seen, shown, cancels=events, **quick)
        self.clear.click(self._cleared, [self.language], shown, cancels=events, **quick)
        told = [self.municipality, self.token, self.language]
        timer.tick(self._tick, told, [self.status, timer], **quick)
        self.municipality.change(self._chosen, [*told, self.memory], [self.status, self.memory], **quick)
        self.language.change(self._again, seen, [self.chatbot, self.panel], **quick)

    def _municipality_words(self, language: str) -> dict[str, Any]:
        choices = self.desk.towns.choices(say("web.chat.no_municipality", language))
        return {"label": say("web.chat.municipality", language), "choices": choices}

    def _ask(
        self,
        question: str,
        municipality: str | None,
        conversation: Conversation,
        token: str,
        language: str,
        request: gr.Request,
    ) -> Iterator[dict[Block, Any]]:
        """Show the question at once, wait for the preparation if need be, then reveal the answer."""
        person = who(request, token)
        started = (*conversation, Exchange(question or ""))
        searching = bubbles.remark_bubble(say("web.chat.searching", language), bubbles.progress_bar(0, 0))
        yield {
            self.chatbot: gr.update(value=self._messages(started, language, searching), visible=True),
            self.box: gr.update(value=""),
            self.send: gr.update(visible=False),
            self.stop: gr.update(visible=True),
            self.clear: gr.update(visible=True),
            self.welcome: gr.update(visible=False),
            self.conversation: started,
        }
        for waiting in self._preparing(language):
            yield {self.chatbot: self._messages(started, language, waiting)}
        with self._stops.flag(request.session_hash) as stop:
            done, streamed = started, False
            asked = (question or "", municipality, conversation, person, language)
            for exchange in self._exchanges(*asked, stop):
                done = (*conversation, exchange)
                if being_written(exchange.answer):
                    streamed = True
                    yield self._being_written(done, person, language)
                elif exchange.plan:
                    yield {self.chatbot: self._messages(done, language), self.conversation: done}
                    if stop.is_set():
                        break
            if stop.is_set():
                return
        answer = done[-1].answer
        panel = self._panel(done, person, language)
        for shown in range(1, len(answer.sentences) if answer and not streamed else 0):
            yield {
                self.chatbot: self._messages(done, language, shown=shown),
                self.conversation: done,
                self.panel: panel,
            }
            time.sleep(REVEAL)
        yield {
            self.chatbot: self._messages(done, language),
            self.panel: panel,
            self.send: gr.update(visible=True),
            self.stop: gr.update(visible=False),
            self.conversation: done,
        }

    def _being_written(
        self, conversation: Conversation, person: str | None, language: str
    ) -> dict[Block, Any]:
        """The sentences that are there, or that they are coming; what is shown is what Stop keeps."""
        answer = conversation[-1].answer
        if answer and any(s.role == "claim" for s in answer.sentences):
            return {
                self.chatbot: self._messages(conversation, language),
                self.conversation: conversation,
                self.panel: self._panel(conversation, person, language),
            }
        waiting = bubbles.remark_bubble(say("writing.busy", language), bubbles.progress_bar(0, 0))
        asked = (*conversation[:-1], replace(conversation[-1], answer=None))
        return {self.chatbot: self._messages(asked, language, waiting)}

    def _preparing(self, language: str) -> Iterator[str]:
        """A bubble each time there is news, for as long as the assistant is not ready."""
        while not (preparation := self.desk.assistant.preparation).ready and not preparation.error:
            progress = preparation.progress
            sentence = say("web.chat.waiting", language, stage=stage(progress, language))
            bar = bubbles.progress_bar(progress.done if progress else 0, progress.total if progress else 0)
            yield bubbles.remark_bubble(sentence, bar)
            time.sleep(POLL)

    def _exchanges(
        self,
        question: str,
        municipality: str | None,
        conversation: Conversation,
        person: str | None,
        language: str,
        stop: Event,
    ) -> Iterator[Exchange]:
        """What comes of a question, each time there is more of it; the last one is all."""
        previous = [Turn(e.question, e.answer) for e in conversation if e.answer is not None]
        try:
            asked = planned(self.desk, question, municipality, conversation, person, language)
            if asked is not None:
                yield from asked
                return
            for answer in self.desk.assistant.tell(
                question,
                municipality=municipality or None,
                person=person,
                previous=previous[-REMEMBERED:],
                cancelled=stop.is_set,
            ):
                yield Exchange(question, answer)
        except AssistantError as error:
            yield Exchange(question, remark=error.say(language))
        except Exception:
            log.exception("A question could not be answered")
            yield Exchange(question, remark=say("web.unexpected", language))

    def _messages(
        self, conversation: Conversation, language: str, waiting: str = "", shown: int | None = None
    ) -> list[dict[str, str]]:
        return messages(conversation, self.desk.towns, language, waiting, shown)

    def _panel(self, conversation: Conversation, person: str | None, language: str) -> str:
        return source_panel(conversation, self.desk, person, language)

    def _stopped(
        self, conversation: Conversation, token: str, language: str, request: gr.Request
    ) -> dict[Block, Any]:
        """What was answered already is shown whole; what was not, says that it was stopped."""
        self._stops.stop(request.session_hash)
        remark = say("web.chat.was_stopped", language)
        if conversation and (answer := conversation[-1].answer):
            conversation = (*conversation[:-1], replace(conversation[-1], answer=stopped(answer, language)))
        elif conversation and not conversation[-1].remark:
            conversation = (*conversation[:-1], replace(conversation[-1], remark=remark))
        return {
            self.chatbot: self._messages(conversation, language),
            self.panel: self._panel(conversation, who(request, token), language),
            self.send: gr.update(visible=True),
            self.stop: gr.update(visible=False),
            self.conversation: conversation,
        }

    def _cleared(self, language: str, request: gr.Request) -> dict[Block, Any]:
        self._stops.stop(request.session_hash)
        return {
            self.chatbot: gr.update(value=[], visible=False),
            self.panel: sources.empty_panel(language),
            self.box: gr.update(value=""),
            self.send: gr.update(visible=True),
            self.stop: gr.update(visible=False),
            self.clear: gr.update(visible=False),
            self.welcome: gr.update(visible=True),
            self.conversation: (),
        }

    def _again(
        self, conversation: Conversation, token: str, language: str, request: gr.Request
    ) -> tuple[list[dict[str, str]], str]:
        """The conversation with the page's own words in another language."""
        person = who(request, token)
        return self._messages(conversation, language), self._panel(conversation, person, language)

    def _tick(
        self, municipality: str | None, token: str, language: str, request: gr.Request
    ) -> tuple[str, gr.Timer]:
        person = who(request, token)
        busy = at_work(self.desk, person)
        pause = REST if self.desk.assistant.preparation.ready else PACE
        return status_line(self.desk, municipality, person, language), gr.Timer(pause, active=busy)

    def _chosen(
        self,
        municipality: str | None,
        token: str,
        language: str,
        memory: dict[str, str] | None,
        request: gr.Request,
    ) -> tuple[str, dict[str, str]]:
        line = status_line(self.desk, municipality, who(request, token), language)
        return line, (memory or {}) | {"municipality": municipality or ""}


def _hello(language: str) -> dict[str, Any]:
    heading = tag("h2", text(say("web.chat.welcome", language)))
    return {"value": heading + tag("p", text(say("web.chat.welcome_hint", language)))}

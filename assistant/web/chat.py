"""The chat tab: choose a municipality, ask, and read the answer beside its sources."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.web import bubbles, sources
from assistant.web.chat_answering import exchanges, preparing
from assistant.web.chat_welcome import Welcome
from assistant.web.chat_where import Where
from assistant.web.conversation import Conversation, Exchange, messages, source_panel
from assistant.web.desk import Desk
from assistant.web.person import person as who
from assistant.web.writing import Stops, being_written, stopped
from assistant.wording import say

REVEAL = 0.03
"""Seconds between two sentences of a finished answer: enough to follow, too short to wait for."""


class ChatTab:
    """The components of the tab and what they do; `wire` connects them once the page is complete."""

    def __init__(
        self, desk: Desk, token: gr.BrowserState, memory: gr.BrowserState, language: gr.Radio
    ) -> None:
        self.desk, self.token, self.language = desk, token, language
        self._stops = Stops()
        labels = desk.labels
        self.where = Where(desk, token, memory, language)
        self.municipality, self.status = self.where.municipality, self.where.status
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=3, min_width=320, elem_id="talk"):
                self.welcome = Welcome(labels)
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
        shown = [*talk, self.box, self.send, self.stop, self.clear, self.welcome.column]
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
            *(
                example.click(self._ask, [example, *asked], shown, **asking)
                for example in self.welcome.examples
            ),
        ]
        seen = [self.conversation, self.token, self.language]
        self.stop.click(self._stopped, seen, shown, cancels=events, **quick)
        self.clear.click(self._cleared, [self.language], shown, cancels=events, **quick)
        self.where.wire(timer, quick)
        self.language.change(self._again, seen, [self.chatbot, self.panel], **quick)

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
            self.welcome.column: gr.update(visible=False),
            self.conversation: started,
        }
        for waiting in preparing(self.desk, language):
            yield {self.chatbot: self._messages(started, language, waiting)}
        with self._stops.flag(request.session_hash) as stop:
            done, streamed = started, False
            asked = (question or "", municipality, conversation, person, language)
            for exchange in exchanges(self.desk, *asked, stop):
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
            self.welcome.column: gr.update(visible=True),
            self.conversation: (),
        }

    def _again(
        self, conversation: Conversation, token: str, language: str, request: gr.Request
    ) -> tuple[list[dict[str, str]], str]:
        """The conversation with the page's own words in another language."""
        person = who(request, token)
        return self._messages(conversation, language), self._panel(conversation, person, language)

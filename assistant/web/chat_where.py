"""Where the chat searches: the municipality one chooses, and the line that says what is searched there."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.web.desk import Desk, at_work, status_line
from assistant.web.person import person as who
from assistant.web.town_choice import town_choice

PACE, REST = 0.7, 3.0
"""Seconds between two looks while the assistant prepares itself, and while it reads on in the background."""


class Where:
    """The choice and the line; `memory` keeps the choice in the browser."""

    def __init__(
        self, desk: Desk, token: gr.BrowserState, memory: gr.BrowserState, language: gr.Radio
    ) -> None:
        self.desk, self.token, self.memory, self.language = desk, token, memory, language
        with gr.Row(elem_id="where"):
            self.municipality = town_choice(desk, "web.chat.municipality", "municipality", min_width=240)
            self.status = gr.Markdown(latex_delimiters=[], elem_id="status", container=False)

    def wire(self, timer: gr.Timer, quick: dict[str, Any]) -> None:
        """Follow what is chosen and, at every tick, what is prepared; `quick` are the events' options."""
        told = [self.municipality, self.token, self.language]
        timer.tick(self._tick, told, [self.status, timer], **quick)
        self.municipality.change(self._chosen, [*told, self.memory], [self.status, self.memory], **quick)

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

"""Refreshing the figures from the statistics office, with how far it is and what it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.figures.cbs import Cbs
from assistant.figures.changes import Changes
from assistant.figures.fetching import Fetcher
from assistant.figures.store import FigureStore
from assistant.figures.updating import told, update
from assistant.records import Progress
from assistant.web.bubbles import progress_shown
from assistant.web.desk import Desk
from assistant.web.safe import tag, text
from assistant.web.words import stage
from assistant.web.working import Work
from assistant.wording import say

POLL = 0.3
# So many changes stand in sight, the rest behind a press.
SHOWN = 4
# Refreshes a store from the office at an address, and tells how far it is.
Update = Callable[[FigureStore, Callable[[Progress], None], str], Changes]


def ask_office(store: FigureStore, tell: Callable[[Progress], None], address: str) -> Changes:
    """Refresh over the internet; raises `RefreshFailed`."""
    with Fetcher() as fetcher:
        return update(store, tell, Cbs(fetcher, address))


class RefreshPanel:
    """A button, and what came of it."""

    def __init__(self, desk: Desk, language: gr.Radio, update: Update = ask_office) -> None:
        self.desk, self.language, self._update = desk, language, update
        labels = desk.labels
        with gr.Accordion(open=False, elem_id="figures-refresh") as accordion:
            labels.add(accordion, label="figure_tab.refresh.title")
            hint = gr.Markdown(latex_delimiters=[])
            labels.add_made(hint, lambda lang: {"value": tag("p", text(_say("hint", lang)), "hint")})
            self.button = gr.Button(size="md", elem_id="refresh")
            labels.add(self.button, value="figure_tab.refresh.button")
            self.result = gr.Markdown(latex_delimiters=[], elem_id="refreshed")

    def wire(self) -> list[Any]:
        """The events after which figures may have changed."""
        return [
            self.button.click(
                self._refresh,
                self.language,
                [self.button, self.result],
                show_progress="hidden",
                concurrency_id="figures-refresh",
                concurrency_limit=2,
                api_visibility="private",
            )
        ]

    def _refresh(self, language: str) -> Iterator[dict[Block, Any]]:
        store, address = self.desk.assistant.figures, self.desk.settings.cbs
        work = Work(
            lambda tell: self._update(store, tell, address),
            "refreshing figures",
            "The figures could not be refreshed",
        )
        yield {self.button: gr.update(interactive=False), self.result: _busy(None, language)}
        while not work.finished(POLL):
            yield {self.result: _busy(work.progress, language)}
        yield {self.button: gr.update(interactive=True), self.result: self._outcome(work, language)}

    def _outcome(self, work: Work[Changes], language: str) -> str:
        if work.result is not None:
            return changes_part(told(work.result, self.desk.assistant.figures, language), language)
        return tag("p", text(work.reason(language)), "report failed", role="alert")


def changes_part(sentences: list[str], language: str) -> str:
    """What a refresh changed: the first sentences in sight, the others behind a press."""
    shown = "".join(tag("p", text(sentence)) for sentence in sentences[:SHOWN])
    rest = sentences[SHOWN:]
    if rest:
        listed = tag("ul", "".join(tag("li", text(sentence)) for sentence in rest))
        summary = tag("summary", text(_say("more", language, count=len(rest))))
        shown += tag("details", summary + listed)
    return tag("div", shown, "report", role="status")


def _busy(progress: Progress | None, language: str) -> str:
    bar = progress_shown(progress)
    return tag("div", tag("p", text(stage(progress, language))) + bar, "report busy", role="status")


def _say(key: str, language: str, **gaps: object) -> str:
    return say(f"figure_tab.refresh.{key}", language, **gaps)

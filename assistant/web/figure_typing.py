"""A figure on low literacy that somebody looked up: typed in, with its year, definition and source."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.errors import AssistantError, ImportRefused
from assistant.figures.exports import keeping
from assistant.figures.exports.preview import About
from assistant.figures.exports.typed import Typed, typed
from assistant.figures.literacy import INDICATORS, SHARE
from assistant.web.desk import Desk
from assistant.web.safe import tag, text
from assistant.wording import say

FIELDS = ("value", "year", "definition", "source", "publisher", "address")


class TypingForm:
    """An accordion with a small form; what is saved counts for everybody who uses this program."""

    def __init__(self, desk: Desk, town: gr.Dropdown, language: gr.Radio) -> None:
        self.desk, self.town, self.language = desk, town, language
        labels = desk.labels
        with gr.Accordion(open=False, elem_id="figures-typing") as accordion:
            labels.add(accordion, label="figure_tab.typing.title")
            hint = gr.Markdown(latex_delimiters=[])
            labels.add_made(hint, lambda lang: {"value": tag("p", text(_say("hint", lang)), "hint")})
            self.kind = gr.Radio([("", key) for key in INDICATORS], value=SHARE, elem_id="typing-kind")
            labels.add_made(self.kind, _kinds)
            self.fields: dict[str, gr.Textbox] = {}
            with gr.Row():
                for name in FIELDS[:2]:
                    self._field(name)
            for name in FIELDS[2:]:
                self._field(name)
            with gr.Row():
                self.save = gr.Button(variant="primary", size="md", elem_id="typing-save")
                labels.add(self.save, value="figure_tab.typing.save")
                self.replace = gr.Button(visible=False, size="md", elem_id="typing-replace")
                labels.add(self.replace, value="figure_tab.typing.replace")
            self.note = gr.Markdown(latex_delimiters=[], elem_id="typing-note")

    def wire(self) -> list[Any]:
        """The events after which figures may have changed."""
        quick: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": 4,
        }
        boxes = list(self.fields.values())
        asked: list[Block] = [self.town, self.language, self.kind, *boxes]
        shown: list[Block] = [self.note, self.replace, *boxes]
        return [
            self.save.click(self._save, asked, shown, **quick),
            self.replace.click(self._save_over, asked, shown, **quick),
        ]

    def _field(self, name: str) -> None:
        box = gr.Textbox(lines=1, max_lines=3, elem_id=f"typing-{name}")
        hint = {"info": f"figure_tab.typing.{name}_hint"} if name != "publisher" else {}
        self.desk.labels.add(box, label=f"figure_tab.typing.{name}", **hint)
        self.fields[name] = box

    def _save(self, town: str | None, language: str, kind: str, *written: str) -> list[Any]:
        return self._kept(town, language, kind, written, over=False)

    def _save_over(self, town: str | None, language: str, kind: str, *written: str) -> list[Any]:
        return self._kept(town, language, kind, written, over=True)

    def _kept(
        self, town: str | None, language: str, kind: str, written: tuple[str, ...], over: bool
    ) -> list[Any]:
        store = self.desk.assistant.figures
        given = dict(zip(FIELDS, (text or "" for text in written), strict=True))
        about = About(title=given["source"], publisher=given["publisher"], address=given["address"])
        entry = Typed(
            area=town or "",
            value=given["value"],
            year=given["year"],
            about=about,
            indicator=kind,
            definition=given["definition"],
        )
        same = [gr.update()] * len(FIELDS)
        try:
            if not given["definition"].strip():
                raise ImportRefused(
                    file=_say("title", language), why="needs_definition", topic=_say(kind, language)
                )
            imported = typed(entry, store.table.dictionary, store.municipalities)
            keeping.save(store.data, imported, _say("title", language), datetime.now(UTC), over)
        except AssistantError as error:
            there = isinstance(error, ImportRefused) and error.details.get("why") == "already_there"
            sentence = tag("p", text(error.say(language)), "report failed", role="alert")
            return [sentence, gr.update(visible=there), *same]
        saved = tag("p", text(_say("saved", language)), "report", role="status")
        return [saved, gr.update(visible=False), *([""] * len(FIELDS))]


def _kinds(language: str) -> dict[str, Any]:
    return {
        "label": _say("kind", language),
        "choices": [(_say(key, language), key) for key in INDICATORS],
    }


def _say(key: str, language: str) -> str:
    return say(f"figure_tab.typing.{key}", language)

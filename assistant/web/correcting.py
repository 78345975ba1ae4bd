"""The form in which a user corrects what the program thinks a document is.

Title, kind, year and municipality decide in which search a document is found
and how it is cited, and no program reads them right in every file.
"""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.collection import Correction
from assistant.errors import AssistantError
from assistant.records import KINDS, Entry
from assistant.web.desk import Desk
from assistant.web.person import person as who
from assistant.web.safe import tag, text
from assistant.web.town_choice import town_choice
from assistant.wording import say

FIRST_YEAR, LAST_YEAR = 1900, 2100


class CorrectionForm:
    """The fields, filled from the picked document; `picked` and `note` belong to the documents tab."""

    def __init__(
        self, desk: Desk, picked: gr.Dropdown, note: gr.Markdown, token: gr.BrowserState, language: gr.Radio
    ) -> None:
        self.desk, self.picked, self.note, self.token, self.language = desk, picked, note, token, language
        labels = desk.labels
        with gr.Column(visible=False, elem_id="correct") as self.form:
            self.title = gr.Textbox(elem_id="correct-title")
            labels.add(self.title, label="web.documents.column_title")
            with gr.Row():
                self.kind = gr.Dropdown([("", "")], value="", elem_id="correct-kind")
                labels.add_made(self.kind, self._kind_words)
                self.year = gr.Textbox(elem_id="correct-year", min_width=120)
                labels.add(self.year, label="web.documents.year", info="web.documents.year_hint")
            with gr.Row():
                self.publisher = gr.Textbox(elem_id="correct-publisher")
                labels.add(self.publisher, label="web.documents.publisher")
                self.town = town_choice(desk, "web.chat.municipality", "correct-town")
            self.save = gr.Button(variant="primary", size="md", elem_id="correct-save")
            labels.add(self.save, value="web.documents.save")
        self.fields: list[Block] = [self.title, self.kind, self.year, self.publisher, self.town]

    def wire(self) -> Any:
        """Fill the fields when a document is picked, save them on the button; returns that event."""
        quick: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        seen: list[Block] = [self.picked, self.token, self.language]
        self.picked.input(self._fill, seen, [self.form, *self.fields], **quick)
        return self.save.click(self._save, [*seen, *self.fields], self.note, **quick)

    def _kind_words(self, language: str) -> dict[str, Any]:
        named = sorted((say(f"kinds.{kind}", language), kind) for kind in KINDS)
        choices = [(say("web.documents.no_kind", language), ""), *named]
        return {"label": say("web.documents.kind", language), "choices": choices}

    def _fill(self, picked: str | None, token: str, language: str, request: gr.Request) -> list[Any]:
        entry = self.desk.entries(who(request, token)).get(picked or "")
        if entry is None:
            return [gr.update(visible=False), *(gr.update() for _ in self.fields)]
        return [
            gr.update(visible=True),
            entry.title,
            entry.kind or "",
            period_words(entry),
            entry.publisher or "",
            entry.municipality or "",
        ]

    def _save(
        self,
        picked: str | None,
        token: str,
        language: str,
        title: str,
        kind: str,
        years: str,
        publisher: str,
        town: str,
        request: gr.Request,
    ) -> str:
        period = period_of(years)
        if not picked:
            return _said(say("web.documents.nothing_picked", language))
        if period is None:
            return _said(say("web.documents.year_wrong", language))
        if not title.strip():
            return _said(say("web.documents.title_missing", language))
        correction = Correction(title, kind or None, *period, publisher.strip() or None, town or "")
        try:
            entry = self.desk.assistant.correct(picked, correction, who(request, token))
        except AssistantError as error:
            return _said(error.say(language))
        return _said(say("web.documents.corrected", language, title=entry.shown_title))


def period_words(entry: Entry) -> str:
    """The years as the form shows them: "2026" or "2021-2024"."""
    if entry.year is None:
        return ""
    return str(entry.year) if entry.until in (None, entry.year) else f"{entry.year}-{entry.until}"


def period_of(words: str) -> tuple[int | None, int | None] | None:
    """First and last year of "2026", "2021-2024" or ""; None for anything else."""
    parts = words.replace("–", "-").replace("t/m", "-").replace(" ", "").split("-")
    if parts == [""]:
        return None, None
    if len(parts) > 2 or not all(part.isdecimal() and len(part) == 4 for part in parts):
        return None
    first, last = int(parts[0]), int(parts[-1])
    return (first, last) if FIRST_YEAR <= first <= last <= LAST_YEAR else None


def _said(sentence: str) -> str:
    return tag("p", text(sentence), "note")

"""Figures from an export that somebody downloaded: shown as understood, taken in only as they say.

Nothing is kept before the person has said of each topic which figure it is. A
topic without a choice stays out.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.errors import AssistantError, ImportRefused
from assistant.figures.exports import keeping
from assistant.figures.exports.accepting import accept
from assistant.figures.exports.preview import About, Preview
from assistant.figures.exports.understanding import understand
from assistant.web.desk import Desk
from assistant.web.figure_choosing import Field, choices_of, topic_fields
from assistant.web.figure_preview import preview_part
from assistant.web.safe import tag, text
from assistant.web.upload_reading import remove_files
from assistant.wording import say

log = logging.getLogger(__name__)

ABOUT = ("source", "publisher", "address")


class AddingPanel:
    """An accordion: take a file, look at it, say what each topic is, confirm; and what was added before."""

    def __init__(self, desk: Desk, language: gr.Radio) -> None:
        self.desk, self.language = desk, language
        labels = desk.labels
        with gr.Accordion(open=False, elem_id="figures-adding") as accordion:
            labels.add(accordion, label="figure_tab.adding.title")
            hint = gr.Markdown(latex_delimiters=[])
            labels.add_made(hint, lambda lang: {"value": tag("p", text(_say("hint", lang)), "hint")})
            self.button = gr.UploadButton(size="md", elem_id="adding-file")
            labels.add(self.button, label="figure_tab.adding.choose")
            self.note = gr.Markdown(latex_delimiters=[], elem_id="adding-note")
            self.read: gr.State = gr.State(None)
            # Counts the files that were read, because that is what the topics are drawn anew for.
            self.turn = gr.State(0)
            self.choosing = gr.Column(elem_id="adding-choosing")
            with gr.Column(visible=False, elem_id="adding-own") as self.owned:
                self.own = gr.Dropdown([], value=None, elem_id="adding-list")
                labels.add(self.own, label="figure_tab.adding.own")
                self.remove = gr.Button(size="md", elem_id="adding-remove")
                labels.add(self.remove, value="figure_tab.adding.remove")
        self.changed = gr.State(0)

    def wire(self) -> list[Any]:
        """The events after which figures may have changed."""
        quick: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": 2,
        }
        self.button.upload(
            self._understood,
            [self.button, self.language, self.turn],
            [self.note, self.read, self.turn, self.button],
            **quick,
        )
        with self.choosing:
            gr.render([self.read, self.language], [self.turn.change, self.language.change])(self._topics)
        removed = self.remove.click(
            self._removed, [self.own, self.language], [self.note, self.own, self.owned], **quick
        )
        return [self.changed.change(self._listed, None, [self.own, self.owned], **quick), removed]

    def listed(self, event: Any) -> None:
        """Show after an event what was added before."""
        event.then(
            self._listed, None, [self.own, self.owned], show_progress="hidden", api_visibility="private"
        )

    def _understood(self, file: str | None, language: str, turn: int) -> list[Any]:
        paths = [Path(file)] if file else []
        store = self.desk.assistant.figures
        try:
            preview = understand(paths[0], store.table.dictionary, store.municipalities) if paths else None
        except AssistantError as error:
            return [_failed(error.say(language)), None, turn + 1, gr.update(value=None)]
        except Exception:
            log.exception("An export could not be read")
            return [_failed(say("web.unexpected", language)), None, turn + 1, gr.update(value=None)]
        finally:
            remove_files(paths)
        return ["", preview, turn + 1, gr.update(value=None)]

    def _topics(self, preview: Preview | None, language: str) -> None:
        """Draw what was understood, a choice a topic, and the button that takes it in."""
        if preview is None:
            return
        gr.Markdown(preview_part(preview, language), latex_delimiters=[], elem_id="adding-preview")
        dictionary = self.desk.assistant.figures.table.dictionary
        fields = [field for column in preview.columns for field in topic_fields(column, dictionary, language)]
        with gr.Row():
            about = [
                gr.Textbox(value, label=_say(name, language), lines=1, elem_id=f"adding-{name}")
                for name, value in zip(ABOUT, (preview.title, preview.source, ""), strict=True)
            ]
        with gr.Row():
            confirm = gr.Button(_say("confirm", language), variant="primary", size="md", elem_id="adding-yes")
            over = gr.Button(_say("replace", language), visible=False, size="md", elem_id="adding-over")
            cancel = gr.Button(_say("cancel", language), size="md")

        def take(replace: bool, changed: int, *given: Any) -> list[Any]:
            return self._taken(preview, fields, given, language, replace, changed)

        inputs: list[Block] = [self.changed, *about, *(field.component for field in fields)]
        outputs: list[Block] = [self.note, over, self.read, self.changed]
        quick: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        for button, replace in ((confirm, False), (over, True)):
            done = button.click(
                lambda *given, replace=replace: take(replace, *given), inputs, outputs, **quick
            )
            done.then(_counted, [self.read, self.turn], self.turn, **quick)
        stopped = cancel.click(lambda: (None, ""), None, [self.read, self.note], **quick)
        stopped.then(_counted, [self.read, self.turn], self.turn, **quick)

    def _taken(
        self,
        preview: Preview,
        fields: Sequence[Field],
        given: Sequence[Any],
        language: str,
        replace: bool,
        changed: int,
    ) -> list[Any]:
        store = self.desk.assistant.figures
        title, publisher, address = (str(value or "") for value in given[: len(ABOUT)])
        try:
            choices = choices_of(preview, fields, given[len(ABOUT) :])
            imported = accept(preview, choices, store.table.dictionary, About(title, publisher, address))
            keeping.save(store.data, imported, preview.file, datetime.now(UTC), replace)
        except AssistantError as error:
            there = isinstance(error, ImportRefused) and error.details.get("why") == "already_there"
            return [_failed(error.say(language)), gr.update(visible=there), gr.skip(), gr.skip()]
        count = len({value.code for value in imported.values})
        saved = _say("saved", language, file=preview.file, count=count)
        return [tag("p", text(saved), "report", role="status"), gr.update(), None, changed + 1]

    def _listed(self) -> list[Any]:
        everything = keeping.load(self.desk.assistant.figures.data)
        choices = [
            (f"{k.imported.source.title} ({k.imported.source.edition})", k.imported.slug)
            for k in everything.kept
        ]
        choices += [(name, name) for name in everything.damaged]
        return [gr.update(choices=choices, value=None), gr.update(visible=bool(choices))]

    def _removed(self, name: str | None, language: str) -> list[Any]:
        if not name:
            return [_failed(_say("nothing_picked", language)), gr.skip(), gr.skip()]
        keeping.remove(self.desk.assistant.figures.data, name)
        note = tag("p", text(_say("was_removed", language)), "report", role="status")
        return [note, *self._listed()]


def _counted(read: Preview | None, turn: int) -> int:
    """One further when the file is dealt with, so that its topics go away."""
    return turn + 1 if read is None else turn


def _failed(sentence: str) -> str:
    return tag("p", text(sentence), "report failed", role="alert")


def _say(key: str, language: str, **gaps: object) -> str:
    return say(f"figure_tab.adding.{key}", language, **gaps)

"""The draft to take along: Word, PDF and Markdown, made when somebody asks for them."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gradio as gr
from gradio.blocks import Block
from gradio.processing_utils import save_bytes_to_cache

from assistant.errors import AssistantError
from assistant.planning.plan import Plan
from assistant.service import Assistant
from assistant.web.desk import Desk
from assistant.web.person import person as who
from assistant.web.plan_drafts import said
from assistant.web.plan_keeping import Keeping
from assistant.web.words import Towns
from assistant.wording import say

log = logging.getLogger(__name__)

FORMATS = ("docx", "pdf", "md")


class DownloadPanel:
    """Opens with the files as the draft is now; a change closes it, so that no old file stays behind."""

    def __init__(
        self, desk: Desk, keeping: Keeping, plan: gr.State, token: gr.BrowserState, language: gr.Radio
    ) -> None:
        self.desk, self.keeping, self.plan, self.token, self.language = desk, keeping, plan, token, language
        labels = desk.labels
        with gr.Accordion(open=False, elem_id="plan-downloads") as self.panel:
            labels.add(self.panel, label="plan_tab.files.title")
            self.note = gr.Markdown(latex_delimiters=[], elem_id="plan-files-note")
            with gr.Row():
                self.files: dict[str, gr.DownloadButton] = {}
                for name in FORMATS:
                    button = gr.DownloadButton(
                        size="md", interactive=False, elem_id=f"plan-{name}", min_width=110
                    )
                    labels.add(button, label=f"plan_tab.files.{name}")
                    self.files[name] = button

    @property
    def outputs(self) -> list[Block]:
        return [self.panel, self.note, *self.files.values()]

    def closed(self) -> dict[Block, Any]:
        """Shut, without files."""
        shut = {button: gr.update(value=None, interactive=False) for button in self.files.values()}
        return {self.panel: gr.update(open=False), self.note: "", **shut}

    def wire(self, quick: dict[str, Any]) -> None:
        """Make the files when the panel is opened."""
        seen: list[Block] = [self.plan, self.token, self.language]
        making = quick | {"concurrency_limit": 2, "concurrency_id": "plan-files"}
        told: list[Block] = [self.note]
        opened = self.panel.expand(self._busy, [self.plan, self.language], told, **quick)
        opened.then(self._made, seen, [self.note, *self.files.values()], **making)

    def _busy(self, plan: Plan | None, language: str) -> str:
        return said(say("plan_tab.files.making", language)) if plan else ""

    def _made(self, plan: Plan | None, token: str, language: str, request: gr.Request) -> dict[Block, Any]:
        if plan is None:
            return {self.note: ""}
        try:
            plan = self.keeping.newest(plan, who(request, token))
            made: dict[Block, Any] = {
                button: gr.update(
                    value=made_file(self.desk.assistant, plan, suffix, self.desk.towns, button.GRADIO_CACHE),
                    interactive=True,
                )
                for suffix, button in self.files.items()
            }
        except AssistantError as error:
            return {self.note: said(error.say(language))}
        except Exception:
            log.exception("A plan could not be written to a file")
            return {self.note: said(say("web.unexpected", language))}
        return {self.note: said(say("plan_tab.files.ready", language)), **made}


def made_file(assistant: Assistant, plan: Plan, suffix: str, towns: Towns, cache: str) -> str:
    """The path of the plan as a file that Gradio serves and deletes after a day."""
    name = file_name(plan, suffix, towns)
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        assistant.export(plan, path)
        return save_bytes_to_cache(path.read_bytes(), name, cache)


def file_name(plan: Plan, suffix: str, towns: Towns) -> str:
    """ "plan-van-aanpak-wassenaar.docx"; with many municipalities the first three name it."""
    places = [towns.name(code) for code in plan.intake.municipalities[:3]]
    stem = re.sub(r"[^\w]+", "-", " ".join([plan.kind, *places]).lower()).strip("-")
    return f"{stem}.{suffix}"

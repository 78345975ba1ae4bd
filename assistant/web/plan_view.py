"""The open draft on the page: its head, how far it is, the document, its sources and what is left to do."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.errors import AssistantError
from assistant.planning.outline import choose
from assistant.planning.plan import Plan
from assistant.web import plan_parts as parts
from assistant.web.desk import Desk
from assistant.web.plan_charts import Charts
from assistant.web.plan_checks import checks
from assistant.web.plan_drafts import said
from assistant.web.plan_editing import SectionEditor
from assistant.web.plan_files import DownloadPanel
from assistant.web.plan_keeping import Keeping
from assistant.web.plan_sources import panel


class PlanView:
    """The components that show a draft; `plan` holds it, None while none is open."""

    def __init__(self, desk: Desk, keeping: Keeping, token: gr.BrowserState, language: gr.Radio) -> None:
        self.desk, self.keeping = desk, keeping
        self.charts = Charts(desk.assistant.figures)
        labels = desk.labels
        self.plan = gr.State(None)
        with gr.Column(visible=False, elem_id="plan") as self.body:
            self.head = gr.Markdown(latex_delimiters=[], elem_id="plan-head")
            self.note = gr.Markdown(latex_delimiters=[], elem_id="plan-told")
            self.progress = gr.Markdown(latex_delimiters=[], elem_id="plan-progress")
            with gr.Row():
                self.stop = gr.Button(size="md", visible=False, elem_id="plan-stop", scale=0, min_width=120)
                labels.add(self.stop, value="plan_tab.stop")
                self.resume = gr.Button(
                    variant="primary", size="md", visible=False, elem_id="plan-resume", scale=0, min_width=140
                )
                labels.add(self.resume, value="plan_tab.go_on")
            with gr.Row(elem_id="plan-columns"):
                with gr.Column(scale=3, min_width=320):
                    self.document = gr.Markdown(latex_delimiters=[], elem_id="plan-document")
                with gr.Column(scale=2, min_width=300, elem_id="plan-beside"):
                    self.files = DownloadPanel(desk, keeping, self.plan, token, language)
                    self.editor = SectionEditor(desk, keeping, self.plan, token, language)
                    with gr.Accordion(open=False, elem_id="plan-checks") as check_panel:
                        labels.add(check_panel, label="plan_tab.checks.title")
                        self.checks = gr.Markdown(latex_delimiters=[])
                    self.sources = gr.Markdown(latex_delimiters=[], elem_id="plan-sources")

    @property
    def outputs(self) -> list[Block]:
        """What `whole` and `shown` fill, without the editor's boxes."""
        return [
            self.plan, self.body, self.head, self.note, self.progress, self.stop, self.resume, self.document,
            self.checks, self.sources, *self.files.outputs,
        ]  # fmt: skip

    def whole(self, plan: Plan, person: str | None, language: str) -> dict[Block, Any]:
        """A draft with what is left to do on it."""
        try:
            told = self._checked(plan, language)
        except AssistantError as error:
            told = said(error.say(language))
        busy = self.keeping.busy(plan.id)
        return {
            **self.shown(plan, person, language, busy),
            **self.files.closed(),
            self.checks: told,
            self.note: "",
        }

    def shown(self, plan: Plan, person: str | None, language: str, busy: bool) -> dict[Block, Any]:
        """The draft as far as it is, with its sources."""
        waiting = any(section.status == "waiting" for section in plan.sections)
        written, sources = parts.document(plan, self.charts.address, language)
        beside = panel(
            sources,
            self.desk.entries(person) if sources else {},
            self.desk.towns,
            lambda citation: self.desk.assistant.surroundings(citation, person),
            language,
        )
        return {
            self.plan: plan,
            self.body: gr.update(visible=True),
            self.head: parts.heading(plan, self.desk.towns, language),
            self.progress: parts.progress(plan, busy, language),
            self.stop: gr.update(visible=busy and waiting),
            self.resume: gr.update(visible=waiting and not busy),
            self.document: written,
            self.sources: beside,
        }

    def without(self) -> dict[Block, Any]:
        """No draft is open."""
        return {self.plan: None, self.body: gr.update(visible=False)}

    def _checked(self, plan: Plan, language: str) -> str:
        """What is left to do; mistakes are looked for when the draft is whole."""
        planner = self.keeping.planner
        choose(plan.kind, planner.kinds())
        done = all(section.status != "waiting" for section in plan.sections)
        return checks(plan, planner.coverage(plan), planner.findings(plan) if done else [], language)

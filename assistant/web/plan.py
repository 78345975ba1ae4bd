"""The plan tab: a form, the draft that appears section by section, its sources beside it, and working on it.

What each part of the tab does stands in a module of its own (`plan_form`,
`plan_drafts`, `plan_editing`, `plan_files`); this one drafts, and shows a plan.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.errors import AssistantError, UnknownPlan
from assistant.planning.outline import choose
from assistant.planning.plan import Plan
from assistant.web import plan_parts as parts
from assistant.web.bubbles import progress_bar
from assistant.web.chat import POLL, ChatTab
from assistant.web.desk import Desk
from assistant.web.person import person as who
from assistant.web.plan_charts import Charts
from assistant.web.plan_checks import checks
from assistant.web.plan_drafts import DraftList, said
from assistant.web.plan_editing import SectionEditor
from assistant.web.plan_files import DownloadPanel
from assistant.web.plan_form import PlanForm, intake_of
from assistant.web.plan_keeping import Keeping
from assistant.web.plan_sources import panel
from assistant.web.safe import tag, text
from assistant.web.words import stage
from assistant.wording import say

log = logging.getLogger(__name__)


class PlanTab:
    """The components of the tab and what they do; `wire` connects them once the page is complete."""

    def __init__(self, desk: Desk, chat: ChatTab, token: gr.BrowserState, language: gr.Radio) -> None:
        self.desk, self.token, self.language = desk, token, language
        self.keeping = Keeping(desk.assistant.planner)
        self.charts = Charts(desk.assistant.figures)
        labels = desk.labels
        self.plan = gr.State(None)
        intro = gr.Markdown(latex_delimiters=[])
        labels.add_made(intro, lambda lang: {"value": tag("p", text(say("plan_tab.intro", lang)))})
        self.list = DraftList(desk, self.keeping, token, language)
        self.form = PlanForm(desk, chat, language)
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
                    self.files = DownloadPanel(desk, self.keeping, self.plan, token, language)
                    self.editor = SectionEditor(desk, self.keeping, self.plan, token, language)
                    with gr.Accordion(open=False, elem_id="plan-checks") as check_panel:
                        labels.add(check_panel, label="plan_tab.checks.title")
                        self.checks = gr.Markdown(latex_delimiters=[])
                    self.sources = gr.Markdown(latex_delimiters=[], elem_id="plan-sources")

    def wire(self, tab: gr.Tab) -> None:
        """Connect the events."""
        quick: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": 4,
        }
        drafting = quick | {"concurrency_id": "plan-draft", "concurrency_limit": 16}
        at_hand: list[Block] = [self.token, self.language]
        page: list[Block] = [
            self.body, self.head, self.note, self.progress, self.stop, self.resume, self.document,
            self.checks, self.sources, *self.list.outputs, *self.files.outputs,
        ]  # fmt: skip
        everything = [self.plan, self.form.panel, self.form.note, *page, *self.editor.outputs]
        events: list[Any] = [
            self.form.draft.click(self._begin, [*self.form.fields, *at_hand], everything, **drafting),
            self.resume.click(self._resume, [self.plan, *at_hand], everything, **drafting),
        ]
        stopped = self.stop.click(self._stopped, [self.plan, *at_hand], everything, cancels=events, **quick)
        for event in (*events, stopped):
            self.editor.follow(event, quick)
        self.list.pick.input(self._open, [self.list.pick, *at_hand], everything, cancels=events, **quick)
        tab.select(self._listed, [self.plan, *at_hand], self.list.outputs, **quick)
        self.language.change(self._again, [self.plan, *at_hand], everything, **quick)
        self.form.wire(tab, quick)
        self.list.wire(self._without, [self.plan, self.body, self.form.panel], quick)
        self.editor.wire(self._whole, page, quick)
        self.files.wire(quick)

    def _begin(self, request: gr.Request, *filled: Any) -> Iterator[dict[Block, Any]]:
        """A new draft from the form, shown at once with all its sections waiting, and then written."""
        kind, town, more, *told, token, language = filled
        person = who(request, token)
        if not town:
            yield {self.form.note: said(say("plan_tab.form.no_town", language))}
            return
        try:
            plan = self.keeping.planner.begin(kind or "", intake_of(town, more, *told), person)
        except AssistantError as error:
            yield {self.form.note: said(error.say(language))}
            return
        yield {self.form.note: ""}
        yield from self._written(plan, person, language)

    def _resume(
        self, plan: Plan | None, token: str, language: str, request: gr.Request
    ) -> Iterator[dict[Block, Any]]:
        if plan is not None:
            yield from self._written(plan, who(request, token), language)

    def _written(self, plan: Plan, person: str | None, language: str) -> Iterator[dict[Block, Any]]:
        """Draft what waits; every section appears as soon as it is there."""
        note = "" if person else say("plan_tab.drafts.nobody", language)
        # Said at every step: where sections follow one another fast, the browser may skip a step.
        shut: dict[Block, Any] = {self.form.panel: gr.update(open=False)}
        try:
            plan = self.keeping.newest(plan, person)
            yield {
                **shut,
                **self.list.updates(person, language, plan.id),
                **self.editor.fill(plan, None, person, language),
                **self.files.closed(),
                **self._shown(plan, person, language, busy=True),
                self.checks: "",
                self.note: said(note),
            }
            for waiting in self._preparing(language):
                yield {self.progress: waiting}
            for newest in self.keeping.go_on(plan, person):
                plan = newest
                busy = any(section.status == "waiting" for section in plan.sections)
                shown = self._shown(plan, person, language, busy)
                yield {**shut, **shown, **self.editor.sections(plan, language)}
        except UnknownPlan as error:
            yield {**self._without(), self.list.note: said(error.say(language))}
            return
        except AssistantError as error:
            note = error.say(language)
        except Exception:
            log.exception("A plan could not be drafted")
            note = say("web.unexpected", language)
        yield {**shut, **self._whole(plan, person, language), self.note: said(note)}

    def _preparing(self, language: str) -> Iterator[str]:
        """What the assistant still prepares, for as long as it does."""
        while not (preparation := self.desk.assistant.preparation).ready and not preparation.error:
            doing = say("plan_tab.preparing", language, stage=stage(preparation.progress, language))
            yield tag("p", text(doing), role="status") + progress_bar(0, 0)
            time.sleep(POLL)

    def _stopped(self, plan: Plan | None, token: str, language: str, request: gr.Request) -> dict[Block, Any]:
        """What is there; the section that was being written is waited for."""
        if plan is None:
            return {self.list.note: ""}
        person = who(request, token)
        plan = self.keeping.change(plan, person, lambda newest: newest)
        return self._whole(plan, person, language)

    def _listed(self, plan: Plan | None, token: str, language: str, request: gr.Request) -> dict[Block, Any]:
        return self.list.updates(who(request, token), language, plan.id if plan else None)

    def _again(self, plan: Plan | None, token: str, language: str, request: gr.Request) -> dict[Block, Any]:
        """The page's words around an open draft in another language; what is being typed stays."""
        person = who(request, token)
        if plan is None:
            return self.list.updates(person, language, None)
        return {**self._whole(plan, person, language), **self.editor.sections(plan, language)}

    def _open(self, id: str | None, token: str, language: str, request: gr.Request) -> dict[Block, Any]:
        person = who(request, token)
        try:
            plan = self.keeping.planner.drafts.get(person or "", id or "")
        except AssistantError as error:
            return {**self.list.updates(person, language, None), self.list.note: said(error.say(language))}
        return {**self._opened(plan, person, language), self.form.panel: gr.update(open=False)}

    def _opened(self, plan: Plan | None, person: str | None, language: str) -> dict[Block, Any]:
        """An open draft from the top: all of it, and the editor at its first section."""
        if plan is None:
            return {self.list.note: ""}
        try:
            plan = self.keeping.change(plan, person, lambda newest: newest)
            return {**self._whole(plan, person, language), **self.editor.fill(plan, None, person, language)}
        except AssistantError as error:
            return {**self._without(), self.list.note: said(error.say(language))}

    def _without(self) -> dict[Block, Any]:
        """No draft is open."""
        return {
            self.plan: None,
            self.body: gr.update(visible=False),
            self.form.panel: gr.update(open=True),
        }

    def _whole(self, plan: Plan, person: str | None, language: str) -> dict[Block, Any]:
        """A draft that is not being written: with what is left to do, and its place in the list."""
        try:
            told = self._checked(plan, language)
        except AssistantError as error:
            told = said(error.say(language))
        return {
            **self._shown(plan, person, language, busy=False),
            **self.list.updates(person, language, plan.id),
            **self.files.closed(),
            self.checks: told,
            self.note: "",
            self.list.note: "",
        }

    def _checked(self, plan: Plan, language: str) -> str:
        """What is left to do; mistakes are looked for when the draft is whole."""
        planner = self.keeping.planner
        choose(plan.kind, planner.kinds())
        done = all(section.status != "waiting" for section in plan.sections)
        return checks(plan, planner.coverage(plan), planner.findings(plan) if done else [], language)

    def _shown(self, plan: Plan, person: str | None, language: str, busy: bool) -> dict[Block, Any]:
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
            self.stop: gr.update(visible=busy),
            self.resume: gr.update(visible=waiting and not busy),
            self.document: written,
            self.sources: beside,
        }

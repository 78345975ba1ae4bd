"""The plan tab: a form, the draft that appears section by section, its sources beside it, and working on it.

What each part of the tab does stands in a module of its own (`plan_form`,
`plan_drafts`, `plan_view`, `plan_editing`, `plan_files`); this one drafts, and
opens what was drafted before. Only the drafting itself says when it has ended:
whoever stops it leaves a wish, so that no late step undoes what is shown.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.errors import AssistantError, UnknownPlan
from assistant.planning.plan import Plan
from assistant.web.bubbles import progress_bar
from assistant.web.chat import ChatTab
from assistant.web.chat_answering import POLL
from assistant.web.desk import Desk
from assistant.web.person import person as who
from assistant.web.plan_drafts import DraftList, said
from assistant.web.plan_form import PlanForm, intake_of
from assistant.web.plan_keeping import Keeping
from assistant.web.plan_view import PlanView
from assistant.web.safe import tag, text
from assistant.web.words import stage
from assistant.wording import say

log = logging.getLogger(__name__)


class PlanTab:
    """The parts of the tab and what they do; `wire` connects them once the page is complete."""

    def __init__(self, desk: Desk, chat: ChatTab, token: gr.BrowserState, language: gr.Radio) -> None:
        self.desk, self.token, self.language = desk, token, language
        self.keeping = Keeping(desk.assistant.planner)
        intro = gr.Markdown(latex_delimiters=[])
        desk.labels.add_made(intro, lambda lang: {"value": tag("p", text(say("plan_tab.intro", lang)))})
        self.list = DraftList(desk, self.keeping, token, language)
        self.form = PlanForm(desk, chat, language)
        self.view = PlanView(desk, self.keeping, token, language)

    def wire(self, tab: gr.Tab) -> None:
        """Connect the events."""
        quick: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": 4,
        }
        drafting = quick | {"concurrency_id": "plan-draft", "concurrency_limit": 16}
        view, editor = self.view, self.view.editor
        at_hand: list[Block] = [self.token, self.language]
        open_one: list[Block] = [view.plan, *at_hand]
        page = [*view.outputs, *self.list.outputs]
        everything = [*page, self.form.panel, self.form.draft, self.form.note, *editor.outputs]
        for event in (
            self.form.draft.click(self._begin, [*self.form.fields, *at_hand], everything, **drafting),
            view.resume.click(self._resume, open_one, everything, **drafting),
        ):
            editor.follow(event, quick)
        view.stop.click(self._stop, [view.plan, self.language], view.note, **quick)
        self.list.pick.input(self._open, [self.list.pick, *at_hand], everything, **quick)
        tab.select(self._listed, open_one, self.list.outputs, **quick)
        self.language.change(self._again, open_one, everything, **quick)
        self.form.wire(tab, quick)
        self.list.wire(self._without, [view.plan, view.body, self.form.panel], quick)
        editor.wire(self._whole, page, quick)
        view.files.wire(quick)

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
        """Draft what waits; every section appears as soon as it is there. The editor follows when all is
        done: see `SectionEditor.follow`."""
        note = "" if person else say("plan_tab.drafts.nobody", language)
        last: dict[Block, Any] = {}
        try:
            with self.keeping.writing(plan.id) as stop:
                for step in self._steps(plan, person, language, stop):
                    plan = step[self.view.plan] or plan
                    yield {**self._held(True), **step}
            last = self._whole(self.keeping.newest(plan, person), person, language)
        except UnknownPlan as error:
            last, note = self._without(), ""
            last |= {**self.list.updates(person, language, None), self.list.note: said(error.say(language))}
        except AssistantError as error:
            last, note = self._whole(plan, person, language), error.say(language)
        except Exception:
            log.exception("A plan could not be drafted")
            last, note = self._whole(plan, person, language), say("web.unexpected", language)
        yield {**self._held(False), **last, self.view.note: said(note)}

    def _steps(
        self, plan: Plan, person: str | None, language: str, stop: threading.Event
    ) -> Iterator[dict[Block, Any]]:
        """What the page shows before the first section, while the assistant prepares, and after each."""
        plan = self.keeping.newest(plan, person)
        begun = {
            **self.view.shown(plan, person, language, busy=True),
            **self.view.files.closed(),
            **self.list.updates(person, language, plan.id, busy=True),
            self.view.checks: "",
            self.view.note: "",
        }
        yield begun
        while not stop.is_set() and (waiting := self._preparing(language)):
            yield {self.view.plan: plan, self.view.progress: waiting}
            time.sleep(POLL)
        for newest in self.keeping.go_on(plan, person, stop):
            yield self.view.shown(newest, person, language, busy=True)

    def _held(self, busy: bool) -> dict[Block, Any]:
        """What can't be used while a draft is written. Said at every step: where sections follow one another
        fast, the browser may skip a step."""
        held: dict[Block, Any] = {
            self.form.draft: gr.update(interactive=not busy),
            self.list.pick: gr.update(interactive=not busy),
            self.list.remove: gr.update(interactive=not busy),
        }
        return {**held, **self.view.editor.usable(False), self.form.panel: gr.update(open=False)}

    def _preparing(self, language: str) -> str:
        """What the assistant still prepares; "" when it is ready."""
        preparation = self.desk.assistant.preparation
        if preparation.ready or preparation.error:
            return ""
        doing = say("plan_tab.preparing", language, stage=stage(preparation.progress, language))
        return tag("p", text(doing), role="status") + progress_bar(0, 0)

    def _stop(self, plan: Plan | None, language: str) -> str:
        if plan is not None:
            self.keeping.stop(plan.id)
        return said(say("plan_tab.stopping", language))

    def _listed(self, plan: Plan | None, token: str, language: str, request: gr.Request) -> dict[Block, Any]:
        return self.list.updates(who(request, token), language, plan.id if plan else None)

    def _again(self, plan: Plan | None, token: str, language: str, request: gr.Request) -> dict[Block, Any]:
        """The page's words around an open draft in another language; what is being typed stays."""
        person = who(request, token)
        if plan is None:
            return self.list.updates(person, language, None)
        return {**self._whole(plan, person, language), **self.view.editor.sections(plan, language)}

    def _open(self, id: str | None, token: str, language: str, request: gr.Request) -> dict[Block, Any]:
        """A draft from the list. Where a page that is gone left it being written, that stops."""
        person = who(request, token)
        self.keeping.stop(id or "")
        try:
            plan = self.keeping.planner.drafts.get(person or "", id or "")
            whole = self._whole(plan, person, language)
        except AssistantError as error:
            return {**self.list.updates(person, language, None), self.list.note: said(error.say(language))}
        boxes = self.view.editor.fill(plan, None, person, language)
        return {**whole, **boxes, self.form.panel: gr.update(open=False)}

    def _whole(self, plan: Plan, person: str | None, language: str) -> dict[Block, Any]:
        """A draft with its place in the list."""
        busy = self.keeping.busy(plan.id)
        return {
            **self.view.whole(plan, person, language),
            **self.list.updates(person, language, plan.id, busy),
            self.list.note: "",
        }

    def _without(self) -> dict[Block, Any]:
        return {**self.view.without(), self.form.panel: gr.update(open=True)}

"""Working on one section of a draft: its text, its heading, its place, or written anew with a wish.

What somebody typed is not lost by pressing another button: every act first
keeps what stands in the boxes, and each change can be undone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.errors import AssistantError
from assistant.planning.editing import as_text
from assistant.planning.plan import Plan, Section
from assistant.web.desk import Desk
from assistant.web.labels import Labels
from assistant.web.person import person as who
from assistant.web.plan_drafts import said
from assistant.web.plan_keeping import Keeping
from assistant.web.plan_typing import Loaded, Work, keep_typed
from assistant.wording import say

log = logging.getLogger(__name__)

WISHES = ("shorter", "longer", "plainer", "again")
LONGEST = 60_000


Act = Callable[[Plan, Work], Plan]
View = Callable[[Plan, str | None, str], dict[Block, Any]]


class SectionEditor:
    """The boxes and buttons for the chosen section; `plan` holds the open draft."""

    def __init__(
        self, desk: Desk, keeping: Keeping, plan: gr.State, token: gr.BrowserState, language: gr.Radio
    ) -> None:
        self.keeping, self.plan, self.token, self.language = keeping, plan, token, language
        labels = desk.labels
        with gr.Accordion(open=False, elem_id="plan-work") as self.panel:
            labels.add(self.panel, label="plan_tab.work.title")
            self.pick = gr.Dropdown([], value=None, filterable=True, elem_id="plan-section")
            labels.add(self.pick, label="plan_tab.work.pick")
            self.heading = gr.Textbox(lines=1, max_length=200, elem_id="plan-heading")
            labels.add(self.heading, label="plan_tab.work.heading")
            self.text = gr.Textbox(
                lines=12, max_lines=16, max_length=LONGEST, autoscroll=False, elem_id="plan-text"
            )
            labels.add(self.text, label="plan_tab.work.text", info="plan_tab.work.text_hint")
            with gr.Row():
                self.save = _button("save", labels, variant="primary")
                self.undo = _button("undo", labels, interactive=False)
            self.note = gr.Markdown(latex_delimiters=[], elem_id="plan-work-note")
            self.wish = gr.Textbox(lines=1, max_length=200, elem_id="plan-wish")
            labels.add(self.wish, label="plan_tab.work.wish", placeholder="plan_tab.work.wish_hint")
            with gr.Row():
                self.ask = _button("ask", labels)
                self.wishes = {wish: _button(wish, labels) for wish in WISHES}
            with gr.Row():
                self.up, self.down = _button("up", labels), _button("down", labels)
                self.out, self.back = _button("out", labels), _button("back", labels, visible=False)
            self.loaded = gr.Textbox(visible=False)

    @property
    def outputs(self) -> list[Block]:
        return [
            self.pick, self.heading, self.text, self.undo, self.note, self.wish, self.up, self.down, self.out,
            self.back, self.loaded,
        ]  # fmt: skip

    def wire(self, view: View, outputs: list[Block], quick: dict[str, Any]) -> None:
        """Connect the events; `view` gives what the page shows of a plan, in `outputs`."""
        planner = self.keeping.planner
        seen: list[Block] = [
            self.plan, self.pick, self.heading, self.text, self.wish, self.loaded, self.token, self.language,
        ]  # fmt: skip
        shown = [self.plan, *self.outputs, *outputs]

        def nothing_more(plan: Plan, work: Work) -> Plan:
            return plan

        def as_wished(plan: Plan, work: Work) -> Plan:
            return planner.redraft(plan, work.key, work.wish, work.person)

        def wished(words: str) -> Act:
            return lambda plan, work: planner.redraft(plan, work.key, words, work.person)

        for event, act, told in (
            (self.pick.input, nothing_more, ""),
            (self.save.click, nothing_more, "saved"),
            (self.undo.click, lambda plan, work: planner.undo(plan.id, work.person or ""), "undone"),
            (self.up.click, lambda plan, work: planner.move(plan, work.key, -1, work.person), "moved"),
            (self.down.click, lambda plan, work: planner.move(plan, work.key, 1, work.person), "moved"),
            (self.out.click, lambda plan, work: planner.leave_out(plan, work.key, work.person), "left_out"),
            (self.back.click, lambda plan, work: planner.bring_back(plan, work.key, work.person), "brought"),
            (self.ask.click, as_wished, "redrafted"),
            (self.wish.submit, as_wished, "redrafted"),
            (self.wishes["shorter"].click, wished(say("plan_tab.work.shorter")), "redrafted"),
            (self.wishes["longer"].click, wished(say("plan_tab.work.longer")), "redrafted"),
            (self.wishes["plainer"].click, wished(say("plan_tab.work.plainer")), "redrafted"),
            (self.wishes["again"].click, wished(""), "redrafted"),
        ):
            if told == "redrafted":
                event = event(_writing, self.language, self.note, **quick).then
            event(self._handler(act, told, view), seen, shown, **quick)

    def usable(self, now: bool) -> dict[Block, Any]:
        """The boxes open or shut: nothing can be typed where they will be filled again soon."""
        return {box: gr.update(interactive=now) for box in (self.pick, self.heading, self.text)}

    def fill(self, plan: Plan, key: str | None, person: str | None, language: str) -> dict[Block, Any]:
        """The boxes for a section of the plan, the first one where it has no such section."""
        keys = [section.key for section in plan.sections]
        at = keys.index(key) if key in keys else 0
        section = plan.sections[at]
        can_undo = bool(person) and self.keeping.planner.drafts.can_undo(person or "", plan.id)
        left_out = section.status == "left_out"
        return {
            self.pick: gr.update(choices=_choices(plan, language), value=section.key, interactive=True),
            self.heading: gr.update(value=section.title, interactive=True),
            self.text: gr.update(value=as_text(section), interactive=True),
            self.undo: gr.update(interactive=can_undo),
            self.note: "",
            self.wish: "",
            self.up: gr.update(interactive=at > 0),
            self.down: gr.update(interactive=at < len(keys) - 1),
            self.out: gr.update(visible=not left_out),
            self.back: gr.update(visible=left_out),
            self.loaded: _loaded(plan.id, section).write(),
        }

    def follow(self, event: Any, quick: dict[str, Any]) -> None:
        """After an event that wrote sections, open the boxes, and fill those that are behind."""
        seen: list[Block] = [
            self.plan, self.pick, self.heading, self.text, self.loaded, self.token, self.language,
        ]  # fmt: skip
        event.then(self._followed, seen, self.outputs, **quick)

    def _followed(
        self,
        plan: Plan | None,
        key: str | None,
        title: str,
        text: str,
        loaded: str,
        token: str,
        language: str,
        request: gr.Request,
    ) -> dict[Block, Any]:
        person, filled = who(request, token), Loaded.read(loaded)
        work = Work(key or "", title or "", text or "", "", filled, person, language)
        if plan is None:
            return self.usable(True)
        current = filled in map(partial(_loaded, plan.id), plan.sections)
        if current or (filled.plan == plan.id and (work.retitled or work.rewritten)):
            choices = gr.update(choices=_choices(plan, language), interactive=True)
            return {**self.usable(True), self.pick: choices}
        return self.fill(plan, key, person, language)

    def sections(self, plan: Plan, language: str) -> dict[Block, Any]:
        """Only the list of sections: what is being typed stays as it is."""
        return {self.pick: gr.update(choices=_choices(plan, language))}

    def _handler(self, act: Act, told: str, view: View) -> Callable[..., dict[Block, Any]]:
        """One answer a press: one that streams fills the boxes twice, the second time over new typing."""

        def handle(
            plan: Plan | None,
            key: str | None,
            title: str,
            text: str,
            wish: str,
            loaded: str,
            token: str,
            language: str,
            request: gr.Request,
        ) -> dict[Block, Any]:
            if plan is None or not key:
                return {self.note: said(say("plan_tab.work.nothing", language))}
            filled, person = Loaded.read(loaded), who(request, token)
            work = Work(key, title or "", text or "", wish or "", filled, person, language)
            return self._done(plan, work, act, told, view)

        return handle

    def _done(self, plan: Plan, work: Work, act: Act, told: str, view: View) -> dict[Block, Any]:
        """Keep what was typed, do what was asked, and show what came of it."""
        notes: list[str] = []
        person, language = work.person, work.language
        try:
            plan, notes = keep_typed(self.keeping, plan, work)
            plan = self.keeping.change(plan, person, lambda newest: act(newest, work))
            if told and not (told == "saved" and notes):
                notes.append(say(f"plan_tab.work.{told}", language))
        except AssistantError as error:
            notes.append(error.say(language))
        except Exception:
            log.exception("A section could not be changed")
            notes.append(say("web.unexpected", language))
        note: dict[Block, Any] = {self.note: said(" ".join(notes))}
        return {
            self.plan: plan,
            **view(plan, person, language),
            **self.fill(plan, work.key, person, language),
            **note,
        }


def _writing(language: str) -> str:
    return said(say("plan_tab.work.writing", language))


def _loaded(plan_id: str, section: Section) -> Loaded:
    return Loaded.of(plan_id, section.key, section.title, as_text(section))


def _choices(plan: Plan, language: str) -> list[tuple[str, str]]:
    return [(_named(at, section, language), section.key) for at, section in enumerate(plan.sections, 1)]


def _named(at: int, section: Section, language: str) -> str:
    if section.status == "drafted":
        return f"{at}. {section.title}"
    return f"{at}. {section.title} ({say(f'plan_tab.states.{section.status}', language)})"


def _button(name: str, labels: Labels, **options: Any) -> gr.Button:
    button = gr.Button(size="md", elem_id=f"plan-{name}", min_width=110, **options)
    labels.add(button, value=f"plan_tab.work.{name}")
    return button

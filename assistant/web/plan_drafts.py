"""The list of somebody's own drafts: which there are, opening one, and throwing one away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.errors import AssistantError
from assistant.planning.plan import Plan
from assistant.web.desk import Desk
from assistant.web.person import person as who
from assistant.web.plan_keeping import Keeping
from assistant.web.plan_parts import moment
from assistant.web.safe import tag, text
from assistant.web.words import Towns
from assistant.wording import say


class DraftList:
    """The dropdown with the drafts and the button that removes the chosen one, after a confirmation."""

    def __init__(self, desk: Desk, keeping: Keeping, token: gr.BrowserState, language: gr.Radio) -> None:
        self.desk, self.keeping, self.token, self.language = desk, keeping, token, language
        labels = desk.labels
        with gr.Row(elem_id="plan-mine", equal_height=False):
            self.pick = gr.Dropdown(
                [], value=None, filterable=True, visible=False, elem_id="plan-drafts", scale=4
            )
            labels.add(self.pick, label="plan_tab.drafts.title", info="plan_tab.drafts.hint")
            self.remove = gr.Button(size="md", visible=False, elem_id="plan-remove", scale=0, min_width=150)
            labels.add(self.remove, value="plan_tab.drafts.remove")
        with gr.Row(visible=False, elem_id="plan-sure") as self.sure:
            self.yes = gr.Button(variant="stop", size="md", elem_id="plan-yes-remove", scale=0, min_width=180)
            labels.add(self.yes, value="plan_tab.drafts.yes_remove")
            self.no = gr.Button(size="md", elem_id="plan-no-remove", scale=0, min_width=120)
            labels.add(self.no, value="web.documents.cancel")
        self.note = gr.Markdown(latex_delimiters=[], elem_id="plan-note")

    @property
    def outputs(self) -> list[Block]:
        return [self.pick, self.remove, self.sure, self.note]

    def wire(
        self, closed: Callable[[], dict[Block, Any]], outputs: list[Block], quick: dict[str, Any]
    ) -> None:
        """Connect removing; `closed` gives what the page shows without an open draft."""
        picked: list[Block] = [self.pick, self.token, self.language]
        shown = [*self.outputs, *outputs]

        def removed(id: str | None, token: str, language: str, request: gr.Request) -> dict[Block, Any]:
            return self._removed(id, who(request, token), language) | closed()

        self.remove.click(self._ask, picked, self.outputs, **quick)
        self.no.click(lambda: [gr.update(visible=False), ""], None, [self.sure, self.note], **quick)
        self.yes.click(removed, picked, shown, **quick)

    def updates(
        self, person: str | None, language: str, chosen: str | None, busy: bool = False
    ) -> dict[Block, Any]:
        """The list as it is now, with the open draft chosen; not to be used while that is being written."""
        drafts = self.keeping.planner.drafts.all(person) if person else []
        known = {draft.id for draft in drafts}
        chosen = chosen if chosen in known else None
        choices = [(label(draft, self.desk.towns, language), draft.id) for draft in drafts]
        return {
            self.pick: gr.update(choices=choices, value=chosen, visible=bool(drafts), interactive=not busy),
            self.remove: gr.update(visible=chosen is not None, interactive=not busy),
            self.sure: gr.update(visible=False),
        }

    def _ask(self, id: str | None, token: str, language: str, request: gr.Request) -> dict[Block, Any]:
        person = who(request, token)
        try:
            draft = self.keeping.planner.drafts.get(person or "", id or "")
        except AssistantError as error:
            return {self.note: said(error.say(language))}
        question = say("plan_tab.drafts.confirm", language, title=draft.title)
        return {self.note: said(question), self.sure: gr.update(visible=True)}

    def _removed(self, id: str | None, person: str | None, language: str) -> dict[Block, Any]:
        try:
            self.keeping.remove(id or "", person or "")
            told = say("plan_tab.drafts.removed", language)
        except AssistantError as error:
            told = error.say(language)
        return {**self.updates(person, language, None), self.note: said(told)}


def label(draft: Plan, towns: Towns, language: str) -> str:
    """ "Plan van aanpak … · Wassenaar · 24 nov. 2026, 13:31 · 12 open punten"; the town only where the
    title doesn't name it."""
    names = [towns.name(code) for code in draft.intake.municipalities]
    place = "" if all(name in draft.title for name in names) else ", ".join(names)
    points = say("plan_tab.drafts.points", language, count=len(draft.open_points()))
    waiting = any(section.status == "waiting" for section in draft.sections)
    half = say("plan_tab.drafts.unfinished", language) if waiting else ""
    return " · ".join(filter(None, (draft.title, place, moment(draft.changed, language), points, half)))


def said(sentence: str) -> str:
    """A sentence of the program; "" for none."""
    return tag("p", text(sentence), "note", role="status") if sentence else ""

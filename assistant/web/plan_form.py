"""The form for a new draft: only the municipality is required, what stays empty becomes an open point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.answering.model_telling import plan_cost
from assistant.errors import AssistantError
from assistant.planning.outline import Outline
from assistant.planning.plan import Intake
from assistant.web.chat import ChatTab
from assistant.web.desk import Desk
from assistant.web.safe import tag, text
from assistant.web.town_choice import town_choice
from assistant.wording import say

USUAL = "plan-van-aanpak"
LONGEST = 2000
"""Characters in a field: room for a list, and no room for a document."""


class PlanForm:
    """The fields in `fields`, in the order in which `intake_of` takes them; `draft` is the button."""

    def __init__(self, desk: Desk, chat: ChatTab, language: gr.Radio) -> None:
        self.desk, self.chat, self.language = desk, chat, language
        labels = desk.labels
        with gr.Accordion(open=True, elem_id="plan-form") as self.panel:
            labels.add(self.panel, label="plan_tab.form.title")
            with gr.Row():
                self.town = town_choice(desk, "plan_tab.form.municipality", "plan-town")
                self.more = gr.Dropdown(
                    desk.towns.choices("")[1:], value=[], multiselect=True, elem_id="plan-more-towns"
                )
                labels.add(self.more, label="plan_tab.form.more", info="plan_tab.form.more_hint")
            self.kind = gr.Dropdown([], value=None, filterable=False, elem_id="plan-kind")
            labels.add_made(self.kind, self._kind_words)
            self.explanation = gr.Markdown(latex_delimiters=[], elem_id="plan-kind-hint")
            with gr.Row():
                self.library = _field("library", labels)
                self.subject = _field("subject", labels)
            self.groups = gr.Dropdown(
                [], value=[], multiselect=True, allow_custom_value=True, elem_id="plan-groups"
            )
            labels.add_made(self.groups, self._group_words)
            with gr.Row():
                self.activities = _field("activities", labels, lines=3)
                self.partners = _field("partners", labels, lines=3)
            with gr.Row():
                self.period = _field("period", labels)
                self.budget = _field("budget", labels)
            self.existing = _field("existing", labels, lines=3)
            hint = gr.Markdown(latex_delimiters=[])
            labels.add_made(
                hint, lambda lang: {"value": tag("p", text(say("plan_tab.form.empty", lang)), "hint")}
            )
            self.draft = gr.Button(variant="primary", size="md", elem_id="plan-draft")
            labels.add(self.draft, value="plan_tab.form.draft")
            self.note = gr.Markdown(latex_delimiters=[], elem_id="plan-form-note")
        self.fields: list[Block] = [
            self.kind, self.town, self.more, self.library, self.subject, self.groups, self.activities,
            self.partners, self.period, self.budget, self.existing,
        ]  # fmt: skip

    def wire(self, tab: gr.Tab, quick: dict[str, Any]) -> None:
        """One municipality everywhere, and the explanation of the kind that is chosen."""
        self.town.input(lambda code: code or "", self.town, self.chat.municipality, **quick)
        self.chat.municipality.change(lambda code: code or "", self.chat.municipality, self.town, **quick)
        chosen: list[Block] = [self.kind, self.language]
        gr.on([self.kind.change, self.language.change], self._explained, chosen, self.explanation, **quick)
        tab.select(self._anew, chosen, [self.kind, self.groups, self.explanation], **quick)

    def _anew(self, kind: str | None, language: str) -> list[Any]:
        """The kinds and groups there are now, with what was chosen still chosen."""
        kinds = self._kinds()
        chosen = kind if kind in kinds else _usual(kinds)
        choices = _kind_choices(kinds, language)
        groups = gr.update(**self._group_words(language))
        return [
            gr.update(choices=choices, value=chosen),
            groups,
            self._explained(chosen, language),
        ]

    def _explained(self, kind: str | None, language: str) -> str:
        outline = self._kinds().get(kind or "")
        if kind is None or outline is None:
            return ""
        estimate = self.desk.assistant.planner.estimate(kind)
        cost = plan_cost(estimate, self.desk.settings.model, language)
        told = outline.explanation_en if language == "en" else outline.explanation
        return tag("p", text(" ".join(filter(None, (told, cost)))), "hint")

    def _kinds(self) -> dict[str, Outline]:
        """The kinds of document; none while a file with one is broken, which drafting tells of."""
        try:
            return dict(self.desk.assistant.planner.kinds())
        except AssistantError:
            return {}

    def _kind_words(self, language: str) -> dict[str, Any]:
        return {
            "label": say("plan_tab.form.kind", language),
            "choices": _kind_choices(self._kinds(), language),
        }

    def _group_words(self, language: str) -> dict[str, Any]:
        try:
            groups = self.desk.assistant.planner.groups()
        except AssistantError:
            groups = {}
        return {
            "label": say("plan_tab.form.groups", language),
            "info": say("plan_tab.form.groups_hint", language),
            "choices": [(name[:1].upper() + name[1:], key) for key, name in groups.items()],
        }


def intake_of(
    town: str,
    more: Sequence[str] | None,
    library: str,
    subject: str,
    groups: Sequence[str] | None,
    activities: str,
    partners: str,
    period: str,
    budget: str,
    existing: str,
) -> Intake:
    """What was filled in; the municipality comes first, a list has one item a line."""
    return Intake(
        municipalities=tuple(dict.fromkeys([town, *(more or ())])),
        library=flat(library),
        subject=flat(subject),
        groups=tuple(filter(None, map(flat, groups or ()))),
        activities=lines_of(activities),
        partners=lines_of(partners),
        period=flat(period),
        budget=flat(budget),
        existing=flat(existing),
    )


def lines_of(words: str | None) -> tuple[str, ...]:
    """The items of a list as people type it: one a line, a dash before it or not."""
    items = [flat(line.strip().removeprefix("-").removeprefix("•")) for line in (words or "").splitlines()]
    return tuple(filter(None, items))


def flat(words: str | None) -> str:
    """A field as one line, cut where it is far too long."""
    return " ".join((words or "")[:LONGEST].split())


def _field(name: str, labels: Any, lines: int = 1) -> gr.Textbox:
    box = gr.Textbox(lines=lines, max_lines=8, max_length=LONGEST, elem_id=f"plan-{name}")
    labels.add(box, label=f"plan_tab.form.{name}", placeholder=f"plan_tab.form.{name}_hint")
    return box


def _kind_choices(kinds: dict[str, Outline], language: str) -> list[tuple[str, str]]:
    return [(o.name_en if language == "en" else o.name, kind) for kind, o in kinds.items()]


def _usual(kinds: dict[str, Outline]) -> str | None:
    return USUAL if USUAL in kinds else next(iter(kinds), None)

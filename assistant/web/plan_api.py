"""A draft for programs: `/plan` over Gradio's API, with the same fields as the form.

    client.predict("Wassenaar", groups=["nt1"], period="2027-2029", api_name="/plan")
    path = client.predict("Wassenaar", out="docx", api_name="/plan")

Lists are lists, or texts with one item a line. `out` is "json", or the format
of a file. Nothing is kept: a program keeps what it gets.
"""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.data_classes import FileData
from gradio.utils import get_upload_folder

from assistant.errors import UnknownExport
from assistant.planning.plan import Intake, Plan
from assistant.planning.report import plan_json
from assistant.web.api import Errors as Errors
from assistant.web.api import wait_until_ready
from assistant.web.desk import Desk
from assistant.web.person import person as who
from assistant.web.plan_files import FORMATS, file_name, made_file
from assistant.web.plan_form import USUAL, flat, lines_of
from assistant.wording import say


def add_plan_endpoint(desk: Desk) -> None:
    """Publish `/plan`; call it inside the page's Blocks."""

    def plan(
        municipality: str | list[str],
        kind: str | None = None,
        library: str | None = None,
        subject: str | None = None,
        groups: str | list[str] | None = None,
        activities: str | list[str] | None = None,
        partners: str | list[str] | None = None,
        period: str | None = None,
        budget: str | None = None,
        existing: str | None = None,
        out: str | None = None,
        request: gr.Request | None = None,
    ) -> Any:
        suffix = str(out or "json").lower().removeprefix(".")
        with Errors("nl"):
            if suffix not in ("json", *FORMATS):
                raise UnknownExport(name=suffix)
            towns = items(municipality)
            if not towns:
                raise gr.Error(say("plan_tab.form.no_town"), print_exception=False)
            intake = Intake(
                towns,
                flat(library),
                flat(subject),
                items(groups),
                items(activities),
                items(partners),
                flat(period),
                flat(budget),
                flat(existing),
            )
            wait_until_ready(desk)
            made = drafted(desk, kind or USUAL, intake, who(request))
            if suffix == "json":
                planner = desk.assistant.planner
                return plan_json(made, planner, planner.findings(made))
            path = made_file(desk.assistant, made, suffix, desk.towns, get_upload_folder())
            return FileData(path=path, orig_name=file_name(made, suffix, desk.towns)).model_dump()

    gr.api(
        plan,
        api_name="plan",
        api_description="Draft a plan; out is json, docx, pdf or md. See the README for the fields.",
        concurrency_id="api-plan",
        concurrency_limit=2,
    )


def drafted(desk: Desk, kind: str, intake: Intake, person: str | None) -> Plan:
    """A whole draft with this person's own documents too; it is not kept."""
    planner = desk.assistant.planner
    made = planner.begin(kind, intake, person)
    try:
        for newest in planner.draft(made, person):
            made = newest
    finally:
        if person:
            planner.drafts.remove(person, made.id)
    return made


def items(words: str | list[str] | None) -> tuple[str, ...]:
    """The items of a list, or of a text with one a line."""
    if isinstance(words, str) or words is None:
        return lines_of(words)
    return tuple(filter(None, (flat(str(word)) for word in words)))

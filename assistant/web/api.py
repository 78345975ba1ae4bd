"""The same assistant for programs: `/ask`, `/ingest` and `/figures` over Gradio's API.

    from gradio_client import Client, handle_file
    client = Client("http://127.0.0.1:7860")
    answer = client.predict("Wie betaalt de taallessen?", municipality="Wassenaar", api_name="/ask")
    report = client.predict(handle_file("nota.pdf"), municipality="Wassenaar", api_name="/ingest")
    figures = client.predict("Wassenaar", api_name="/figures")

An error that a user can do something about comes back as Gradio's own error
with that sentence: gradio_client raises `AppError`, over plain HTTP it is the
event `error`. A private upload belongs to the client's session: the same
`Client` can ask about it, another one can't.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.figures.report import figures_json
from assistant.records import Language
from assistant.reports import report_json
from assistant.web.desk import Desk
from assistant.web.person import person as who
from assistant.web.upload_reading import remove_files
from assistant.web.upload_rules import FILE_TYPES, refused
from assistant.wording import say

log = logging.getLogger(__name__)

POLL = 0.2


def add_endpoints(desk: Desk) -> None:
    """Publish the endpoints; call it inside the page's Blocks."""

    def ask(
        question: str,
        municipality: str | None = None,
        language: str | None = None,
        request: gr.Request | None = None,
    ) -> dict[str, Any]:
        from assistant.answering.render import answer_json

        spoken: dict[str, Language] = {"nl": "nl", "en": "en"}
        wanted = spoken.get(str(language))
        with Errors(wanted or "nl"):
            wait_until_ready(desk)
            answer = desk.assistant.ask(
                str(question or ""),
                municipality=str(municipality or "") or None,
                language=wanted,
                person=who(request),
            )
            return answer_json(answer)

    def ingest(
        file: str | None, municipality: str | None, shared: bool, password: str | None, request: gr.Request
    ) -> dict[str, Any]:
        person = who(request)
        paths = [Path(file)] if file else []
        try:
            with Errors("nl"):
                refusal = refused(municipality, shared, person, "nl")
                if refusal or not paths:
                    raise gr.Error(refusal or say("web.upload.no_file"), print_exception=False)
                wait_until_ready(desk)
                report = desk.assistant.ingest(
                    paths[0],
                    name=paths[0].name,
                    municipality=municipality or None,
                    person=None if shared else person,
                    password=password or None,
                )
                return report_json(report)
        finally:
            remove_files(paths)

    def figures(municipality: str, language: str | None = None) -> dict[str, Any]:
        spoken = "en" if language == "en" else "nl"
        with Errors(spoken):
            town = desk.assistant.names.get(str(municipality or "")).municipality
            return figures_json(desk.assistant.figures, town.code, spoken)

    gr.api(
        ask,
        api_name="ask",
        api_description="Answer a question from the documents; see the README for the answer's fields.",
        concurrency_id="api-ask",
        concurrency_limit=4,
    )
    gr.api(
        figures,
        api_name="figures",
        api_description="All figures of a municipality beside the country's; see the README for the fields.",
        concurrency_id="api-figures",
        concurrency_limit=4,
    )
    # A real file component, unseen: it lets a program name only what it uploaded itself, no other path.
    with gr.Row(visible=False):
        gr.Button().click(
            ingest,
            [
                gr.File(file_types=FILE_TYPES, label="file"),
                gr.Textbox("", label="municipality"),
                gr.Checkbox(False, label="shared"),
                gr.Textbox("", label="password", type="password"),
            ],
            gr.JSON(label="report"),
            api_name="ingest",
            api_description="Add a document: your session's own, or with shared=true the municipality's.",
            concurrency_id="ingest",
            concurrency_limit=2,
        )


def wait_until_ready(desk: Desk) -> None:
    """A program's question waits for the preparation, as a person's does."""
    while not (preparation := desk.assistant.preparation).ready and not preparation.error:
        time.sleep(POLL)


class Errors:
    """Turns errors into Gradio's own, so that the sentence arrives and a traceback never does."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, AssistantError):
            raise gr.Error(error.say(self.language), print_exception=False) from error
        if isinstance(error, Exception) and not isinstance(error, gr.Error):
            log.error("A request could not be answered", exc_info=error)
            raise gr.Error(say("web.unexpected", self.language), print_exception=False) from error

"""Adding documents: private unless somebody deliberately shares them, with an honest report a file.

Reading and embedding happen in a thread of their own, so that the page can
show how far it is; the file that the browser sent is deleted afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.web.desk import Desk, status_line
from assistant.web.person import person as who
from assistant.web.safe import tag, text
from assistant.web.town_choice import town_choice
from assistant.web.upload_reading import Reading, Upload, needs_password, remove_files
from assistant.web.upload_report import busy, report_line
from assistant.web.upload_rules import FILE_TYPES, refused
from assistant.wording import say

POLL = 0.2
# How long a file waits for its password.
PATIENCE = 900


class UploadPanel:
    """An accordion with a button that takes files; `municipality` may be another tab's dropdown."""

    def __init__(self, desk: Desk, name: str, municipality: gr.Dropdown | None = None) -> None:
        self.desk = desk
        labels = desk.labels
        with gr.Accordion(open=False, elem_id=f"upload-{name}", elem_classes="upload") as accordion:
            labels.add(accordion, label="web.upload.title")
            hint = gr.Markdown(latex_delimiters=[])
            labels.add_made(hint, self._hint)
            if municipality is None:
                municipality = town_choice(desk, "web.upload.municipality", f"town-{name}")
            self.municipality = municipality
            self.share = gr.Checkbox(value=False, elem_id=f"share-{name}")
            labels.add(self.share, label="web.upload.share", info="web.upload.share_hint")
            self.button = gr.UploadButton(
                file_count="multiple", file_types=FILE_TYPES, size="md", elem_id=f"files-{name}"
            )
            labels.add(self.button, label="web.upload.choose")
            self.result = gr.Markdown(latex_delimiters=[], elem_classes="reports")
            with gr.Row(visible=False, elem_id=f"locked-{name}", elem_classes="locked") as self.ask:
                self.password = gr.Textbox(type="password", elem_id=f"password-{name}")
                labels.add(self.password, label="web.upload.password", info="web.upload.password_hint")
                self.unlock = gr.Button(variant="primary", size="md", elem_id=f"unlock-{name}")
                labels.add(self.unlock, value="web.upload.unlock")
                self.skip = gr.Button(size="md")
                labels.add(self.skip, value="web.upload.skip")
            self.locked = gr.State((), time_to_live=PATIENCE, delete_callback=_forget)

    def wire(
        self, token: gr.BrowserState, language: gr.Radio, status: gr.Markdown, current: gr.Dropdown
    ) -> list[Any]:
        """Connect the buttons; `status` and `current` are the chat's line of what is searched and its town.

        Returns the events after which there may be more documents.
        """
        self.status = status
        asking: list[Block] = [self.ask, self.password, self.locked]
        slow: dict[str, Any] = {
            "show_progress": "hidden",
            "concurrency_id": "ingest",
            "concurrency_limit": 2,
            "api_visibility": "private",
        }
        added = self.button.upload(
            self._add,
            [self.button, self.municipality, self.share, token, language, current],
            [self.result, self.button, self.share, status, *asking],
            **slow,
        )
        opened = gr.on(
            [self.unlock.click, self.password.submit],
            self._unlock,
            [self.password, self.locked, token, language, current],
            [self.result, status, *asking],
            **slow,
        )
        self.skip.click(self._skip, self.locked, asking, show_progress="hidden", api_visibility="private")
        return [added, opened]

    def _hint(self, language: str) -> dict[str, Any]:
        kinds = say("web.upload.hint", language, megabytes=self.desk.settings.upload_mb)
        private = tag("strong", text(say("web.upload.private", language)))
        return {"value": tag("p", private + " " + text(kinds), "hint")}

    def _add(
        self,
        files: Sequence[str] | None,
        municipality: str | None,
        shared: bool,
        token: str,
        language: str,
        current: str | None,
        request: gr.Request,
    ) -> Iterator[dict[Block, Any]]:
        person = who(request, token)
        paths = [Path(file) for file in files or ()]
        refusal = refused(municipality, shared, person, language)
        if refusal:
            remove_files(paths)
            yield {self.result: tag("p", text(refusal), "report failed"), self.button: gr.update(value=None)}
            return
        yield {self.button: gr.update(interactive=False)}
        reports = ""
        locked: list[Upload] = []
        for place, path in enumerate(paths, 1):
            wanted = Upload(path, municipality or None, None if shared else person)
            work = Reading(self.desk, wanted)
            while not work.finished(POLL):
                yield {self.result: reports + busy(place, len(paths), work.progress, language)}
            report = work.outcome(language)
            if needs_password(report):
                locked.append(wanted)
            reports += report_line(report, language, self.desk.towns)
            yield {self.result: reports}
        line = status_line(self.desk, current, person, language)
        yield {
            self.result: reports,
            self.button: gr.update(value=None, interactive=True),
            self.share: gr.update(value=False),
            self.status: line,
            **self._asking(locked, language),
        }

    def _unlock(
        self,
        password: str,
        locked: Sequence[Upload],
        token: str,
        language: str,
        current: str | None,
        request: gr.Request,
    ) -> Iterator[dict[Block, Any]]:
        """Try the password on the first file that waits for one; it is used once and kept nowhere."""
        if not locked or not password:
            yield self._asking(locked, language)
            return
        yield {self.password: gr.update(value="")}
        work = Reading(self.desk, locked[0], password)
        while not work.finished(POLL):
            yield {self.result: busy(1, 1, work.progress, language)}
        report = work.outcome(language)
        rest = locked if needs_password(report) else locked[1:]
        line = status_line(self.desk, current, who(request, token), language)
        yield {
            self.result: report_line(report, language, self.desk.towns),
            self.status: line,
            **self._asking(rest, language),
        }

    def _skip(self, locked: Sequence[Upload]) -> dict[Block, Any]:
        _forget(locked)
        return self._asking((), "nl")

    def _asking(self, locked: Sequence[Upload], language: str) -> dict[Block, Any]:
        """The field for a password, for the first file that waits for one."""
        update: dict[str, Any] = {"value": ""}
        if locked:
            update["label"] = say("web.upload.password_for", language, file=locked[0].path.name)
        return {
            self.ask: gr.update(visible=bool(locked)),
            self.password: gr.update(**update),
            self.locked: tuple(locked),
        }


def _forget(locked: Sequence[Upload]) -> None:
    remove_files([file.path for file in locked])

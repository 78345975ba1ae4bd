"""Adding documents: private unless somebody deliberately shares them, with an honest report a file.

Reading and embedding happen in a thread of their own, so that the page can
show how far it is; the file that the browser sent is deleted afterwards.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.errors import AssistantError, EncryptedFile, WrongPassword
from assistant.reading import SUPPORTED
from assistant.records import Progress, Report
from assistant.reports import legibility_lines
from assistant.web.bubbles import progress_bar
from assistant.web.desk import Desk, status_line
from assistant.web.person import person as who
from assistant.web.safe import tag, text
from assistant.web.words import Towns, about_words, counted, number, stage
from assistant.wording import say

log = logging.getLogger(__name__)

FILE_TYPES = list(SUPPORTED)
POLL = 0.2
# How long a file waits for its password.
PATIENCE = 900


@dataclass(frozen=True)
class Locked:
    """A file that waits for its password, and where it was meant to go; `person` None means shared."""

    path: Path
    municipality: str | None
    person: str | None


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
                municipality = gr.Dropdown(
                    desk.towns.choices(""), value="", filterable=True, elem_id=f"town-{name}"
                )
                labels.add_made(municipality, self._municipality_words)
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

    def _municipality_words(self, language: str) -> dict[str, Any]:
        choices = self.desk.towns.choices(say("web.chat.no_municipality", language))
        return {"label": say("web.upload.municipality", language), "choices": choices}

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
        locked: list[Locked] = []
        for place, path in enumerate(paths, 1):
            wanted = Locked(path, municipality or None, None if shared else person)
            work = Reading(self.desk, wanted)
            while not work.finished(POLL):
                yield {self.result: reports + _busy(place, len(paths), work.progress, language)}
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
        locked: Sequence[Locked],
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
            yield {self.result: _busy(1, 1, work.progress, language)}
        report = work.outcome(language)
        rest = locked if needs_password(report) else locked[1:]
        line = status_line(self.desk, current, who(request, token), language)
        yield {
            self.result: report_line(report, language, self.desk.towns),
            self.status: line,
            **self._asking(rest, language),
        }

    def _skip(self, locked: Sequence[Locked]) -> dict[Block, Any]:
        _forget(locked)
        return self._asking((), "nl")

    def _asking(self, locked: Sequence[Locked], language: str) -> dict[Block, Any]:
        """The field for a password, for the first file that waits for one."""
        update: dict[str, Any] = {"value": ""}
        if locked:
            update["label"] = say("web.upload.password_for", language, file=locked[0].path.name)
        return {
            self.ask: gr.update(visible=bool(locked)),
            self.password: gr.update(**update),
            self.locked: tuple(locked),
        }


class Reading:
    """One file being read and embedded in a thread; `progress` is the latest news."""

    def __init__(self, desk: Desk, file: Locked, password: str | None = None) -> None:
        self.desk, self.path, self._password = desk, file.path, password
        self.municipality, self.person = file.municipality, file.person
        self.progress: Progress | None = None
        self.report: Report | None = None
        self.error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name=f"reading {file.path.name}", daemon=True)
        self._started = time.monotonic()
        self._thread.start()

    def finished(self, seconds: float) -> bool:
        """Wait at most so long for the end."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def outcome(self, language: str) -> Report:
        """The report; an error becomes a report of a failure with the sentence for the user."""
        if self.report is not None:
            return self.report
        if isinstance(self.error, AssistantError):
            reason = self.error.say(language)
        else:
            reason = say("web.unexpected", language)
        return Report(self.path.name, "failed", reason=reason, seconds=time.monotonic() - self._started)

    def _run(self) -> None:
        try:
            self.report = self.desk.assistant.ingest(
                self.path,
                name=self.path.name,
                municipality=self.municipality,
                person=self.person,
                progress=self._note,
                password=self._password,
            )
        except Exception as error:
            self.error = error
            if not isinstance(error, AssistantError):
                log.exception("A file could not be added")
        finally:
            self._password = None
            # A file that needs a password stays until it has one.
            if not (self.report and needs_password(self.report)):
                remove_files([self.path])

    def _note(self, progress: Progress) -> None:
        self.progress = progress


def refused(municipality: str | None, shared: bool, person: str | None, language: str) -> str | None:
    """Why a file can't be taken like this, or None: sharing needs a town, keeping private needs a person."""
    if shared and not municipality:
        return say("web.upload.needs_municipality", language)
    return say("web.upload.needs_session", language) if not shared and person is None else None


def needs_password(report: Report) -> bool:
    """Whether a file could not be read for want of the right password."""
    return isinstance(report.error, EncryptedFile | WrongPassword)


def _forget(locked: Sequence[Locked]) -> None:
    remove_files([file.path for file in locked])


def remove_files(paths: Sequence[Path]) -> None:
    """Delete what the browser sent; the index has its own copy of what it needs."""
    for path in paths:
        path.unlink(missing_ok=True)


def report_line(report: Report, language: str, towns: Towns) -> str:
    """What became of one file, with its pages, passages, seconds and the pages nobody could read."""
    state = tag("strong", text(say(f"web.upload.{report.status}", language)))
    parts = [tag("span", text(report.file), "file") + " " + state]
    entry = report.document
    if entry is not None and report.status != "removed":
        facts = [counted("web.upload.pages", entry.page_count, language)] if entry.paged else []
        facts.append(counted("web.upload.passages", entry.passage_count, language))
        facts.append(say("web.upload.seconds", language, seconds=number(round(report.seconds, 1), language)))
        parts.append(tag("span", text(", ".join(facts) + "."), "facts"))
        about = f"{entry.shown_title} ({about_words(entry, language)})".removesuffix(" ()")
        notes = [_another_town(report, language, towns), about, *legibility_lines(entry, language)]
        parts += [tag("span", text(note), "note") for note in notes if note]
    if report.error is not None or report.reason:
        reason = report.error.say(language) if report.error is not None else report.reason
        parts.append(tag("span", text(reason or ""), "note"))
    return tag("div", "".join(parts), f"report {report.status}")


def _another_town(report: Report, language: str, towns: Towns) -> str:
    """A warning about a document that says it is of another municipality than it was put under."""
    if report.stated_town is None or report.document is None:
        return ""
    stated, put = towns.name(report.stated_town), towns.name(report.document.municipality)
    return say("web.upload.another_town", language, stated=stated, town=put)


def _busy(place: int, files: int, progress: Progress | None, language: str) -> str:
    doing = say("web.upload.busy", language, number=place, total=files, stage=stage(progress, language))
    bar = progress_bar(progress.done if progress else 0, progress.total if progress else 0)
    return tag("div", tag("p", text(doing)) + bar, "report busy", role="status")

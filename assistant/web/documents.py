"""The documents tab: what is searched for this person, how well it was read, and what people may change.

What came with the program stays as it is; what people added can be corrected,
shared and removed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.errors import AssistantError
from assistant.records import CORPUS, NATIONAL, PERSONAL_PREFIX, Entry
from assistant.reports import legibility_lines
from assistant.web.correcting import CorrectionForm
from assistant.web.desk import Desk
from assistant.web.person import person as who
from assistant.web.safe import table, tag, text
from assistant.web.upload import UploadPanel
from assistant.web.words import Towns, about_words, counted, day, number
from assistant.wording import say
from assistant.wording.pages import page_ranges

SHOWN = 300
ALL, NATION, OWN = "all", "national", "own"
_COLUMNS = ("title", "about", "shelf", "pages", "unread", "status", "added")


class DocumentsTab:
    """The table, its filter, and two deliberate acts that each ask for a confirmation."""

    def __init__(self, desk: Desk, token: gr.BrowserState, language: gr.Radio) -> None:
        self.desk, self.token, self.language = desk, token, language
        labels = desk.labels
        intro = gr.Markdown(latex_delimiters=[])
        labels.add_made(intro, lambda lang: {"value": tag("p", text(say("web.documents.intro", lang)))})
        self.upload = UploadPanel(desk, "documents")
        self.filter = gr.Dropdown([("", ALL)], value=ALL, elem_id="filter", filterable=True)
        labels.add(self.filter, label="web.documents.filter")
        self.table = gr.Markdown(latex_delimiters=[], elem_id="documents")
        with gr.Accordion(open=False, elem_id="manage") as manage:
            labels.add(manage, label="web.documents.manage")
            self.pick = gr.Dropdown([], value=None, elem_id="pick", filterable=True)
            labels.add(self.pick, label="web.documents.pick", info="web.documents.pick_hint")
            self.note = gr.Markdown(latex_delimiters=[], elem_id="note")
            self.correct = CorrectionForm(desk, self.pick, self.note, token, language)
            with gr.Row():
                self.remove = gr.Button(size="md", elem_id="remove")
                labels.add(self.remove, value="web.documents.remove")
                self.share = gr.Button(size="md", elem_id="share")
                labels.add(self.share, value="web.documents.share")
            with gr.Row(visible=False) as self.sure:
                self.yes_remove = gr.Button(variant="stop", size="md", visible=False, elem_id="yes-remove")
                labels.add(self.yes_remove, value="web.documents.yes_remove")
                self.yes_share = gr.Button(variant="primary", size="md", visible=False, elem_id="yes-share")
                labels.add(self.yes_share, value="web.documents.yes_share")
                self.cancel = gr.Button(size="md")
                labels.add(self.cancel, value="web.documents.cancel")

    def wire(self, tab: gr.Tab, uploads: Sequence[Any]) -> None:
        """Refresh when the tab opens and after every change; `uploads` are the upload events."""
        quick: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": 4,
        }
        seen: list[Block] = [self.filter, self.token, self.language]
        lists: list[Block] = [self.filter, self.table, self.pick, self.correct.form]
        gr.on([tab.select, self.filter.input, self.language.change], self._refresh, seen, lists, **quick)
        for upload in uploads:
            upload.then(self._refresh, seen, lists, **quick)
        self.correct.wire().then(self._refresh_keeping, [self.pick, *seen], lists, **quick)
        asking: list[Block] = [self.note, self.sure, self.yes_remove, self.yes_share]
        picked: list[Block] = [self.pick, self.token, self.language]
        self.remove.click(self._ask_remove, picked, asking, **quick)
        self.share.click(self._ask_share, picked, asking, **quick)
        self.cancel.click(self._quiet, None, asking, **quick)
        self.pick.input(self._quiet, None, asking, **quick)
        for button, act in ((self.yes_remove, self._remove), (self.yes_share, self._share)):
            done = button.click(act, picked, asking, **quick)
            done.then(self._refresh, seen, lists, **quick)

    def _refresh(self, chosen: str, token: str, language: str, request: gr.Request) -> list[Any]:
        entries = _sorted(self.desk.entries(who(request, token)).values(), self.desk.towns)
        choices = _filters(entries, self.desk.towns, language)
        chosen = chosen if chosen in {value for _, value in choices} else ALL
        own = [(_pick_label(e, self.desk.towns, language), e.id) for e in entries if _may_change(e)]
        return [
            gr.update(choices=choices, value=chosen),
            documents_table([e for e in entries if _matches(e, chosen)], self.desk.towns, language),
            gr.update(choices=own, value=None),
            gr.update(visible=False),
        ]

    def _refresh_keeping(
        self, picked: str | None, chosen: str, token: str, language: str, request: gr.Request
    ) -> list[Any]:
        """The same with the picked document still picked, so that what was filled in stays."""
        filters, listed, pick, form = self._refresh(chosen, token, language, request)
        still = picked if self._entry(picked, token, request) else None
        return [filters, listed, pick | {"value": still}, form | {"visible": still is not None}]

    def _entry(self, picked: str | None, token: str, request: gr.Request) -> Entry | None:
        entry = self.desk.entries(who(request, token)).get(picked or "")
        return entry if entry is not None and _may_change(entry) else None

    def _ask_remove(self, picked: str | None, token: str, language: str, request: gr.Request) -> list[Any]:
        entry = self._entry(picked, token, request)
        if entry is None:
            return _said(say("web.documents.nothing_picked", language))
        private = entry.shelf.startswith(PERSONAL_PREFIX)
        key = "web.documents.confirm_remove" + ("" if private or not entry.municipality else "_shared")
        town = self.desk.towns.name(entry.municipality)
        return _said(say(key, language, title=entry.title, town=town), remove=True)

    def _ask_share(self, picked: str | None, token: str, language: str, request: gr.Request) -> list[Any]:
        entry = self._entry(picked, token, request)
        if entry is None:
            return _said(say("web.documents.nothing_picked", language))
        if not entry.shelf.startswith(PERSONAL_PREFIX):
            return _said(say("web.documents.already_shared", language, title=entry.title))
        if not entry.municipality:
            return _said(say("web.documents.share_needs_town", language, title=entry.title))
        town = self.desk.towns.name(entry.municipality)
        return _said(say("web.documents.confirm_share", language, title=entry.title, town=town), share=True)

    def _remove(self, picked: str | None, token: str, language: str, request: gr.Request) -> list[Any]:
        entry = self._entry(picked, token, request)
        if entry is None:
            return _said(say("web.documents.nothing_picked", language))
        try:
            self.desk.assistant.remove(entry.id, who(request, token))
        except AssistantError as error:
            return _said(error.say(language))
        return _said(say("web.documents.was_removed", language, title=entry.title))

    def _share(self, picked: str | None, token: str, language: str, request: gr.Request) -> list[Any]:
        entry = self._entry(picked, token, request)
        person = who(request, token)
        if entry is None or person is None:
            return _said(say("web.documents.nothing_picked", language))
        try:
            self.desk.assistant.share(entry.id, person)
        except AssistantError as error:
            return _said(error.say(language))
        town = self.desk.towns.name(entry.municipality)
        return _said(say("web.documents.was_shared", language, title=entry.title, town=town))

    def _quiet(self) -> list[Any]:
        return _said("")


def _may_change(entry: Entry) -> bool:
    return entry.origin != CORPUS


def _said(sentence: str, remove: bool = False, share: bool = False) -> list[Any]:
    """A sentence, with the button that confirms it where one is needed."""
    return [
        tag("p", text(sentence), "note") if sentence else "",
        gr.update(visible=remove or share),
        gr.update(visible=remove),
        gr.update(visible=share),
    ]


def documents_table(entries: Sequence[Entry], towns: Towns, language: str) -> str:
    """The documents as a table; at most `SHOWN` of them, with a word about the rest."""
    if not entries:
        return tag("p", text(say("web.documents.none", language)), "hint")
    names = [say(f"web.documents.column_{column}", language) for column in _COLUMNS]
    if len(entries) > SHOWN:
        count = say("web.documents.first", language, shown=SHOWN, count=number(len(entries), language))
    else:
        count = counted("web.documents.count", len(entries), language)
    rows = [_row(entry, towns, language) for entry in entries[:SHOWN]]
    return tag("p", text(count), "hint") + table(say("web.documents.table", language), names, rows)


def shelf_words(entry: Entry, towns: Towns, language: str) -> str:
    """Who sees a document: everyone, everyone who asks about a town, or only this person."""
    if entry.shelf.startswith(PERSONAL_PREFIX):
        town = towns.name(entry.municipality)
        own = say("web.documents.own", language)
        return f"{own} ({town})" if town else own
    if entry.shelf == NATIONAL:
        return say("web.documents.national", language)
    return towns.name(entry.municipality or entry.shelf)


def _row(entry: Entry, towns: Towns, language: str) -> list[str]:
    legibility = entry.legibility
    told = legibility.waiting or legibility.unreadable or legibility.pages("ocr")
    lines = legibility_lines(entry, language) if told else []
    remarks = "".join(tag("span", text(line), "remark") for line in lines)
    return [
        text(entry.title) + remarks,
        text(about_words(entry, language) or "–"),
        text(shelf_words(entry, towns, language)),
        text(number(entry.page_count, language) if entry.paged else "–"),
        text(_unread(entry, language)),
        text(say(f"web.documents.{_state(entry)}", language)),
        text(day(entry.added, language)),
    ]


def _unread(entry: Entry, language: str) -> str:
    pages = [page for page, _ in entry.legibility.unreadable]
    return page_ranges(pages, language, 4) if pages and entry.paged else "–"


def _state(entry: Entry) -> str:
    """The wording key of how far a document can be searched."""
    if entry.legibility.waiting:
        return "reading_on"
    if not entry.passage_count:
        return "unreadable"
    return "incomplete" if entry.legibility.unreadable else "complete"


def _sorted(entries: Any, towns: Towns) -> list[Entry]:
    """One's own first, then the towns by name, then the national documents."""

    def place(entry: Entry) -> tuple[int, str, str]:
        kind = 0 if entry.shelf.startswith(PERSONAL_PREFIX) else 2 if entry.shelf == NATIONAL else 1
        return kind, towns.name(entry.shelf).lower(), entry.title.lower()

    return sorted(entries, key=place)


def _filters(entries: Sequence[Entry], towns: Towns, language: str) -> list[tuple[str, str]]:
    fixed = [(say(f"web.documents.{key}", language), key) for key in (ALL, NATION, OWN)]
    codes = {entry.municipality for entry in entries if entry.municipality}
    return fixed + sorted((towns.name(code), code) for code in codes)


def _matches(entry: Entry, chosen: str) -> bool:
    private = entry.shelf.startswith(PERSONAL_PREFIX)
    if chosen in (ALL, NATION, OWN):
        return chosen == ALL or (private if chosen == OWN else entry.shelf == NATIONAL)
    return entry.municipality == chosen


def _pick_label(entry: Entry, towns: Towns, language: str) -> str:
    return f"{entry.title} · {shelf_words(entry, towns, language)}"

"""The figures tab: what is known of a municipality, beside the country and comparable towns.

The municipality is the one of the chat tab: a choice in either place is made
in both. What takes longer (the picture, the files to take along) follows what
can be read already.
"""

from __future__ import annotations

import re
from typing import Any

import gradio as gr
from gradio.blocks import Block
from gradio.processing_utils import save_bytes_to_cache

from assistant.errors import AssistantError
from assistant.figures.chart import png
from assistant.figures.charting import drawing_of
from assistant.figures.indicators import Indicator
from assistant.figures.profile import Profile, profile_of
from assistant.figures.showing import place
from assistant.figures.workbook import workbook
from assistant.web import figure_parts as parts
from assistant.web.chat import ChatTab
from assistant.web.conversation import Conversation
from assistant.web.desk import Desk
from assistant.web.figure_adding import AddingPanel
from assistant.web.figure_chart import chart_part
from assistant.web.figure_literacy import literacy_part
from assistant.web.figure_refresh import RefreshPanel
from assistant.web.figure_typing import TypingForm
from assistant.web.safe import tag, text
from assistant.web.town_choice import town_choice
from assistant.wording import say

FIRST_CHART = "pct_opl_laag"


class FiguresTab:
    """The components of the tab and what they do; `wire` connects them once the page is complete."""

    def __init__(self, desk: Desk, chat: ChatTab, language: gr.Radio) -> None:
        self.desk, self.chat, self.language = desk, chat, language
        labels = desk.labels
        with gr.Row(elem_id="figures-where"):
            self.town = town_choice(desk, "figure_tab.municipality", "figures-town", min_width=240)
            self.other = gr.Button(visible=False, size="md", elem_id="figures-other", scale=0, min_width=240)
        self.hint = gr.Markdown(latex_delimiters=[], elem_id="figures-hint")
        labels.add_made(self.hint, _choose)
        with gr.Column(visible=False, elem_id="figures") as self.body:
            self.top = gr.Markdown(latex_delimiters=[], elem_id="figures-top")
            self.typing = TypingForm(desk, self.town, language)
            self.telling = gr.Markdown(latex_delimiters=[], elem_id="figures-telling")
            chart_title = gr.Markdown(latex_delimiters=[])
            labels.add_made(chart_title, lambda lang: _title("figure_tab.chart.heading", lang))
            self.topic = gr.Dropdown([], value=None, filterable=True, elem_id="figures-topic")
            labels.add(self.topic, label="figure_tab.chart.choose")
            self.chart = gr.Markdown(latex_delimiters=[], elem_id="figures-chart")
            profile_title = gr.Markdown(latex_delimiters=[])
            labels.add_made(profile_title, lambda lang: _title("figure_tab.profile.heading", lang))
            self.everything = gr.Checkbox(value=False, elem_id="figures-everything")
            labels.add(self.everything, label="figure_tab.everything", info="figure_tab.everything_hint")
            self.profile = gr.Markdown(latex_delimiters=[], elem_id="figures-profile")
            take = gr.Markdown(latex_delimiters=[])
            labels.add_made(take, lambda lang: _title("figure_tab.downloads.heading", lang))
            with gr.Row(elem_id="figures-downloads"):
                self.book = gr.DownloadButton(size="md", elem_id="figures-xlsx")
                labels.add(self.book, label="figure_tab.downloads.workbook")
                self.picture = gr.DownloadButton(size="md", elem_id="figures-png")
                labels.add(self.picture, label="figure_tab.downloads.chart")
        self.refreshing = RefreshPanel(desk, language)
        self.adding = AddingPanel(desk, language)
        # The town whose figures are on the page, and the one that the last answer was about.
        self.shown, self.offered = gr.State(""), gr.State("")

    def wire(self, tab: gr.Tab) -> None:
        """Connect the events: the tab opening, a choice, another language, and what changes the figures."""
        quick: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": 4,
        }
        # matplotlib draws for one at a time.
        drawing: dict[str, Any] = quick | {"concurrency_id": "figures-chart", "concurrency_limit": 1}
        # The chat tab's dropdown has the choice; the one here shows it, and may be a moment behind.
        choice = self.chat.municipality
        asked: list[Block] = [choice, self.everything, self.topic, self.language, self.chat.conversation]
        page: list[Block] = [
            self.town, self.body, self.hint, self.top, self.telling, self.topic, self.profile, self.other,
            self.shown, self.offered,
        ]  # fmt: skip
        # What is drawn is of the town that is shown: none before the tab was ever open.
        one: list[Block] = [self.shown, self.topic, self.language]
        files: list[Block] = [self.book, self.picture]
        changed = [*self.refreshing.wire(), *self.adding.wire(), *self.typing.wire()]
        chosen = self.town.input(_same, self.town, choice, **quick)
        offered = self.other.click(_same, self.offered, choice, **quick)
        opened = tab.select(self._opened, [choice, self.shown], self.body, **quick)
        self.adding.listed(opened)
        starts = (opened, chosen, offered, *changed)
        shows = [event.then(self._show, asked, page, **quick) for event in starts]
        shows.append(self.language.change(self._again, [self.shown, *asked], page, **quick))
        for told in shows:
            drawn = told.then(self._draw, one, self.chart, **drawing)
            drawn.then(self._files, one, files, **drawing)
        self.everything.input(self._list, [self.shown, self.everything, self.language], self.profile, **quick)
        topic = self.topic.input(self._draw, one, self.chart, **drawing)
        topic.then(self._files, one, files, **drawing)
        choice.change(_same, choice, self.town, **quick)

    def _opened(self, code: str | None, shown: str) -> Any:
        """The figures of another town are out of sight until they are this one's."""
        return gr.update() if (code or "") == shown else gr.update(visible=False)

    def _show(
        self, code: str | None, everything: bool, topic: str | None, language: str, conversation: Conversation
    ) -> list[Any]:
        """Everything that can be read, and the offer of another town's figures."""
        about = _last_town(conversation)
        other = about if about and about != code and about in self.desk.towns.names else ""
        offer = gr.update(
            visible=bool(other),
            value=say("figure_tab.other_town", language, town=self.desk.towns.name(other)) if other else "",
        )
        if not code:
            return self._instead(_choose(language)["value"], "", offer, other)
        store = self.desk.assistant.figures
        try:
            profile = profile_of(code, store.table)
            everybody = profile_of(code, store.table, everything=True)
        except AssistantError as error:
            told = tag("p", text(error.say(language)), "report failed", role="alert")
            return self._instead(told, code, offer, other)
        head = parts.heading(profile, store, language) + literacy_part(profile, store, language)
        topics = self._topics(everybody, language)
        known = {key for _, key in topics}
        picked = next((key for key in (topic, FIRST_CHART) if key in known), topics[0][1] if topics else None)
        return [
            code,
            gr.update(visible=True),
            gr.update(visible=False),
            head,
            parts.what_stands_out(profile, store, language),
            gr.update(choices=topics, value=picked),
            parts.profile_tables(everybody if everything else profile, store, language),
            offer,
            code,
            other,
        ]

    def _instead(self, told: str, code: str, offer: Any, other: str) -> list[Any]:
        """A sentence where the figures would be."""
        hint = gr.update(visible=True, value=told)
        return [code, gr.update(visible=False), hint, "", "", gr.update(), "", offer, "", other]

    def _again(self, shown: str, *asked: Any) -> list[Any]:
        """The same in another language; nothing while nobody has looked yet."""
        return self._show(*asked) if shown else [gr.skip()] * 10

    def _topics(self, profile: Profile, language: str) -> list[tuple[str, str]]:
        """What a chart can be of: the profile's indicators first, each by its name."""
        indicators = sorted((row.indicator for row in profile.rows), key=lambda i: not i.profile)
        return [(indicator.name.in_(language), indicator.key) for indicator in indicators]

    def _list(self, code: str | None, everything: bool, language: str) -> str:
        if not code:
            return ""
        store = self.desk.assistant.figures
        profile = profile_of(code, store.table, everything)
        return parts.profile_tables(profile, store, language)

    def _draw(self, code: str | None, topic: str | None, language: str) -> str:
        indicator = self._indicator(topic)
        if not code or indicator is None:
            return ""
        store = self.desk.assistant.figures
        drawing = drawing_of(code, indicator, store, language)
        if drawing is None:
            town = place(code, store.municipalities, language)
            return tag("p", text(say("figure_tab.chart.none", language, town=town)), "hint")
        return chart_part(drawing)

    def _files(self, code: str | None, topic: str | None, language: str) -> list[Any]:
        """The files to take along, made when what is in them is on the page."""
        if not code:
            return [gr.update(value=None), gr.update(value=None)]
        store = self.desk.assistant.figures
        town = _file_name(place(code, store.municipalities, language))
        book = say("figure_tab.downloads.file", language, town=town) + ".xlsx"
        made = [_kept(self.book, workbook(code, store, language), book)]
        indicator = self._indicator(topic)
        drawing = drawing_of(code, indicator, store, language) if indicator else None
        picture = say("figure_tab.downloads.chart_file", language, town=town) + ".png"
        made.append(_kept(self.picture, png(drawing), picture) if drawing else gr.update(value=None))
        return made

    def _indicator(self, key: str | None) -> Indicator | None:
        return self.desk.assistant.figures.table.dictionary.get(key or "")


def _same(code: str | None) -> str:
    """The choice of one dropdown, for the other."""
    return code or ""


def _kept(button: gr.DownloadButton, content: bytes, name: str) -> Any:
    """The button with a file of this content, which Gradio deletes after a day."""
    return gr.update(value=save_bytes_to_cache(content, name, button.GRADIO_CACHE))


def _file_name(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


def _last_town(conversation: Conversation) -> str:
    """The municipality of the newest answer, "" where it was about none."""
    answers = [exchange.answer for exchange in conversation if exchange.answer is not None]
    return (answers[-1].municipality or "") if answers else ""


def _choose(language: str) -> dict[str, Any]:
    return {"value": tag("p", text(say("figure_tab.choose", language)), "hint")}


def _title(key: str, language: str) -> dict[str, Any]:
    return {"value": tag("h3", text(say(key, language)))}

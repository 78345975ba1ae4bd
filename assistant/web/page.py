"""The page as a whole: the tabs, the language switch, what a browser remembers, and how it is served.

Nothing on it comes from elsewhere and nothing goes elsewhere: system fonts,
no analytics, and a content security policy that lets the browser talk to this
program only, so that even a mistake in escaping could fetch nothing.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from assistant.service import Assistant
from assistant.settings import Settings
from assistant.web import sources
from assistant.web.api import add_endpoints
from assistant.web.chat import ChatTab
from assistant.web.chat_where import PACE
from assistant.web.desk import Desk, status_line
from assistant.web.documents import DocumentsTab
from assistant.web.figures import FiguresTab
from assistant.web.guard import POLICY, Guard
from assistant.web.model_panel import ModelPanel
from assistant.web.person import STORAGE_KEY, is_token, new_token, storage_secret
from assistant.web.person import person as who
from assistant.web.plan import PlanTab
from assistant.web.plan_api import add_plan_endpoint
from assistant.web.safe import tag, text
from assistant.web.upload import UploadPanel
from assistant.web.words import Towns
from assistant.wording import LANGUAGES, say

KEPT_FILES = (3600, 86400)
"""Look every hour for uploads older than a day that were left behind."""


def build(assistant: Assistant, settings: Settings) -> gr.Blocks:
    """The page for one assistant, not yet served."""
    desk = Desk(assistant, settings, Towns(assistant.municipalities()))
    labels = desk.labels
    with gr.Blocks(
        title=say("web.title"), analytics_enabled=False, fill_width=True, delete_cache=KEPT_FILES
    ) as page:
        secret = storage_secret(settings.data)
        token = gr.BrowserState("", storage_key=STORAGE_KEY, secret=secret)
        memory = gr.BrowserState({}, storage_key="assistent-keuzes", secret=secret)
        with gr.Row(elem_id="top"):
            heading = gr.Markdown(latex_delimiters=[], elem_id="heading")
            labels.add_made(heading, _heading)
            language = gr.Radio(
                [("Nederlands", "nl"), ("English", "en")],
                value="nl",
                container=False,
                show_label=False,
                elem_id="language",
                min_width=200,
                scale=0,
            )
            labels.add(language, label="web.language")
        with gr.Tabs():
            with gr.Tab(id="chat") as chat_tab:
                labels.add(chat_tab, label="web.tabs.chat")
                chat = ChatTab(desk, token, memory, language)
                with chat.below:
                    upload = UploadPanel(desk, "chat", chat.municipality)
            with gr.Tab(id="documents") as documents_tab:
                labels.add(documents_tab, label="web.tabs.documents")
                documents = DocumentsTab(desk, token, language)
            with gr.Tab(id="figures") as figures_tab:
                labels.add(figures_tab, label="figure_tab.tab")
                figures = FiguresTab(desk, chat, language)
            with gr.Tab(id="plan") as plan_tab:
                labels.add(plan_tab, label="plan_tab.tab")
                plan = PlanTab(desk, chat, token, language)
        model = ModelPanel(desk, getattr(assistant, "model", None), language)
        timer = gr.Timer(PACE)
        chat.wire(timer)
        uploads = [
            event
            for panel in (upload, documents.upload)
            for event in panel.wire(token, language, chat.status, chat.municipality)
        ]
        for event in uploads:
            event.then(_tick_on, None, timer, show_progress="hidden", api_visibility="private")
        documents.wire(documents_tab, uploads)
        plan.wire(plan_tab)
        figures.wire(figures_tab)
        model.wire()
        _wire_language(page, desk, chat, language, token, memory)
        add_endpoints(desk)
        add_plan_endpoint(desk)
        _say_dutch(labels)
    return page


def launch(page: gr.Blocks, settings: Settings) -> None:
    """Serve the page and return; raises `OSError` when the port is taken."""
    room = files(__package__)
    script = room.joinpath("page.js").read_text("utf-8")
    page.queue(default_concurrency_limit=8, max_size=200)
    page.launch(
        server_name=settings.host,
        server_port=settings.port,
        prevent_thread_lock=True,
        inbrowser=False,
        share=False,
        quiet=True,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        allowed_paths=[],
        max_file_size=f"{settings.upload_mb}mb",
        strict_cors=True,
        app_kwargs={"middleware": [Middleware(Guard)]},
        footer_links=[],
        theme=_theme(),
        css=room.joinpath("style.css").read_text("utf-8"),
        head=f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<script>{script}</script>',
    )


def _wire_language(
    page: gr.Blocks,
    desk: Desk,
    chat: ChatTab,
    language: gr.Radio,
    token: gr.BrowserState,
    memory: gr.BrowserState,
) -> None:
    quick: dict[str, Any] = {
        "show_progress": "hidden",
        "api_visibility": "private",
        "concurrency_limit": None,
    }
    shown = desk.labels.components

    def welcome(stored: str, kept: dict[str, str] | None) -> list[Any]:
        """A new browser gets its token, a known one its choices; before anything that takes time."""
        mine = stored if is_token(stored) else new_token()
        spoken = _known((kept or {}).get("language"), LANGUAGES, "nl")
        town = _known((kept or {}).get("municipality"), desk.towns.names, "")
        return [mine, sources.empty_panel(spoken), gr.update(value=town) if town else gr.skip(), spoken]

    def switch(spoken: str, kept: dict[str, str] | None) -> list[Any]:
        return [(kept or {}) | {"language": spoken}, *desk.labels.updates(spoken)]

    def line(spoken: str, town: str | None, stored: str, request: gr.Request) -> str:
        return status_line(desk, town, who(request, stored), spoken)

    loaded = page.load(welcome, [token, memory], [token, chat.panel, chat.municipality, language], **quick)
    loaded.then(line, [language, chat.municipality, token], chat.status, **quick)
    switched = language.change(switch, [language, memory], [memory, *shown], **quick)
    switched.then(line, [language, chat.municipality, token], chat.status, **quick)


def _tick_on() -> gr.Timer:
    """A new document may have pages that are read in the background: the status line tells of them."""
    return gr.Timer(active=True)


def _known(value: Any, allowed: Any, otherwise: str) -> str:
    return value if isinstance(value, str) and value in allowed else otherwise


def _heading(language: str) -> dict[str, Any]:
    spoken = tag("div", "", "page-language", lang=language)
    title = tag("h1", text(say("web.title", language)))
    return {"value": spoken + title + tag("p", text(say("web.intro", language)))}


def _say_dutch(labels: Any) -> None:
    """Fill in the Dutch sentences before the page is first served, so that it never shows an empty one."""
    for component, update in zip(labels.components, labels.updates("nl"), strict=True):
        for name, value in update.items():
            if name != "__type__":
                setattr(component, name, value)


def _theme() -> gr.themes.Base:
    """Calm: one accent, system fonts, text of 16 pixels."""
    hue = gr.themes.Color(
        name="petrol",
        c50="#eef6f7",
        c100="#d6eaec",
        c200="#b0d6da",
        c300="#7fbac1",
        c400="#4a98a2",
        c500="#1f7a86",
        c600="#0f6470",
        c700="#0d525c",
        c800="#0d424a",
        c900="#0c363d",
        c950="#062025",
    )
    fonts = [gr.themes.Font(name) for name in ("system-ui", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")]
    mono = [gr.themes.Font(name) for name in ("ui-monospace", "Consolas", "monospace")]
    return gr.themes.Base(
        primary_hue=hue,
        secondary_hue=hue,
        neutral_hue="slate",
        text_size="lg",
        radius_size="md",
        font=fonts,
        font_mono=mono,
    ).set(
        body_background_fill="#f7f8f9",
        block_label_text_color="*neutral_700",
        block_title_text_color="*neutral_800",
        block_info_text_color="*neutral_600",
        input_placeholder_color="*neutral_500",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_text_color="white",
        checkbox_label_text_size="*text_md",
    )

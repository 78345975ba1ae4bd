"""Components of the page without a page, and what their markup says."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast
from unittest.mock import patch

import gradio as gr

from assistant.service import Assistant
from assistant.settings import Settings
from assistant.web.desk import Desk
from assistant.web.words import Towns
from tests.web.fake import TOWNS, FakeAssistant


def desk_of(folder: Path, settings: Settings | None = None) -> Desk:
    """The desk of a page with the fast fake assistant, which has all that the page asks of a real one."""
    assistant = cast(Assistant, FakeAssistant())
    return Desk(assistant, settings or Settings(folder, folder), Towns(TOWNS))


class Enough(Exception):
    """The page is not needed any more."""


@contextmanager
def unfinished() -> Iterator[None]:
    """A page to make components in, given up before Gradio starts an application for it.

    Gradio makes event loops where none runs, and leaves them open.
    """
    made = asyncio.new_event_loop
    loops: list[asyncio.AbstractEventLoop] = []

    def kept() -> asyncio.AbstractEventLoop:
        loops.append(made())
        return loops[-1]

    with patch("asyncio.new_event_loop", kept), suppress(Enough), gr.Blocks():
        yield
        raise Enough
    asyncio.set_event_loop(None)
    for loop in loops:
        loop.close()


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def rows(markup: str) -> list[list[str]]:
    """The cells of a table's rows as text, without the names that only a narrow screen shows."""
    shown = re.sub(r'<span class="name">.*?</span>', "", markup)
    lines = re.findall(r"<tr>(.*?)</tr>", shown)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in lines]
    return [[" ".join(plain(cell).split()) for cell in line] for line in cells]

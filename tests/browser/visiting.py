"""A page that is served, and somebody who visits it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from assistant.settings import Settings
from tests.web.fake import FakeAssistant

DEPARTMENTS = "Welke afdelingen kunnen laaggeletterdheid in mijn gemeente financieren?"


@dataclass
class Site:
    """A served page; `problems` gathers script errors and requests to anywhere else."""

    address: str
    assistant: FakeAssistant
    browser: Any
    closing: ExitStack
    problems: list[str] = field(default_factory=list)

    def open(self, width: int = 1280, height: int = 900, locale: str = "nl-NL", wait: bool = True) -> Any:
        """The page in a browser that has never been here."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, locale=locale)
        self.closing.callback(context.close)
        page = context.new_page()
        page.set_default_timeout(40_000)
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("request", lambda request: self._outside(request.url))
        self.visit(page, wait)
        return page

    def visit(self, page: Any, wait: bool = True) -> None:
        """Load the page, or load it again; `wait` until it knows its person."""
        page.goto(self.address)
        page.wait_for_selector("#question textarea")
        if wait:
            page.wait_for_selector("#status .status")

    def _outside(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.problems.append(f"request: {url}")


class Serve(Protocol):
    """Serves a page over a fake assistant, with these settings apart from the folders."""

    def __call__(self, assistant: FakeAssistant, **settings: Any) -> Site: ...


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def served(assistant: Any, settings: Settings) -> Iterator[str]:
    """The address of a page on a free port, for as long as it is served."""
    from assistant.web.page import build, launch

    settings = replace(settings, port=free_port())
    page = build(assistant, settings)
    launch(page, settings)
    try:
        yield f"http://127.0.0.1:{settings.port}"
    finally:
        page.close(verbose=False)


def complaints(page: Any) -> list[str]:
    """What the browser's console complains of from now on."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    return found


def ask(page: Any, question: str) -> None:
    """Type a question and press Enter."""
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def answered(page: Any, count: int = 1) -> None:
    """Wait for the end of so many answers."""
    page.wait_for_function("n => document.querySelectorAll('#chat .answer .foot').length >= n", arg=count)


def says(page: Any, place: str, words: str) -> None:
    """Wait until some words stand in a place."""
    page.wait_for_function(
        "([place, words]) => document.querySelector(place)?.innerText.includes(words)", arg=[place, words]
    )


def choose_town(page: Any, name: str) -> None:
    """Filter the dropdown by typing, and take what remains."""
    page.fill("#municipality input", name)
    page.get_by_role("option", name=name).click()


def upload(page: Any, file: Path, accordion: str = "#upload-chat") -> None:
    """Hand over a file; the accordion is opened where it is closed."""
    if not page.locator(f"{accordion} input[type=checkbox]").is_visible():
        page.locator(f"{accordion} > button").click()
    with page.expect_file_chooser() as chooser:
        page.locator(f"{accordion} button", has_text="Kies bestanden").click()
    chooser.value.set_files(str(file))


def documents(page: Any) -> str:
    """What the documents tab lists."""
    page.get_by_role("tab", name="Documenten").click()
    page.wait_for_selector("#documents table")
    return str(page.locator("#documents table").inner_text())

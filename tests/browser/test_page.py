"""The page in a real browser: what a person sees, and what never reaches their browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.service import Assistant
from tests.browser.visiting import ask

pytestmark = pytest.mark.browser


class Listener:
    """A server on the loopback that an injected picture or script would ask."""

    def __init__(self) -> None:
        asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.asked = asked
        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def attack(self) -> str:
        """Markup that would ask the server, were it not text."""
        at = f"//127.0.0.1:{self.server.server_address[1]}"
        return (
            f"![x]({at}/md) <img src='{at}/img'> <script>fetch('{at}/script')</script> "
            f"<a href='{at}/link'>klik</a> <iframe src='{at}/frame'></iframe>"
        )


@pytest.fixture
def listener() -> Iterator[Listener]:
    started = Listener()
    yield started
    started.server.shutdown()
    started.server.server_close()


def open_page(browser: Any, address: str, width: int = 1280) -> Any:
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(address)
    page.locator("#question textarea").wait_for()
    return page


def test_an_answer_stands_with_its_sources_beside_it(served: str, browser: Any) -> None:
    page = open_page(browser, served)
    ask(page, "Hoe lang is het certificaat van het Taalhuis geldig?")
    page.locator("#chat").get_by_text("vier jaar geldig").first.wait_for()
    page.locator("#sources mark").first.wait_for()
    assert "vier jaar" in page.locator("#sources mark").first.inner_text()
    assert "Geld voor het Taalhuis" in page.locator("#sources").inner_text()


def test_bad_questions_get_their_sentence_in_the_chat(served: str, browser: Any) -> None:
    page = open_page(browser, served)
    ask(page, "vraag " * 3400)
    page.locator("#chat").get_by_text("Uw vraag is te lang").first.wait_for()
    ask(page, "?!")
    page.locator("#chat").get_by_text("Er staat nog geen vraag").first.wait_for()


def test_nothing_out_of_a_question_or_document_becomes_markup(
    served: str, browser: Any, ready: Assistant, tmp_path: Path, listener: Listener
) -> None:
    path = tmp_path / "aanval.txt"
    path.write_text(
        f"De zwembadregeling van de raad kost 12 euro per bad {listener.attack} en dat is alles.", "utf-8"
    )
    assert ready.ingest(path).status == "added"
    page = open_page(browser, served)
    ask(page, f"Hoeveel euro kost de zwembadregeling? {listener.attack}")
    page.locator("#chat").get_by_text("Hoeveel euro kost").first.wait_for()
    ask(page, "Hoeveel euro kost de zwembadregeling van de raad per bad?")
    page.locator("#sources mark").first.wait_for()
    page.wait_for_timeout(1000)
    assert listener.asked == []
    inside = page.locator("#chat, #sources")
    for tag in ("img[src*='127']", "script", "iframe", "a[href^='http']"):
        assert inside.locator(tag).count() == 0
    assert page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1


def test_an_upload_is_seen_by_its_uploader_only(served: str, browser: Any, budget: Path) -> None:
    page = open_page(browser, served)
    town = page.locator("#municipality input")
    town.click()
    town.fill("Wassenaar")
    town.press("Enter")
    page.get_by_role("button", name="Document toevoegen").first.click()
    page.locator("input[type=file]").first.set_input_files(str(budget))
    page.get_by_text("bladzijde 2", exact=False).or_(page.get_by_text("blz. 2", exact=False)).first.wait_for()
    ask(page, "Wanneer wordt het regioplan laaggeletterdheid in Wassenaar opgesteld?")
    page.locator("#chat").get_by_text("eind 2025").first.wait_for()
    stranger = open_page(browser, served)
    ask(stranger, "Wanneer wordt het regioplan laaggeletterdheid in Wassenaar opgesteld?")
    stranger.locator("#chat").get_by_text(
        "Van Wassenaar heb ik nog geen documenten", exact=False
    ).first.wait_for()
    assert "eind 2025" not in stranger.locator("body").inner_text()


def test_the_page_speaks_english_too(served: str, browser: Any) -> None:
    page = open_page(browser, served)
    page.get_by_text("English", exact=True).click()
    page.get_by_text("Your question", exact=True).first.wait_for()
    page.get_by_role("tab", name="Documents").wait_for()


def test_nothing_sticks_out_on_a_phone(served: str, browser: Any) -> None:
    page = open_page(browser, served, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    ask(page, "Welke afdelingen kunnen laaggeletterdheid financieren?")
    page.locator("#chat").get_by_text("taakveld 5.6").first.wait_for()
    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator("#question textarea").bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390

"""The whole path with everything real: app.py, the packaged model, Chroma, a browser, a long budget."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client, handle_file

from assistant.settings import PROJECT
from tests.browser.visiting import free_port
from tests.conftest import BUDGET_TABLE, MakePdf

pytestmark = [pytest.mark.browser, pytest.mark.model]


@pytest.fixture
def app(tmp_path: Path, corpus: Path) -> Iterator[str]:
    """The address of a running `app.py` with a data folder and a corpus of its own."""
    port = free_port()
    settings = {
        "ASSISTANT_DATA": str(tmp_path / "data"),
        "ASSISTANT_CORPUS": str(corpus),
        "ASSISTANT_PORT": str(port),
    }
    process = subprocess.Popen([sys.executable, "app.py"], cwd=PROJECT, env=os.environ | settings)
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        assert process.poll() is None, "app.py stopped"
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.25)
    raise AssertionError("the page did not come up")


def test_ask_while_it_prepares_upload_a_budget_and_get_the_right_page(
    app: str, browser: Any, make_pdf: MakePdf
) -> None:
    outside: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("request", lambda request: outside.append(request.url) if _leaves(request.url) else None)
    page.goto(app)
    question = page.locator("textarea").first
    question.wait_for()
    question.fill("Hoe lang is het certificaat van het Taalhuis geldig?")
    question.press("Enter")
    page.get_by_text("Een certificaat van het Taalhuis is vier jaar geldig.").first.wait_for(timeout=240_000)

    lines: list[list[str | tuple[str, ...]]] = [
        [f"Hoofdstuk {n} gaat over de riolering en het groen in wijk {n}."] for n in range(1, 121)
    ]
    lines[112] = BUDGET_TABLE
    budget = make_pdf("begroting_2026.pdf", lines)
    client = Client(app, verbose=False)
    report = client.predict(handle_file(str(budget)), "Wassenaar", True, api_name="/ingest")
    assert report["status"] == "added" and report["pages"] == 120
    answer = client.predict(
        "Welke afdelingen kunnen laaggeletterdheid financieren?", "Wassenaar", None, api_name="/ask"
    )
    rows = [c for c in answer["citations"] if c["quote"].startswith("5.6 Media")]
    assert [(c["file"], c["page"]) for c in rows] == [("begroting_2026.pdf", 113)]

    question.fill("Hoeveel begroot Wassenaar in 2026 aan lasten voor Media?")
    question.press("Enter")
    page.get_by_text("de lasten zijn voor 2026 begroot op € 859.042").first.wait_for(timeout=60_000)
    assert page.get_by_text("blz. 113", exact=False).count()
    assert outside == []


def _leaves(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))

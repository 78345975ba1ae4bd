"""A real browser, and pages served from this process: over the small corpus, or over the fake assistant."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from tests.browser import visiting
from tests.browser.visiting import Serve, Site
from tests.web.fake import FakeAssistant

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's chromium; without it the browser tests are skipped, but in CI they fail."""
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def served(ready: Assistant) -> Iterator[str]:
    """The address of a page over the small corpus."""
    with visiting.served(ready, ready.settings) as address:
        yield address


@pytest.fixture
def serve(tmp_path: Path, browser: Any) -> Iterator[Serve]:
    """Serve a fake assistant; afterwards nothing may have gone wrong in the browser."""
    sites: list[Site] = []
    with ExitStack() as closing:

        def start(assistant: FakeAssistant, **settings: Any) -> Site:
            made = Settings(data=tmp_path / "data", corpus=tmp_path, **settings)
            address = closing.enter_context(visiting.served(assistant, made))
            sites.append(Site(address, assistant, browser, closing))
            return sites[-1]

        yield start
    assert [problem for site in sites for problem in site.problems] == []


@pytest.fixture
def site(serve: Serve) -> Site:
    """A page over the fake assistant as it is."""
    return serve(FakeAssistant())

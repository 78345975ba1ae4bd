"""A real browser, and a page served from this process with the fast embedder."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from assistant.service import Assistant

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


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def served(ready: Assistant) -> Iterator[str]:
    """The address of a page over the small corpus."""
    from assistant.web.page import build, launch

    settings = replace(ready.settings, port=free_port())
    page = build(ready, settings)
    launch(page, settings)
    yield f"http://127.0.0.1:{settings.port}/"
    page.close(verbose=False)

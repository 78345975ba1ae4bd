"""A site on the loopback, a document on it, and fetching that without waiting."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.index.download import fetch
from assistant.index.download.outcome import Fetched
from assistant.index.download.request import open_client
from assistant.index.download.sources import Source
from tests.index.misbehaving_site import Server


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with open_client() as made:
        yield made


@pytest.fixture
def source(server: Server) -> Source:
    return Source("plan", "Een plan", "Gemeente", 2026, server.address("/plan.pdf"), "pdf", "GM0629")


@pytest.fixture
def get(client: httpx.Client, tmp_path: Path) -> Callable[..., Fetched]:
    """Fetches a source into the test's folder, without waiting between attempts."""

    def run(source: Source, **more: Any) -> Fetched:
        return fetch(source, tmp_path, client, pause=lambda seconds: None, **more)

    return run

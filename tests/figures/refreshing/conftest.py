"""A statistics office on the loopback with two editions, and a refresh from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.figures.cbs import Cbs
from assistant.figures.fetching import Fetcher
from assistant.figures.refreshing import Refreshed, refresh, refresh_folder
from assistant.figures.values import Value
from tests.figures import cbs_server as office
from tests.figures.cbs_server import Server
from tests.figures.editions_there import DICTIONARY, NEW, OLD, TABLES, TOWNSPEOPLE


@pytest.fixture
def server() -> Iterator[Server]:
    with office.serving() as made:
        made.tables = {OLD: office.edition(2023), NEW: office.edition(2024, first=7)}
        yield made


@pytest.fixture
def client(server: Server) -> Iterator[Cbs]:
    with Fetcher(seconds=0.3, pause=lambda seconds: None) as fetcher:
        yield Cbs(fetcher, server.address)


@pytest.fixture
def run(client: Cbs) -> Callable[..., Refreshed]:
    """A refresh of what a test knows, of the two editions unless it says otherwise."""

    def refreshed(*known: Value, **more: Any) -> Refreshed:
        return refresh(client, DICTIONARY, [*TOWNSPEOPLE, *known], more.pop("tables", TABLES), **more)

    return refreshed


@pytest.fixture
def into(client: Cbs, tmp_path: Path) -> Callable[[], Refreshed]:
    """Refreshes the test's folder."""
    return lambda: refresh_folder(tmp_path, client, DICTIONARY, TOWNSPEOPLE, TABLES)

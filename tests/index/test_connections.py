"""A catalogue keeps connections between calls, and none sees half a change or outlives its use."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from assistant.index.catalogue import Catalogue
from assistant.index.connections import KEPT, Connections


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """Every connection opened from here on."""
    connections: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noting(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connections.append(connect(*arguments, **options))
        return connections[-1]

    monkeypatch.setattr(sqlite3, "connect", noting)
    return connections


def closed(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except sqlite3.ProgrammingError:
        return True
    return False


def test_calls_share_a_connection(tmp_path: Path, opened: list[sqlite3.Connection]) -> None:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    for n in range(20):
        catalogue.remember("a", str(n))
        assert catalogue.meta("a") == str(n)
    assert len(opened) == 1


def test_threads_at_once_get_one_each_and_few_are_kept(
    tmp_path: Path, opened: list[sqlite3.Connection]
) -> None:
    connections = Connections(tmp_path / "catalogue.sqlite")
    together = threading.Barrier(KEPT + 3)
    failed: list[Exception] = []

    def ask() -> None:
        try:
            with connections.one() as connection:
                together.wait(10)
                assert connection.execute("SELECT 1").fetchone()[0] == 1
                together.wait(10)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(KEPT + 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert len(opened) == KEPT + 3
    assert sum(not closed(connection) for connection in opened) == KEPT


def test_a_change_that_fails_is_undone_and_its_connection_dropped(
    tmp_path: Path, opened: list[sqlite3.Connection]
) -> None:
    path = tmp_path / "catalogue.sqlite"
    catalogue, connections = Catalogue(path), Connections(path)
    with pytest.raises(RuntimeError), connections.one() as connection:
        connection.execute("INSERT INTO meta VALUES ('half', '1')")
        raise RuntimeError
    assert catalogue.meta("half") is None
    assert [closed(connection) for connection in opened] == [False, True]


def test_another_process_s_change_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    catalogue, other = Catalogue(path), Catalogue(path)
    assert catalogue.meta("a") is None
    other.remember("a", "1")
    assert catalogue.meta("a") == "1"


def test_closing_lets_go_and_a_late_call_still_works(
    tmp_path: Path, opened: list[sqlite3.Connection]
) -> None:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    catalogue.close()
    assert catalogue.generation() == 0
    assert all(map(closed, opened))


def test_an_unused_catalogue_lets_go(tmp_path: Path, opened: list[sqlite3.Connection]) -> None:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    del catalogue
    assert all(map(closed, opened))

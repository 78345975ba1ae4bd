"""Connections to one SQLite file, kept between calls: opening one takes longer than most calls."""

from __future__ import annotations

import sqlite3
import weakref
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEPT = 4


class Connections:
    """Lends a connection to one call at a time, so any thread may ask for one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: deque[sqlite3.Connection] = deque()
        # Closed when nobody uses them any more, at the latest when the program ends.
        self.close = weakref.finalize(self, _close, self._idle)

    @contextmanager
    def one(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction: committed at the end, undone when something raises."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._opened()
        try:
            with connection:
                yield connection
        except BaseException:
            connection.close()
            raise
        if len(self._idle) < KEPT and self.close.alive:
            self._idle.append(connection)
        else:
            connection.close()

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=30, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys=ON")
        return connection


def _close(connections: deque[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()

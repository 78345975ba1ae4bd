"""Lets a question go before a pile of passages, and a pile use all cores.

Embedding a document takes seconds to minutes, a question milliseconds. Both
come from threads of their own and share the processor; so a long call works
in small pieces and stands back before each while a short call runs. Then a
question waits for no more than the pieces that are on their way.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

# Texts of a short call: what answering one question embeds at most.
SHORT = 16
# Seconds that a long call stands back at most, so that many questions slow it down and don't stop it.
PATIENCE = 0.5

Piece = TypeVar("Piece")
Done = TypeVar("Done")


class Precedence:
    """Knows which calls are under way; shared by all threads that use one model."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._changed = threading.Condition()
        self._short = 0
        self._patience = patience

    @contextmanager
    def first(self) -> Iterator[None]:
        """Go before the long calls as long as this lasts."""
        with self._changed:
            self._short += 1
        try:
            yield
        finally:
            with self._changed:
                self._short -= 1
                self._changed.notify_all()

    def stand_back(self) -> None:
        """Wait until no short call is under way, or long enough."""
        with self._changed:
            self._changed.wait_for(lambda: not self._short, self._patience)

    def spread(
        self, work: Callable[[Piece], Done], pieces: Sequence[Piece], *, lanes: int, short: bool
    ) -> list[Done]:
        """`work` done on every piece, `lanes` at a time; results in the order of the pieces."""

        def stand_back_and_work(piece: Piece) -> Done:
            self.stand_back()
            return work(piece)

        if short:
            with self.first():
                return _spread(work, pieces, lanes)
        return _spread(stand_back_and_work, pieces, lanes)


def _spread(work: Callable[[Piece], Done], pieces: Sequence[Piece], lanes: int) -> list[Done]:
    lanes = min(lanes, len(pieces))
    if lanes < 2:
        return [work(piece) for piece in pieces]
    with ThreadPoolExecutor(lanes, thread_name_prefix="embedding") as pool:
        return list(pool.map(work, pieces))


def cores() -> int:
    """Cores this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1

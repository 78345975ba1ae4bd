"""Who hears how far a long task of this room is."""

from __future__ import annotations

from collections.abc import Callable

from assistant.records import Progress

Listener = Callable[[Progress], None]


def nobody(progress: Progress) -> None:
    """For who doesn't want to know how far it is."""

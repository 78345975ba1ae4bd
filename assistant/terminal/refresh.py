"""The part of `python -m assistant figures` that asks the statistics office for newer figures."""

from __future__ import annotations

import sys

from assistant.figures import updating
from assistant.figures.cbs import Cbs
from assistant.figures.fetching import Fetcher
from assistant.figures.store import FigureStore
from assistant.terminal.progress import ProgressLine


def refresh(store: FigureStore, address: str) -> None:
    """Refresh and say what changed on stderr; raises `RefreshFailed` and changes nothing where that fails."""
    progress = ProgressLine()
    try:
        with Fetcher() as fetcher:
            found = updating.update(store, progress, Cbs(fetcher, address))
    finally:
        progress.clear()
    for sentence in updating.told(found, store):
        print(sentence, file=sys.stderr)

"""A refresh of everything a store holds: the statistics office asked, the answer kept, the changes told."""

from __future__ import annotations

from assistant.figures import changes, editions, indicators, values
from assistant.figures.cbs import Cbs
from assistant.figures.refreshing import Listener, refresh_folder
from assistant.figures.store import FigureStore


def update(store: FigureStore, progress: Listener | None, client: Cbs) -> changes.Changes:
    """Refresh the store's data folder; raises `RefreshFailed` and changes nothing where that fails."""
    return refresh_folder(
        store.data,
        client,
        indicators.load(store.corpus),
        values.read(store.corpus / "values.csv"),
        editions.load(store.corpus),
        progress,
    ).changes


def told(found: changes.Changes, store: FigureStore, language: str = "nl") -> list[str]:
    """What a refresh changed, in sentences."""
    return changes.sentences(found, indicators.load(store.corpus), store.municipalities, language)

"""The charts of a plan as pictures within the page, each drawn once for the same figures."""

from __future__ import annotations

import base64
from functools import lru_cache

from assistant.figures.chart import png
from assistant.figures.charting import drawing_of
from assistant.figures.store import FigureStore
from assistant.planning.plan import Chart

KEPT = 64


class Charts:
    """Draws with what the figures hold now; a chart whose figures changed is another chart."""

    def __init__(self, store: FigureStore) -> None:
        self._store = store
        self.address = lru_cache(maxsize=KEPT)(self._address)

    def _address(self, chart: Chart) -> str | None:
        """The picture as a data address; None when there is nothing to draw any more."""
        indicator = self._store.table.dictionary.get(chart.indicator)
        drawing = drawing_of(chart.code, indicator, self._store, "nl") if indicator else None
        if drawing is None:
            return None
        picture = png(drawing, ("bars",))
        return f"data:image/png;base64,{base64.b64encode(picture).decode()}"

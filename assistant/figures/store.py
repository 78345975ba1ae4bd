"""Everything the program knows of figures, from the files they stand in; read again when those change.

`corpus/figures/` ships; `DATA/figures/` holds what a refresh brought and what
users imported or typed. The table is made at the first question about a
figure, so that a start without one costs nothing.
"""

from __future__ import annotations

import threading
from pathlib import Path

from assistant.figures import boundaries, indicators, literacy, values
from assistant.figures.boundaries import Boundaries
from assistant.figures.literacy import Literacy
from assistant.figures.municipalities import Municipalities
from assistant.figures.table import FigureTable


class FigureStore:
    """The figures of one corpus and one data folder; safe to use from several threads."""

    def __init__(self, corpus: Path, data: Path, municipalities: Municipalities) -> None:
        """`corpus` is the folder with the snapshot, `data` the folder for what comes after it."""
        self.corpus = corpus
        self.data = data
        self.municipalities = municipalities
        self._lock = threading.Lock()
        self._made: tuple[tuple[tuple[str, int, int], ...], FigureTable, Literacy] | None = None

    @property
    def table(self) -> FigureTable:
        """All figures as they are now."""
        return self._current()[0]

    @property
    def boundaries(self) -> Boundaries:
        """When the municipalities' areas changed."""
        return boundaries.load(self.corpus)

    @property
    def literacy(self) -> Literacy:
        """All published values of low literacy as they are now."""
        return self._current()[1]

    def _current(self) -> tuple[FigureTable, Literacy]:
        with self._lock:
            stamp = self._stamp()
            if self._made is None or self._made[0] != stamp:
                self._made = (stamp, *self._read())
            return self._made[1:]

    def _read(self) -> tuple[FigureTable, Literacy]:
        dictionary = indicators.load(self.corpus)
        known = values.read(self.corpus / "values.csv")
        codes = [m.code for m in self.municipalities.all()]
        return FigureTable(known, dictionary, codes), literacy.load(self.corpus)

    def _stamp(self) -> tuple[tuple[str, int, int], ...]:
        """What the files look like: a new refresh or import changes it."""
        found = [p for folder in (self.corpus, self.data) if folder.is_dir() for p in folder.rglob("*")]
        files = sorted(p for p in found if p.suffix in (".csv", ".toml", ".json"))
        return tuple((str(p), (s := p.stat()).st_mtime_ns, s.st_size) for p in files)

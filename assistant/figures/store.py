"""Everything the program knows of figures, from the files they stand in; read again when those change.

`corpus/figures/` ships; `DATA/figures/` holds what a refresh brought and what
users imported or typed. The table is made at the first question about a
figure, so that a start without one costs nothing.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import BrokenFigures
from assistant.figures import boundaries, indicators, literacy, values
from assistant.figures.boundaries import Boundaries
from assistant.figures.exports import keeping as imports
from assistant.figures.exports.published import published
from assistant.figures.indicators import Source
from assistant.figures.keeping import load_refreshed
from assistant.figures.literacy import Literacy
from assistant.figures.municipalities import Municipalities
from assistant.figures.table import FigureTable
from assistant.figures.values import Value

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Everything:
    """What the files hold; `damaged` names those that could not be read."""

    table: FigureTable
    literacy: Literacy
    damaged: tuple[str, ...]


class FigureStore:
    """The figures of one corpus and one data folder; safe to use from several threads."""

    def __init__(self, corpus: Path, data: Path, municipalities: Municipalities) -> None:
        """`corpus` is the folder with the snapshot, `data` the folder for what comes after it."""
        self.corpus = corpus
        self.data = data
        self.municipalities = municipalities
        self._lock = threading.Lock()
        self._made: tuple[Stamp, Everything] | None = None

    @property
    def table(self) -> FigureTable:
        """All figures as they are now."""
        return self._current().table

    @property
    def boundaries(self) -> Boundaries:
        """When the municipalities' areas changed."""
        return boundaries.load(self.corpus)

    @property
    def literacy(self) -> Literacy:
        """All published values of low literacy as they are now."""
        return self._current().literacy

    @property
    def damaged(self) -> tuple[str, ...]:
        """The files of refreshes and imports that can't be read and are left out."""
        return self._current().damaged

    def _current(self) -> Everything:
        with self._lock:
            stamp = self._stamp()
            if self._made is None or self._made[0] != stamp:
                self._made = (stamp, self._read())
            return self._made[1]

    def _read(self) -> Everything:
        shipped = values.read(self.corpus / "values.csv")
        refreshed, sources, damaged = self._refreshed()
        kept = imports.load(self.data)
        dictionary = indicators.load(self.corpus)
        dictionary = dictionary.with_more(kept.indicators, {**sources, **kept.sources})
        codes = [m.code for m in self.municipalities.all()]
        table = FigureTable([*shipped, *refreshed, *kept.values], dictionary, codes)
        brought = published(kept.kept, dictionary, self.municipalities)
        return Everything(table, literacy.load(self.corpus).with_more(brought), (*damaged, *kept.damaged))

    def _refreshed(self) -> tuple[list[Value], dict[str, Source], tuple[str, ...]]:
        """What a refresh brought; a damaged one is left out, for the snapshot still stands."""
        try:
            return *load_refreshed(self.data), ()
        except BrokenFigures as error:
            return [], {}, (str(error.details["file"]),)

    def _stamp(self) -> Stamp:
        """What the files look like: a new refresh or import changes it."""
        found = [p for folder in (self.corpus, self.data) if folder.is_dir() for p in folder.rglob("*")]
        files = sorted(p for p in found if p.suffix in (".csv", ".toml", ".json"))
        return tuple((str(p), (s := p.stat()).st_mtime_ns, s.st_size) for p in files)

"""Collects the sentences on figures and the rows they rest on, each row once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answering.figure_rows import value_row
from assistant.figures.municipalities import Municipalities
from assistant.figures.showing import place
from assistant.figures.store import FigureStore
from assistant.figures.table import FigureTable
from assistant.figures.values import COUNTRY, Value
from assistant.records import Figure, Language, Sentence, Status
from assistant.wording import say


@dataclass(frozen=True)
class Told:
    """What the figures have to say: sentences, with numbers (from 1) into `figures`.

    `missing` is what was asked and is not there; `columns` are the heads of
    the cells, where the answer is a table.
    """

    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    status: Status = "answered"
    missing: str | None = None
    columns: tuple[str, ...] = ()


@dataclass
class Telling:
    """An answer on figures in the making, over one state of the figures and in one language."""

    store: FigureStore
    language: Language
    sentences: list[Sentence] = field(default_factory=list)
    rows: list[Figure] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.table: FigureTable = self.store.table
        self.towns: Municipalities = self.store.municipalities

    def say(self, key: str, **details: object) -> str:
        """A sentence of this area."""
        return say(f"figure_answers.{key}", self.language, **details)

    def claim(
        self, text: str, rows: Sequence[Figure], group: str | None = None, cells: Sequence[str] = ()
    ) -> None:
        """Add a sentence that rests on these rows."""
        for row in rows:
            if row not in self.rows:
                self.rows.append(row)
        numbers = tuple(self.rows.index(row) + 1 for row in rows)
        self.sentences.append(Sentence(text, group=group, cells=tuple(cells), figures=numbers))

    def row(self, value: Value, remark: str = "") -> Figure:
        """The row of a value, the same each time; `remark` is heeded the first time."""
        place = (value.indicator, value.code, value.year)
        known = next((r for r in self.rows if (r.key, r.code, r.year) == place), None)
        return known or value_row(value, self.table, self.towns, self.language, remark)

    def remark(self, text: str) -> None:
        """Add what the program says about itself, once."""
        if all(s.text != text for s in self.sentences):
            self.sentences.append(Sentence(text, role="remark"))

    def lacks(self, text: str) -> None:
        """Say that something asked for is not there."""
        self.remark(text)
        if text not in self.absent:
            self.absent.append(text)

    def where(self, code: str) -> str:
        """A place as it stands in a sentence: "Almere", "de provincie Flevoland", "Nederland"."""
        name = place(code, self.towns, self.language)
        if code.startswith("PV") or (code == COUNTRY and self.language == "en"):
            return self.say("the_province", province=name)
        return name

    def listed(self, parts: Sequence[str]) -> str:
        """ "a, b en c"."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("and", first=", ".join(parts[:-1]), last=parts[-1])

    def sources(self) -> None:
        """Say where all of it comes from, in one sentence."""
        if not self.rows:
            return
        titles: dict[str, str] = {}
        first: dict[str, Figure] = {}
        for row in self.rows:
            first.setdefault(row.source, row)
            known = self.table.dictionary.sources.values()
            publisher = next((s.publisher for s in known if s.title == row.source), "")
            titles.setdefault(row.source, f"{publisher}, {row.source}" if publisher else row.source)
        key = "source" if len(titles) == 1 else "sources"
        self.claim(self.say(key, titles="; ".join(titles.values())), list(first.values()))

    def told(self, columns: Sequence[str] = (), status: Status | None = None) -> Told:
        """What was collected; refused without a claim, partial where something is not there."""
        if status is None:
            claims = any(s.role == "claim" for s in self.sentences)
            status = "refused" if not claims else "partial" if self.absent else "answered"
        return Told(
            tuple(self.sentences), tuple(self.rows), status, " ".join(self.absent) or None, tuple(columns)
        )

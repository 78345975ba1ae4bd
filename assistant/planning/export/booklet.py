"""A plan made ready for paper: what every format writes, with nothing left to decide.

Which notes there are, where a mark stands and how wide a column is must not
differ between the Word file and the PDF of one plan. So that is settled once,
in `composing`, and the writers only turn these records into their format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.wording import say

# How a piece of text is marked: not, as an open point, or as something that no source carries.
Mark = Literal["", "gap", "unchecked"]

# A table of at most this many rows and characters is kept on one page.
_FEW, _LITTLE = 6, 800


@dataclass(frozen=True)
class Run:
    """A piece of text in one look; `comment` is what a reviewer should see beside it, `address` a link."""

    text: str
    mark: Mark = ""
    comment: str = ""
    address: str = ""


@dataclass(frozen=True)
class Line:
    """A statement on paper: its runs, then the numbers (from 1) of its notes in `Booklet.notes`."""

    runs: tuple[Run, ...]
    notes: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Note:
    """A source; `again` is its short form, for a format in which a note can't be referred to twice."""

    text: str
    again: str


@dataclass(frozen=True)
class Text:
    """A paragraph; one that `introduces` the block behind it must not be parted from it."""

    lines: tuple[Line, ...]
    introduces: bool = False


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[tuple[Line, ...], ...]
    numbered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: `number` counts the tables, `widths` are shares of the page's width that add up to 1.

    A `crowded` one has words that only fit side by side in smaller letters; in a `whole` one none has to
    be hyphenated.
    """

    number: int
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[float, ...]
    crowded: bool = False
    whole: bool = False

    @property
    def short(self) -> bool:
        """Whether it takes so little room that it should not be spread over two pages."""
        words = sum(len(cell.text) for row in self.rows for cell in row)
        return len(self.rows) <= _FEW and words <= _LITTLE

    def holds(self, at: int) -> bool:
        """Whether row `at`, from 0, must be on the page of the row behind it.

        A short table stays whole. Of a longer one no row stands alone: the
        first two and the last two, among which a total, are together.
        """
        last = len(self.rows) - 1
        return at < last and (self.short or at == 0 or at == last - 1)


@dataclass(frozen=True)
class Picture:
    """A chart as a PNG; `alt` says in words what it shows, `source` where its numbers come from."""

    number: int
    caption: str
    alt: str
    source: str
    png: bytes


@dataclass(frozen=True)
class Head:
    """A heading of the second level."""

    text: str


Block = Text | Items | Grid | Picture | Head


@dataclass(frozen=True)
class Chapter:
    """A section or an annex; an annex is not numbered."""

    title: str
    blocks: tuple[Block, ...]
    annex: bool = False


@dataclass(frozen=True)
class Booklet:
    """The whole document. `places` and `library` may be empty, `date` is written in words.

    `explanation` says in one sentence what the marks mean, "" where there are none.
    A `compact` one has no annexes and smaller headings; `contents` says whether it has a list of them.
    """

    title: str
    places: str
    library: str
    date: str
    changed: str
    explanation: str
    chapters: tuple[Chapter, ...]
    notes: tuple[Note, ...]
    language: str
    compact: bool = False
    contents: bool = False


def where(booklet: Booklet) -> str:
    """The municipality or municipalities of a document as its title page has them; "" for none."""
    if not booklet.places:
        return ""
    several = say("export.and", booklet.language) in booklet.places
    key = "export.municipalities" if several else "export.municipality"
    return say(key, booklet.language, places=booklet.places)

"""A plan as data: sections of blocks, blocks of statements, and every statement with what it rests on.

A reader of a plan must be able to tell a fact of the town's own budget from a
sentence that the program always writes. So each statement says where it comes
from, down to the cell of a table, and a gap is a statement too: it names what
is missing and who would know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.records import Citation, Figure

# What a statement rests on: a cited document, a figure, what the user typed, a building block of the
# program; or it is an open point, or holds something that no source carries.
Origin = Literal["source", "figure", "input", "block", "gap", "unchecked"]
Status = Literal["waiting", "drafted", "edited", "left_out"]


@dataclass(frozen=True)
class Statement:
    """A sentence, or the content of a table's cell.

    A gap's `text` is its mark, "[nog in te vullen: …]"; `asks` is what is to be
    filled in and `knows` who would know it. `proposal` says that a value in it
    is the program's proposal, to be decided on by people.
    """

    text: str
    origin: Origin = "block"
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    asks: str = ""
    knows: str = ""
    proposal: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Statements that are read on."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Bullets:
    """A list; each item is one or more statements."""

    items: tuple[tuple[Statement, ...], ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption; each cell is a statement, the first column names the row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Statement, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A chart of an indicator for a municipality (both by key); `alt` says in words what it shows."""

    indicator: str
    code: str
    caption: str
    alt: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Subheading:
    """A heading inside a section."""

    text: str


Block = Paragraph | Bullets | Table | Chart | Subheading


@dataclass(frozen=True)
class Section:
    """A part of a plan; `wish` is what the user asked of it when it was last drafted."""

    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    status: Status = "waiting"
    wish: str = ""

    def statements(self) -> Iterator[Statement]:
        """Every statement in order, those in cells too."""
        for block in self.blocks:
            yield from statements(block)


@dataclass(frozen=True)
class Intake:
    """What the user told; everything but the municipalities may be empty.

    `municipalities` are codes, the first one leads. `groups` are keys of
    `target_groups.toml` or words of the user's own, `activities` and `partners`
    the same of theirs. `period` is "2027-2029" or the like, `budget` a text.
    """

    municipalities: tuple[str, ...]
    library: str = ""
    subject: str = ""
    groups: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    period: str = ""
    budget: str = ""
    existing: str = ""
    remarks: str = ""


@dataclass(frozen=True)
class Plan:
    """A draft: `kind` names its outline, `created` and `changed` are ISO 8601 times."""

    id: str
    kind: str
    title: str
    intake: Intake
    sections: tuple[Section, ...]
    created: str
    changed: str

    @property
    def shown(self) -> tuple[Section, ...]:
        """The sections that are not left out."""
        return tuple(s for s in self.sections if s.status != "left_out")

    def statements(self) -> Iterator[tuple[Section, Statement]]:
        """Every statement of what is shown, with its section."""
        for section in self.shown:
            for statement in section.statements():
                yield section, statement

    def open_points(self) -> list[tuple[Section, Statement]]:
        """The gaps, in order."""
        return [(section, s) for section, s in self.statements() if s.origin == "gap"]


def statements(block: Block) -> Iterator[Statement]:
    """The statements of a block in reading order; a chart and a subheading have none."""
    match block:
        case Paragraph():
            yield from block.statements
        case Bullets():
            for item in block.items:
                yield from item
        case Table():
            for row in block.rows:
                yield from row
        case Chart() | Subheading():
            return

"""What the person sees before anything is taken in, and what they decide about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.figures.indicators import Indicator, Source
from assistant.figures.values import Value
from assistant.wording import say

# How "1.234" is meant where a column can't tell: as 1234, or as a little over one.
Reading = Literal["", "thousands", "decimals"]
_SHOWN = 3


@dataclass(frozen=True)
class Remark:
    """Something to know about the import; `key` is under `exports` in the wording."""

    key: str
    examples: tuple[str, ...] = ()
    count: int = 0

    def say(self, language: str = "nl") -> str:
        """A sentence; at most three examples, and how many more there are."""
        shown = ", ".join(self.examples[:_SHOWN])
        rest = max(self.count, len(self.examples)) - len(self.examples[:_SHOWN])
        if rest > 0:
            shown = say("exports.more", language, shown=shown, count=rest)
        return say(f"exports.{self.key}", language, examples=shown)


@dataclass(frozen=True, slots=True)
class Found:
    """One cell: `year` None where the file tells none, `value` None where it has no figure."""

    year: int | None
    code: str
    value: float | None


@dataclass(frozen=True)
class Example:
    """A cell as the person recognises it: the area and the number as printed."""

    area: str
    year: int | None
    printed: str


@dataclass(frozen=True)
class Column:
    """One topic of the file, its years together.

    `unit` is "" where the file tells none; `municipalities` counts those with a
    value in at least one year, `missing` the cells without a figure.
    `suggestion` is the key of a known indicator, None when unsure; `theme` a key
    of the dictionary's themes, "" when unsure. `unsettled` holds the other
    reading of the numbers where nothing tells which is meant.
    """

    number: int
    topic: str
    unit: str
    years: tuple[int, ...]
    municipalities: int
    missing: int
    examples: tuple[Example, ...]
    suggestion: str | None
    theme: str
    found: tuple[Found, ...]
    unsettled: tuple[Found, ...] = ()

    @property
    def needs_year(self) -> bool:
        """Whether the person has to say which year the values are of."""
        return any(found.year is None for found in self.found)

    @property
    def needs_reading(self) -> bool:
        """Whether the person has to say how "1.234" is meant."""
        return bool(self.unsettled)


@dataclass(frozen=True)
class Preview:
    """A file as it was understood; nothing of it is kept yet."""

    file: str
    title: str
    source: str
    updated: str
    columns: tuple[Column, ...]
    left_out: tuple[Remark, ...]
    remarks: tuple[Remark, ...]

    def says(self, language: str = "nl") -> list[str]:
        """What was left out and what to know besides, a sentence each."""
        return [remark.say(language) for remark in (*self.left_out, *self.remarks)]


@dataclass(frozen=True)
class New:
    """An indicator that the person describes; `theme` is a key of the themes, "" for the column's."""

    name: str
    unit: str
    definition: str
    theme: str = ""


@dataclass(frozen=True)
class Choice:
    """What a column is: the known `indicator`, or a `new` one; with neither it is left out.

    `year` is asked where the file tells none, `reading` where the numbers are unsettled.
    """

    column: int
    indicator: str = ""
    new: New | None = None
    year: int | None = None
    reading: Reading = ""


@dataclass(frozen=True)
class About:
    """Where the file comes from, as the person says; "" for what the file tells itself."""

    title: str = ""
    publisher: str = ""
    address: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Imported:
    """Values taken in, with their source and the indicators that are new.

    `definition` is what the person says the source means by the figure, where
    that may differ from the dictionary's; "" for the dictionary's.
    """

    slug: str
    source: Source
    indicators: tuple[Indicator, ...]
    values: tuple[Value, ...]
    definition: str = ""


def numbered(columns: Sequence[Column], number: int) -> Column | None:
    """The column with this number, None for an unknown one."""
    return next((column for column in columns if column.number == number), None)

"""Municipalities that are no more: who lives in Bussum asks for Bussum.

The list goes back to 1990 and leads to the municipality of today. Many of the
names are also words or people's names (Leek, Doorn, Axel); what is one of those
is the place only where the text says so.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

# What a former name is besides: an ordinary word or a first name, or a common family name.
Also = Literal["", "word", "name"]
_ALSO: dict[str, Also] = {"": "", "word": "word", "name": "name"}
_IN = re.compile(
    r"\b(?:in|uit|te|binnen|gemeente|stad|dorp|municipality of|town of|city of|village of)\s+$", re.IGNORECASE
)
# "Jan van Kessel", "mevrouw De Vries", "wethouder Schermer", "de Vries".
_PERSON = re.compile(
    r"(?:\b(?:heer|mevrouw|meneer|familie|wethouder|minister|dhr\.?|mevr\.?|mr\.?|mrs\.?|ms\.?)|[A-Z][\w.]*)\s+"
    r"(?:[Vv]an\s+)?$|\b(?:[Dd]e[nr]?|[Tt]e[nr]|'t|Van)\s+$"
)


@dataclass(frozen=True)
class Merger:
    """A former municipality and where it went; `date` is a day, or a year alone."""

    former: str
    code: str
    name: str
    date: str
    also: Also = ""

    @property
    def long_ago(self) -> bool:
        """Whether it stands in no figures: of those only the year is kept."""
        return len(self.date) == 4


def load(folder: Path) -> list[Merger]:
    """The mergers of `mergers.csv`, then those of `former_municipalities.csv` where the folder has it.

    An area that was divided has a line for each municipality it went to.
    """
    with (folder / "mergers.csv").open(encoding="utf-8", newline="") as stream:
        found = [
            Merger(r["former_name"], r["code"], r["name"], r["date"])
            for r in csv.DictReader(stream)
            if not r["kind"].startswith("splitsing")
        ]
    path = folder / "former_municipalities.csv"
    if not path.exists():
        return found
    with path.open(encoding="utf-8", newline="") as stream:
        return found + [
            Merger(r["former_name"], r["code"], r["name"], r["year"], _ALSO[r["also"]])
            for r in csv.DictReader(stream)
        ]


def is_place(merger: Merger, text: str, start: int, end: int) -> bool:
    """Whether a former name, from `start` to `end` of a text, is the place there.

    A name that is also a word needs its capital and "in" or "gemeente" before
    it; a family's name needs one of the two, and nothing that makes a person of it.
    """
    before, written = text[:start], text[start:end]
    if not merger.also:
        return True
    if merger.also == "word" and written != merger.former:
        return False
    if _IN.search(before):
        return True
    if not before.strip():
        return re.match(r"\s*(?:[,:?!.]|$)", text[end:]) is not None and written == merger.former
    inside = before.rstrip()[-1] not in ".?!:\n"
    return merger.also == "name" and inside and written == merger.former and not _PERSON.search(before)

"""How a table's width is shared out: no word is cut if it can be helped, and the table stays low.

The files are set in other letters than the ones counted here, so a text's
width is reckoned in average letters: near enough to choose between columns.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.planning.export.binding import bound
from assistant.planning.export.marking import blank

# The width of a page between its margins in average letters of a table's text, and what a cell loses at
# its sides. Measured on Calibri of 9 and Libertinus of 9.5 points.
ROOM, SIDES = 104.0, 3.0
# How much more goes in with the smaller letters of a crowded table.
SMALLER = 9 / 8
# A word wider than the first is broken anyhow; if words that long leave no room, ever shorter ones may be.
_LONGEST = (40.0, 32.0, 26.0, 22.0, 18.0, 15.0, 12.0, 9.0)
# Smaller letters are for tables whose words do not fit, but not for the sake of one longer than this.
_USUAL = 26.0
# What must be left, as a share of the room, to fit the columns to their texts.
_SPARE = 0.06
_STEPS = 80
_NARROW, _WIDE = set("fijlrtI.,;:'’!|()[]-/ \N{NO-BREAK SPACE}¹²³⁰"), set("mwMW%@€…—")
_BOLD = 1.08
# Where people still have to write, there is room for some words or for an amount.
_WORDS, _AMOUNT = 32.0, 9.0
# Where a line may end inside what spaces part.
_PIECES = re.compile(r"[^ \-/]+[\-/]?|[\-/]")


@dataclass(frozen=True)
class Fit:
    """How a table fits: shares of the width by column, adding up to 1.

    In a `crowded` one the longest words fit side by side in smaller letters at
    best; in a `whole` one no word has to be hyphenated.
    """

    shares: tuple[float, ...]
    crowded: bool
    whole: bool


def fitted(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Fit:
    """How a table with these heads and rows of texts fits on a page."""
    texts = [[bound(row[at]) for row in rows] for at in range(len(columns))]
    longest = _words(columns, texts, math.inf)
    crowded = sum(_words(columns, texts, _USUAL)) > ROOM * (1 - _SPARE)
    room = ROOM * (SMALLER if crowded else 1)
    widths = _least(columns, texts, room)
    whole = all(has >= needs for has, needs in zip(widths, longest, strict=True))
    rest = room - sum(widths)
    long = [
        [width_of(head) * _BOLD, *(_room_for(text) for text in column)]
        for head, column in zip(columns, texts, strict=True)
    ]
    for _ in range(_STEPS if rest > 0 else 0):
        step = rest / _STEPS
        heights = [
            _height(long, [*widths[:at], widths[at] + step, *widths[at + 1 :]]) for at in range(len(columns))
        ]
        widths[heights.index(min(heights))] += step
    return Fit(tuple(width / sum(widths) for width in widths), crowded, whole)


def width_of(text: str) -> float:
    """The width of a text on one line, in average letters."""
    return sum(_letter(letter) for letter in text)


def _least(columns: Sequence[str], texts: Sequence[Sequence[str]], room: float) -> list[float]:
    found: list[float] = []
    for longest in _LONGEST:
        found = _words(columns, texts, longest)
        if sum(found) <= room * (1 - _SPARE):
            return found
    return [room * each / sum(found) for each in found]


def _words(columns: Sequence[str], texts: Sequence[Sequence[str]], longest: float) -> list[float]:
    """For each column the width of its longest word with the cell's sides."""
    return [
        SIDES + max(_word(head, longest) * _BOLD, *(_word(text, longest) for text in column), 2.0)
        for head, column in zip(map(bound, columns), texts, strict=True)
    ]


def _word(text: str, longest: float) -> float:
    return min(max(map(width_of, _PIECES.findall(text)), default=0.0), longest)


def _height(long: Sequence[Sequence[float]], widths: Sequence[float]) -> float:
    """About how many lines the table takes: by row those of its tallest cell, the others weigh a little."""
    cells = [[text / (width - SIDES) for text in column] for column, width in zip(long, widths, strict=True)]
    return sum(sum(max(lines, 0.8) ** 6 for lines in row) ** (1 / 6) for row in zip(*cells, strict=True))


def _room_for(text: str) -> float:
    if not blank(text):
        return width_of(text)
    return _AMOUNT if "€" in text else _WORDS


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.6
    if letter in _WIDE:
        return 1.6
    return 1.25 if letter.isupper() else 1.05

"""One image read as well as tesseract can: turned upright, and a table read cell by cell.

How an image is best read is told by the result: a page that lies on its side
gives few sure words, and a table gives more of them without its borders.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.reading.ocr import tesseract
from assistant.reading.ocr.signs import signed
from assistant.reading.ocr.tesseract import Mark
from assistant.reading.ocr.unruled import unruled
from assistant.reading.quality.looking import lies_sideways

if TYPE_CHECKING:
    import numpy as np

    Grey = np.ndarray[Any, np.dtype[np.uint8]]

# Tesseract's page segmentation modes.
_LAYOUT, _SPARSE = 3, 11
_LEAST = 0.3
_GOOD, _SURE = 0.75, 0.6
_FEW = 15
_TABLE = 0.15
_ODD = re.compile(r"^[\[|{‘’“”\\]+(?=[\w-])|(?<=\w)[\]|}\\]+$")
_ALONE = frozenset("€$%&+-–—/•=")


@dataclass(frozen=True)
class Reading:
    """The words of an image, boxes in pixels of the image turned `turn` degrees clockwise."""

    marks: tuple[Mark, ...] = ()
    turn: int = 0

    @property
    def worth(self) -> float:
        """How much was read: the words, each for as much as it is sure."""
        return sum(mark.sure for mark in self.marks)

    @property
    def sure(self) -> float:
        return self.worth / len(self.marks) if self.marks else 0.0


def read_upright(program: str, image: Grey, language: str, dots: int, seconds: float) -> Reading:
    """Read an image of `dots` pixels an inch within `seconds`; what was read by then is the answer."""
    best = Reading()
    end = time.monotonic() + seconds

    def read(picture: Grey, layout: int, turn: int = 0, coarse: int = 1) -> Reading:
        left = end - time.monotonic()
        marks = tesseract.read(program, picture, language, layout, dots // coarse, left)
        return Reading(_kept(marks), turn)

    try:
        step = max(dots // 100, 1)
        turn = _turn(program, image, read, end) if lies_sideways(image[::step, ::step]) else 0
        best = read(_turned(image, turn), _LAYOUT, turn)
        if not turn and (len(best.marks) < _FEW or best.sure < _GOOD):
            turn = _turn(program, image, read, end)
            other = read(_turned(image, turn), _LAYOUT, turn) if turn else best
            best = other if other.worth > best.worth else best
        upright = _turned(image, best.turn)
        if _is_table(best.marks):
            bare = unruled(upright, dots)
            cells = read(bare, _SPARSE, best.turn)
            best = _joined(cells, best) if cells.worth >= 0.9 * best.worth else _joined(best, cells)
            best = replace(best, marks=signed(best.marks, bare))
    except subprocess.TimeoutExpired:
        pass
    return best


def _joined(first: Reading, second: Reading) -> Reading:
    """The first reading, with the sure words of the second where the first has nothing."""
    more = [
        mark
        for mark in second.marks
        if mark.sure >= _SURE and not any(_overlap(mark, has) for has in first.marks)
    ]
    return replace(first, marks=(*first.marks, *more))


def _overlap(one: Mark, other: Mark) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    return across > 0 and min(one.bottom, other.bottom) > max(one.top, other.top)


def _turn(program: str, image: Grey, read: Any, end: float) -> int:
    """By how many degrees clockwise the image should be turned."""
    turn, sure = tesseract.turn(program, image, end - time.monotonic())
    if sure >= 2:
        return turn
    coarse = image[::2, ::2]
    tried = [read(_turned(coarse, degrees), _LAYOUT, degrees, 2) for degrees in (0, 90, 180, 270)]
    best = max(tried, key=_legible)
    return best.turn if _legible(best) > 1.3 * _legible(tried[0]) else 0


def _legible(reading: Reading) -> float:
    """What the words of some length are worth that run across: tesseract reads some that run down too."""
    return sum(
        mark.sure**2
        for mark in reading.marks
        if len(mark.text) >= 4 and mark.text.isalnum() and mark.right - mark.left > mark.bottom - mark.top
    )


def _turned(image: Grey, degrees: int) -> Grey:
    import numpy as np

    return np.rot90(image, -(degrees // 90)) if degrees else image


def _is_table(marks: Sequence[Mark]) -> bool:
    numbers = sum(any(c.isdigit() for c in mark.text) for mark in marks)
    return numbers >= 6 and numbers >= _TABLE * len(marks)


def _kept(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The words that are sure enough, without the bits of borders and specks read into them."""
    kept = [replace(mark, text=_ODD.sub("", mark.text)) for mark in marks if mark.sure >= _LEAST]
    return tuple(mark for mark in kept if set(mark.text) <= _ALONE or any(c.isalnum() for c in mark.text))

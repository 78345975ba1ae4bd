"""The minus sign before an amount: so small that OCR drops it or takes it for a quote, and so important.

Whether it is there can be seen: a short flat mark at half the height of the
digits, close before them, with white above, below and before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.reading.ocr.tesseract import Mark

if TYPE_CHECKING:
    import numpy as np

    Grey = np.ndarray[Any, np.dtype[np.uint8]]

_AMOUNT = re.compile(r"^\d{1,3}(?:[.,]\d{3})*(?:,\d{1,2})?%?$")
_MISREAD = re.compile(r"^[“”„‘’\"'`~_—–=+*]+(?=\d)")


def signed(marks: Sequence[Mark], image: Grey) -> tuple[Mark, ...]:
    """The same words with a minus before each amount that has one in the image."""
    return tuple(_signed(mark, marks, image) for mark in marks)


def _signed(mark: Mark, marks: Sequence[Mark], image: Grey) -> Mark:
    height = mark.bottom - mark.top
    bare = _MISREAD.sub("", mark.text)
    if not _AMOUNT.match(bare) or height < 8:
        return mark
    if bare != mark.text:
        found = _dash(image, mark, mark.left - 2, mark.left + round(0.6 * height))
        return replace(mark, text="-" + bare) if found else mark
    if any(_close_before(other, mark) for other in marks):
        return mark
    if not _dash(image, mark, mark.left - round(0.75 * height), mark.left):
        return mark
    return replace(mark, text="-" + bare, left=mark.left - round(0.6 * height))


def _close_before(other: Mark, mark: Mark) -> bool:
    height = mark.bottom - mark.top
    level = min(other.bottom, mark.bottom) > max(other.top, mark.top)
    return other is not mark and level and mark.left - 1.6 * height < other.right <= mark.left + 2


def _dash(image: Grey, mark: Mark, left: int, right: int) -> bool:
    """Whether there is a dash in these columns at half the height of a word, and nothing else."""
    import numpy as np

    height = mark.bottom - mark.top
    area = image[max(mark.top, 0) : mark.bottom, max(left, 0) : right].astype(np.int16)
    if not area.size:
        return False
    ink = area < np.percentile(area, 90) - 60
    rows, columns = np.flatnonzero(ink.any(1)), np.flatnonzero(ink.any(0))
    if not len(rows):
        return False
    if left + columns[-1] >= right - 1:
        # The first digit reaches in; the dash ends where white begins before it.
        white = np.flatnonzero(~ink.any(0))
        if not len(white):
            return False
        ink = ink[:, : white[-1] + 1]
        rows, columns = np.flatnonzero(ink.any(1)), np.flatnonzero(ink.any(0))
        if not len(rows):
            return False
    top, bottom, wide = rows[0] / height, (rows[-1] + 1) / height, len(columns) / height
    return bool(
        bottom - top <= 0.25
        and 0.35 <= (top + bottom) / 2 <= 0.75
        and 0.18 <= wide <= 0.7
        and columns[-1] - columns[0] + 1 == len(columns)
        and columns[0] > 0
    )

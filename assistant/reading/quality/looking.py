"""Whether a picture holds writing, told from its pixels.

A photo and a table pasted as a picture are the same thing to a PDF. Writing
is many small, sharp marks that stand side by side on a line, on a ground of
one tone; leaves and roof tiles are small marks too, but on no such ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Grey = np.ndarray[Any, np.dtype[np.uint8]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]
    Boxes = np.ndarray[Any, np.dtype[np.int64]]

_CONTRAST = 28
_REACH = 9
_SMALLEST, _TALLEST = 4, 40
# Fewer words than this say nothing that a caption would not say.
_FEWEST = 10
# Of a page full of marks these many are enough.
_MOST, _PLENTY = 20_000, 150
_EVEN = 0.6


@dataclass(frozen=True)
class Look:
    """What a picture shows.

    `words` is about how many words stand in it in rows, 0 where nothing looks
    like writing; `pale` the share of it that is as light as its paper, `ink`
    the share that is darker than what is around it.
    """

    words: int
    pale: float
    ink: float


def look(grey: Grey, sideways: bool = False) -> Look:
    """Look at a picture of 8-bit grey tones, at 70 to 150 pixels an inch.

    `sideways` looks for writing that lies on its side as well.
    """
    import numpy as np

    if min(grey.shape) < 2 * _REACH:
        return Look(0, 1.0, 0.0)
    tones = grey.astype(np.int16)
    around = _blurred(tones)
    dark, light = tones < around - _CONTRAST, tones > around + _CONTRAST
    even = _even(tones)
    words = sum(_written(mask, tones, even) for mask in (dark, light))
    if sideways and not words and even >= _EVEN:
        words = sum(_written(mask.T, tones.T, even) for mask in (dark, light))
    pale = float((tones >= np.percentile(tones, 95) - 25).mean())
    return Look(words, pale, float(dark.mean()))


def lies_sideways(grey: Grey) -> bool:
    """Whether the words run up or down rather than across, in a picture as `look` takes it."""
    import numpy as np

    if min(grey.shape) < 2 * _REACH:
        return False
    tones = grey.astype(np.int16)
    dark = tones < _blurred(tones) - _CONTRAST
    across, down = (_words(_boxes(m), m, t) for m, t in ((dark, tones), (dark.T, tones.T)))
    # Lines of letters on their side look like words too, but short ones.
    return len(down) >= _FEWEST and _length(down) > 2 * _length(across)


def _length(words: Sequence[tuple[int, int, int, int]]) -> int:
    return sum(right - left for left, _, right, _ in words)


def _blurred(tones: Any) -> Any:
    """The mean of the square around each pixel."""
    import numpy as np

    reach = _REACH
    padded = np.pad(tones.astype(np.int32), ((reach + 1, reach), (reach + 1, reach)), mode="edge")
    sums = padded.cumsum(0).cumsum(1)
    side = 2 * reach + 1
    return (sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]) // side**2


def _even(tones: Any) -> float:
    """The share of pixels that hardly differ from their neighbours to the right and below."""
    import numpy as np

    across, down = np.abs(np.diff(tones, axis=1))[:-1], np.abs(np.diff(tones, axis=0))[:, :-1]
    return float(((across <= 3) & (down <= 3)).mean())


def _boxes(mask: Flags) -> Boxes:
    """The boxes (left, top, right, bottom) of the marks: the parts of `mask` that hang together."""
    import numpy as np

    height, width = mask.shape
    edged = np.zeros((height, width + 2), np.int8)
    edged[:, 1:-1] = mask
    steps = np.diff(edged, axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    if not len(rows):
        return np.zeros((0, 4), np.int64)
    first = np.searchsorted(rows, np.arange(height + 1))
    # A run hangs together with the runs in the row below that it touches, corners included.
    key = width + 3
    low = np.searchsorted(rows * key + ends, (rows + 1) * key + starts)
    high = np.searchsorted(rows * key + starts, (rows + 1) * key + ends, side="right")
    low, high = np.maximum(low, first[rows + 1]), np.minimum(high, first[np.minimum(rows + 2, height)])
    counts = np.maximum(high - low, 0)
    above = np.repeat(np.arange(len(rows)), counts)
    below = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts) + np.repeat(low, counts)
    names = _joined(len(rows), above, below)
    _, owner = np.unique(names, return_inverse=True)
    found = np.empty((owner.max() + 1, 4), np.int64)
    found[:, :2], found[:, 2:] = max(height, width), 0
    np.minimum.at(found[:, 0], owner, starts)
    np.minimum.at(found[:, 1], owner, rows)
    np.maximum.at(found[:, 2], owner, ends)
    np.maximum.at(found[:, 3], owner, rows + 1)
    return found


def _joined(count: int, above: Any, below: Any) -> Any:
    """For each of `count` runs the smallest number in its mark, given the pairs that touch."""
    import numpy as np

    names = np.arange(count)
    while True:
        smallest = np.minimum(names[above], names[below])
        before = names.copy()
        np.minimum.at(names, names[above], smallest)
        np.minimum.at(names, names[below], smallest)
        names = names[names]
        if np.array_equal(before, names):
            return names


def _written(mask: Flags, tones: Any, even: float) -> int:
    """How many words the marks in `mask` make, 0 when they don't stand in rows or columns as words do."""
    import numpy as np

    words = np.array(_words(_boxes(mask), mask, tones), np.int64).reshape(-1, 4)
    if len(words) < _FEWEST:
        return 0
    left, _, right, bottom = words.T
    height = words[:, 3] - words[:, 1]
    alike = np.minimum.outer(height, height) >= 0.75 * np.maximum.outer(height, height)
    np.fill_diagonal(alike, False)
    rows = (alike & _near(bottom)).any(1)
    mated = rows | (alike & (_near(left) | _near(right))).any(1)
    one_size = max(float(((height >= 0.8 * size) & (height <= 1.25 * size)).mean()) for size in set(height))
    # A chart's labels stand apart, all of one size on a clean ground.
    chart = mated.mean() >= 0.75 and one_size >= 0.8 and even >= _EVEN
    return len(words) if rows.mean() >= 0.8 or chart else 0


def _near(places: Any) -> Any:
    import numpy as np

    return np.abs(np.subtract.outer(places, places)) <= 2


def _words(boxes: Boxes, mask: Flags, tones: Any) -> list[tuple[int, int, int, int]]:
    """The boxes of the words: marks of one height side by side, together wider than high."""
    import numpy as np

    tall, wide = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    kept = boxes[(tall >= _SMALLEST) & (tall <= _TALLEST) & (wide >= 1) & (wide <= 14 * tall)]
    kept = kept[np.lexsort((kept[:, 0], kept[:, 3] // 3))][:_MOST]
    marks = kept.tolist()
    words = []
    start = 0
    for i in range(1, len(marks) + 1):
        if i < len(marks) and _beside(marks[i - 1], marks[i]):
            continue
        word = marks[start:i]
        start = i
        left, top = word[0][0], min(mark[1] for mark in word)
        right, bottom = max(mark[2] for mark in word), max(mark[3] for mark in word)
        if right - left >= 1.6 * (bottom - top) and _sharp(mask, tones, left, top, right, bottom):
            words.append((left, top, right, bottom))
            if len(words) >= _PLENTY:
                break
    return words


def _beside(one: list[int], other: list[int]) -> bool:
    heights = one[3] - one[1], other[3] - other[1]
    return (
        -1 <= other[0] - one[2] <= 0.45 * max(heights) + 1
        and abs(other[3] - one[3]) <= 0.35 * max(heights) + 1
        and min(heights) >= 0.4 * max(heights)
    )


def _sharp(mask: Flags, tones: Any, left: int, top: int, right: int, bottom: int) -> bool:
    """Whether the ground around the marks has one tone and the marks stand out from it."""
    import numpy as np

    area = (slice(max(top - 2, 0), bottom + 2), slice(max(left - 2, 0), right + 2))
    inked, part = mask[area], tones[area]
    if not 0.08 <= inked.mean() <= 0.7:
        return False
    ground = part[~inked]
    tone = np.median(ground)
    flat = float((np.abs(ground - tone) <= 14).mean())
    return flat >= 0.42 and abs(float(np.median(part[inked])) - float(tone)) >= 40

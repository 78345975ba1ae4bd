"""Recognised words put in reading order: columns one after the other, a table row on one line.

Tesseract cuts a page into blocks and may put a table's labels in one and its
amounts in another, or the right of two pages before the left. Its words are
better than its order, so the order is made anew, from their places.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.words import Word

_NUMERIC = re.compile(r"^[^\w\s]*\d[\d.,:/–-]*[^\w\s]*$|^[-–—€%]+$")
_DEEPEST = 6


@dataclass(frozen=True)
class Row:
    """Words on one line, left to right; `gap` is the white above it in line heights, None for the first."""

    words: tuple[Word, ...]
    gap: float | None = None

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def arranged(words: Sequence[Word]) -> list[Row]:
    """The words as rows in reading order."""
    return [row for part in _parts(_rows(words), 0) for row in _spaced(part)]


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words of which the middles are at one height together, from the top down."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom) / 2):
        for row in reversed(rows[-3:]):
            if _level(row, word):
                row.append(word)
                break
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.left) for row in rows]


def _level(row: Sequence[Word], word: Word) -> bool:
    """Whether a word stands at the height of the word in the row that is nearest to it."""
    near = min(row, key=lambda w: min(abs(w.left - word.right), abs(word.left - w.right)))
    overlap = min(near.bottom, word.bottom) - max(near.top, word.top)
    return overlap >= 0.5 * min(near.bottom - near.top, word.bottom - word.top)


def _parts(rows: list[list[Word]], depth: int) -> list[list[list[Word]]]:
    """The rows cut into columns where there are some: above them, left, right, and below them."""
    if depth >= _DEEPEST or len(rows) < 6:
        return [rows] if rows else []
    best: tuple[int, int, float] | None = None
    for start, end, cut in _cuts(rows):
        if best is None or end - start > best[1] - best[0]:
            best = start, end, cut
    if best is None:
        return [rows]
    start, end, cut = best
    inside = [word for row in rows[start:end] for word in row]
    left, right = [w for w in inside if w.left < cut], [w for w in inside if w.left >= cut]
    parts = [rows[:start], _rows(left), _rows(right), rows[end:]]
    return [found for part in parts for found in _parts(part, depth + 1)]


def _cuts(rows: list[list[Word]]) -> list[tuple[int, int, float]]:
    """Stretches of rows that a column of white runs through, with where it is: (first, last + 1, x)."""
    height = statistics.median(w.bottom - w.top for row in rows for w in row)
    gaps = [(a.right, b.left) for row in rows for a, b in zip(row, row[1:], strict=False)]
    wide = [(left, right) for left, right in gaps if right - left > 1.2 * height]
    starts = {right for _, right in wide} | {row[0].left for row in rows}
    places = sorted(
        {round((left + right) / 2) for left, right in wide} | {round(x - 0.35 * height) for x in starts}
    )
    found = []
    last = -1e9
    for place in places:
        if place - last < height / 3:
            continue
        last = place
        start = 0
        for i in range(len(rows) + 1):
            if i < len(rows) and not _crosses(rows[i], place, 0.25 * height):
                continue
            if i - start >= 5 and _independent(rows[start:i], place):
                found.append((start, i, float(place)))
            start = i + 1
    return found


def _crosses(row: Sequence[Word], place: float, margin: float) -> bool:
    return any(word.left - margin < place < word.right + margin for word in row)


def _independent(rows: Sequence[Sequence[Word]], place: float) -> bool:
    """Whether left and right of `place` stand texts or tables of their own, and no parts of one table."""
    words = [word for row in rows for word in row]
    sides = [_rows([w for w in words if w.left < place]), _rows([w for w in words if w.left >= place])]
    if min(len(side) for side in sides) < 5:
        return False
    tables = [_is_table(side) for side in sides]
    if all(tables):
        return True
    # Right of prose stands another column or a margin; what stands left of it may be its labels.
    return not any(_amounts(side) >= 0.3 for side in sides) and _is_prose(sides[0])


def _is_table(rows: Sequence[Sequence[Word]]) -> bool:
    """Whether most rows are a label with amounts."""
    return sum(_labelled(row) for row in rows) >= 0.6 * len(rows) and _amounts(rows) >= 0.4


def _labelled(row: Sequence[Word]) -> bool:
    """Whether a row starts with words, perhaps with a code right before them."""
    height = statistics.median(word.bottom - word.top for word in row)
    for word, following in zip(row, row[1:], strict=False):
        if not _NUMERIC.match(word.text):
            return True
        if following.left - word.right > 2.5 * height:
            return False
    return False


def _amounts(rows: Sequence[Sequence[Word]]) -> float:
    """The share of the rows that end in a number behind something else, or are numbers only."""
    return sum(bool(_NUMERIC.match(row[-1].text)) for row in rows) / len(rows)


def _is_prose(rows: Sequence[Sequence[Word]]) -> bool:
    """Whether the rows are lines of text: several words each, and most as wide as the column."""
    width = max(row[-1].right for row in rows) - min(row[0].left for row in rows)
    wide = [row[-1].right - row[0].left >= 0.6 * width for row in rows]
    return statistics.mean(len(row) for row in rows) >= 4 and sum(wide) >= 0.5 * len(rows)


def _spaced(rows: Sequence[Sequence[Word]]) -> list[Row]:
    result: list[Row] = []
    above: Sequence[Word] | None = None
    for row in rows:
        height = statistics.median(word.bottom - word.top for word in row)
        gap = None
        if above is not None:
            gap = (min(w.top for w in row) - max(w.bottom for w in above)) / max(height, 1.0)
        result.append(Row(tuple(row), gap))
        above = row
    return result

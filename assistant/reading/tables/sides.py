"""Whether a page holds two tables side by side, such as a balance sheet or two pictures of pages."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.tables.amounts import is_numeric
from assistant.reading.tables.grid import lines_of
from assistant.reading.words import Word

_BIN = 2.0
_FEWEST = 40


def beside(words: Sequence[Word]) -> float | None:
    """Where a page parts into two tables side by side, None when it doesn't.

    There is white from top to bottom, lines to its left end in a number, and
    those to its right begin with words and end in a number too.
    """
    if len(words) < _FEWEST:
        return None
    left, right = min(word.left for word in words), max(word.right for word in words)
    count = len(lines_of(words, range(len(words))))
    cover = [0] * (int((right - left) / _BIN) + 2)
    for word in words:
        for k in range(int((word.left - left) / _BIN), int((word.right - left) / _BIN) + 1):
            cover[k] += 1
    run, best, found = 0, 0.0, None
    for k in range(int(0.25 * len(cover)), int(0.75 * len(cover))):
        run = run + 1 if cover[k] <= 0.02 * count else 0
        if run >= 3 and cover[k + 1] > 0.02 * count:
            at = left + (k - run / 2 + 1) * _BIN
            if (fit := _tabular(words, at)) > best:
                best, found = fit, at
    return found


def _tabular(words: Sequence[Word], at: float) -> float:
    """How well a page parts here into two tables: better the more labels begin behind it, 0 if it doesn't."""
    sides: list[list[list[str]]] = []
    for side in (True, False):
        members = [i for i, word in enumerate(words) if (word.left + word.right < 2 * at) == side]
        sides.append([[words[i].text for i in line] for line in lines_of(words, members)])
    if min(map(len, sides)) < 5:
        return 0.0
    numbered = [sum(is_numeric(line[-1]) and len(line) > 1 for line in side) / len(side) for side in sides]
    begun = [
        sum(any(sum(c.isalpha() for c in word) > 2 for word in line[:2]) for line in side) / len(side)
        for side in sides
    ]
    if min(numbered) < 0.5 or min(begun) < 0.6:
        return 0.0
    return min(begun) + sum(line[0][:1].isalpha() for line in sides[1]) / len(sides[1])

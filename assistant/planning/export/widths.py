"""How a table's width is shared out: a column of years is narrow, one of sentences wide."""

from __future__ import annotations

from collections.abc import Sequence

# A word longer than this is broken rather than given a wide column of its own.
LONGEST = 16
# Sentences wrap: a column with texts of eight times the length gets about four times the width.
WRAPPING = 0.65


def shares(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Shares of the width by column, in the order of the columns; they add up to 1."""
    cells = [[row[at] for row in rows] for at in range(len(columns))]
    weights = [
        max(_longest_word([head, *texts]) + 2.0, _wrapped(texts))
        for head, texts in zip(columns, cells, strict=True)
    ]
    return tuple(weight / sum(weights) for weight in weights)


def _longest_word(texts: Sequence[str]) -> int:
    return max((min(len(word), LONGEST) for text in texts for word in text.split()), default=1)


def _wrapped(cells: Sequence[str]) -> float:
    return max((len(text) for text in cells), default=0) ** WRAPPING

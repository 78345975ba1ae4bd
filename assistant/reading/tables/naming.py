"""What a row is called when its first column only sorts it: "P2 Mens en maatschappij" above ten subsidies.

A label that many rows share names none of them; the text beside it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.records import Row


def named_apart(rows: Sequence[Row], text: str) -> tuple[Row, ...]:
    """The rows of a table in this page text, called by what stands beside their label.

    Only where that tells them apart: the labels repeat, the texts beside them hardly do.
    """
    beside = [_beside(row, text) for row in rows]
    labels = [row.label for row in rows]
    names = [
        " ".join(text[row.cells[0].start : row.cells[n - 1].end].split()) if n else ""
        for row, n in zip(rows, beside, strict=True)
    ]
    named = [name for name in names if name]
    only_sorted = len(set(labels)) <= 0.6 * len(labels)
    if not only_sorted or len(named) < 0.8 * len(rows) or len(set(named)) < 0.9 * len(named):
        return tuple(rows)
    return tuple(
        replace(row, label=name, cells=row.cells[n:]) if name else row
        for row, name, n in zip(rows, names, beside, strict=True)
    )


def _beside(row: Row, text: str) -> int:
    """How many cells right behind the label are words, where others follow them."""
    for count, cell in enumerate(row.cells):
        printed = text[cell.start : cell.end]
        words = sum(c.isalpha() for c in printed)
        if words < 4 or words <= sum(c.isdigit() for c in printed):
            return count
    return 0

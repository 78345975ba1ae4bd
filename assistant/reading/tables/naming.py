"""What a row is called when its first column only sorts it: "P2 Mens en maatschappij" above ten subsidies.

A label that many rows share names none of them; the text beside it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.records import Cell, Row


def named_apart(rows: Sequence[Row], text: str) -> tuple[Row, ...]:
    """The rows of a table in this page text, called by their second column where that tells them apart.

    Only where the labels repeat and the texts beside them hardly do.
    """
    first = [_name(row, text) for row in rows]
    labels, names = [row.label for row in rows], [text[cell.start : cell.end] for cell in first if cell]
    sorted_only = len(set(labels)) <= 0.6 * len(labels)
    if not sorted_only or len(names) < 0.8 * len(rows) or len(set(names)) < 0.9 * len(names):
        return tuple(rows)
    return tuple(
        row if cell is None else replace(row, label=_flat(text[cell.start : cell.end]), cells=row.cells[1:])
        for row, cell in zip(rows, first, strict=True)
    )


def _name(row: Row, text: str) -> Cell | None:
    """The cell right behind the label, if it is words and others follow it."""
    if len(row.cells) < 2:
        return None
    printed = text[row.cells[0].start : row.cells[0].end]
    words = sum(c.isalpha() for c in printed)
    return row.cells[0] if words >= 4 and words > sum(c.isdigit() for c in printed) else None


def _flat(text: str) -> str:
    return " ".join(text.split())

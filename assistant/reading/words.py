"""The words of a page with their places: what tables are found in.

A text layer and OCR both give words with boxes, so a table is recognised in
the same way whether it was printed from a spreadsheet or pasted as a picture.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word and its box in points (1/72 inch) from the top left of the page as it is shown.

    `size` is the font's size in points (for OCR the box's height), `sure` OCR's
    confidence from 0 to 1, 1 for a text layer.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    sure: float = 1.0

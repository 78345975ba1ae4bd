"""A page as OCR read it: what passes from the process that reads pixels to the index."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.cleaning import clean_line, join_hyphens, tidy
from assistant.reading.ocr.arranging import Row, arranged
from assistant.reading.quality import sense
from assistant.reading.words import Word

_SURE, _VERY_SURE = 0.5, 0.8


@dataclass(frozen=True)
class Recognised:
    """What OCR read on page `page` (from 1).

    `lines` are in reading order, a table row on one line; `text` is their
    text, cleaned, with words that a line end broke made whole and a blank line
    between paragraphs. `words` have their boxes on the page as it stands
    upright, which may be turned `rotation` degrees clockwise from how it is
    shown. `confidence` is the mean of the words', 0 without words. `whole`
    says that the whole page was read; else only its pictures were, and the
    page's own text stands. `legible` is False where nothing was read that is
    worth keeping: too few words, too unsure, or no language.
    """

    page: int
    text: str = ""
    lines: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    confidence: float = 0.0
    rotation: int = 0
    whole: bool = True
    legible: bool = False


def recognised(
    page: int, parts: Sequence[Sequence[Word]], rotation: int = 0, whole: bool = True
) -> Recognised:
    """What the words of a page, or of each of its parts, come to."""
    rows = [arranged(words) for words in parts if words]
    words = tuple(word for part in rows for row in part for word in row.words)
    text = "\n\n".join(filter(None, (_text(part) for part in rows)))
    sure = statistics.fmean(word.sure for word in words) if words else 0.0
    return Recognised(
        page=page,
        text=text,
        lines=tuple(line for line in text.split("\n") if line),
        words=words,
        confidence=sure,
        rotation=rotation,
        whole=whole,
        legible=_legible(text, sure),
    )


def _text(rows: Sequence[Row]) -> str:
    gaps = [row.gap for row in rows if row.gap is not None]
    usual = max(statistics.median_low(gaps), 0.2) if gaps else 0.0
    lines: list[str] = []
    for row in rows:
        if row.gap is not None and (row.gap > 1.7 * usual + 0.3 or row.gap < -2):
            lines.append("")
        lines.append(clean_line(row.text))
    return tidy(join_hyphens(lines))


def _legible(text: str, sure: float) -> bool:
    """Whether it was worth reading: sure enough, and language, or a table's numbers with some words."""
    tokens = text.split()
    if len(tokens) < 4:
        return sure >= _VERY_SURE and sum(c.isalnum() for c in text) >= 4
    found = sense(text)
    numbers = len(tokens) - found.words
    makes_sense = not found.nonsense and found.language + numbers >= 0.5 * len(tokens)
    return sure >= _SURE and makes_sense and found.language >= 1

"""What stands around a table: the lines that name its source, and its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.exports.sheet import Amount, Cell, printed

_SOURCE = re.compile(r"\s*(?:bron(?:nen|vermelding)?|sources?)\s*(?::\s*|$)", re.IGNORECASE)
_UPDATED = re.compile(
    r"\s*(?:laatste? (?:bijgewerkt|gewijzigd|update|wijziging)|bijgewerkt(?: op)?|last updated?|updated)"
    r"(?:\s*:|\s+op\b|\s|$)\s*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\s*(?:©|copyright|toelichting|noot|let op|legenda|verklaring|disclaimer|gedownload|geëxporteerd|"
    r"export(?:datum)?\b|\*|[-x?]\s*=|datum\b|samengesteld|deze (?:tabel|export)|link\b|url\b|https?:)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Edges:
    """The rows of the table with what stood around them taken off; "" where a file has no such line."""

    rows: tuple[tuple[Cell, ...], ...]
    source: str
    updated: str


def cut(rows: Sequence[Sequence[Cell]]) -> Edges:
    """Take the lines off that are about the table; a line with several numbers is never one."""
    kept: list[tuple[Cell, ...]] = []
    source = updated = ""
    follows = False
    for row in rows:
        filled = [cell for cell in row if printed(cell)]
        line = ", ".join(printed(cell) for cell in filled)
        amounts = sum(isinstance(cell, Amount) for cell in filled)
        if not filled:
            continue
        if follows and len(filled) == 1 and not amounts:
            source, follows = line, False
            continue
        follows = False
        opening = printed(filled[0])
        if (match := _SOURCE.match(opening)) and (":" in opening or len(filled) <= 2):
            text = line[match.end() :].strip(" ,:")
            source = source or text
            follows = not text
        elif (match := _UPDATED.match(opening)) and len(filled) <= 3:
            updated = updated or line[match.end() :].strip(" ,:")
        elif not (len(filled) == 1 and _NOTE.match(opening) and len(opening) > 1):
            kept.append(tuple(row))
    return Edges(tuple(kept), source, updated)

"""What stands above a table and just below it: its caption, and what its amounts are in."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.tables.grid import Row
from assistant.reading.tables.heads import TITLE_ROOM, Heads
from assistant.reading.tables.kinds import captioned, is_data
from assistant.reading.tables.region import Region
from assistant.reading.tables.units import only_unit, unit_of
from assistant.reading.words import Word

_LONGEST_TITLE = 140


def title_of(
    words: Sequence[Word], rows: Sequence[Row], heads: Heads, region: Region, floor: int
) -> tuple[str, str, list[int]]:
    """The caption or heading above a table, the unit stated there or in the heads, and the rows (indices)
    of the caption and of lines that say no more than the unit."""
    unit = heads.unit
    own: list[int] = []
    opening = min([*heads.rows, *heads.groups, region.first])
    below = rows[opening]
    for j in range(opening - 1, floor - 1, -1):
        row = rows[j]
        pieces = [p for p in row.pieces if region.edges[0] <= p.left < region.edges[1]]
        if not pieces:
            continue
        whole = " ".join(p.text for p in pieces)
        if below.top - row.bottom > TITLE_ROOM or is_data(row):
            break
        if len(pieces) > 1 and only_unit(pieces[-1].text):
            stated = unit_of(pieces.pop().text)
            unit = unit or stated
        text = " ".join(p.text for p in pieces)
        said = unit_of(whole)
        unit = unit or said
        if captioned(row) and len(whole) <= _LONGEST_TITLE:
            source = text.casefold().startswith("bron")
            return ("" if source else text), unit, own if source else [j, *own]
        if said and len(whole) < 80 and not _bold(words, row):
            if only_unit(whole):
                own.insert(0, j)
            below = row
            continue
        titled = len(pieces) == 1 and len(text) <= 90 and text[-1] not in ".;:," and text[0] not in "•-"
        apart = j == 0 or row.top - rows[j - 1].bottom > 0.8 * (row.bottom - row.top)
        return (text if titled and (_bold(words, row) or apart) else ""), unit, own
    return "", unit, own


def _bold(words: Sequence[Word], row: Row) -> bool:
    """Whether a line is bold as a whole, or larger than what is around it."""
    return all(words[i].bold for i in row.words)


def unit_below(rows: Sequence[Row], region: Region) -> str:
    below = rows[region.last + 1] if region.last + 1 < len(rows) else None
    if below is None or below.top - rows[region.last].bottom > 25 or len(below.text) > 120:
        return ""
    return unit_of(below.text)

"""Tables on a page: every number with the words of its row and the head of its column.

The words may come from a text layer or from OCR; all that is asked of them is
where they stand. What can't be told stays untold: a cell without a head is
still a number with its row, a cell with a wrong head is a false statement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.tables.bodies import body_of
from assistant.reading.tables.captions import title_of, unit_below
from assistant.reading.tables.found import FoundLine, FoundTable
from assistant.reading.tables.grid import Row, lines_of, rows_of
from assistant.reading.tables.heads import Heads, heads_of, names_part, without
from assistant.reading.tables.kinds import Span, is_data, overlap
from assistant.reading.tables.region import Region
from assistant.reading.tables.regions import regions
from assistant.reading.tables.rules import Rule, Rules
from assistant.reading.tables.sides import beside
from assistant.reading.words import Word

_HEAD = re.compile(
    r"\b(?:(?:19|20)\d\d|baten|lasten|saldo|begroting|begroot|rekening|realisatie|raming|stand|bedrag|totaal"
    r"|aantal|krediet|dotatie|onttrekking|toevoeging|mutaties?|vermeerdering|vermindering)\b",
    re.I,
)


def find_tables(
    words: Sequence[Word], upright: Sequence[Rule] = (), level: Sequence[Rule] = ()
) -> list[FoundTable]:
    """The tables of a page, from the top down, given its words and, where there are any, its ruled lines.

    The words are those of one page as it is read upright, in any order; places are in points.
    """
    rules = Rules(upright, level)
    at = beside(words)
    if at is None:
        return _tables(words, rules)
    halves = [
        [i for i, word in enumerate(words) if (word.left + word.right < 2 * at) == left]
        for left in (True, False)
    ]
    return [table.numbered(half) for half in halves for table in _tables([words[i] for i in half], rules)]


def _tables(words: Sequence[Word], rules: Rules) -> list[FoundTable]:
    rows = rows_of(words, rules)
    found: list[FoundTable] = []
    before: Region | None = None
    for region in regions(rows):
        floor = before.last + 1 if before and before.last < region.first else 0
        if before and before.first == region.first:
            floor = max((r for r in range(region.first) if is_data(rows[r])), default=-1) + 1
        heads = heads_of(words, rows, region, floor)
        if heads.columns and any(heads.columns) and not _told_apart(words, rows, region, heads):
            heads = without(heads, region)
        follows = bool(found) and before is not None and _follows(rows, before, region, heads)
        if follows and before is not None and same_columns(before.columns, region.columns):
            heads = heads if _headlike(words, rows, heads, found[-1]) else without(heads, region)
        table = _table(words, rows, region, heads, floor, found[-1] if follows else None)
        found.append(table)
        before = region
    return found


def _follows(rows: Sequence[Row], before: Region, region: Region, heads: Heads) -> bool:
    """Whether a region goes on directly below another: between them are only its own heads and groups."""
    first = min([*heads.rows, *heads.groups, region.first])
    return before.edges == region.edges and 0 <= first - before.last - 1 <= 0


def _told_apart(words: Sequence[Word], rows: Sequence[Row], region: Region, heads: Heads) -> bool:
    """Whether heads differ from the rows below by more than their place: a row of words may be just that."""
    pieces = [p for j in heads.rows for p in rows[j].pieces]
    labelled = any(p.right < region.columns[0][0] for p in rows[heads.rows[-1]].pieces)
    looks = {(words[i].bold, words[i].size) for p in pieces for i in p.words}
    below = {(words[i].bold, words[i].size) for row in region.rows[:3] for i in row.words}
    text = " ".join(p.text for p in pieces)
    return not labelled or bool(looks - below) or _HEAD.search(text) is not None


def _headlike(words: Sequence[Word], rows: Sequence[Row], heads: Heads, above: FoundTable) -> bool:
    """Whether rows in the middle of a table are heads: bold, the same as above, or with a head's words."""
    text = " ".join(rows[j].text for j in heads.rows)
    return (
        all(words[i].bold for j in heads.rows for i in rows[j].words)
        or any(name and name in above.names for name in heads.columns)
        or _HEAD.search(text) is not None
    )


def same_columns(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether two tables have the same columns of numbers: as many, each flush with its counterpart."""
    return len(one) == len(other) and all(
        overlap(a, b) > 0.5 and min(abs(a[1] - b[1]), abs(a[0] - b[0]), abs(sum(a) - sum(b)) / 2) < 4
        for a, b in zip(one, other, strict=True)
    )


def carried(
    pages: Sequence[Sequence[FoundTable]], edges: Sequence[tuple[bool, bool]]
) -> list[tuple[tuple[FoundTable, ...], int | None]]:
    """The tables of all pages, those that go on over the page with the heads they began with.

    `edges` say of each page whether it begins and whether it ends with a table.
    Beside a page's tables stands the page (its index) whose last table has the
    heads of this page's first table, None where that has its own or none. A
    table that repeats its heads keeps its title.
    """
    result: list[tuple[tuple[FoundTable, ...], int | None]] = []
    for n, tables in enumerate(pages):
        source: int | None = None
        kept = list(tables)
        earlier, of = result[n - 1] if n else ((), None)
        if kept and earlier and edges[n][0] and edges[n - 1][1]:
            last = earlier[-1]
            if not kept[0].headed and any(last.names) and same_columns(last.columns, kept[0].columns):
                source = of if len(earlier) == 1 and of is not None else n - 1
                kept[0] = kept[0].named(last.names)
            if kept[0].names == last.names and any(last.names) and not kept[0].title:
                kept[0] = replace(kept[0], title=last.title, unit=kept[0].unit or last.unit)
        for k in range(1, len(kept)):
            if kept[k].names == kept[k - 1].names and any(kept[k].names) and not kept[k].title:
                kept[k] = replace(kept[k], title=kept[k - 1].title, unit=kept[k].unit or kept[k - 1].unit)
        result.append((tuple(kept), source))
    return result


def _table(
    words: Sequence[Word],
    rows: Sequence[Row],
    region: Region,
    heads: Heads,
    floor: int,
    above: FoundTable | None,
) -> FoundTable:
    title, unit, above_it = title_of(words, rows, heads, region, floor)
    names = heads.columns
    if above is not None:
        title, unit = title or above.title, unit or above.unit
        if not any(names) and not heads.rows and same_columns(above.columns, region.columns):
            names = list(above.names)
    unit = unit or unit_below(rows, region)
    lines = [FoundLine("title", _within(rows[j], region)) for j in above_it]
    lines += [FoundLine("head", part) for j in heads.rows for part in _head_lines(words, rows[j], region)]
    lines.sort(key=lambda line: min(words[i].top for i in line.words))
    corner = heads.corner
    if corner:
        first = next(line for line in lines if line.kind == "head")
        named = " ".join(words[i].text for i in first.words if words[i].right < region.columns[0][0])
        corner = re.split(r"\s*\(\s*[\"“”'‘’-]", named if corner.startswith(named) else corner)[0]
        corner = corner if names_part(corner) else ""
    above_rows = [_cut(rows[j], region) for j in heads.groups]
    lines += body_of(words, region, heads, names, corner, above_rows)
    return FoundTable(tuple(lines), title, unit, region.columns, tuple(names))


def _within(row: Row, region: Region) -> tuple[int, ...]:
    return tuple(i for p in row.pieces if region.edges[0] <= p.left < region.edges[1] for i in p.words)


def _cut(row: Row, region: Region) -> Row:
    return replace(row, pieces=tuple(p for p in row.pieces if region.edges[0] <= p.left < region.edges[1]))


def _head_lines(words: Sequence[Word], row: Row, region: Region) -> list[tuple[int, ...]]:
    """A row of heads as the lines it is printed on where its cells have their lines beside each other."""
    whole = _within(row, region)
    lines = lines_of(words, whole)
    beside = all(len(lines_of(words, p.words)) == len(lines) for p in row.pieces)
    return [tuple(line) for line in lines] if row.ruled and beside else [whole]

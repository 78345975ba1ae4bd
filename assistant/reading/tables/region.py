"""Rows become a region: which columns hold numbers, where labels end, whether it is a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.reading.tables.grid import Piece, Row
from assistant.reading.tables.kinds import Span, has_values, is_code, label_pieces, merged, overlap, worded

_AMOUNT = re.compile(r"\d[.,]\d|%|€|^[-–+(]|\d{4}|[-–]$")


@dataclass(frozen=True)
class Region:
    """Rows of a table with numbers: `first` to `last` (included) are indices into the page's rows.

    `rows` are those rows, cut to the region; `columns` the columns of numbers
    and `texts` those of words behind the first of them, each from left to
    right; `ends` is where words between labels and numbers begin. `edges` are the left and right of
    the region where another stands beside it.
    """

    first: int
    last: int
    rows: tuple[Row, ...]
    columns: tuple[Span, ...]
    texts: tuple[Span, ...] = ()
    ends: float = float("inf")
    edges: Span = (float("-inf"), float("inf"))

    @property
    def left(self) -> float:
        return min(row.left for row in self.rows)

    @property
    def label(self) -> float:
        """The right end of the widest label, at most where the first column starts."""
        ends = [
            p.right for row in self.rows for p in row.pieces if p.right <= self.columns[0][0] and not p.filler
        ]
        return max(ends, default=min(self.left, self.columns[0][0]))


def number_columns(rows: Sequence[Row], columns: Sequence[Span]) -> list[Span]:
    """The columns without those before the labels, such as a column of codes or counters."""
    found = []
    starts = [p.left for row in rows for p in row.pieces[:2] if worded(p)]
    for column in columns:
        before = seen = 0
        for row in rows:
            own = next(
                (
                    p
                    for p in row.pieces
                    if (p.numeric or p.filler) and overlap(column, (p.left, p.right)) > 0.5
                ),
                None,
            )
            if own is None:
                continue
            seen += 1
            left = any(worded(p) for p in row.pieces if p.right <= own.left)
            after = next((p for p in row.pieces if p.left >= own.right), None)
            right = any(worded(p) for p in row.pieces if p.left >= own.right)
            before += not left and right and after is not None
        counted = all(left > column[1] for left in starts) and len(starts) >= seen > 2
        if seen and before <= 0.5 * seen and not counted:
            found.append(column)
    return found


def made(members: Sequence[int], rows: Sequence[Row], edges: Span) -> list[Region]:
    """The region of these rows, or the two that stand beside each other, if they are a table at all."""
    members, rows = list(members), list(rows)
    while rows and not has_values(rows[-1]):
        members.pop()
        rows.pop()
    if not rows:
        return []
    if len(rows) > 1 and re.fullmatch(r"\d{1,4}", rows[-1].text) and _far(rows):
        members.pop()
        rows.pop()
    values = merged([(p.left, p.right) for row in rows for p in row.pieces if p.numeric or p.filler])
    columns = number_columns(rows, values)
    if columns and not any(worded(p) for row in rows for p in row.pieces):
        columns = _labelled_by_years(rows, columns)
    if not columns:
        return []
    ends = _label_ends(rows, columns)
    texts = merged(
        [
            (p.left, p.right)
            for row in rows
            for p in row.pieces[label_pieces(row, columns, ends) :]
            if not (p.numeric or p.filler) and not any(overlap(c, (p.left, p.right)) > 1 for c in columns)
        ]
    )
    for text in texts:
        if _second_label(rows, text, columns):
            at = text[0] - 1
            return [
                *_cut(members, rows, (edges[0], at)),
                *_cut(members, rows, (at, edges[1])),
            ]
    region = Region(members[0], members[-1], tuple(rows), tuple(columns), tuple(texts), ends, edges)
    return [region] if _is_table(region) else []


def _far(rows: Sequence[Row]) -> bool:
    return rows[-1].top - rows[-2].bottom > 1.5 * (rows[-2].bottom - rows[-2].top)


def _labelled_by_years(rows: Sequence[Row], columns: list[Span]) -> list[Span]:
    first = [p for row in rows for p in row.pieces if overlap(columns[0], (p.left, p.right)) > 0.5]
    return columns[1:] if len(columns) > 1 and all(p.year for p in first) else columns


def _label_ends(rows: Sequence[Row], columns: Sequence[Span]) -> float:
    """Where, without rules, a column of words begins behind the labels: most rows have words there."""
    starts: Counter[int] = Counter()
    data = 0
    for row in rows:
        if row.ruled or not has_values(row):
            continue
        data += 1
        behind = [
            p
            for p in row.pieces
            if worded(p) and not is_code(p) and p.right < columns[0][0] and p.cell is None
        ]
        starts.update({round(p.left / 3) for p in behind[1:]})
    often = [x for x in starts if data > 2 and starts[x - 1] + starts[x] + starts[x + 1] >= 0.7 * data]
    return 3 * min(often) - 4 if often else float("inf")


def _second_label(rows: Sequence[Row], text: Span, columns: Sequence[Span]) -> bool:
    """Whether words between the columns label the numbers behind them: two tables side by side."""
    own = [(row, p) for row in rows for p in row.pieces if worded(p) and overlap(text, (p.left, p.right)) > 0]
    before = any(c[1] < text[0] for c in columns)
    followed = [p.text for row, p in own if any(q.numeric and q.left > p.right for q in row.pieces)]
    wordy = sum(len(p.words) for _, p in own) > 8 * len(own)
    return (
        before
        and not wordy
        and len(followed) >= 3
        and len(followed) >= 0.6 * len(own)
        and len(set(followed)) > 0.7 * len(followed)
    )


def _cut(members: Sequence[int], rows: Sequence[Row], edges: Span) -> list[Region]:
    kept_members, kept = [], []
    for i, row in zip(members, rows, strict=True):
        pieces = tuple(p for p in row.pieces if edges[0] <= p.left < edges[1])
        if pieces:
            kept_members.append(i)
            kept.append(replace(row, pieces=pieces))
    while kept and not has_values(kept[0]):
        kept_members.pop(0)
        kept.pop(0)
    return made(kept_members, kept, edges)


def _is_table(region: Region) -> bool:
    """Two rows with two columns of numbers, or three amounts under each other; never a list of pages."""
    data = [row for row in region.rows if any(p.numeric for p in _within(row, region.columns))]
    if len(region.columns) > 1:
        return len(data) >= 2 or (len(data) == 1 and len(region.columns) > 2)
    numbers = [p.text for row in data for p in _within(row, region.columns) if p.numeric]
    plain = [int(n) for n in numbers if n.isdigit()]
    if len(plain) == len(numbers) and plain == sorted(plain):
        return False
    return len(numbers) >= 3 and sum(bool(_AMOUNT.search(n)) for n in numbers) >= 0.5 * len(numbers)


def _within(row: Row, columns: Sequence[Span]) -> list[Piece]:
    return [p for p in row.pieces if any(overlap(c, (p.left, p.right)) > 0.5 for c in columns)]

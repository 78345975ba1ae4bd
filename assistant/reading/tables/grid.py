"""Words in lines, and lines in pieces: what stands apart on a page stands apart here.

A piece is what a reader takes in at once: words with ordinary spaces between
them, on one side of any ruled line. In a ruled table a piece is a cell, with
all its lines, so that a label over two lines and the number beside it are one row.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.cleaning import join_hyphens
from assistant.reading.tables.amounts import FILLERS, NUMBER, is_numeric, numberlike
from assistant.reading.tables.rules import Rules
from assistant.reading.words import Word

_YEAR = re.compile(r"(?:19|20)\d\d")
_THOUSAND = re.compile(r"\d{3}(?:,\d+)?[)-]?")
_OF_YEAR = re.compile(r"\((?:19|20)\d\d\)")
_WIDE = 0.62
_TALLEST = 760


@dataclass(frozen=True)
class Piece:
    """Words (indices, in reading order) with what is usual between them; `cell` its ruled left and right."""

    words: tuple[int, ...]
    text: str
    left: float
    right: float
    cell: tuple[float, float] | None = None

    @property
    def numeric(self) -> bool:
        """Whether it is an amount, a count or a percentage, and not a date, a code or a range."""
        return is_numeric(self.text)

    @property
    def filler(self) -> bool:
        """Whether it stands where a number would: a dash, "n.v.t.", "pm"."""
        return self.text.replace("€ ", "€").casefold() in FILLERS

    @property
    def year(self) -> bool:
        return bool(_YEAR.fullmatch(self.text))


@dataclass(frozen=True)
class Row:
    """What stands on one line, or in one ruled row, from left to right."""

    pieces: tuple[Piece, ...]
    top: float
    bottom: float
    ruled: bool = False

    @property
    def words(self) -> tuple[int, ...]:
        return tuple(i for piece in self.pieces for i in piece.words)

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)


def rows_of(words: Sequence[Word], rules: Rules) -> list[Row]:
    """The rows of a page from the top down: ruled rows that hold several lines as one, else lines."""
    taken: set[int] = set()
    result: list[Row] = []
    for cells in _bands(words, rules):
        pieces = [piece_of(words, _reading(words, members), cell) for cell, members in sorted(cells.items())]
        members = [i for piece in pieces for i in piece.words]
        taken.update(members)
        result.append(
            Row(
                tuple(pieces), min(words[i].top for i in members), max(words[i].bottom for i in members), True
            )
        )
    for line in lines_of(words, [i for i in range(len(words)) if i not in taken]):
        middle = sum(words[i].top + words[i].bottom for i in line) / (2 * len(line))
        result.append(
            Row(
                tuple(_pieces(words, line, rules.across(middle))),
                min(words[i].top for i in line),
                max(words[i].bottom for i in line),
            )
        )
    return sorted(result, key=lambda row: (row.top + row.bottom, row.left))


def lines_of(words: Sequence[Word], members: Sequence[int]) -> list[list[int]]:
    """Words (indices) clustered by height into lines, each from left to right."""

    def height(i: int) -> float:
        return (words[i].top + words[i].bottom) / 2

    lines: list[list[int]] = []
    at = 0.0
    for i in sorted(members, key=height):
        if lines:
            line = lines[-1]
            small = min(words[i].bottom - words[i].top, words[line[0]].bottom - words[line[0]].top)
            if height(i) - at <= 0.45 * small:
                line.append(i)
                at += (height(i) - at) / len(line)
                continue
        lines.append([i])
        at = height(i)
    for line in lines:
        line.sort(key=lambda i: words[i].left)
    return lines


def _reading(words: Sequence[Word], members: Sequence[int]) -> list[int]:
    return [i for line in lines_of(words, members) for i in line]


def _bands(words: Sequence[Word], rules: Rules) -> list[dict[tuple[float, float], list[int]]]:
    """Ruled rows with a cell of several lines, each as {(left, right): words}."""
    bands: dict[tuple[float, float], dict[tuple[float, float], list[int]]] = {}
    if not rules.upright or not rules.level:
        return []
    across: dict[int, list[float]] = {}
    for i, word in enumerate(words):
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        xs = across.get(round(y)) or across.setdefault(round(y), rules.across(y))
        side = _around(xs, x)
        if side is None:
            continue
        ends = _around(rules.along(x), y)
        if ends is not None and ends[1] - ends[0] <= _TALLEST:
            key = round(ends[0]), round(ends[1])
            bands.setdefault(key, {}).setdefault(side, []).append(i)
    found = []
    for cells in bands.values():
        lines = [lines_of(words, members) for members in cells.values()]
        stacked = any(
            len(cell) > 1 and all(numberlike(" ".join(words[i].text for i in line)) for line in cell)
            for cell in lines
        )
        coarse = any(
            len(_pieces(words, line, ())) > 1 for cell in lines for line in cell if _parted(words, line)
        )
        if len(cells) > 1 and max(map(len, lines)) > 1 and not stacked and not coarse:
            found.append(cells)
    return found


def written(words: Sequence[Word], members: Sequence[int]) -> str:
    """Words in a row as text; one that a line end in a cell broke is whole."""
    parts: list[str] = []
    for before, i in zip([None, *members], members, strict=False):
        if before is not None and words[before].text[-1] == "-" and words[i].top > words[before].bottom - 2:
            parts[-1:] = join_hyphens([parts[-1], words[i].text])
        else:
            parts.append(words[i].text)
    return " ".join(parts)


def _parted(words: Sequence[Word], line: Sequence[int]) -> bool:
    """Whether a line in one cell holds several columns: numbers apart, or words far apart."""
    gaps = [words[b].left - words[a].right for a, b in zip(line, line[1:], strict=False)]
    numbers = sum(bool(NUMBER.fullmatch(words[i].text)) for i in line)
    return any(gap > (_WIDE if numbers > 1 else 2.0) * words[line[0]].size for gap in gaps)


def _around(places: Sequence[float], at: float) -> tuple[float, float] | None:
    """The places before and after `at`."""
    i = bisect_left(places, at)
    return (places[i - 1], places[i]) if 0 < i < len(places) else None


def piece_of(words: Sequence[Word], members: Sequence[int], cell: tuple[float, float] | None = None) -> Piece:
    """Words (indices, in reading order) as a piece."""
    return Piece(
        tuple(members),
        written(words, members),
        min(words[i].left for i in members),
        max(words[i].right for i in members),
        cell,
    )


def _pieces(words: Sequence[Word], line: Sequence[int], across: Sequence[float]) -> list[Piece]:
    groups: list[list[int]] = []
    cells: list[tuple[float, float] | None] = []
    for i in line:
        word = words[i]
        cell = _around(across, (word.left + word.right) / 2)
        if groups and not _apart(words, groups[-1], word, cell != cells[-1]):
            groups[-1].append(i)
        else:
            groups.append([i])
            cells.append(cell)
    # Rules that leave several pieces together are no cells but a frame.
    cells = [cell if cells.count(cell) == 1 else None for cell in cells]
    return [piece_of(words, group, cell) for group, cell in zip(groups, cells, strict=True)]


def _apart(words: Sequence[Word], group: Sequence[int], word: Word, ruled: bool) -> bool:
    """Whether a word starts a new piece behind the words of `group`."""
    before = words[group[-1]]
    gap, em = word.left - before.right, max(min(word.size, before.size), 1.0)
    if ruled:
        return True
    # An amount's currency stands at the left edge of its cell, whatever room that leaves.
    if before.text == "€":
        return not (NUMBER.fullmatch(word.text) or word.text in "-–x×") or gap > 12 * em
    # The small mark of a footnote and a year in brackets tell of the number before them.
    if word.size < 0.8 * before.size and 0 <= gap < 0.4 * before.size and NUMBER.fullmatch(before.text):
        return False
    if _OF_YEAR.fullmatch(word.text) and re.search(r"[\d%]$", before.text):
        return gap > 3 * em
    if gap > _WIDE * em:
        return True
    if NUMBER.fullmatch(before.text) and NUMBER.fullmatch(word.text):
        thousands = _THOUSAND.fullmatch(word.text) and re.fullmatch(r"[-(]?\d{1,3}", words[group[0]].text)
        return gap > 0.12 * em and not (thousands and gap < 0.36 * em)
    return False

"""What the rows and the pieces of a page are to a table: numbers, labels, captions, years under numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.tables.grid import Piece, Row

Span = tuple[float, float]
_NUMBERED = re.compile(r"tabel (?:nr\.? ?)?\d", re.I)
_CODE = re.compile(r"\(?[\w.]{1,4}\)?")
_PART = re.compile(r"(?:baten|lasten|saldo|uitgaven|inkomsten|kosten|opbrengsten)", re.I)
_OF_YEAR = re.compile(r"\((?:19|20)\d\d\)")
CAPTION = re.compile(r"(?:tabel|overzicht|figuur|grafiek|bijlage|bron|diagram)\b", re.I)


def is_data(row: Row, above: Sequence[Row] = ()) -> bool:
    """Whether a row has numbers in columns; one of nothing but years is a head, unless rows stand above."""
    numbers = [p for p in row.pieces if p.numeric]
    if not numbers:
        return sum(p.filler for p in row.pieces) >= 2
    if captioned(row) or [p.text for p in numbers] == [str(n + 1) for n in range(max(len(numbers), 3))]:
        return False
    if all(p.year for p in numbers) and not any(p.filler for p in row.pieces):
        behind = any(worded(p) and p.left > numbers[0].left for p in row.pieces)
        return len(numbers) == 1 and worded(row.pieces[0]) and not behind and len(above) > 1
    return True


def of_year(piece: Piece) -> bool:
    """Whether a piece is a year in brackets, which tells of the number above it."""
    return _OF_YEAR.fullmatch(piece.text) is not None


def captioned(row: Row) -> bool:
    """Whether a row is a caption: "Tabel 9.2 Overzicht onderhoudslasten"."""
    short = len(row.pieces) <= 2 or (_NUMBERED.match(row.text) and not any(p.year for p in row.pieces))
    return bool(short) and not row.ruled and CAPTION.match(row.text) is not None


def worded(piece: Piece) -> bool:
    return not piece.numeric and not piece.filler and any(c.isalpha() for c in piece.text)


def has_values(row: Row) -> bool:
    return any(p.numeric or p.filler or of_year(p) for p in row.pieces)


def is_code(piece: Piece) -> bool:
    """Whether a piece is short enough to be a code or a counter: "5.6", "a.", "15b"."""
    return _CODE.fullmatch(piece.text) is not None


def label_pieces(row: Row, columns: Sequence[Span], ends: float = float("inf")) -> int:
    """How many pieces of a row are its label: all before the first column, in a ruled row one cell of words.

    A code or a counter before the words belongs to them: "5.6" and "Media" are one label.
    """
    count = 0
    cell: Span | None = None
    for p in row.pieces:
        if p.left >= columns[0][0] - 1 or (overlap(columns[0], (p.left, p.right)) > 1 and p.numeric):
            break
        if (cell is not None and p.cell is not None and p.cell != cell) or p.left >= ends:
            break
        if worded(p) and not is_code(p):
            cell = p.cell
        count += 1
    # "Baten", "Lasten" and "Saldo" in a column of their own say which row of a label it is.
    if count < len(row.pieces) and row.pieces[count].right < columns[0][0] and part_label(row.pieces[count]):
        count += 1
    return count


def part_label(piece: Piece) -> bool:
    """Whether a piece tells apart the rows of one label: "Baten", "Lasten", "Saldo"."""
    return _PART.fullmatch(piece.text) is not None


def overlap(a: Span, b: Span) -> float:
    """How much two spans have in common, negative when they stand apart."""
    return min(a[1], b[1]) - max(a[0], b[0])


def merged(spans: Sequence[Span]) -> list[Span]:
    """The spans with those that overlap joined, from left to right."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and overlap(result[-1], span) > 0.5:
            result[-1] = result[-1][0], max(result[-1][1], span[1])
        else:
            result.append(span)
    return result

"""What the columns of a table are called: the words above a column, from the top down.

A head that may stand over one column or over several is the trap: a wrong head
makes a right number say something false, so a head is given only where ruled
cells, places or a repeated pattern leave one reading, and two columns that
would be called the same are called nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from assistant.reading.cleaning import join_hyphens
from assistant.reading.tables.grid import Piece, Row, piece_of
from assistant.reading.tables.kinds import captioned, is_data, overlap
from assistant.reading.tables.region import Region
from assistant.reading.tables.units import only_unit, unit_of
from assistant.reading.words import Word

# What the rows below it are parts of, where it stands over their labels.
_NAMED = re.compile(
    r"(?:deel)?(?:programma|hoofdstuk|taakveld|thema|opgave|afdeling|paragraaf|product)[\s:]+(?!bedragen)\w",
    re.I,
)
_BROKEN = re.compile(
    r"(?::|\b(?:is|van|de|het|een|en|in|op|te|met|voor|wordt|heeft))$"
    r"|^\((?:19|20)\d\d\)$|\d\.\d+ t/m |^(?:ja|nee)$|^\(?bedragen\b",
    re.I,
)
# A column of words has a name, not the beginning of its first cell.
_RUNNING = re.compile(r"\b(?:de|het|een|is|heeft|wordt|zijn)\b", re.I)
_SENTENCES = re.compile(r"[a-z)%]\. [A-ZÀ-Ý]")
_YEARS = re.compile(r"[A-Z]{0,2}(?:19|20)\d\d")
_HIGHEST = 8
TITLE_ROOM = 46.0
_LONGEST = 120
_GROUPS = 3


@dataclass
class Heads:
    """The heads of a region: `rows` their indices on the page from the top down.

    `columns` and `texts` name the columns of numbers and of words, "" where
    that can't be told; `corner` what stands over the labels and names a part of the budget, `groups` are
    the rows between heads and numbers (indices), `unit` the unit seen.
    """

    rows: list[int] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    corner: str = ""
    groups: list[int] = field(default_factory=list)
    unit: str = ""


def names_part(text: str) -> bool:
    """Whether a text names a part of the budget: "Programma 2 Mens en maatschappij"."""
    return _NAMED.match(text) is not None


def heads_of(words: Sequence[Word], rows: Sequence[Row], region: Region, floor: int) -> Heads:
    """The heads above a region; nothing above row `floor` (an index on the page) belongs to it."""
    heads = Heads()
    reach: list[tuple[int, list[Piece]]] = []
    groups: list[int] = []
    below = rows[region.first]
    for j in range(region.first - 1, floor - 1, -1):
        row = rows[j]
        pieces = [p for p in row.pieces if region.edges[0] <= p.left < region.edges[1]]
        if not pieces:
            continue
        # Ruled cells may be as high as they like.
        celled = all(p.cell for p in pieces) and any(p.cell for p in below.pieces)
        room = TITLE_ROOM if celled else 2.5 * max(min(row.bottom - row.top, below.bottom - below.top), 6) + 3
        if below.top - row.bottom > room or captioned(row) or len(reach) >= _HIGHEST:
            break
        if is_data(row) or _prose(row, pieces, region):
            break
        if all(only_unit(p.text) for p in pieces):
            heads.unit = heads.unit or unit_of(row.text)
            heads.rows.insert(0, j)
            below = row
            continue
        over = [p for p in pieces if p.right > region.label + 1 and _over(p, region)]
        if over:
            reach.insert(0, (j, pieces))
        elif reach:
            # Over the labels alone, a line belongs to the heads when it is beside them in the same cells.
            break
        elif len(groups) < _GROUPS:
            groups.insert(0, j)
        else:
            break
        below = row
    if not reach:
        return without(Heads(groups=groups, unit=heads.unit), region)
    heads.groups = [j for j in groups if j > reach[-1][0]]
    heads.rows = sorted({*(j for j in heads.rows if j > reach[0][0]), *(j for j, _ in reach)})
    lines = [pieces for _, pieces in reach]
    heads.unit = heads.unit or next((u for j, _ in reach if (u := unit_of(rows[j].text))), "")
    heads.corner = next(
        (p.text for pieces in lines for p in pieces if names_part(p.text) and not _over(p, region)), ""
    )
    heads.columns = _named(words, lines, region)
    heads.texts = _texts(lines, region)
    return heads


def without(heads: Heads, region: Region) -> Heads:
    """No heads: the columns have no names, rows taken for heads are rows like any other."""
    return Heads(
        rows=[j for j in heads.rows if not heads.columns],
        columns=[""] * len(region.columns),
        texts=[""] * len(region.texts),
        groups=sorted({*heads.groups, *(heads.rows if heads.columns else [])}),
        unit=heads.unit,
    )


def _over(piece: Piece, region: Region) -> bool:
    """Whether a piece stands over the columns of numbers or to their right, not over the labels."""
    first = region.columns[0]
    if piece.left <= region.label and piece.cell is not None and piece.cell[1] > first[1]:
        return False
    return piece.left > region.label - 1 or overlap((piece.left, piece.right), first) > 1


def _prose(row: Row, pieces: Sequence[Piece], region: Region) -> bool:
    """Whether a line is text above the table: it starts where the labels do and runs on over the columns."""
    if any(len(p.words) > (16 if row.ruled else 8) or _SENTENCES.search(p.text) for p in pieces):
        return True
    if row.ruled:
        return False
    first = pieces[0]
    runs_on = first.left < region.label and first.right > region.columns[0][0] + 2 and len(first.words) > 2
    if runs_on and first.cell is not None and first.cell[1] < region.columns[0][1]:
        runs_on = False
    ends = sum(len(p.words) for p in pieces) > 8 and pieces[-1].text.endswith((".", ";", ":"))
    return runs_on or ends


def _named(words: Sequence[Word], lines: Sequence[Sequence[Piece]], region: Region) -> list[str]:
    count = len(region.columns)
    found: list[list[str]] = [[] for _ in range(count)]
    unsure: set[int] = set()
    for at in range(len(lines) - 1, -1, -1):
        pieces = [
            part
            for p in lines[at]
            if _over(p, region) and not only_unit(p.text)
            for part in _parts(words, p, region)
        ]
        given = _tiled(pieces, found, region) or _ruled(pieces, region, lines)
        if given is None:
            given = []
            for piece in pieces:
                columns, sure = _under(piece, region, found)
                given.append(columns)
                if not sure:
                    unsure |= set(columns)
        for piece, columns in zip(pieces, given, strict=True):
            for k in columns:
                found[k].insert(0, piece.text)
    names = [" ".join(join_hyphens(parts)) for parts in found]
    often = Counter(names)
    names = [
        "" if k in unsure or often[name] > 1 or not _plausible(name) else name for k, name in enumerate(names)
    ]
    # One head among many columns that have none is rather a word that happens to stand there.
    return names if sum(map(bool, names)) > 1 or count < 3 else [""] * count


def _parts(words: Sequence[Word], piece: Piece, region: Region) -> list[Piece]:
    """A piece cut where its words end flush with the columns below: heads set so wide that they touch."""
    if piece.cell is not None or len(piece.words) < 2:
        return [piece]
    own = [c for c in region.columns if overlap(c, (piece.left, piece.right)) > 1]
    cuts = [
        next((n for n, i in enumerate(piece.words, 1) if abs(words[i].right - right) < 2), 0)
        for _, right in own
    ]
    if len(own) < 2 or not all(cuts) or cuts != sorted(set(cuts)) or cuts[-1] != len(piece.words):
        return [piece]
    return [piece_of(words, piece.words[a:b]) for a, b in zip([0, *cuts], cuts, strict=False)]


def _plausible(name: str) -> bool:
    """Whether a text can be a column's head: it has a letter, a year or a sign, and is no paragraph."""
    return len(name) <= _LONGEST and bool(re.search(r"[^\W_]|[%€]", name)) and not _BROKEN.search(name)


def _ruled(
    pieces: Sequence[Piece], region: Region, lines: Sequence[Sequence[Piece]]
) -> list[list[int]] | None:
    """The columns under each piece by ruled cells, None when those do not tell."""
    cells = [p.cell for p in pieces]
    if not cells or any(c is None for c in cells) or len(set(cells)) < len(cells):
        return None
    inner = {
        round(x) for row in [*(r.pieces for r in region.rows), *lines] for p in row if p.cell for x in p.cell
    }
    given = []
    for cell in cells:
        assert cell is not None
        columns = [k for k, (a, b) in enumerate(region.columns) if cell[0] - 2 <= (a + b) / 2 <= cell[1] + 2]
        parted = all(
            any(region.columns[k][1] - 2 <= x <= region.columns[k + 1][0] + 2 for x in inner)
            for k in columns[:-1]
        )
        if not parted and len(cells) < 2:
            return None
        given.append(columns)
    return given


def _tiled(pieces: Sequence[Piece], below: Sequence[Sequence[str]], region: Region) -> list[list[int]] | None:
    """Groups of columns that the pieces are centred over, side by side and without a rest.

    Only where the heads below repeat ("Baten Lasten Saldo Baten Lasten Saldo"),
    so that something must tell the groups apart.
    """
    count, size = len(region.columns), len(pieces)
    names = [" ".join(parts) for parts in below]
    if size == 1 and count > 2 and all(_YEARS.fullmatch(name) for name in names):
        middle = (region.columns[0][0] + region.columns[-1][1]) / 2
        if abs((pieces[0].left + pieces[0].right) / 2 - middle) < 0.1 * (
            region.columns[-1][1] - region.columns[0][0]
        ):
            return [list(range(count))]
    if not 1 < size < count or not all(names) or max(Counter(names).values()) < 2:
        return None
    best: list[tuple[float, list[list[int]]]] = []
    for cuts in combinations(range(1, count), size - 1):
        groups = [list(range(a, b)) for a, b in zip((0, *cuts), (*cuts, count), strict=True)]
        if any(len({names[k] for k in group}) < len(group) for group in groups):
            continue
        off = max(_off(p, g, region) for p, g in zip(pieces, groups, strict=True))
        best.append((off, groups))
    best.sort(key=lambda found: found[0])
    pitch = (region.columns[-1][1] - region.columns[0][1]) / max(count - 1, 1)
    if not best or best[0][0] > 0.4 * pitch or (len(best) > 1 and best[1][0] < best[0][0] + 0.2 * pitch):
        return None
    return best[0][1]


def _off(piece: Piece, group: Sequence[int], region: Region) -> float:
    """How far a piece is from standing over these columns: centred, or if it is wide, flush with them."""
    left, right = region.columns[group[0]][0], region.columns[group[-1]][1]
    centred = abs((piece.left + piece.right) / 2 - (left + right) / 2)
    wide = sum(overlap(c, (piece.left, piece.right)) > 1 for c in region.columns) > 1
    return min(centred, abs(piece.right - right), abs(piece.left - left)) if wide else centred


def _under(piece: Piece, region: Region, below: Sequence[Sequence[str]]) -> tuple[list[int], bool]:
    """The columns a piece stands over by its place, and whether that is sure."""
    span = piece.left, piece.right
    columns = [k for k, c in enumerate(region.columns) if overlap(c, span) > 1]
    if len(columns) == 1:
        return columns, True
    if not columns:
        apart = sorted((-overlap(c, span), k) for k, c in enumerate(region.columns))
        if any(overlap(text, span) > 0 for text in region.texts):
            return [], True
        near = apart[0][0] < 30 and (len(apart) < 2 or apart[0][0] < 0.5 * apart[1][0])
        return ([apart[0][1]], True) if near else ([k for _, k in apart[:2]], False)
    left, right = region.columns[columns[0]][0], region.columns[columns[-1]][1]
    centred = abs((piece.left + piece.right) / 2 - (left + right) / 2) <= 0.12 * (right - left) + 2
    return columns, centred and all(below[k] for k in columns)


def _texts(lines: Sequence[Sequence[Piece]], region: Region) -> list[str]:
    names = []
    for text in region.texts:
        own = [
            p.text
            for pieces in lines
            for p in pieces
            if overlap(text, (p.left, p.right)) > 1
            and p.left > region.left + 5
            and len(p.words) <= 5
            and sum(overlap(t, (p.left, p.right)) > 1 for t in [*region.texts, *region.columns]) == 1
        ]
        names.append(" ".join(join_hyphens(own)))
    often = Counter(names)
    return ["" if often[name] > 1 or _RUNNING.search(name) else name for name in names]

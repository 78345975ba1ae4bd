"""A PDF page measured: what of it is text that shows, what is picture, and whether the pictures hold writing.

The verdict on a page rests on these numbers. A page without pictures costs a
walk over its objects; only a picture that takes a real part of a page is
drawn, without the text over it, and looked at.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.quality import drawing
from assistant.reading.quality.drawing import Box, Drawn, Piece
from assistant.reading.quality.looking import look

_SMALL, _LARGE = 0.03, 0.3
_MOST_PICTURES = 12
_GRID = 128
_PIXELS, _SCALE = 500_000, 1.6
_FEW_GLYPHS, _MANY_PATHS = 40, 100
_STRANGE = re.compile(r"[^\x20-\x7e]")
_PLAIN = re.compile(r"[^\x21-\x7e]+")
# Some files store their spaces as these.
_NO_GLYPHS = frozenset("\ufffe\uffff\xad\0")


@dataclass(frozen=True)
class Picture:
    """A picture on a page: its box, its share of the page, and its look.

    `key` is the same for the same picture on another page.
    """

    box: Box
    share: float
    words: int
    pale: float
    ink: float
    key: int


@dataclass(frozen=True)
class Measured:
    """A page's measurements.

    `covered` is the share of the page under pictures; `glyphs` the number of
    characters in the text layer, `unmapped` the share of them that stand for
    nothing, `hidden` the share of the text that doesn't show; `drawn` about
    how many words are drawn as lines and curves, looked for on a page with
    hardly any text. `pictures` are those of some size.
    """

    covered: float = 0.0
    glyphs: int = 0
    unmapped: float = 0.0
    hidden: float = 0.0
    drawn: int = 0
    pictures: tuple[Picture, ...] = ()

    def without(self, keys: set[int]) -> Measured:
        """The same page less the pictures with these keys, such as a background on every page."""
        return replace(self, pictures=tuple(p for p in self.pictures if p.key not in keys)) if keys else self

    @property
    def written(self) -> tuple[Box, ...]:
        """The boxes of the pictures that hold writing."""
        return tuple(picture.box for picture in self.pictures if picture.words)


def measure(page: Any, text: str) -> Measured:
    """Measure a pypdfium2 page with this text in its text layer; what can't be measured counts as text."""
    import pypdfium2

    try:
        return _measured(page, text)
    except (pypdfium2.PdfiumError, ValueError):
        return Measured()


def _measured(page: Any, text: str) -> Measured:
    width, height = page.get_size()
    if min(width, height) < 1:
        return Measured()
    objects = drawing.drawn(page)
    placed = [(piece, box) for piece in objects.images if (box := drawing.box(page, piece))]
    covered = _union([box for _, box in placed], width, height)
    glyphs, unmapped = _characters(text)
    drawn = 0
    if glyphs < _FEW_GLYPHS and len(objects.paths) >= _MANY_PATHS and covered < _LARGE:
        drawn = look(drawing.pixels(page, (0, 0, width, height), _scale(width * height)), sideways=True).words
    return Measured(
        covered=covered,
        glyphs=glyphs,
        unmapped=unmapped,
        hidden=_hidden(page, objects, placed),
        drawn=drawn,
        pictures=_pictures(page, objects, placed, covered),
    )


def _characters(text: str) -> tuple[int, float]:
    """The number of characters in a text layer, and the share of them that no character set knows."""
    strange = [c for c in _STRANGE.findall(text) if not c.isspace() and c not in _NO_GLYPHS]
    marks = len(_PLAIN.sub("", text)) + len(strange)
    bad = sum(unicodedata.category(c) in ("Cc", "Co", "Cn", "Cs") or c == "\ufffd" for c in strange)
    return marks, bad / marks if marks else 0.0


def _hidden(page: Any, objects: Drawn, placed: Sequence[tuple[Piece, Box]]) -> float:
    """The share of the text objects that are drawn invisibly or under a picture that fills the page."""
    if not objects.texts:
        return 0.0
    width, height = page.get_size()
    under = 0
    for piece, box in placed:
        before = [text for text in objects.texts if text.order < piece.order]
        if len(before) > under and _share(box, width, height) >= 0.5 and not drawing.see_through(page, piece):
            inside = [text for text in before if _inside(drawing.box(page, text), box)]
            under = max(under, sum(text.order not in objects.unseen for text in inside))
    return min((len(objects.unseen) + under) / len(objects.texts), 1.0)


def _pictures(
    page: Any, objects: Drawn, placed: Sequence[tuple[Piece, Box]], covered: float
) -> tuple[Picture, ...]:
    width, height = page.get_size()
    groups = [(box, pieces) for box, pieces in _grouped(placed, covered, width)
              if _share(box, width, height) >= _SMALL]  # fmt: skip
    groups.sort(key=lambda group: -_share(group[0], width, height))
    if not groups:
        return ()
    found = []
    with drawing.only_pictures(objects):
        for box, pieces in groups[:_MOST_PICTURES]:
            share = _share(box, width, height)
            scale = _scale(share * width * height)
            seen = look(drawing.pixels(page, box, scale), sideways=share >= _LARGE)
            found.append(Picture(box, share, seen.words, seen.pale, seen.ink, _key(pieces, seen.words)))
    return tuple(sorted(found, key=lambda picture: (picture.box[1], picture.box[0])))


def _grouped(
    placed: Sequence[tuple[Piece, Box]], covered: float, width: float
) -> list[tuple[Box, list[Piece]]]:
    """The pictures, with the strips that some programs cut a picture into as one."""
    if covered >= 0.5 and len(placed) > 1:
        boxes = [box for _, box in placed]
        return [(_around(boxes), [piece for piece, _ in placed])]
    groups: list[tuple[Box, list[Piece]]] = []
    for piece, box in sorted(placed, key=lambda each: (round(each[1][0]), each[1][1])):
        if groups and box[2] - box[0] >= 0.4 * width:
            above = groups[-1][0]
            if abs(above[0] - box[0]) < 1 and abs(above[2] - box[2]) < 1 and abs(above[3] - box[1]) < 1:
                groups[-1] = (_around([above, box]), [*groups[-1][1], piece])
                continue
        groups.append((box, [piece]))
    return groups


def _key(pieces: Sequence[Piece], words: int) -> int:
    """What tells a picture from others: of one with writing its data, of another its size will do."""
    key = 0
    for piece in pieces[:40]:
        data = drawing.raw_data(piece) if words else str(drawing.raw_length(piece)).encode()
        key = zlib.crc32(data, key)
    return key


def _scale(area: float) -> float:
    return float(min(_SCALE, (_PIXELS / max(area, 1.0)) ** 0.5))


def _share(box: Box, width: float, height: float) -> float:
    return (box[2] - box[0]) * (box[3] - box[1]) / (width * height)


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _inside(box: Box | None, other: Box) -> bool:
    if box is None:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]


def _union(boxes: Sequence[Box], width: float, height: float) -> float:
    """The share of the page under at least one of the boxes, to a hundredth or so."""
    if len(boxes) < 2:
        return sum(_share(box, width, height) for box in boxes)
    import numpy as np

    grid = np.zeros((_GRID, _GRID), np.bool_)
    across, down = _GRID / width, _GRID / height
    for left, top, right, bottom in boxes:
        grid[round(top * down) : round(bottom * down), round(left * across) : round(right * across)] = True
    return float(grid.mean())

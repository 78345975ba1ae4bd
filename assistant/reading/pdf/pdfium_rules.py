"""The ruled lines of a PDF page: thin lines and boxes, or the edges of shading where none are drawn."""

from __future__ import annotations

import ctypes
from typing import Any

from assistant.reading.tables.rules import Rule

Box = tuple[float, float, float, float]

_PATH = 2
_RULED = 4
_THIN = 2.0
_MOST_SHAPES = 20_000
# A rectangle is a starting point and four lines.
_RECTANGLE = 5


def upright_box(
    box: tuple[float, float, float, float], turn: int, page: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """A box (left, bottom, right, top) from below as (left, top, right, bottom) from the top left."""
    left, bottom, right, top = box
    x0, y0, x1, y1 = page
    if turn == 0:
        return left - x0, y1 - top, right - x0, y1 - bottom
    if turn == 1:
        return bottom - y0, left - x0, top - y0, right - x0
    if turn == 2:
        return x1 - right, bottom - y0, x1 - left, top - y0
    return y1 - top, x1 - right, y1 - bottom, x1 - left


def rules_of(
    page: Any, turn: int, sheet: tuple[float, float, float, float]
) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    import pypdfium2.raw as pdfium

    upright: list[Rule] = []
    level: list[Rule] = []
    boxes: list[Rule] = []
    left_over = _MOST_SHAPES
    for i in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_SHAPES)):
        thing = pdfium.FPDFPage_GetObject(page.raw, i)
        if pdfium.FPDFPageObj_GetType(thing) != _PATH or left_over <= 0:
            continue
        shapes = _shapes(thing)
        left_over -= len(shapes)
        for shape in shapes:
            left, top, right, bottom = upright_box(shape, turn, sheet)
            wide, high = right - left, bottom - top
            if wide <= _THIN and high > 2 * _THIN:
                upright.append(Rule(left, top, right, bottom))
            elif high <= _THIN and wide > 2 * _THIN:
                level.append(Rule(left, top, right, bottom))
            elif wide > 6 and high > 6:
                boxes.append(Rule(left, top, right, bottom))
    # Where lines are drawn, the edges of shading only repeat them, often a little beside them.
    if len(upright) < _RULED:
        upright += [Rule(x, box.top, x, box.bottom) for box in boxes for x in (box.left, box.right)]
    if len(level) < _RULED:
        level += [Rule(box.left, y, box.right, y) for box in boxes for y in (box.top, box.bottom)]
    return tuple(upright), tuple(level)


def _shapes(thing: Any) -> list[tuple[float, float, float, float]]:
    """The boxes (left, bottom, right, top) of the lines and rectangles that a path is made of."""
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    count = pdfium.FPDFPath_CountSegments(thing)
    if count <= _RECTANGLE or count > _MOST_SHAPES:
        found = pdfium.FPDFPageObj_GetBounds(thing, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        return [(left, bottom, right, top)] if found else []
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    boxes: list[list[float]] = []
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        right = matrix.a * x.value + matrix.c * y.value + matrix.e
        top = matrix.b * x.value + matrix.d * y.value + matrix.f
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not boxes:
            boxes.append([right, top, right, top])
        else:
            box = boxes[-1]
            box[:] = min(box[0], right), min(box[1], top), max(box[2], right), max(box[3], top)
    return [(box[0], box[1], box[2], box[3]) for box in boxes]

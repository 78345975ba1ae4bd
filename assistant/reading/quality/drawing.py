"""What is drawn on a PDF page, and the page or a part of it as pixels; pypdfium2's raw calls stay in here."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Grey = np.ndarray[Any, np.dtype[np.uint8]]

# Left, top, right and bottom in points from the top left of the page as it is shown.
Box = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]

_PLAIN: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST = 8
# More than any honest page; forms that hold forms can make it endless.
_MOST = 100_000
_INVISIBLE = (3, 7)


@dataclass(frozen=True)
class Piece:
    """An object on a page: its handle, its place in the order of drawing, and how it came to stand there."""

    handle: Any
    order: int
    matrix: _Matrix = _PLAIN


@dataclass
class Drawn:
    """The objects of a page, those inside form XObjects too; `unseen` of the `texts` are drawn invisibly."""

    images: list[Piece] = field(default_factory=list)
    texts: list[Piece] = field(default_factory=list)
    paths: list[Piece] = field(default_factory=list)
    unseen: set[int] = field(default_factory=set)
    count: int = 0

    def add(self, handle: Any, matrix: _Matrix) -> None:
        import pypdfium2.raw as raw

        self.count += 1
        piece = Piece(handle, self.count, matrix)
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.images.append(piece)
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            self.texts.append(piece)
            if raw.FPDFTextObj_GetTextRenderMode(handle) in _INVISIBLE:
                self.unseen.add(self.count)
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING):
            self.paths.append(piece)


def drawn(page: Any) -> Drawn:
    """All objects of a pypdfium2 page in the order in which they are drawn."""
    import pypdfium2.raw as raw

    found = Drawn()

    def walk(parent: Any, count: Any, get: Any, matrix: _Matrix, depth: int) -> None:
        for i in range(count(parent)):
            handle = get(parent, i)
            if not handle or found.count >= _MOST:
                continue
            if raw.FPDFPageObj_GetType(handle) == raw.FPDF_PAGEOBJ_FORM:
                if depth < _DEEPEST:
                    inner = _times(_matrix(handle), matrix)
                    walk(handle, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)
                continue
            found.add(handle, matrix)

    walk(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, _PLAIN, 0)
    return found


def box(page: Any, piece: Piece) -> Box | None:
    """Where an object stands on the page as shown, cut off at its edges; None for one that is off it."""
    import pypdfium2.raw as raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(piece.handle, left, bottom, right, top):
        return None
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    if piece.matrix != _PLAIN:
        a, b, c, d, e, f = piece.matrix
        corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in corners]
    shown = [_shown(page, x, y) for x, y in corners]
    width, height = page.get_size()
    xs, ys = [min(max(x, 0.0), width) for x, _ in shown], [min(max(y, 0.0), height) for _, y in shown]
    found = min(xs), min(ys), max(xs), max(ys)
    return found if found[2] - found[0] > 0 and found[3] - found[1] > 0 else None


def _shown(page: Any, x: float, y: float) -> tuple[float, float]:
    import pypdfium2.raw as raw

    width, height = page.get_size()
    fine = 16
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, int(width * fine), int(height * fine), 0, x, y, across, down)
    return across.value / fine, down.value / fine


def _matrix(handle: Any) -> _Matrix:
    import pypdfium2.raw as raw

    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, found):
        return _PLAIN
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def pixels(page: Any, area: Box, scale: float) -> Grey:
    """A part of the page in grey tones, `scale` pixels a point."""
    width, height = page.get_size()
    left, top, right, bottom = area
    crop = (left, max(height - bottom, 0.0), max(width - right, 0.0), top)
    found: Grey = page.render(scale=scale, grayscale=True, crop=crop).to_numpy()
    return found


def fineness(page: Any, objects: Drawn, area: Box) -> float | None:
    """How many pixels a point the largest image in an area has; None where no image fills much of it."""
    import pypdfium2.raw as raw

    best, found = 0.3 * (area[2] - area[0]) * (area[3] - area[1]), None
    for piece in objects.images:
        place = box(page, piece)
        across, down = ctypes.c_uint(), ctypes.c_uint()
        if place is None or not raw.FPDFImageObj_GetImagePixelSize(piece.handle, across, down):
            continue
        inside = max(min(place[2], area[2]) - max(place[0], area[0]), 0.0) * max(
            min(place[3], area[3]) - max(place[1], area[1]), 0.0
        )
        if inside > best:
            size = (place[2] - place[0]) * (place[3] - place[1])
            best, found = inside, float((across.value * down.value / size) ** 0.5)
    return found


@contextmanager
def only_pictures(objects: Drawn) -> Iterator[None]:
    """While this is open the page is drawn without its text, lines and curves."""
    import pypdfium2.raw as raw

    hidden = [*objects.texts, *objects.paths]
    for piece in hidden:
        raw.FPDFPageObj_SetIsActive(piece.handle, False)
    try:
        yield
    finally:
        for piece in hidden:
            raw.FPDFPageObj_SetIsActive(piece.handle, True)


def raw_length(piece: Piece) -> int:
    """The size of an image's stored data in bytes."""
    import pypdfium2.raw as raw

    return int(raw.FPDFImageObj_GetImageDataRaw(piece.handle, None, 0))


def raw_data(piece: Piece) -> bytes:
    """An image's data as stored."""
    import pypdfium2.raw as raw

    length = raw_length(piece)
    buffer = (ctypes.c_ubyte * length)()
    raw.FPDFImageObj_GetImageDataRaw(piece.handle, buffer, length)
    return bytes(buffer)


def see_through(page: Any, piece: Piece) -> bool:
    """Whether what lies under an image shows through it somewhere."""
    import pypdfium2.raw as raw

    if raw.FPDFPageObj_HasTransparency(piece.handle):
        return True
    bitmap = raw.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, piece.handle)
    if not bitmap:
        return False
    try:
        import numpy as np

        if raw.FPDFBitmap_GetFormat(bitmap) != raw.FPDFBitmap_BGRA:
            return False
        rows, stride = raw.FPDFBitmap_GetHeight(bitmap), raw.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.cast(
            raw.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * (rows * stride))
        )
        columns = raw.FPDFBitmap_GetWidth(bitmap)
        alpha = np.frombuffer(buffer.contents, np.uint8).reshape(rows, stride)[:, 3 : 4 * columns : 4]
        return bool((alpha < 128).mean() > 0.5)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)

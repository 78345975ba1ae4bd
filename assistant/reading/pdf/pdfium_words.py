"""The words and the ruled lines of a PDF page with their places, which a table is found by.

A page is turned so that its text stands upright, whichever way the page or the
text was rotated. pdfium gives in a few milliseconds what a layout in plain
characters only imitates: where a word stands.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.cleaning import clean_line
from assistant.reading.pdf.pdfium_rules import rules_of, upright_box
from assistant.reading.tables.rules import Rule
from assistant.reading.words import Word

_WORD = re.compile("[^\\s\ufffe\\x00]*\ufffe|[^\\s\ufffe\\x00]+")
_BOLD = re.compile(r"bold|black|heavy|demi", re.I)
_ITALIC = re.compile(r"italic|oblique", re.I)
_LONG = 20
_FEW = 12


@dataclass(frozen=True)
class Drawn:
    """A page as drawn: words in the order of its content, the upright and the level rules.

    `italic` are the indices of words in italics; `turned` says that the text
    did not run from left to right in the file's own coordinates, `top` is where
    those have the page's upper edge.
    """

    words: tuple[Word, ...]
    italic: frozenset[int] = frozenset()
    upright: tuple[Rule, ...] = ()
    level: tuple[Rule, ...] = ()
    turned: bool = False
    top: float = 0.0


@contextmanager
def drawings(data: bytes, password: str | None = None) -> Iterator[Sequence[Any] | None]:
    """The pages of a PDF for `sheet`; None when pdfium can't open it."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError:
        document = None
    try:
        yield document
    finally:
        if document is not None:
            document.close()


@dataclass(frozen=True)
class Sheet:
    """A page as pdfium has it open, with its text layer and that layer's `text` as stored."""

    page: Any
    layer: Any
    text: str


@contextmanager
def sheet(pages: Sequence[Any] | None, number: int) -> Iterator[Sheet | None]:
    """Page `number` (from 0), open; None for a page that pdfium can't load."""
    import pypdfium2

    if pages is None or number >= len(pages):
        yield None
        return
    try:
        page = pages[number]
        layer = page.get_textpage()
    except pypdfium2.PdfiumError:
        yield None
        return
    with closing(page), closing(layer):
        yield Sheet(page, layer, _text(layer))


def runs_askew(of: Sheet) -> bool:
    """Whether most of a page's text does not run from left to right, judged by a few of its words."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    starts = [match.start() for match in _WORD.finditer(of.text)]
    askew = 0
    few = starts[:: max(1, len(starts) // _FEW)]
    for start in few:
        pdfium.FPDFText_GetMatrix(of.layer.raw, start, matrix)
        askew += _turn(matrix) != 0
    return 2 * askew > len(few)


@dataclass(frozen=True)
class _Found:
    text: str
    box: tuple[float, float, float, float]
    size: float
    bold: bool
    italic: bool
    turn: int
    span: tuple[int, int]


def drawn(of: Sheet) -> Drawn:
    """The words and rules of a page."""
    page, layer = of.page, of.layer
    box = page.get_mediabox()
    found = _found(layer, of.text)
    if not found:
        return Drawn(())
    turn = Counter(word.turn for word in found).most_common(1)[0][0]
    upright, level = rules_of(page, turn, box)
    if turn == 0:
        found = [part for word in found for part in _ruled_apart(layer, word, upright, box)]
    words: list[Word] = []
    italic: set[int] = set()
    for word in found:
        if word.turn != turn:
            continue
        if word.italic:
            italic.add(len(words))
        left, top, right, bottom = upright_box(word.box, turn, box)
        words.append(Word(word.text, left, top, right, bottom, word.size, word.bold))
    # What stands across the page, such as a side note, can't be part of a line; it comes last.
    for word in found:
        if word.turn != turn:
            left, top, right, bottom = upright_box(word.box, turn, box)
            words.append(Word(word.text, left, top, right, bottom, word.size, word.bold))
    return Drawn(tuple(words), frozenset(italic), upright, level, turn != 0, box[3])


def _text(layer: Any) -> str:
    """A text layer's characters, each at its index."""
    import pypdfium2.raw as pdfium

    raw, count = layer.raw, layer.count_chars()
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(raw, 0, count, buffer) == count + 1:
        return "".join(map(chr, buffer[:count]))
    # The text leaves out characters that have none; one by one they keep their places.
    return "".join(_character(raw, i) for i in range(count))


def _found(layer: Any, text: str) -> list[_Found]:
    """The words of a text layer as pdfium parts them, in content order, in the file's coordinates."""
    import pypdfium2.raw as pdfium

    raw = layer.raw
    first, last, matrix = pdfium.FS_RECTF(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    name, flags = ctypes.create_string_buffer(120), ctypes.c_int()
    found: list[_Found] = []
    spans = [match.span() for match in _WORD.finditer(text)]
    if sum(end - start > _LONG for start, end in spans) > 0.05 * len(spans):
        spans = [part for span in spans for part in _parted(raw, *span)]
    for start, end in spans:
        pdfium.FPDFText_GetLooseCharBox(raw, start, first)
        pdfium.FPDFText_GetLooseCharBox(raw, end - 1, last)
        pdfium.FPDFText_GetMatrix(raw, start, matrix)
        pdfium.FPDFText_GetFontInfo(raw, start, name, 120, flags)
        font = name.value.decode("latin-1")
        scale = abs(matrix.d) or abs(matrix.b)
        size = round(pdfium.FPDFText_GetFontSize(raw, start) * scale, 1)
        # A hyphen that breaks a word at a line end is marked by a character that is none.
        shown = clean_line(text[start:end].replace("\ufffe", "-").encode("utf-16", "surrogatepass")
                           .decode("utf-16", "replace"))  # fmt: skip
        if shown:
            box = (min(first.left, last.left), min(first.bottom, last.bottom),
                   max(first.right, last.right), max(first.top, last.top))  # fmt: skip
            found.append(
                _Found(
                    shown,
                    box,
                    size,
                    bool(_BOLD.search(font)),
                    bool(_ITALIC.search(font)),
                    _turn(matrix),
                    (start, end),
                )
            )
    return found


def _character(raw: Any, i: int) -> str:
    """A character by its place, U+FFFE for a hyphen at a line end and a space for what has no character."""
    import pypdfium2.raw as pdfium

    code = pdfium.FPDFText_GetUnicode(raw, i)
    if code in (0x2, 0xFFFE):
        return "\ufffe" if pdfium.FPDFText_IsHyphen(raw, i) == 1 else " "
    return " " if code in (0, 0xFFFF) else chr(code)


def _parted(raw: Any, start: int, end: int) -> list[tuple[int, int]]:
    """A word cut where white stands between two of its characters: some fonts have no space that decodes."""
    import pypdfium2.raw as pdfium

    box, begin = pdfium.FS_RECTF(), start
    parts: list[tuple[int, int]] = []
    before: float | None = None
    for i in range(start, end):
        pdfium.FPDFText_GetLooseCharBox(raw, i, box)
        if before is not None and box.left - before > 0.12 * abs(box.top - box.bottom):
            parts.append((begin, i))
            begin = i
        before = box.right
    return [*parts, (begin, end)]


def _ruled_apart(
    layer: Any, word: _Found, upright: Sequence[Rule], sheet: tuple[float, float, float, float]
) -> list[_Found]:
    """A word cut at a ruled line that runs between its characters: two cells that touch."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = word.box
    y = sheet[3] - (bottom + top) / 2
    at = next(
        (
            r.left + sheet[0]
            for r in upright
            if left + 3 < r.left + sheet[0] < right - 3 and r.top <= y <= r.bottom
        ),
        None,
    )
    start, end = word.span
    if at is None or end - start != len(word.text) or end - start < 2:
        return [word]
    box = pdfium.FS_RECTF()
    for i in range(start + 1, end):
        pdfium.FPDFText_GetLooseCharBox(layer.raw, i, box)
        if box.left >= at - 1.5:
            break
    if box.left > at + 4:
        return [word]
    cut = i - start
    return [
        replace(word, text=word.text[:cut], box=(left, bottom, at - 0.5, top), span=(start, i)),
        replace(word, text=word.text[cut:], box=(box.left, bottom, right, top), span=(i, end)),
    ]


def _turn(matrix: Any) -> int:
    """How often the text is turned a quarter to the left, from 0 to 3."""
    if abs(matrix.a) >= abs(matrix.b):
        return 0 if matrix.a >= 0 else 2
    return 1 if matrix.b > 0 else 3

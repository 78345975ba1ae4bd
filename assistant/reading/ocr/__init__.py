"""Pages that text extraction can't read are drawn and read by tesseract, two at a time.

A scan or a page of nonsense is read whole; of a page whose table is a picture
only that picture is, so that the page's own text stays as exact as it was.
Each page says how sure it is, and one that makes no sense says so.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import BrokenFile, EncryptedFile, FileMissing, WrongPassword
from assistant.reading.ocr import tesseract
from assistant.reading.ocr.recognised import Recognised, recognised
from assistant.reading.ocr.upright import Reading, read_upright
from assistant.reading.quality import drawing, verdict
from assistant.reading.quality.drawing import Box
from assistant.reading.quality.measuring import measure
from assistant.reading.words import Word

if TYPE_CHECKING:
    import numpy as np

    Grey = np.ndarray[Any, np.dtype[np.uint8]]

LANGUAGE = "nld+eng"
_SCALE = 300 / 72
_MOST_PIXELS = 12_000_000
_AT_ONCE = 2
_MARGIN = 3.0


@dataclass(frozen=True)
class _Part:
    """A part of a page as pixels: `scale` pixels a point, its top left at (left, top) in points."""

    image: Grey
    scale: float
    left: float = 0.0
    top: float = 0.0


def available(program: str | None = tesseract.NAME) -> bool:
    """Whether pages can be recognised: tesseract is there, with data for Dutch or English."""
    return bool(set(languages(program)) & {"nld", "eng"})


def languages(program: str | None = tesseract.NAME) -> tuple[str, ...]:
    """The languages that can be recognised; none without the program."""
    found = tesseract.find(program)
    return tesseract.languages(found) if found else ()


def recognise_pages(
    path: Path,
    pages: Sequence[int],
    *,
    password: str | None = None,
    language: str = LANGUAGE,
    regions: Mapping[int, Sequence[Box]] | None = None,
    seconds: float = 60.0,
    program: str | None = tesseract.NAME,
) -> Iterator[Recognised]:
    """Read pages (from 1) of a PDF and yield each in the order of `pages`.

    Of a page in `regions` only those boxes are read; of any other page the
    pictures when its own text is good, or else the whole. Reading a page may
    take about `seconds`. Without tesseract, or for a page that the file hasn't
    got, the answer is a page with nothing legible. Raises `FileMissing`,
    `EncryptedFile`, `WrongPassword` or `BrokenFile` when the file can't be
    opened.
    """
    found = tesseract.find(program)
    usable = _usable(language, tesseract.languages(found)) if found else ""
    if not found or not usable:
        yield from (Recognised(page) for page in pages)
        return
    document = _opened(path, password)
    waiting: deque[tuple[int, bool, list[Future[tuple[_Part, Reading]]]]] = deque()
    workers = ThreadPoolExecutor(min(_AT_ONCE, os.cpu_count() or 1))

    def read(part: _Part, most: float) -> tuple[_Part, Reading]:
        return part, read_upright(found, part.image, usable, round(part.scale * 72), most)

    try:
        for page in pages:
            whole, parts = _drawn(document, page, (regions or {}).get(page))
            share = seconds * min(1.0, _AT_ONCE / len(parts)) if parts else 0.0
            waiting.append((page, whole, [workers.submit(read, part, share) for part in parts]))
            if len(waiting) > _AT_ONCE:
                yield _gathered(*waiting.popleft())
        while waiting:
            yield _gathered(*waiting.popleft())
    finally:
        workers.shutdown(wait=True, cancel_futures=True)
        document.close()


def _usable(language: str, present: Sequence[str]) -> str:
    """The wanted languages that are there, or else Dutch or English."""
    wanted = [name for name in language.split("+") if name in present]
    return "+".join(wanted or [name for name in ("nld", "eng") if name in present])


def _opened(path: Path, password: str | None) -> Any:
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        return pypdfium2.PdfDocument(path, password)
    except FileNotFoundError:
        raise FileMissing(file=path.name) from None
    except pypdfium2.PdfiumError as problem:
        if problem.err_code == raw.FPDF_ERR_PASSWORD:
            raise (WrongPassword if password else EncryptedFile)(file=path.name) from None
        raise BrokenFile(file=path.name, reason=str(problem)) from None


def _drawn(document: Any, number: int, regions: Sequence[Box] | None) -> tuple[bool, list[_Part]]:
    """Whether the page is to be read whole, and it or its regions as pixels."""
    import pypdfium2

    try:
        page = document[number - 1] if 0 < number <= len(document) else None
        if page is None:
            return True, []
        boxes = _written(page) if regions is None else list(regions)
        width, height = page.get_size()
        objects = drawing.drawn(page)
        if not boxes:
            return True, [_part(page, objects, (0.0, 0.0, width, height))]
        with drawing.only_pictures(objects):
            return False, [_part(page, objects, _wider(box, width, height)) for box in boxes]
    except (pypdfium2.PdfiumError, ValueError):
        return True, []


def _written(page: Any) -> list[Box]:
    """The pictures with writing on a page whose own text is good."""
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    measured = measure(page, text)
    return list(measured.written) if verdict(text, measured) == "picture" else []


def _wider(box: Box, width: float, height: float) -> Box:
    left, top, right, bottom = box
    return (
        max(left - _MARGIN, 0.0),
        max(top - _MARGIN, 0.0),
        min(right + _MARGIN, width),
        min(bottom + _MARGIN, height),
    )


def _part(page: Any, objects: drawing.Drawn, box: Box) -> _Part:
    left, top, right, bottom = box
    area = max((right - left) * (bottom - top), 1.0)
    # A coarse picture blown up too far has stairs for edges, which read as other letters.
    fine = drawing.fineness(page, objects, box) or _SCALE
    scale = min(_SCALE, max(2 * fine, _SCALE / 2), (_MOST_PIXELS / area) ** 0.5)
    return _Part(drawing.pixels(page, box, scale).copy(), scale, left, top)


def _gathered(page: int, whole: bool, parts: Sequence[Future[tuple[_Part, Reading]]]) -> Recognised:
    words: list[tuple[Word, ...]] = []
    turns: list[int] = []
    for part, reading in (future.result() for future in parts):
        words.append(tuple(_word(mark, part) for mark in reading.marks))
        turns.append(reading.turn)
    return recognised(page, words, turns[0] if turns else 0, whole)


def _word(mark: tesseract.Mark, part: _Part) -> Word:
    left, right = (part.left + x / part.scale for x in (mark.left, mark.right))
    top, bottom = (part.top + y / part.scale for y in (mark.top, mark.bottom))
    return Word(mark.text, left, top, right, bottom, bottom - top, sure=mark.sure)

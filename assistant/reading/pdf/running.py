"""Running heads and feet, which stand on every page and say nothing about it.

Left in, they sit in the middle of sentences that go on over the page and make
every passage look alike to a search.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.reading.pdf.lines import Line

_ZONE = 3
_PAGES = 5
_SHARE = 0.4
# The names of chapters change, but they stand where the heads of all pages do.
_CHAPTER = 3
_NEAR = 2
_LONGEST = 90
_TWICE = 2
# Says of itself that it is a page number, so it needs no repetition.
_FOLIO = re.compile(
    r"^(?:pagina|page|blad|blz\.?|pag\.?|p\.)\s*\d+(?:\s*(?:van|of|/|\|)\s*\d+)?$|^[-–]\s*\d{1,4}\s*[-–]$",
    re.I,
)


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without the lines of which `running` says that they return on page after page."""
    return [
        [line for i, line in enumerate(page) if i not in gone]
        for page, gone in zip(pages, running(pages), strict=True)
    ]


def running(pages: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For each page the lines (indices) at its edge that are running heads, feet or page numbers.

    Running is what, digits aside, returns on over 40 % of at least five pages;
    or, in a chapter, on three pages with at most one page between them, where
    that height holds such a line on 40 % of all pages.
    """
    edges = [_edges(page) for page in pages]
    written = sum(bool(edge) for edge in edges)
    seen: Counter[str] = Counter()
    heights: Counter[int] = Counter()
    for page, edge in zip(pages, edges, strict=True):
        # What stands on a page time and again is what it says: "Besluit:".
        repeated = Counter(_shape(line.text) for line in page)
        seen.update({shape for i in edge if repeated[shape := _shape(page[i].text)] <= _TWICE})
        heights.update({h for i in _outermost(page) if (h := _height(page[i])) is not None})
    often = {shape for shape, n in seen.items() if written >= _PAGES and n > _SHARE * written}
    usual = {
        h
        for h in heights
        if written >= _PAGES and heights[h - 1] + heights[h] + heights[h + 1] > _SHARE * written
    }
    chapters = _chapters(pages, usual)
    return [
        {
            i
            for i in edge
            if page[i].part is None
            and (
                _shape(page[i].text) in often
                or _FOLIO.match(page[i].text)
                or (n, _shape(page[i].text)) in chapters
            )
        }
        for n, (page, edge) in enumerate(zip(pages, edges, strict=True))
    ]


def _chapters(pages: Sequence[Sequence[Line]], usual: set[int]) -> set[tuple[int, str]]:
    """The heads (page, shape) at a usual height that return within two pages, three times or more."""
    where: dict[str, list[int]] = {}
    for n, page in enumerate(pages):
        sizes: Counter[float] = Counter()
        for line in page:
            sizes[line.size] += len(line.text)
        body = sizes.most_common(1)[0][0] if sizes else 0.0
        for i in _outermost(page):
            # A larger line is a title, however often it returns.
            if _height(page[i]) in usual and len(page[i].text) <= _LONGEST and page[i].size <= 1.05 * body:
                where.setdefault(_shape(page[i].text), []).append(n)
    found: set[tuple[int, str]] = set()
    for shape, numbers in where.items():
        run: list[int] = []
        for n in [*numbers, 10**9]:
            if run and n - run[-1] > _NEAR:
                if len(run) >= _CHAPTER:
                    found |= {(m, shape) for m in run}
                run = []
            run.append(n)
    return found


def _edges(page: Sequence[Line]) -> set[int]:
    """The first and last lines of a page, in its order and by where they stand."""
    lines = [i for i, line in enumerate(page) if line.text]
    placed = sorted((i for i in lines if page[i].height is not None), key=lambda i: page[i].height or 0)
    return {*lines[:_ZONE], *lines[-_ZONE:], *placed[:_ZONE], *placed[-_ZONE:]}


def _outermost(page: Sequence[Line]) -> set[int]:
    """The lines on the highest and on the lowest level of a page."""
    heights = [line.height for line in page if line.text and line.height is not None]
    if not heights:
        return set()
    top, foot = max(heights), min(heights)
    return {
        i
        for i, line in enumerate(page)
        if line.text and line.height is not None and (line.height > top - 2 or line.height < foot + 2)
    }


def _height(line: Line) -> int | None:
    return None if line.height is None else round(line.height / 2)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower())

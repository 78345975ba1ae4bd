"""Running heads and feet, which stand on every page and say nothing about it.

Left in, they sit in the middle of sentences that go on over the page and make
every passage look alike to a search.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.reading.lines import Line

_ZONE = 3
_PAGES = 5
_SHARE = 0.4
# Says of itself that it is a page number, so it needs no repetition.
_FOLIO = re.compile(r"^(?:pagina|page|blad|blz\.?|pag\.?)\s*\d+(?:\s*(?:van|of|/|\|)\s*\d+)?$", re.I)


def without_running(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without lines that, digits aside, return at the edge of over 40 % of at least five pages."""
    edges = [_edges(page) for page in pages]
    written = sum(bool(edge) for edge in edges)
    seen: Counter[str] = Counter()
    for page, edge in zip(pages, edges, strict=True):
        seen.update({_shape(page[i].text) for i in edge})
    running = {shape for shape, n in seen.items() if written >= _PAGES and n > _SHARE * written}

    def drop(line: Line) -> bool:
        return _shape(line.text) in running or bool(_FOLIO.match(line.text))

    return [
        [line for i, line in enumerate(page) if i not in edge or not drop(line)]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edges(page: list[Line]) -> set[int]:
    written = [i for i, line in enumerate(page) if line.text]
    return {*written[:_ZONE], *written[-_ZONE:]}


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower())

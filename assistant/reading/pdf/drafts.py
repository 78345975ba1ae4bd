"""The first look at each page of a PDF: its lines, its tables and its measurements.

Ordinary prose is read by pypdf. Word places cost more than the text itself,
so they are asked for only where the raw text holds numbers, or runs askew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.pdf.flow import flow
from assistant.reading.pdf.lines import Line, lonely, plain_lines
from assistant.reading.pdf.pdfium_words import Drawn, Sheet, drawings, drawn, runs_askew, sheet
from assistant.reading.progress import Tell, told
from assistant.reading.quality.measuring import Measured, measure
from assistant.reading.tables import find_tables
from assistant.reading.tables.amounts import is_numeric
from assistant.reading.tables.found import FoundTable

_WITH_DIGIT = re.compile(r"\S*\d\S*")
_NUMBERS = 4
_LONELY = 3


@dataclass(frozen=True)
class Draft:
    """A page's lines and measurements; `drawn` and `tables` where it is read by its words' places."""

    lines: list[Line]
    measured: Measured
    drawn: Drawn | None = None
    tables: tuple[FoundTable, ...] = ()


def drafts(
    pages: Sequence[Any], numbers: Sequence[int], data: bytes, password: str | None, tell: Tell | None
) -> list[Draft]:
    """A draft of each of pypdf's pages with these numbers (from 0), in their order.

    `data` is the file, which pdfium opens as well; where it can't, pypdf reads
    alone, without tables and measurements.
    """
    found: list[Draft] = []
    with drawings(data, password) as shapes:
        for number in told(numbers, tell):
            with sheet(shapes, number) as of:
                found.append(_draft(pages[number], of))
    return found


def _draft(page: Any, of: Sheet | None) -> Draft:
    if of is None:
        return Draft(plain_lines(page), Measured())
    measured = measure(of.page, of.text)
    shape: Drawn | None = None
    if sum(map(is_numeric, _WITH_DIGIT.findall(of.text))) >= _NUMBERS or runs_askew(of):
        shape = drawn(of)
        tables = tuple(find_tables(shape.words, shape.upright, shape.level)) if shape.words else ()
        if shape.words and (tables or shape.turned):
            return Draft(_flow(shape), measured, shape, tables)
    plain = plain_lines(page)
    if lonely(plain) >= _LONELY:
        shape = shape or drawn(of)
        if shape.words:
            return Draft(_flow(shape), measured, shape)
    return Draft(plain, measured)


def _flow(shape: Drawn) -> list[Line]:
    return flow(shape.words, (), shape.italic, frozenset(), shape.top)

"""A page's lines become its text, with the headings and the tables that stand in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.reading.cleaning import join_hyphens
from assistant.reading.pdf import headings
from assistant.reading.pdf.flow import flow
from assistant.reading.pdf.layout import Laid
from assistant.reading.pdf.lines import Line
from assistant.reading.tables import find_tables
from assistant.reading.tables.grid import lines_of
from assistant.reading.tables.naming import named_apart
from assistant.reading.words import Word
from assistant.records import Cell, Heading, Page, Row, Table

# Who sends a document is often set larger than what it is about.
_SENDER = re.compile(r"^(?:(?:tweede|eerste) kamer\b|gemeente [\w-]+$|ministerie\b|provincie [\w-]+$)", re.I)

# What OCR makes of the lines of a table.
_STROKES = re.compile(r"[|_¦\[\]{}\\/!~—=]+")


def page_of(
    number: int | None,
    label: str | None,
    laid: Laid,
    usual: headings.Look,
    outline: Mapping[str, int] | None = None,
) -> Page:
    """A page of these lines; `outline` has the bookmarks on it by `headings.shape`, and their depth."""
    lines = laid.lines
    found = headings.find(lines, usual, outline or {})
    blocks: list[str] = []
    named: list[tuple[int, int, str]] = []
    parts: dict[int, int] = {}
    body: list[str] = []
    i = 0
    while i < len(lines):
        if i in found:
            blocks.extend(join_hyphens(body))
            body = []
            end, level = found[i]
            title = join_hyphens([line.text for line in lines[i:end]])
            blocks.append("")
            named.append((len(blocks), level, " ".join(title)))
            blocks.extend([*title, ""])
            i = end
        elif lines[i].part is not None:
            blocks.extend(join_hyphens(body))
            body = []
            parts[i] = len(blocks)
            blocks.append(lines[i].text)
            i += 1
        else:
            body.append(lines[i].text)
            i += 1
    blocks.extend(join_hyphens(body))
    text, offsets = _assemble(blocks)
    marks = tuple(Heading(offsets[at], level, title) for at, level, title in named)
    starts = {i: offsets[at] for i, at in parts.items()}
    return Page(number, label, text, marks, _tables(laid, starts, text))


def page_of_words(words: Sequence[Word]) -> tuple[str, tuple[Table, ...]]:
    """The text and the tables of a page of recognised words, which come in the order of recognition."""
    written = _sized([word for word in words if not _STROKES.fullmatch(word.text)])
    tables = tuple(find_tables(written))
    laid = Laid(flow(written, tables), tables)
    page = page_of(None, None, laid, headings.look([laid.lines]))
    return page.text, page.tables


def _sized(words: Sequence[Word]) -> list[Word]:
    """The words each with the size of its line: a recognised word is only as high as its own letters."""
    result = list(words)
    for line in lines_of(words, range(len(words))):
        heights = sorted(words[i].bottom - words[i].top for i in line)
        for i in line:
            result[i] = replace(words[i], size=heights[3 * len(heights) // 4])
    return result


def with_heads(pages: Sequence[Page], laid: Sequence[Laid]) -> tuple[Page, ...]:
    """The pages, each table that goes on from an earlier page told where its heads are."""
    result = list(pages)
    for n, of in enumerate(laid):
        if of.heads is None or not result[n].tables or not result[of.heads].tables:
            continue
        first, *others = result[n].tables
        heads = result[of.heads].tables[-1].heads
        result[n] = replace(result[n], tables=(replace(first, heads=heads, head_page=of.heads), *others))
    return tuple(result)


def _assemble(blocks: Sequence[str]) -> tuple[str, dict[int, int]]:
    """Lines as one text with one blank line at most, and where in it each line starts."""
    text, blank, offsets = "", False, {}
    for i, block in enumerate(blocks):
        if block:
            text += ("\n\n" if blank else "\n") * bool(text)
            offsets[i] = len(text)
            text += block
        blank = not block
    return text, offsets


def _tables(laid: Laid, starts: Mapping[int, int], text: str) -> tuple[Table, ...]:
    """The tables of a page, given where in its text each line of a table starts."""
    tables = []
    for n, found in enumerate(laid.tables):
        rows, heads = [], []
        for i, line in enumerate(laid.lines):
            part = line.part
            if part is None or part.table != n or i not in starts:
                continue
            start, end = starts[i], starts[i] + len(line.text)
            if part.kind == "head":
                heads.append((start, end))
            elif part.kind == "row":
                cells = tuple(Cell(start + a, start + b, column) for a, b, column in part.cells)
                rows.append(Row(start, end, part.label, cells))
        tables.append(Table(named_apart(rows, text), found.title, found.unit, tuple(heads)))
    return tuple(tables)


def big_title(page: Sequence[Line], body: float) -> str | None:
    """The largest lines of the first page, when they are clearly larger than the document's body."""
    written = [
        line
        for line in page
        if sum(c.isalpha() for c in line.text) >= 4
        and line.size >= 1.2 * body
        and not _SENDER.match(line.text)
    ]
    if not written:
        return _first_bold(page)
    largest = max(line.size for line in written)
    first = next(i for i, line in enumerate(written) if line.size >= 0.9 * largest)
    title = []
    for line in written[first : first + 6]:
        if line.size < 0.9 * largest:
            break
        title.append(line.text)
    return " ".join(join_hyphens(title))


def _first_bold(page: Sequence[Line]) -> str | None:
    """The first lines of a page, when they are bold: how a decision list or a letter is titled."""
    written = [line for line in page if line.text][:4]
    title = [line.text for line in takewhile(lambda line: line.bold, written)]
    return " ".join(join_hyphens(title)) if title and len(title) < 4 else None

"""The pages of a PDF as lines: read plainly where that is enough, by where words stand where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.pdf.drafts import Draft
from assistant.reading.pdf.flow import flow, strands
from assistant.reading.pdf.lines import Line
from assistant.reading.pdf.pdfium_words import Drawn
from assistant.reading.pdf.running import running
from assistant.reading.tables import carried, find_tables
from assistant.reading.tables.found import FoundTable


@dataclass(frozen=True)
class Laid:
    """A page as lines and the tables that lines with a `part` belong to; `heads` as `tables.carried` says."""

    lines: list[Line]
    tables: tuple[FoundTable, ...] = ()
    heads: int | None = None


def laid_out(drafts: Sequence[Draft]) -> list[Laid]:
    """The lines and tables of a document's pages, without running heads and feet."""
    found: list[tuple[FoundTable, ...]] = []
    kept: list[list[Line]] = []
    gone: list[frozenset[int]] = []
    for draft, edge in zip(drafts, running([draft.lines for draft in drafts]), strict=True):
        tables, lines = draft.tables, [line for i, line in enumerate(draft.lines) if i not in edge]
        without = _words(draft, edge)
        gone.append(without)
        if draft.drawn is not None:
            tables = _tables(draft.drawn, without) if _touched(tables, without) else tables
            lines = _flow(draft.drawn, tables, without)
        found.append(tables)
        kept.append(lines)
    result = []
    for n, (tables, heads) in enumerate(carried(found, [_edge(lines) for lines in kept])):
        shape = drafts[n].drawn
        if shape is not None and tables != found[n]:
            kept[n] = _flow(shape, tables, gone[n])
        result.append(Laid(kept[n], tables, heads))
    return result


def _flow(shape: Drawn, tables: Sequence[FoundTable], without: frozenset[int] = frozenset()) -> list[Line]:
    return flow(shape.words, tables, shape.italic, without, shape.top)


def _words(draft: Draft, gone: set[int]) -> frozenset[int]:
    """The words of the lines that go, of a page read by its words."""
    if draft.drawn is None:
        return frozenset()
    texts = {draft.lines[i].text for i in gone}
    words = draft.drawn.words
    return frozenset(
        i
        for members, table in strands(words)
        if table is None and " ".join(words[k].text for k in members) in texts
        for i in members
    )


def _touched(tables: Sequence[FoundTable], without: frozenset[int]) -> bool:
    return any(i in without for table in tables for line in table.lines for i in line.words)


def _tables(shape: Drawn, without: frozenset[int]) -> tuple[FoundTable, ...]:
    """The tables of a page that some words are no part of."""
    kept = [i for i in range(len(shape.words)) if i not in without]
    found = find_tables([shape.words[i] for i in kept], shape.upright, shape.level)
    return tuple(table.numbered(kept) for table in found)


def _edge(lines: Sequence[Line]) -> tuple[bool, bool]:
    """Whether a page begins with a table, and whether it ends with one."""
    written = [line for line in lines if line.text]
    return (
        bool(written) and written[0].part is not None,
        bool(written) and written[-1].part is not None,
    )

"""Where the PDF's pages end: the pages are looked at, and set again where a table or the end came out badly.

What stands on which page is known only once everything is set, notes
included. A row alone at the foot of a page, a total alone at the head of the
next or a last page of three lines can therefore be mended only afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.planning.export.booklet import Block, Chapter, Grid, Head, Text

# Every change moves what stands behind it. More rounds than this are not worth the wait.
ROUNDS = 12
# A last page that is filled less than this is worth setting everything a little closer.
LITTLE = 0.3


@dataclass(frozen=True)
class Row:
    """A row of a table by their numbers, both from 1, and the page that it begins on.

    Row 0 is a paragraph that leads to the table, by the page that it ends on.
    """

    table: int
    row: int
    page: int


@dataclass(frozen=True)
class Pages:
    """How a document came out: its rows in order, its pages, and how far the last is filled (0 to 1).

    `apart` are the notes, by number, that stand on another page than their mark.
    """

    rows: tuple[Row, ...]
    count: int
    filled: float
    apart: tuple[int, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What is asked of the layout.

    The tables in `starts` begin on a new page, those in `pairs` keep their last
    two rows together, the paragraphs with the notes in `unbroken` stay on one
    page, and a `tight` one has a little less white everywhere.
    """

    starts: frozenset[int] = frozenset()
    pairs: frozenset[int] = frozenset()
    unbroken: frozenset[int] = frozenset()
    tight: bool = False


def settled(look: Callable[[Setting], Pages]) -> Setting:
    """The setting to use; `look` sets the document and says how it came out."""
    setting, pages = _mended(Setting(), look)
    if pages.count > 1 and pages.filled < LITTLE:
        closer, fewer = _mended(Setting(tight=True), look)
        if fewer.count < pages.count:
            return closer
    return setting


def first_of(blocks: Sequence[Block]) -> dict[int, int]:
    """For every table its number and where what leads to it begins: a heading, a sentence or itself."""
    found = {}
    for at, block in enumerate(blocks):
        if isinstance(block, Grid):
            start = at
            while start and _leads(blocks[start - 1]):
                start -= 1
            found[block.number] = start
    return found


def leading(blocks: Sequence[Block]) -> dict[int, int]:
    """For every paragraph that leads to a table where it stands, and the table's number."""
    found = {}
    for table, start in first_of(blocks).items():
        for at in range(start, len(blocks)):
            if isinstance(blocks[at], Grid):
                break
            if isinstance(blocks[at], Text):
                found[at] = table
    return found


def movable(chapters: Sequence[Chapter], contents: bool) -> Iterator[tuple[int, int, int]]:
    """(chapter, block, table) for each table that may begin a new page; block -1 is the chapter's heading.

    The first heading of a document without a list of contents stays below its title.
    """
    for number, chapter in enumerate(chapters):
        for table, start in first_of(chapter.blocks).items():
            if start or number or contents:
                yield number, start or -1, table


def _leads(block: Block) -> bool:
    return isinstance(block, Head) or (isinstance(block, Text) and block.introduces)


def _mended(setting: Setting, look: Callable[[Setting], Pages]) -> tuple[Setting, Pages]:
    """The setting with every bad break mended, from the front to the back, and how it came out."""
    pages = look(setting)
    for _ in range(ROUNDS):
        better = _next(setting, pages)
        if better is None:
            break
        setting, pages = better, look(better)
    return setting, pages


def _next(setting: Setting, pages: Pages) -> Setting | None:
    """The setting with the first bad break mended; None where there is none that has not been tried."""
    tables: dict[int, list[int]] = {}
    for row in pages.rows:
        tables.setdefault(row.table, []).append(row.page)
    for table, on in tables.items():
        leads = [row.page for row in pages.rows if row.table == table and row.row == 0]
        body = on[len(leads) :]
        if len({*leads, *body[:2]}) > 1 and table not in setting.starts:
            return replace(setting, starts=setting.starts | {table})
        if len(set(body[-2:])) > 1 and table not in setting.pairs:
            return replace(setting, pairs=setting.pairs | {table})
    if fresh := frozenset(pages.apart) - setting.unbroken:
        return replace(setting, unbroken=setting.unbroken | {min(fresh)})
    return None

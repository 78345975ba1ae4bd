"""The booklet as Markdown, for who keeps plans in a wiki or hands them to another program.

Notes are footnotes (`[^1]`), open points stand in bold, and a chart is told in
words. Everything from a person or a document is escaped, so that a remark
with an asterisk or a tag stays the remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.planning.export.booklet import (
    Block,
    Booklet,
    Grid,
    Head,
    Items,
    Line,
    Picture,
    Run,
    Text,
    where,
)
from assistant.wording import say

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
# What makes a list, a heading or a rule of a line that begins with it.
_OPENING = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))(?=\s|$|[-=])")


def as_markdown(booklet: Booklet) -> str:
    """The whole document, with an empty line between blocks and one newline at the end."""
    language = booklet.language
    facts = [
        where(booklet),
        booklet.library,
        booklet.date,
        say("export.concept", language),
    ]
    found = [
        f"# {escaped(booklet.title)}",
        "  \n".join(escaped(fact) for fact in facts if fact),
        f"*{escaped(booklet.explanation)}*" if booklet.explanation else "",
    ]
    number = 0
    for chapter in booklet.chapters:
        number += 0 if chapter.annex else 1
        label = "" if chapter.annex else f"{number}. "
        found.append(f"## {label}{escaped(chapter.title)}")
        found += [_block(block, language) for block in chapter.blocks]
    found += [f"[^{n}]: {opened(escaped(note.text))}" for n, note in enumerate(booklet.notes, 1)]
    return "\n\n".join(filter(None, found)) + "\n"


def escaped(text: str) -> str:
    """Text in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", text)


def opened(text: str) -> str:
    """Escaped text that begins a line, so that its first sign starts no list."""
    return _OPENING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)


def _block(block: Block, language: str) -> str:
    match block:
        case Text():
            return opened(_read_on(block.lines))
        case Items():
            marks = [f"{n}." if block.numbered else "-" for n in range(1, len(block.items) + 1)]
            return "\n".join(
                f"{mark} {opened(_read_on(item))}" for mark, item in zip(marks, block.items, strict=True)
            )
        case Grid():
            return _grid(block, language)
        case Picture():
            said = [f"**{say('export.figure', language)} {block.number}.**", *map(
                escaped, (f"{block.caption.rstrip('.')}.", block.alt, block.source)
            )]  # fmt: skip
            return " ".join(filter(None, said))
        case Head():
            return f"### {escaped(block.text)}"


def _grid(grid: Grid, language: str) -> str:
    caption = f"**{say('export.table', language)} {grid.number}.** {escaped(grid.caption)}"
    rows = [
        _row(map(escaped, grid.columns)),
        _row("---" for _ in grid.columns),
        *(_row(_line(cell) for cell in row) for row in grid.rows),
    ]
    return "\n".join([caption, "", *rows])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _read_on(lines: Iterable[Line]) -> str:
    return " ".join(_line(line) for line in lines)


def _line(line: Line) -> str:
    return "".join(map(_run, line.runs)) + "".join(f"[^{n}]" for n in line.notes)


def _run(run: Run) -> str:
    if run.address:
        return "<" + re.sub(r"[<>\s]", lambda m: f"%{ord(m[0]):02X}", run.address) + ">"
    text = escaped(run.text)
    return f"**{text}**" if run.mark and text.strip() else text

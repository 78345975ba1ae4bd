"""A section as text that a person edits, and back: what stays keeps its sources, what is new is checked.

A sentence that was not touched keeps what it rests on. A changed or new one is
the user's own words: a number in it must stand in something the plan cites, in
what the user told, or in a source the sentence names; else it is marked.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from assistant.planning.checking import unsupported
from assistant.planning.filling import marks, sentences
from assistant.planning.plan import Block, Bullets, Chart, Paragraph, Section, Statement, Subheading, Table

# A sentence so like the old one, with the same numbers, is still that sentence.
SAME = 0.9
_CHART = re.compile(r"^\[grafiek: (.+)\]$")
_NAMES_SOURCE = re.compile(r"\((?:bron|source):[^)]{3,}\)", re.I)


def as_text(section: Section) -> str:
    """A section in Markdown: paragraphs, lists, tables; a chart is a line that says where it stands."""
    return "\n\n".join(_text(block) for block in section.blocks)


def edited(section: Section, text: str, told: Sequence[str] = ()) -> Section:
    """The section with this text; `told` are numbers that may stand without a source."""
    known = list(section.statements())
    untouched = _Untouched(section.blocks)
    charts = {b.caption: b for b in section.blocks if isinstance(b, Chart)}
    captions = [b.caption for b in section.blocks if isinstance(b, Table)]
    blocks: list[Block] = []
    for block in _parsed(text):
        if isinstance(block, Paragraph):
            line = block.statements[0].text
            chart = _CHART.match(line)
            if chart and chart[1] in charts:
                blocks.append(charts[chart[1]])
                continue
        blocks.append(untouched.of(block) or _resting(block, known, told, captions, untouched))
    return replace(section, blocks=tuple(blocks), status="edited")


def _text(block: Block) -> str:
    match block:
        case Paragraph():
            return " ".join(s.text for s in block.statements)
        case Bullets():
            items = [" ".join(s.text for s in item) for item in block.items]
            signs = [f"{n}." if block.numbered else "-" for n in range(1, len(items) + 1)]
            return "\n".join(f"{sign} {item}" for sign, item in zip(signs, items, strict=True))
        case Table():
            rows = [[_cell(s.text) for s in row] for row in block.rows]
            lines = [list(map(_cell, block.columns)), ["---"] * len(block.columns), *rows]
            table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
            return f"{table}\n\n: {block.caption}" if block.caption else table
        case Chart():
            return f"[grafiek: {block.caption}]"
        case Subheading():
            return f"### {block.text}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _parsed(text: str) -> Iterator[Block]:
    """The blocks of a text, every sentence a bare statement."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)
    waiting: Table | None = None
    position = 0
    while position < len(tokens):
        token = tokens[position]
        end = _closing(tokens, position)
        inside = tokens[position : end + 1]
        position = end + 1
        content = " ".join(_inline(inside).split())
        if waiting is not None:
            named = token.type == "paragraph_open" and content.startswith(": ")
            yield replace(waiting, caption=content[2:]) if named else waiting
            waiting = None
            if named:
                continue
        if token.type == "table_open":
            waiting = _table(inside)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield Bullets(tuple(_items(inside)), token.type == "ordered_list_open")
        elif token.type == "heading_open":
            yield Subheading(content)
        elif content:
            yield Paragraph(tuple(Statement(s) for s in sentences(content)))
    if waiting is not None:
        yield waiting


def _closing(tokens: Sequence[Any], start: int) -> int:
    """Where what starts here ends."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index
    return len(tokens) - 1


def _inline(tokens: Sequence[Any]) -> str:
    return " ".join(t.content for t in tokens if t.type in ("inline", "code_block", "fence", "html_block"))


def _items(tokens: Sequence[Any]) -> Iterator[tuple[Statement, ...]]:
    starts = [i for i, t in enumerate(tokens) if t.type == "list_item_open" and t.level == 1]
    for start in starts:
        content = " ".join(_inline(tokens[start : _closing(tokens, start) + 1]).split())
        if content:
            yield tuple(Statement(s) for s in sentences(content))


def _table(tokens: Sequence[Any]) -> Table:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(" ".join(token.content.split()))
    return Table("", tuple(rows[0]), tuple(tuple(map(Statement, row)) for row in rows[1:]))


class _Untouched:
    """What stood in the section as it was: blocks, items of lists and rows of tables by their words.

    A statement may be several sentences, and equal cells rest on different figures; so what nobody
    changed is taken over whole, before anything is cut.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = {_flat(_text(block)): block for block in blocks}
        self._parts: dict[str, tuple[Statement, ...]] = {}
        for block in blocks:
            for part in block.items if isinstance(block, Bullets) else ():
                self._parts.setdefault(_words(part), part)
            for row in block.rows if isinstance(block, Table) else ():
                self._parts.setdefault(_words(row), row)

    def of(self, block: Block) -> Block | None:
        """The block with these words; None where there was none."""
        return self._blocks.get(_flat(_text(block)))

    def part(self, statements: Sequence[Statement]) -> tuple[Statement, ...] | None:
        """The item or row with these words."""
        return self._parts.get(_words(statements))


def _words(statements: Sequence[Statement]) -> str:
    return _flat(" ".join(s.text for s in statements))


def _resting(
    block: Block,
    known: Sequence[Statement],
    told: Sequence[str],
    captions: list[str],
    untouched: _Untouched,
) -> Block:
    """The block with each statement on what it rests on."""
    match block:
        case Paragraph():
            return Paragraph(tuple(_rest(s, known, told) for s in block.statements))
        case Bullets():
            items = (untouched.part(i) or tuple(_rest(s, known, told) for s in i) for i in block.items)
            return replace(block, items=tuple(items))
        case Table():
            caption = block.caption or (captions.pop(0) if captions else "")
            rows = (untouched.part(r) or tuple(_rest(s, known, told) for s in r) for r in block.rows)
            return replace(block, rows=tuple(rows), caption=caption)
        case _:
            return block


def _rest(statement: Statement, known: Sequence[Statement], told: Sequence[str]) -> Statement:
    flat = _flat(statement.text)
    for old in known:
        if _flat(old.text) == flat:
            return replace(old, text=statement.text)
    if marks(statement.text):
        first = marks(statement.text)[0]
        return replace(statement, origin="gap", asks=first.what, knows=first.knows)
    for old in known:
        if (
            old.origin in ("source", "figure")
            and _alike(old.text, statement.text)
            and not unsupported(replace(old, text=statement.text))
        ):
            return replace(old, text=statement.text)
    statement = _with_support(statement, known, told)
    if unsupported(statement, told) and not _NAMES_SOURCE.search(statement.text):
        return replace(statement, origin="unchecked")
    return replace(statement, origin="input")


def _with_support(statement: Statement, known: Sequence[Statement], told: Sequence[str]) -> Statement:
    """A new sentence with the citations and figures of the section that hold its numbers."""
    for old in known:
        loose = unsupported(statement, told)
        if not loose:
            break
        if loose - unsupported(replace(old, text=statement.text, origin="input")):
            statement = replace(
                statement,
                citations=(*statement.citations, *old.citations),
                figures=(*statement.figures, *old.figures),
            )
    return statement


def _alike(old: str, new: str) -> bool:
    return difflib.SequenceMatcher(None, _flat(old), _flat(new)).ratio() >= SAME


def _flat(text: str) -> str:
    return " ".join(text.split()).lower()

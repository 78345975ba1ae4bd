"""A plan becomes a booklet: notes numbered, marks set, charts drawn, annexes added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.planning import plan as records
from assistant.planning.export.annexes import annexes
from assistant.planning.export.booklet import (
    Block,
    Booklet,
    Chapter,
    Grid,
    Head,
    Items,
    Line,
    Picture,
    Run,
    Text,
)
from assistant.planning.export.cleaning import clean, day
from assistant.planning.export.marking import explanation, runs
from assistant.planning.export.numbering import Numbering
from assistant.planning.export.sources import Towns
from assistant.planning.export.widths import fitted
from assistant.wording import say

# A document of fewer words is read at one go: no annexes.
SHORT = 900
# One of fewer words takes no more than about six pages: no list of contents.
LEAFED_THROUGH = 2400
# About how wide the mark of a note is.
_MARK = "¹²"
Draw = Callable[[records.Chart], bytes | None]


def compose(
    plan: records.Plan, places: Sequence[str], draw: Draw | None = None, language: str = "nl"
) -> Booklet:
    """The plan as every format writes it.

    `places` are the names of its municipalities, `draw` makes the PNG of a
    chart; where there is none, the chart's own words take its place.
    """
    untitled = say("export.untitled", language)
    words = sum(len(s.text.split()) for _, s in plan.statements())
    compact = words < SHORT
    figures = [figure for _, statement in plan.statements() for figure in statement.figures]
    towns = Towns(plan.intake.municipalities, tuple(map(clean, places)))
    composer = _Composer(draw, Numbering(language, compact, figures, towns), language)
    chapters = [
        Chapter(clean(section.title) or untitled, tuple(composer.blocks(section.blocks)))
        for section in plan.shown
    ]
    return Booklet(
        title=clean(plan.title) or untitled,
        places=clean(say("export.and", language).join(places)),
        library=clean(plan.intake.library),
        date=day(plan.changed, language),
        changed=plan.changed,
        explanation=explanation(plan, language),
        chapters=(*chapters, *(() if compact else annexes(plan, composer.tables, towns, language))),
        notes=composer.numbering.notes,
        language=language,
        compact=compact,
        contents=words >= LEAFED_THROUGH,
    )


class _Composer:
    """Counts the tables, the pictures and the notes while it goes through a plan in reading order."""

    def __init__(self, draw: Draw | None, numbering: Numbering, language: str) -> None:
        self._draw = draw
        self._language = language
        self.numbering = numbering
        self.tables = 0
        self._pictures = 0

    def blocks(self, blocks: Iterable[records.Block]) -> list[Block]:
        """What is shown of these blocks; a block without words is left out."""
        made = [each for block in blocks if (each := self._block(block)) is not None]
        return [_introducing(each, *made[at : at + 1]) for at, each in enumerate(made, 1)]

    def _block(self, block: records.Block) -> Block | None:
        match block:
            case records.Paragraph():
                lines = self._lines(block.statements)
                return Text(lines) if lines else None
            case records.Bullets():
                items = tuple(lines for item in block.items if (lines := self._lines(item)))
                return Items(items, block.numbered) if items else None
            case records.Table():
                return self._grid(block) if block.rows else None
            case records.Chart():
                return self._chart(block)
            case records.Subheading():
                return Head(clean(block.text)) if clean(block.text) else None

    def _lines(self, statements: Iterable[records.Statement]) -> tuple[Line, ...]:
        shown = [each for each in statements if runs(each, self._language)]
        made = [Line(runs(each, self._language), self.numbering.of(each)) for each in shown]
        for at, (each, after) in enumerate(pairwise(shown)):
            # A figure of the town and that of the country side by side have one note, behind the last.
            only = each.figures and not each.citations and not after.citations
            if only and made[at].notes == made[at + 1].notes:
                made[at] = replace(made[at], notes=())
        return tuple(made)

    def _grid(self, table: records.Table) -> Grid:
        self.tables += 1
        rows = []
        for row in table.rows:
            notes = self.numbering.of_row(row)
            rows.append(
                tuple(
                    Line(runs(cell, self._language), numbers)
                    for cell, numbers in zip(row, notes, strict=True)
                )
            )
        columns = tuple(clean(column) for column in table.columns)
        rows = [_fitted(row, len(columns)) for row in rows]
        texts = [[cell.text + _MARK * len(cell.notes) for cell in row] for row in rows]
        fit, caption = fitted(columns, texts), clean(table.caption)
        return Grid(self.tables, caption, columns, tuple(rows), fit.shares, fit.crowded, fit.whole)

    def _chart(self, chart: records.Chart) -> Block:
        caption, alt = clean(chart.caption), clean(chart.alt)
        titles = clean("; ".join(dict.fromkeys(figure.source for figure in chart.figures)))
        source = say("export.source", self._language, source=titles) + "." if titles else ""
        png = self._draw(chart) if self._draw else None
        if png is None:
            words = " ".join(filter(None, (f"{caption.rstrip('.')}." if caption else "", alt, source)))
            return Text((Line((Run(words),)),))
        self._pictures += 1
        return Picture(self._pictures, caption, alt or caption, source, png)


def _introducing(block: Block, after: Block | None = None) -> Block:
    """A paragraph stays with the table, list or chart it leads to, or with what it announces by a colon.

    An open point leads to nothing: it belongs to what stands before it.
    """
    if not isinstance(block, Text):
        return block
    said = any(not run.mark for line in block.lines for run in line.runs if run.text.strip())
    leads = said and isinstance(after, Grid | Items | Picture)
    return replace(block, introduces=leads or block.lines[-1].text.endswith(":"))


def _fitted(row: tuple[Line, ...], count: int) -> tuple[Line, ...]:
    """A row with a cell for every column; one with more cells than columns keeps its words in the last."""
    if len(row) <= count:
        return row + (Line(()),) * (count - len(row))
    rest = row[count - 1 :]
    joined = tuple(run for at, cell in enumerate(rest) for run in ((Run(" "),) if at else ()) + cell.runs)
    return (*row[: count - 1], Line(joined, tuple(n for cell in rest for n in cell.notes)))

"""No line ends between a number and what it belongs to: "€ 80 miljoen", "artikel 4:62", "11 juli".

The spaces that must hold become no-break spaces on paper only. In the plan
itself they stay plain, so that people can search, edit and compare it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.planning.export.booklet import (
    Block,
    Booklet,
    Grid,
    Head,
    Items,
    Line,
    Note,
    Picture,
    Text,
)
from assistant.wording import LANGUAGES, say

_HOLDS = "\N{NO-BREAK SPACE}"
_UNITS = "%|‰|miljoen|miljard|million|billion|euros?|procent|percent|jaar|years?|uur|hours?|km|m²"
_BEFORE = (
    "artikel|artikelen|article|articles|art\\.|lid|blz\\.|bladzijde|pagina|page|pages|pp?\\.|nr\\.|nrs\\.|"
    "nummer|number|hoofdstuk|chapter|paragraaf|section|bijlage|annex|tabel|table|figuur|figure|noot|note|"
    "taakveld|taakvelden|kamerstuk|groep|stap|mbo|hoofdlijn|niveau|level|boek|deel|titel|afdeling"
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    months = "|".join(say("export.months", language).replace(" ", "|") for language in LANGUAGES)
    return (
        re.compile(r"(?<=[€$£]) (?=[\d…])"),
        re.compile(rf"(?<=[\d…]) (?=(?:{_UNITS})(?!\w))", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{_BEFORE}) (?=\d)", re.IGNORECASE),
        re.compile(rf"(?<=\d) (?=(?:{months})(?!\w))", re.IGNORECASE),
    )


def bound(text: str) -> str:
    """The text with no-break spaces where a line must not end; nothing else changes."""
    for pattern in _patterns():
        text = pattern.sub(lambda found: found[0].replace(" ", _HOLDS), text)
    return text


def bind(booklet: Booklet) -> Booklet:
    """The booklet with every text that is read on paper bound; addresses and alt texts stay as they are."""
    return replace(
        booklet,
        title=bound(booklet.title),
        date=bound(booklet.date),
        chapters=tuple(
            replace(each, title=bound(each.title), blocks=tuple(map(_block, each.blocks)))
            for each in booklet.chapters
        ),
        notes=tuple(Note(bound(note.text), bound(note.again)) for note in booklet.notes),
    )


def _block(block: Block) -> Block:
    match block:
        case Text():
            return replace(block, lines=_lines(block.lines))
        case Items():
            return replace(block, items=tuple(map(_lines, block.items)))
        case Grid():
            return replace(
                block,
                caption=bound(block.caption),
                columns=tuple(map(bound, block.columns)),
                rows=tuple(map(_lines, block.rows)),
            )
        case Picture():
            return replace(block, caption=bound(block.caption), source=bound(block.source))
        case Head():
            return Head(bound(block.text))


def _lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(
        replace(
            line,
            runs=tuple(run if run.address else replace(run, text=bound(run.text)) for run in line.runs),
        )
        for line in lines
    )

"""Drafts the sections of a plan, one after the other, from the parts of its outline.

Each kind of part is one function from its options and the grounds to blocks.
A section sees what those before it told, so that the draft reads as one text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from assistant.errors import BrokenOutline
from assistant.planning.grounds import Grounds
from assistant.planning.outline import Options, Part, SectionOutline
from assistant.planning.parts import (
    about,
    calendar,
    closing,
    facts,
    groups,
    headings,
    knowledge,
    literacy,
    local,
    numbers,
    texts,
)
from assistant.planning.plan import Block, Paragraph, Section, Subheading

Draft = Callable[[Options, Grounds], list[Block]]

KINDS: Mapping[str, Draft] = {
    "text": texts.text,
    "subheading": texts.subheading,
    "ask": texts.ask,
    "list": texts.bullets,
    "fact": facts.facts,
    "policy": local.policy,
    "departments": headings.departments,
    "figures": numbers.figures,
    "chart": numbers.chart,
    "remarks": numbers.remarks,
    "literacy": literacy.literacy,
    "groups": groups.groups,
    "methods": knowledge.methods,
    "streams": knowledge.streams,
    "table": knowledge.table,
    "costs": knowledge.costs,
    "about": about.about,
    "calendar": calendar.calendar,
    "openpoints": closing.open_points,
    "checklist": closing.checklist,
}


def draft(grounds: Grounds, sections: Sequence[Section]) -> Iterator[Section]:
    """The sections that wait, drafted in order; one that comes out empty is left out.

    Those that were drafted or edited before stay as they are, and are not repeated.
    """
    by_key = {s.key: s for s in grounds.outline.sections}
    for section in sections:
        if section.status == "waiting":
            section = drafted(by_key[section.key], section, grounds)
            grounds.sections.append(section)
            yield section


def drafted(outline: SectionOutline, section: Section, grounds: Grounds) -> Section:
    """One section, drafted anew."""
    blocks: list[Block] = []
    for part in outline.parts:
        if grounds.holds(part.options):
            _join(blocks, _part(part, section, grounds), bool(part.options.get("join")))
    blocks = _without_bare_headings(blocks)
    return replace(section, blocks=tuple(blocks), status="drafted" if blocks else "left_out")


def _part(part: Part, section: Section, grounds: Grounds) -> list[Block]:
    """What a part becomes; a mistake in the outline is said with the place where it stands."""
    try:
        return KINDS[part.kind](part.options, grounds)
    except KeyError as error:
        reason = f"{section.key}, {part.kind}: {error}"
        raise BrokenOutline(file=f"{grounds.outline.kind}.toml", reason=reason) from error


def _join(blocks: list[Block], more: Sequence[Block], into_last: bool) -> None:
    """Add blocks; the first paragraph goes into the last one where the outline says so."""
    if into_last and more and blocks:
        last, first = blocks[-1], more[0]
        if isinstance(last, Paragraph) and isinstance(first, Paragraph):
            blocks[-1] = Paragraph((*last.statements, *first.statements))
            more = more[1:]
    blocks.extend(more)


def _without_bare_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without a heading that has nothing under it."""
    return [
        block
        for block, after in zip_longest(blocks, blocks[1:])
        if not isinstance(block, Subheading) or not (after is None or isinstance(after, Subheading))
    ]

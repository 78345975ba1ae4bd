"""The annexes: every figure with what it means, and every source with the pages that were used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from assistant.answering.render import place
from assistant.planning.export.booklet import Block, Chapter, Grid, Items, Line, Run, Text
from assistant.planning.export.cleaning import clean
from assistant.planning.export.sources import Towns, closed, listed, located, series, titled
from assistant.planning.export.widths import fitted
from assistant.planning.plan import Chart, Plan
from assistant.records import Citation, Figure
from assistant.wording import say


def annexes(plan: Plan, tables: int, towns: Towns, language: str) -> tuple[Chapter, ...]:
    """The annexes that have something in them; `tables` is the number of tables before them."""
    figures, citations = list(_figures(plan)), [c for _, s in plan.statements() for c in s.citations]
    found = []
    if figures:
        blocks: tuple[Block, ...] = (
            Text((Line((Run(say("export.figures_lead", language)),)),), introduces=True),
            _figure_grid(figures, tables + 1, language),
        )
        found.append(Chapter(say("export.figures_title", language), blocks, annex=True))
    if listed := _sources(citations, figures, towns, language):
        found.append(Chapter(say("export.sources_title", language), (Items(listed),), annex=True))
    return tuple(found)


def _figures(plan: Plan) -> Iterator[Figure]:
    for section in plan.shown:
        for statement in section.statements():
            yield from statement.figures
        for block in section.blocks:
            if isinstance(block, Chart):
                yield from block.figures


def _figure_grid(figures: list[Figure], number: int, language: str) -> Grid:
    grouped: dict[tuple[str, ...], list[Figure]] = {}
    for figure in figures:
        grouped.setdefault(series(figure), []).append(figure)
    rows = []
    for group in grouped.values():
        first = group[0]
        values = listed(list(dict.fromkeys(group)), language)
        remarks = dict.fromkeys(each.remark for each in group if each.remark not in each.definition)
        meaning = " ".join(closed(part) for part in (first.definition, *remarks) if part)
        cells = (first.indicator, values, meaning, first.source)
        rows.append(tuple(clean(cell) or "–" for cell in cells))
    columns = tuple(say("export.figures_columns", language).split("|"))
    lines = tuple(tuple(Line((Run(cell),)) for cell in row) for row in rows)
    fit, caption = fitted(columns, rows), say("export.figures_caption", language)
    return Grid(number, caption, columns, lines, fit.shares, fit.crowded, fit.whole)


def _sources(
    citations: list[Citation], figures: list[Figure], towns: Towns, language: str
) -> tuple[tuple[Line, ...], ...]:
    """Documents with their pages in order of use, then where figures come from.

    A document without an address says under what name it is in the assistant;
    not so the program's own texts, which whoever reads the plan can't open.
    """
    places: dict[tuple[str, ...], list[Citation]] = {}
    for citation in citations:
        whose = citation.municipality or ""
        places.setdefault((citation.document, whose, citation.address or ""), []).append(citation)
    found = []
    for (_, _, address), used in places.items():
        ordered = sorted(used, key=lambda each: each.page_index)
        title = ", ".join(filter(None, (titled(ordered[0], towns, language), _places(ordered, language))))
        own = ordered[0].municipality is None and ordered[0].file.endswith(".md")
        file = "" if address or own else PurePosixPath(ordered[0].file).name
        found.append(_source(title, address, say("export.in_assistant", language, file=file) if file else ""))
    for title, address in dict.fromkeys((figure.source, figure.address) for figure in figures):
        found.append(_source(title, address))
    return tuple(dict.fromkeys(found))


def _places(citations: list[Citation], language: str) -> str:
    """ "blz. 23, 25 en 113" or "kopjes “…” en “…”": the word for a page or a heading once."""
    headings = dict.fromkeys(f"“{each.heading}”" for each in citations if _by_heading(each))
    pages = dict.fromkeys(str(each.page) for each in citations if _by_number(each))
    others = dict.fromkeys(
        place(each, language)
        for each in citations
        if located(each) and not _by_heading(each) and not _by_number(each)
    )
    found = [
        say(
            f"export.{name}{'s' if len(group) > 1 else ''}",
            language,
            **{name: _joined(list(group), language)},
        )
        for name, group in (("page_list", pages), ("heading", headings))
        if group
    ]
    return ", ".join([*found, *others])


def _by_heading(citation: Citation) -> bool:
    return bool(citation.heading) and citation.page is None and not citation.page_label


def _by_number(citation: Citation) -> bool:
    return citation.page is not None and citation.page_label in (None, "", str(citation.page))


def _joined(parts: list[str], language: str) -> str:
    *before, last = parts
    return f"{', '.join(before)}{say('export.and', language)}{last}" if before else last


def _source(text: str, address: str, rest: str = "") -> tuple[Line, ...]:
    said, link = clean(text), clean(address)
    if not link.startswith(("https://", "http://")):
        return (Line((Run(f"{said}. {clean(rest)}".rstrip()),)),)
    return (Line((Run(f"{said}. "), Run(link, address=link))),)

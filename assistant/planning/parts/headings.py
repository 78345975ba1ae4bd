"""The part from the town's budget: which budget headings have an interest, with their amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.departments import Table as Departments
from assistant.planning.filling import Ask, asked, filled
from assistant.planning.grounds import Grounds
from assistant.planning.interest import of_interest
from assistant.planning.outline import Options
from assistant.planning.parts.texts import kept, paragraph
from assistant.planning.plan import Block, Statement, Table
from assistant.planning.public_sources import made_public
from assistant.records import Citation, Municipality
from assistant.wording import say

# Guidance speaks to who writes a plan; the plan speaks to the municipality.
_TO_THE_READER = re.compile(r"(?:Vraag|Kijk|Let|Noem|Zet|Gebruik|Controleer|Ga)\b")


def departments(options: Options, grounds: Grounds) -> list[Block]:
    """The table of budget headings with what each town's budget has for them, and what to mind.

    The rows that pay for the chosen groups come first.
    """
    tables = [(town, grounds.departments_of(town)) for town in grounds.municipalities]
    budgeted = [(town, found) for town, found in tables if found.budget is not None]
    first = (budgeted or tables)[0][1]
    if not first.sentences:
        return []
    blocks: list[Block] = []
    if budgeted:
        titles = "; ".join(found.budget.shown_title for _, found in budgeted if found.budget)
        blocks += paragraph([Statement(grounds.phrase("budget_lead", title=titles))])
    for town, found in tables:
        if found.budget is None:
            blocks += _without_budget(town, grounds)
    columns = (*first.columns[:2], *(_head(town, found, grounds) for town, found in budgeted))
    shown = of_interest(first, grounds.paying)
    rows = tuple(_row(n, first, [found for _, found in budgeted], grounds) for n in shown)
    blocks.append(Table(options["caption"], columns, rows))
    for town, found in tables:
        if found.budget is None:
            blocks += _ask_budget(town, grounds)
    cautions = [
        Statement(s.text, "source", _public([first.citations[n - 1] for n in s.citations], grounds))
        for s in first.cautions
        if not _TO_THE_READER.match(s.text)
    ]
    return blocks + paragraph(kept(cautions, grounds))


def _head(town: Municipality, found: Departments, grounds: Grounds) -> str:
    column = found.columns[2]
    if len(grounds.municipalities) == 1:
        return column
    return say("plan.draft.town_column", "nl", town=town.name, column=column[:1].lower() + column[1:])


def _row(
    number: int, first: Departments, budgeted: Sequence[Departments], grounds: Grounds
) -> tuple[Statement, ...]:
    """A heading with its reason, cited from the guidance, and an amount from each budget."""
    cited = _public(_cited(number, first)[:1], grounds)
    name, reason, *_ = first.sentences[number].cells
    cells = [Statement(name, "source", cited), Statement(reason, "source", cited)]
    for found in budgeted:
        # The line that gives the columns their year says nothing on its own; the head of the column has it.
        budget = _cited(number, found)[1:2]
        amount = found.sentences[number].cells[2]
        cells.append(Statement(amount, "source" if budget else "block", budget))
    return tuple(cells)


def _public(citations: Sequence[Citation], grounds: Grounds) -> tuple[Citation, ...]:
    """Citations of a guidance text with the public source behind them."""
    found, short = list[Citation](), grounds.knowledge("phrases")["short"]
    for citation in citations:
        page = grounds.sources.catalogue.page(citation.document_id, citation.page_index)
        found.append(made_public(citation, page, short) if page else citation)
    return tuple(found)


def _cited(number: int, found: Departments) -> tuple[Citation, ...]:
    return tuple(found.citations[n - 1] for n in found.sentences[number].citations)


def _without_budget(town: Municipality, grounds: Grounds) -> list[Block]:
    return paragraph(
        kept(filled(grounds.phrase("no_budget", gemeente=town.name), grounds.values_of(town)), grounds)
    )


def _ask_budget(town: Municipality, grounds: Grounds) -> list[Block]:
    what, knows = grounds.phrase("ask_budget"), grounds.phrase("ask_budget_knows")
    if len(grounds.municipalities) > 1:
        what = say("plan.draft.of_town", "nl", town=town.name, what=what)
    return paragraph([asked(Ask(what, knows))])

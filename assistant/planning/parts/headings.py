"""The part from the town's budget: which budget headings have an interest, with their amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.departments import Table as Departments
from assistant.planning.filling import Ask, asked, filled
from assistant.planning.grounds import Grounds
from assistant.planning.outline import Options
from assistant.planning.parts.texts import kept, paragraph
from assistant.planning.plan import Block, Statement, Table
from assistant.records import Citation, Municipality
from assistant.wording import say

_CODE = re.compile(r"\(taakveld (\d+\.\d+)\)")
# Guidance speaks to who writes a plan; the plan speaks to the municipality.
_TO_THE_READER = re.compile(r"(?:Vraag|Kijk|Let|Noem|Zet|Gebruik|Controleer|Ga)\b")


def departments(options: Options, grounds: Grounds) -> list[Block]:
    """The table of budget headings with what each town's budget has for them, and what to mind.

    With `most` there are no more rows, and those of the chosen groups come first.
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
    shown = _of_interest(first, options.get("most"), grounds)
    rows = tuple(_row(n, first, [found for _, found in budgeted]) for n in shown)
    blocks.append(Table(options["caption"], columns, rows))
    for town, found in tables:
        if found.budget is None:
            blocks += _ask_budget(town, grounds)
    cautions = [
        Statement(s.text, "source", tuple(first.citations[n - 1] for n in s.citations))
        for s in first.cautions
        if not _TO_THE_READER.match(s.text)
    ]
    return blocks + paragraph(kept(cautions, grounds))


def _of_interest(found: Departments, most: int | None, grounds: Grounds) -> list[int]:
    """The places of the rows to show, those that pay for the chosen groups (`taakvelden`) first."""
    every = list(range(len(found.sentences)))
    if most is None:
        return every
    paying = {code for key in grounds.chosen_groups for code in grounds.groups[key].get("taakvelden", ())}
    codes = {n: _CODE.search(found.sentences[n].cells[0]) for n in every}
    first = [n for n in every if (code := codes[n]) and code[1] in paying]
    return [*first, *(n for n in every if n not in first)][:most]


def _head(town: Municipality, found: Departments, grounds: Grounds) -> str:
    column = found.columns[2]
    if len(grounds.municipalities) == 1:
        return column
    return say("plan.draft.town_column", "nl", town=town.name, column=column[:1].lower() + column[1:])


def _row(number: int, first: Departments, budgeted: Sequence[Departments]) -> tuple[Statement, ...]:
    """A heading with its reason, cited from the guidance, and an amount from each budget."""
    cited = _cited(number, first)[:1]
    name, reason, *_ = first.sentences[number].cells
    cells = [Statement(name, "source", cited), Statement(reason, "source", cited)]
    for found in budgeted:
        budget = _cited(number, found)[1:]
        amount = found.sentences[number].cells[2]
        cells.append(Statement(amount, "source" if budget else "block", budget))
    return tuple(cells)


def _cited(number: int, found: Departments) -> tuple[Citation, ...]:
    return tuple(found.citations[n - 1] for n in found.sentences[number].citations)


def _without_budget(town: Municipality, grounds: Grounds) -> list[Block]:
    has_documents = any(e.municipality == town.code for e in grounds.entries)
    if len(grounds.municipalities) > 1 and not has_documents:
        return paragraph(kept([Statement(say("plan.draft.no_documents", "nl", town=town.name))], grounds))
    key = "no_budget" if has_documents else "no_documents"
    return paragraph(filled(grounds.phrase(key, gemeente=town.name), grounds.values_of(town)))


def _ask_budget(town: Municipality, grounds: Grounds) -> list[Block]:
    what, knows = grounds.phrase("ask_budget"), grounds.phrase("ask_budget_knows")
    if len(grounds.municipalities) > 1:
        what = say("plan.draft.of_town", "nl", town=town.name, what=what)
    return paragraph([asked(Ask(what, knows))])

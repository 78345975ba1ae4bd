"""Answers "which departments have an interest?" as a table.

The general part comes from the guidance text that maps subjects to budget
headings: each of its headings ends in "(taakveld 5.6)" and its first sentence
says why that department has an interest; what to mind stands under a heading
that starts with "Let op" or "Mind". The town's part comes from its newest
budget with a table per heading. All are quotes, so an editor who changes the
text changes the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.budget_table import BudgetRow, overview
from assistant.answering.composing import cite
from assistant.answering.editions import about, precedence
from assistant.answering.numbers import written
from assistant.answering.statements import statements
from assistant.index.catalogue import Catalogue
from assistant.records import NATIONAL, Citation, Entry, Language, Municipality, Page, Passage, Sentence
from assistant.wording import say

_CAUTION = re.compile(r"^(?:Let op|Mind)\b")
_HEADING = re.compile(r"^(.+?) \(taakveld (\d+\.\d+)\)$")


@dataclass(frozen=True)
class Interest:
    """A department with its budget heading, and the sentence that says why it has an interest.

    `quote` is that sentence with the heading it stands under, which gives the code.
    """

    name: str
    code: str
    reason: str
    quote: str
    passage: Passage


@dataclass(frozen=True)
class Table:
    """The rows as sentences, what to mind about them, what they cite, the column heads, the budget."""

    sentences: tuple[Sentence, ...]
    cautions: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    columns: tuple[str, ...]
    budget: Entry | None


def table(
    catalogue: Catalogue,
    municipality: Municipality | None,
    shelves: Sequence[str],
    language: Language,
    asked: Sequence[str] = (),
) -> Table:
    """The departments with an interest, with what this municipality's budget has for them.

    That is the budget about a year `asked` for, else the newest.
    """
    found = interests(catalogue, language) or interests(catalogue, "nl")
    budget, pages, amounts = (
        _budget(catalogue, municipality, shelves, asked) if municipality else (None, (), {})
    )
    rows: list[Sentence] = []
    citations: list[Citation] = []
    for interest in found:
        citations.append(cite(interest.passage, interest.quote))
        numbers = [len(citations)]
        name = say("departments.name", language, name=interest.name, code=interest.code)
        cells = [name, interest.reason]
        text = f"{name}: {interest.reason}"
        if budget:
            row = amounts.get(interest.code)
            cells.append(_amount(row, language))
            if row:
                for quote in filter(None, (row.line, row.year_line)):
                    citation = _cite(budget, pages, row, quote)
                    if citation not in citations:
                        citations.append(citation)
                    numbers.append(citations.index(citation) + 1)
                text += " " + _said(row, budget, language)
        rows.append(Sentence(text, tuple(numbers), cells=tuple(cells)))
    year = next((row.year for row in amounts.values() if row.year), None)
    columns = [say("departments.column_name", language), say("departments.column_reason", language)]
    if budget:
        columns.append(say("departments.column_amount", language, year=year or budget.shown_title))
    cautions: list[Sentence] = []
    for passage in _cautions(catalogue, found):
        for _, _, text in statements(passage):
            citations.append(cite(passage, text))
            cautions.append(Sentence(text, (len(citations),), group=passage.headings[-1]))
    return Table(tuple(rows), tuple(cautions), tuple(citations), tuple(columns), budget)


def interests(catalogue: Catalogue, language: Language) -> list[Interest]:
    """The departments of the guidance text in this language, in its own order."""
    by_document: dict[str, list[Interest]] = {}
    for passage in catalogue.passages_under("(taakveld ", NATIONAL):
        match = _HEADING.match(passage.headings[-1]) if passage.headings else None
        if not match or passage.document.language != language or passage.document.kind != "guidance":
            continue
        listed = by_document.setdefault(passage.document.id, [])
        said = statements(passage)
        if said and all(one.code != match[2] for one in listed):
            start = passage.text.find(passage.headings[-1])
            end = said[0][1] - passage.start
            quote = passage.text[start:end] if 0 <= start < end else said[0][2]
            listed.append(Interest(match[1], match[2], said[0][2], quote, passage))
    return max(by_document.values(), key=len, default=[])


def _cautions(catalogue: Catalogue, found: Sequence[Interest]) -> list[Passage]:
    if not found:
        return []
    passages = catalogue.document_passages(found[0].passage.document.id)
    return [p for p in passages if p.headings and _CAUTION.match(p.headings[-1])]


def _budget(
    catalogue: Catalogue, municipality: Municipality, shelves: Sequence[str], asked: Sequence[str]
) -> tuple[Entry | None, Sequence[Page], dict[str, BudgetRow]]:
    """The document with such a table, its pages and the rows: about a year asked for, else the newest."""
    entries = [e for e in catalogue.entries(shelves) if e.municipality == municipality.code]
    entries.sort(key=lambda e: (about(e, asked), e.kind == "budget", precedence(e, asked)), reverse=True)
    for entry in entries:
        if entry.kind in ("budget", "annual_report", None):
            pages = catalogue.pages(entry.id)
            if rows := overview(pages):
                return entry, pages, rows
    return None, (), {}


def _amount(row: BudgetRow | None, language: Language) -> str:
    if row is None or row.spending is None:
        return say("departments.no_amount", language)
    key = "departments.thousands" if row.thousands else "departments.euros"
    return say(key, language, amount=written(row.spending, language))


def _said(row: BudgetRow, budget: Entry, language: Language) -> str:
    key = "departments.row_year" if row.year else "departments.row"
    return say(key, language, year=row.year or "", title=budget.shown_title, amount=_amount(row, language))


def _cite(budget: Entry, pages: Sequence[Page], row: BudgetRow, quote: str) -> Citation:
    page = pages[row.page_index]
    return Citation(
        document_id=budget.id, document=budget.shown_title, file=budget.file, page=page.number,
        page_index=row.page_index, page_label=page.label, quote=quote,
        municipality=budget.municipality, address=budget.address,
    )  # fmt: skip

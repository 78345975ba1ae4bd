"""Whether a piece of a page may be quoted for a number that no cell of a table gives beyond doubt.

A table's row holds many numbers. It is shown when it is about what was asked
and none of its columns shows that it is of another year or phase: the reader
gets the whole row, with its columns where they are known, and where it stands.
Head lines alone say nothing, and a bare line of a form must name all that was asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.answering.amounts_in_cells import is_amount
from assistant.answering.candidates import Candidate
from assistant.answering.cell_fit import Fitter
from assistant.answering.cell_question import Sought, codes_in, of_amount, phase_of
from assistant.answering.column_choice import year_of_column
from assistant.answering.counting import counted
from assistant.answering.holding import asks_number
from assistant.answering.people import counts_people, gives_number_of_people, names_body
from assistant.answering.question import Question
from assistant.answering.row_naming import Namer
from assistant.answering.row_sentences import PageOf, row_of, whole_row
from assistant.index.catalogue import Catalogue
from assistant.index.terms import Thesaurus
from assistant.index.texts import described
from assistant.records import Citation, Page, Row

# A line of a form that ends in an amount is no sentence: "Omvang per 31-12 € 46.137". One that ends in a full
# stop is: "in 2017 waren dat er 22."
_BARE = re.compile(r"\d(?:[\d.,]*\d)?\s*(?:%|€|euro)?\s*$")
# The year of a number in a row: "4 % (2022)".
_DATED = re.compile(r"\(((?:19|20)\d\d)\)")
# Kinds of question that are answered in words.
_WORDED = ("list", "how", "who", "definition")
# What says that a row counts people, and no money.
_COUNTING = re.compile(
    r"%|\b(?:aantal|aantallen|percentage|procent|per\s+1?[\d.]*000\s+inwoners|indicator\w*|inwoners|deelnemers|leden|"
    r"bezoekers|number|percent)\b",
    re.IGNORECASE,
)
# A question for no more than a total names nothing that a line could be held to.
_ALL = ("totaal", "totale", "total")


class Quotable:
    """Judges sentences for questions that ask a number; for others a row of numbers may not be quoted."""

    def __init__(self, catalogue: Catalogue, thesaurus: Thesaurus) -> None:
        self._catalogue = catalogue
        self._thesaurus = thesaurus

    def __call__(self, question: Question, candidate: Candidate) -> bool:
        """Whether a sentence may be quoted for a question that no cell answered."""
        passage = candidate.hit.passage
        wanted = of_amount(question)
        worded = question.kind in _WORDED and not (question.money or asks_number(question.text))
        page = self._catalogue.page(passage.document.id, passage.page_index) if wanted or worded else None
        if page is None:
            return True
        start, end = candidate.start, candidate.end
        text = page.text[start:end]
        if wanted is None:
            return not _is_of_numbers(page, start, end)
        above = " ".join(h.text for h in [h for h in page.headings if h.offset <= start][-2:])
        people = counts_people(question.text) and not question.money
        if people and not names_body(question.text, f"{text} {above} {described(passage.document)}"):
            return False
        if wanted.codes and not set(codes_in(f"{above} {text}")) & set(wanted.codes):
            return False
        asked = self._thesaurus.asked(wanted.subject)
        if not wanted.codes and all(one.word in _ALL for one in asked):
            return False
        said = phase_of(text)
        if wanted.phase and said and said != wanted.phase:
            return False
        if rows := [
            row for table in page.tables for row in table.rows if row.start < end and start < row.end
        ]:
            dated = set(_DATED.findall(text))
            if question.years and dated and not dated & set(question.years):
                return False
            if "€" in text and counted(question, self._thesaurus):
                return False
            if people and not _counts_people_in(rows, page):
                return False
            return any(_may_hold(row, wanted, question.years) for row in rows)
        if _in_heads(page, start, end) or (people and not gives_number_of_people(text)):
            return False
        if _BARE.search(text) is None:
            return True
        namer = Namer(self._thesaurus, self._catalogue.document_frequency, self._catalogue.passage_count)
        fitter = Fitter(question, wanted, asked, namer, cache(self._catalogue.page))
        return fitter.names_in_full(passage.document, page, start, end)


def has_unnamed_row(candidates: Sequence[Candidate], citations: Sequence[Citation], page_of: PageOf) -> bool:
    """Whether a sentence that is cited is a table's row of which not every column could be named."""
    quotes = {citation.quote for citation in citations}
    passages = [(c.hit.passage, c.quote) for c in candidates if c.quote in quotes]
    places = [row_of(p.document, p.page_index, quote, page_of) for p, quote in passages]
    return any(place is not None and whole_row(place, "nl") is None for place in places)


def _may_hold(row: Row, wanted: Sought, years: Sequence[str]) -> bool:
    """Whether a column of a row may be of the years and the phase asked for; unknown ones may."""
    columns = [cell.column for cell in row.cells]
    if not all(columns):
        return True
    dated = {year for column in columns if (year := year_of_column(column, columns))}
    phases = {phase for column in columns if (phase := phase_of(column))}
    of_year = not years or not dated or bool(dated & set(years))
    return of_year and (wanted.phase is None or not phases or wanted.phase in phases)


def _is_of_numbers(page: Page, start: int, end: int) -> bool:
    """Whether a piece of a page is a table's head or a row of amounts: it says nothing but numbers."""
    return _in_heads(page, start, end) or any(
        sum(is_amount(page.text[cell.start : cell.end]) for cell in row.cells) > 1
        for table in page.tables
        for row in table.rows
        if row.start < end and start < row.end
    )


def _counts_people_in(rows: Sequence[Row], page: Page) -> bool:
    """Whether rows say that they count, by their label, their columns or their table: "% deelnemers"."""
    tables = [table for table in page.tables for row in table.rows if row in rows]
    columns = [cell.column for row in rows for cell in row.cells]
    return (
        _COUNTING.search(" ".join([*(r.label for r in rows), *columns, *(t.title for t in tables)]))
        is not None
    )


def _in_heads(page: Page, start: int, end: int) -> bool:
    heads = [span for table in page.tables if table.head_page is None for span in table.heads]
    return any(a < end and start < b for a, b in heads)

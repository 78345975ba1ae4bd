"""Answers a question with the table cell that holds its answer, or not at all.

Of the rows that answer, those whose label fits best go first, and then those
of the document that is nearest to the year. What is left and differs is shown
side by side, each with its place; when that is too much to be an answer, or
something can't be said with certainty, there is no answer here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assistant.answering.amounts_in_cells import scale_of, value_of
from assistant.answering.cell_fit import Fit, Fitter
from assistant.answering.cell_question import Sought, asks_for_field, sought
from assistant.answering.grounding import supported
from assistant.answering.question import Question
from assistant.answering.row_naming import Namer, headings_above
from assistant.answering.row_sentences import Place, flat, told
from assistant.index import lexical
from assistant.index.catalogue import Catalogue
from assistant.index.dating import year_of
from assistant.index.terms import Asked, Thesaurus
from assistant.records import Citation, Entry, Sentence
from assistant.wording import say

ROWS = 200
MOST_CELLS = 4
# A stem so long begins compounds of its own subject only.
LONG = 5
_YEARLY = ("budget", "annual_report")
Told = tuple[tuple[Sentence, ...], tuple[Citation, ...]]


class Cells:
    """Finds the cells that answer a question."""

    def __init__(self, catalogue: Catalogue, thesaurus: Thesaurus) -> None:
        self._catalogue = catalogue
        self._thesaurus = thesaurus

    def answer(self, question: Question, shelves: Sequence[str]) -> Told | None:
        """The sentences with their citations, or None when no cell answers beyond doubt."""
        wanted = sought(question)
        asked = self._thesaurus.asked(wanted.subject) if wanted else []
        expression = self._expression(wanted, asked) if wanted else None
        if wanted is None or expression is None:
            return None
        code = question.municipality.code if question.municipality else None
        rows = [
            row
            for row in self._catalogue.table_rows(expression, shelves, ROWS)
            if row.document.municipality in (None, code)
        ]
        fitter = self._fitter(question, wanted, asked)
        documents = self._catalogue.entries(shelves)
        chosen: list[Fit] = []
        for year in wanted.years or (None,):
            fits = [fit for row in rows if (fit := fitter.fit(row, year))]
            best = _best(fits, wanted, year, documents)
            if not best:
                return None
            chosen += best
        return (
            _said(chosen, question, wanted.counts)
            if sum(len(fit.cells) for fit in chosen) <= MOST_CELLS
            else None
        )

    def _fitter(self, question: Question, wanted: Sought, asked: Sequence[Asked]) -> Fitter:
        namer = Namer(self._thesaurus, self._catalogue.document_frequency, self._catalogue.passage_count)
        return Fitter(question, wanted, asked, namer, cache(self._catalogue.page))

    def _expression(self, wanted: Sought, asked: Sequence[Asked]) -> str | None:
        """An FTS5 expression for the rows that could answer: by their code, else by any word asked."""
        phrases = {" ".join(lexical.stems(code)) for code in wanted.codes}
        if phrases:
            return " OR ".join(f'"{phrase}"' for phrase in sorted(phrases))
        stems = sorted({stem for one in asked for stem in self._thesaurus.stems_of(one)})
        # The budget headings of a field are called by compounds of it: onderwijshuisvesting.
        field = sorted({*stems, *(lexical.fold(one.word) for one in asked)}) if asks_for_field(wanted) else []
        begun = [f'"{word}"*' for word in field if len(word) >= LONG and word.isalpha()]
        return " OR ".join([f'"{stem}"' for stem in stems] + begun) or None


def _best(fits: Sequence[Fit], wanted: Sought, year: str | None, documents: Sequence[Entry]) -> list[Fit]:
    """The fits with the best label, and of these those of the best document, each amount once.

    Where no year is asked for and the newest edition is silent, the next one
    speaks; the answer names it.
    """
    speaking = [fit for fit in fits if _speaks_for(fit.place.document, wanted, year, documents)]
    fits = speaking or (list(fits) if year is None else [])
    if not fits:
        return []
    best = max((fit.label, *_rank(fit.place.document, wanted, year)) for fit in fits)
    return _distinct([f for f in fits if (f.label, *_rank(f.place.document, wanted, year)) == best])


def _rank(document: Entry, wanted: Sought, year: str | None) -> tuple[int, int]:
    """How near a document is to a year, and whether it is of the kind that the question speaks of."""
    own = year_of(document)
    realised = wanted.phase == "realised" or (wanted.past and wanted.phase is None)
    of_kind = int(document.kind == ("annual_report" if realised else "budget"))
    if year is None:
        return own, of_kind
    return -abs(own - int(year)), of_kind if realised or wanted.phase else 0


def _speaks_for(document: Entry, wanted: Sought, year: str | None, documents: Sequence[Entry]) -> bool:
    """Whether a budget or annual report is the one to answer for a year; any other document always is.

    A year's own budget and report go before all others, even when they don't
    hold the answer: another edition's figure for that year is not theirs. A
    forecast gives way to a later budget, and without a year the newest speaks.
    """
    own = year_of(document)
    if document.kind not in _YEARLY or not own:
        return True
    series = [e for e in documents if e.kind in _YEARLY and e.municipality == document.municipality]
    if year is None:
        return own == max(year_of(e) for e in series if e.kind == document.kind)
    phases = {"realised": _YEARLY[1:], "budgeted": _YEARLY[:1], None: _YEARLY}
    if any(year_of(e) == int(year) and e.kind in phases[wanted.phase] for e in series):
        return own == int(year)
    return not any(e.kind == "budget" and own < year_of(e) <= int(year) for e in series)


def _distinct(fits: Sequence[Fit]) -> list[Fit]:
    """Without cells that give the same amounts again, the exact ones before those in thousands."""
    kept: list[Fit] = []
    for fit in sorted(fits, key=lambda fit: scale_of(fit.place.table.unit)):
        if not any(_same(fit, other) for other in kept):
            kept.append(fit)
    return [fit for fit in fits if fit in kept]


def _same(one: Fit, other: Fit) -> bool:
    """Whether two rows give the same amounts, as far as their rounding lets on."""
    scales = [scale_of(fit.place.table.unit) for fit in (one, other)]
    amounts = [
        [scale * (value_of(fit.place.page.text[c.start : c.end]) or 0.0) for c in fit.cells]
        for fit, scale in zip((one, other), scales, strict=True)
    ]
    room = 0.51 * max(scales) if scales[0] != scales[1] else 0.0
    return len(amounts[0]) == len(amounts[1]) and all(
        abs(a - b) <= room for a, b in zip(*amounts, strict=True)
    )


def _said(fits: Sequence[Fit], question: Question, counts: bool) -> Told | None:
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for fit in fits:
        said = told(fit.place, fit.cells, question.language, fit.above, counts)
        if said is None or not supported(*said):
            return None
        numbers = range(len(citations) + 1, len(citations) + len(said[1]) + 1)
        sentences.append(Sentence(said[0], tuple(numbers), group=_group(fit.place)))
        citations += said[1]
    if any(fit.part for fit in fits):
        sentences.append(Sentence(say("quoting.headings_of_field", question.language), role="remark"))
    return tuple(sentences), tuple(citations)


def _group(place: Place) -> str:
    """What the answer is about: the document with its year, and the table, or else the heading above it."""
    above, title = headings_above(place.page, place.row), flat(place.table.title)
    about = title if len(title.split()) > 2 or not above else flat(above[-1])
    return f"{place.document.shown_title} · {about}" if about else place.document.shown_title

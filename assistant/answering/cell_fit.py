"""Whether a row's cells answer a question, and how well.

A cell answers when everything asked is named by its row, its column, its
table, the headings above it or its document, when the row's label is what was
asked about, and when its year, side and phase are those asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.cell_question import Sought, asks_for_field, sides_of, without_table_words
from assistant.answering.column_choice import Around, fitting, nearest, other_words
from assistant.answering.question import Question
from assistant.answering.row_naming import (
    LEAST_LABEL,
    Namer,
    code_of,
    contradicts,
    cut_off,
    headings_above,
    narrower,
    programmes_in,
    section_of,
    sums_up,
)
from assistant.answering.row_sentences import PageOf, Place, flat, placed
from assistant.index import lexical
from assistant.index.dating import year_of
from assistant.index.terms import Asked
from assistant.index.texts import described
from assistant.records import Cell, Entry, FoundRow, Page, Row, Table

_ASIDE = re.compile(r"\([^()]*\)|\bbedragen\b\W*[x*×]?\W*(?:1[.,]?000\S*)?", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERED = re.compile(r"\b(?:tabel|nr)\b\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Fit:
    """Cells of one row that answer: how well the label fits, and the lines that name what it does not.

    `part` says that it is one budget heading of the field that was asked about.
    """

    place: Place
    cells: tuple[Cell, ...]
    label: float
    above: tuple[str, ...] = ()
    part: bool = False


class Fitter:
    """Weighs rows against one question; `page_of(document_id, index)` gives a page."""

    def __init__(
        self, question: Question, wanted: Sought, asked: Sequence[Asked], namer: Namer, page_of: PageOf
    ) -> None:
        town = question.municipality
        self._local = question.local
        self._text = question.text
        self._stems = set(lexical.stems(question.text))
        self._town = town.name.lower() if town else ""
        self._all_asked = f"{question.text} {town.name if town else ''}"
        self._wanted = wanted
        self._asked = set(asked)
        self._namer = namer
        self._page_of = page_of

    def fit(self, found: FoundRow, year: str | None) -> Fit | None:
        """How a row answers for a year, or for its document's own year; None when it does not."""
        document, label = found.document, self._ours(flat(found.row.label))
        if not self._may_be(label):
            return None
        place = placed(document, found.page_index, found.page, found.table, found.row, self._page_of)
        section = section_of(found.table, found.row, found.page)
        called, head = _ASIDE.sub(" ", found.table.title), _head(place)
        title, headings = flat(" ".join([called, head, section])), headings_above(found.page, found.row)
        if narrower(f"{title} {' '.join(headings[-1:])}", self._text):
            return None
        if not self._of_programme(label, title, " ".join(headings[-1:])):
            return None
        by_label = self._namer.named(self._asked, label)
        if _repeated(found.table, label) and section and not self._named(section):
            return None
        context = " ".join([title, *headings, described(document)])
        by_place = by_label | self._named(context)
        cells = self._cells(
            place, Around(label, title, " ".join(headings), year_of(document), document.kind), year
        )
        cells = [c for c in cells if by_place | self._named(c.column) >= self._asked]
        share = self._share(place, (called, head, section), by_label, cells) if cells else 0.0
        if share < LEAST_LABEL:
            return None
        cells = nearest(cells, lambda column: len(self._named(column) - by_label), self._unnamed)
        left = self._asked - by_label - self._named(" ".join(c.column for c in cells))
        above = max((called, section, head), key=lambda text: len(self._namer.named(left, text)))
        shown = found.table.title if above == called else above
        named_above = (shown,) if self._namer.named(left, above) else ()
        return Fit(place, tuple(cells), round(share, 2), named_above, self._is_part(label, by_label))

    def names(self, document: Entry, page: Page, table: Table, row: Row) -> bool:
        """Whether a row is about what was asked, whatever its columns are."""
        label = flat(row.label)
        if not self._may_be(label):
            return False
        by_label = self._named(label)
        context = " ".join([table.title, *headings_above(page, row), described(document)])
        if by_label | self._named(context) < self._asked:
            return False
        words = self._namer.words(label)
        well = bool(by_label and words) and self._namer.share(words, self._all_asked) >= LEAST_LABEL
        return well or bool(self._wanted.codes)

    def names_in_full(self, document: Entry, page: Page, start: int, end: int) -> bool:
        """Whether everything asked is named by a piece of a page, the headings above it and its document."""
        above = [heading.text for heading in page.headings if heading.offset <= start][-2:]
        return self._named(" ".join([page.text[start:end], *above, described(document)])) >= self._asked

    def _of_programme(self, label: str, title: str, heading: str) -> bool:
        """Whether a row is of the programme asked for; a sum of one programme is no sum of them all."""
        asked = programmes_in(self._text)
        own = programmes_in(label) or programmes_in(title) or programmes_in(heading)
        return own == asked if asked else not (own and sums_up(label) and not programmes_in(label))

    def _ours(self, label: str) -> str:
        """A label with what we share with a neighbour as ours: the library of Voorschoten-Wassenaar."""
        town = re.escape(self._town)
        shared = re.compile(rf"\b[\w-]+-{town}\b|\b{town}-[\w-]+", re.IGNORECASE)
        return label if not town or shared.search(self._text) else shared.sub(self._town, label)

    def _may_be(self, label: str) -> bool:
        if self._wanted.codes and code_of(label) not in self._wanted.codes:
            return False
        return not cut_off(label) and not contradicts(label, self._text)

    def _cells(self, place: Place, around: Around, year: str | None) -> list[Cell]:
        """The cells of a row whose column fits, and no other column better by its name."""
        cells = [c for c in place.row.cells if not narrower(c.column, self._text)]
        year = year or (str(around.year) if around.year else None)
        found = fitting(cells, place.page, self._wanted, year, around)
        if place.document.municipality is None and self._local:
            found = [c for c in found if self._names_town(around.label, around.title, c.column)]
        if by_name := [c.column for c in place.row.cells if self._calls(c.column)]:
            found = [c for c in found if c.column in by_name]
        by_label = self._namer.whole(self._asked, around.label)
        by_others = self._namer.whole(self._asked, " ".join(c.column for c in place.row.cells)) - by_label
        return [c for c in found if by_others <= self._named(c.column)]

    def _calls(self, column: str) -> bool:
        """Whether the question says every word of a column that is not one of any table's."""
        words = {lexical.stem(word) for word in lexical.words(other_words(column))}
        return bool(words) and words <= self._stems

    def _named(self, text: str) -> set[Asked]:
        return self._namer.named(self._asked, text)

    def _unnamed(self, column: str) -> int:
        """How many words of a column the question does not name."""
        words = self._namer.words(other_words(column))
        return sum(self._namer.share([word], self._all_asked) == 0 for word in words)

    def _names_town(self, *texts: str) -> bool:
        """Whether a national table says it is about the town."""
        return bool(self._town) and any(self._town in text.lower() for text in texts)

    def _share(
        self, place: Place, above: Sequence[str], by_label: set[Asked], cells: Sequence[Cell]
    ) -> float:
        """How well the row is what was asked, from 0 to 1; `above` is what its table and group are called."""
        if self._wanted.codes:
            return 1.0
        label = self._ours(place.label)
        if _told_apart(place.table, place.row) and not self._named(" ".join(_BRACKETS.findall(label))):
            # Both rows answer, each by its full name.
            label = _BRACKETS.sub(" ", label)
        if self._of_field(label, by_label):
            return max(LEAST_LABEL, self._namer.share(self._namer.words(label), self._all_asked))
        if words := self._namer.words(label):
            of_town = place.document.municipality is None and place.label.lower() == self._town
            if not of_town and by_label < self._asked and any(self._named(t) >= self._asked for t in above):
                # Asked was the programme that this row is a part of, not the row.
                return 0.0
            about = by_label or of_town or any(self._named(c.column) for c in cells)
            return self._namer.share(words, self._all_asked) if about else 0.0
        # A row called "Lasten" is about what its table is called, if it is the only one of that name.
        sides, called = sides_of(place.label), next(filter(None, above), "")
        same = [row for row in place.table.rows if sides_of(row.label) == sides and _bare(row.label)]
        if (
            not self._asked
            or len(same) > 1
            or sides != self._wanted.sides
            or self._named(called) != self._asked
        ):
            return 0.0
        return self._namer.share(self._namer.words(_NUMBERED.sub(" ", called)), self._all_asked)

    def _is_part(self, label: str, by_label: set[Asked]) -> bool:
        """Whether a row is about no more than a part of what was asked."""
        words = self._namer.words(label)
        return self._of_field(label, by_label) and self._namer.share(words, self._all_asked) < LEAST_LABEL

    def _of_field(self, label: str, by_label: set[Asked]) -> bool:
        """Whether a row is a budget heading of the field that money is spent on: 4.2 and 4.3 for onderwijs.

        Such a field has a few headings, and each is a part of the answer.
        """
        coded = bool(self._asked) and code_of(label) is not None
        return coded and asks_for_field(self._wanted) and by_label >= self._asked


def _bare(label: str) -> bool:
    return not without_table_words(label).strip(" .:()")


def _told_apart(table: Table, row: Row) -> bool:
    """Whether another row has the same label but for what stands between brackets."""
    bare = flat(_BRACKETS.sub(" ", row.label))
    return any(flat(_BRACKETS.sub(" ", other.label)) == bare for other in table.rows if other is not row)


def _repeated(table: Table, label: str) -> bool:
    """Whether a label stands in more than one group of a table."""
    return sum(flat(row.label) == label for row in table.rows) > 1


def _head(place: Place) -> str:
    """What stands over the labels in the head lines: their words that name no column or unit.

    A column's word may stand there in parts: "Stijgings-" above "percentage".
    """
    columns = " ".join(cell.column for row in place.table.rows for cell in row.cells).lower()
    heads = _ASIDE.sub(" ", " ".join(place.heads))
    return " ".join(word for word in heads.split() if word.rstrip("-").lower() not in columns)

"""Sources numbered over the whole plan, in the order in which a reader meets them.

A source that comes back keeps its number, and what a note has said once is not
said again: a page cited twice is quoted once, a figure of a town and that of
the country share a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.planning.export.booklet import Note
from assistant.planning.export.sources import Towns, cited, counted, named, says, series
from assistant.planning.plan import Statement
from assistant.records import Citation, Figure

_Quote = tuple[str, int, str]


class Numbering:
    """Hands out the numbers of notes while it is led through a plan in reading order."""

    def __init__(
        self,
        language: str,
        meaning: bool = False,
        figures: Iterable[Figure] = (),
        towns: Towns | None = None,
    ) -> None:
        """`meaning` says that a note of a figure also says what it means; `figures` are all of the plan's.

        `towns` are those whose documents may be named by their municipality.
        """
        self._towns = towns or Towns()
        self._language = language
        self._meaning = meaning
        self._series: dict[tuple[str, str, str], list[Figure]] = {}
        for figure in dict.fromkeys(figures):
            self._series.setdefault(series(figure), []).append(figure)
        self._notes: list[Note] = []
        self._behind: list[list[Citation | Figure]] = []
        self._texts: dict[tuple[str, str], int] = {}
        self._quoted: dict[_Quote, int] = {}
        self._counted: dict[tuple[str, str, str], int] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes so far; note 1 comes first."""
        return tuple(self._notes)

    @property
    def behind(self) -> tuple[tuple[Citation | Figure, ...], ...]:
        """What each note so far stands for, each citation and figure once."""
        return tuple(tuple(dict.fromkeys(sources)) for sources in self._behind)

    def of(self, statement: Statement) -> tuple[int, ...]:
        """The numbers of a statement's notes: its documents, then its figures by indicator."""
        return self._number(statement.citations, statement.figures, statement.text)

    def of_row(self, cells: Sequence[Statement]) -> list[tuple[int, ...]]:
        """The numbers for each cell of a table's row.

        A row that compares one indicator between places gets one note, at its
        first cell. Of the same note at more cells the last one stays.
        """
        text = " ".join(cell.text for cell in cells)
        figures = [figure for cell in cells for figure in cell.figures]
        counting = sum(1 for cell in cells if cell.figures)
        compares = counting > 1 and len({series(figure) for figure in figures}) == 1
        found = []
        for at, cell in enumerate(cells):
            own = cell.figures if not compares else () if at else figures
            found.append(self._number(cell.citations, own, text))
        return [
            tuple(number for number in numbers if not any(number in later for later in found[at + 1 :]))
            for at, numbers in enumerate(found)
        ]

    def _number(self, citations: Sequence[Citation], figures: Sequence[Figure], text: str) -> tuple[int, ...]:
        documents: dict[tuple[str, ...], list[Citation]] = {}
        for citation in citations:
            whose = citation.municipality or ""
            documents.setdefault((citation.document, citation.address or "", whose), []).append(citation)
        numbers = []
        for group in documents.values():
            numbers.append(self._document(group, text))
            self._behind[numbers[-1] - 1] += group
        for kind in dict.fromkeys(series(figure) for figure in figures):
            counted_here = [f for f in figures if series(f) == kind]
            numbers.append(self._figures(kind, counted_here, text))
            self._behind[numbers[-1] - 1] += counted_here
        return tuple(dict.fromkeys(numbers))

    def _document(self, citations: list[Citation], text: str) -> int:
        """The note on one document; a quote is in it unless the text or an earlier note has it."""
        unsaid = [each for each in citations if not says(text, each.quote)]
        given = {self._quoted.get(_quote(each)) for each in unsaid}
        if len(unsaid) == len(citations) and len(given) == 1 and (number := given.pop()) is not None:
            return number
        fresh = [each for each in unsaid if _quote(each) not in self._quoted]
        number = self._new(
            cited(citations, self._language, fresh, self._towns),
            cited(citations, self._language, towns=self._towns),
            citations[0].municipality or "",
        )
        for each in fresh:
            self._quoted[_quote(each)] = number
        return number

    def _figures(self, kind: tuple[str, str, str], figures: list[Figure], text: str) -> int:
        if kind not in self._counted:
            every = list(dict.fromkeys([*figures, *self._series.get(kind, ())]))
            self._counted[kind] = self._new(
                counted(every, text, self._language, self._meaning), named(every, self._language)
            )
        return self._counted[kind]

    def _new(self, text: str, again: str, whose: str = "") -> int:
        """The number of a note; two municipalities may have a document of the same name."""
        if (text, whose) not in self._texts:
            self._notes.append(Note(text, again))
            self._behind.append([])
            self._texts[text, whose] = len(self._notes)
        return self._texts[text, whose]


def _quote(citation: Citation) -> _Quote:
    return (citation.document_id, citation.page_index, citation.quote)

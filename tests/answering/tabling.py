"""Small documents with tables, put straight into a catalogue, as a reader gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answering.cells import Cells
from assistant.answering.grounding import grounded
from assistant.answering.question import understand
from assistant.figures import municipalities
from assistant.index.catalogue import Catalogue
from assistant.index.terms import load
from assistant.records import NATIONAL, Answer, Cell, Entry, Heading, Page, Row, Span, Table
from assistant.settings import PROJECT

PLACES = municipalities.load(PROJECT / "corpus" / "figures")
THESAURUS = load(PROJECT / "corpus" / "thesaurus.toml")
TOWN = "GM0629"


@dataclass(frozen=True)
class Sheet:
    """A table to be made: head lines as printed, the columns they amount to, and rows of label and cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...] = ()
    title: str = ""
    unit: str = ""
    above: str = ""
    heading: str = ""
    goes_on: bool = False


def page(number: int, *sheets: Sheet) -> Page:
    """A page with these tables under each other; one that goes on has no head lines of its own."""
    text = ""
    tables: list[Table] = []
    headings: list[Heading] = []

    def write(line: str) -> tuple[int, int]:
        nonlocal text
        text += "\n" if text else ""
        start = len(text)
        text += line
        return start, len(text)

    for sheet in sheets:
        if sheet.heading:
            start, _ = write(sheet.heading)
            headings.append(Heading(start, 2, sheet.heading))
        for line in filter(None, (sheet.above, sheet.title)):
            write(line)
        heads = tuple(write(line) for line in sheet.heads)
        rows: list[Row] = []
        for label, *values in sheet.rows:
            start, end = write(" ".join([label, *filter(None, values)]))
            at, cells = start + len(label), []
            for column, value in zip(sheet.columns, values, strict=False):
                if value:
                    at = text.index(value, at)
                    cells.append(Cell(at, at + len(value), column))
                    at += len(value)
            rows.append(Row(start, end, label, tuple(cells)))
        head_page = number - 2 if sheet.goes_on else None
        tables.append(Table(tuple(rows), sheet.title, sheet.unit, heads, head_page))
    return Page(number, None, text, tuple(headings), tuple(tables))


class Shelf:
    """A catalogue with documents of one town, and the answers from their cells."""

    def __init__(self, folder: Path) -> None:
        self.catalogue = Catalogue(folder / "catalogue.sqlite")
        self.cells = Cells(self.catalogue, THESAURUS)

    def put(
        self,
        file: str,
        pages: Sequence[Page],
        kind: str | None = "budget",
        year: int | None = None,
        until: int | None = None,
        town: str | None = TOWN,
    ) -> Entry:
        """Put a document on the town's shelf, or the national one without a town."""
        title = file.removesuffix(".pdf").replace("_", " ").capitalize()
        entry = Entry(
            id=file, shelf=town or NATIONAL, title=title, file=file, format="pdf", sha256=file, version=1,
            municipality=town, language="nl", kind=kind, publisher=None, date=None, address=None,
            licence=None, topics=(), page_count=len(pages), paged=True, passage_count=len(pages),
            origin="user", added="2026", year=year, until=until,
        )  # fmt: skip
        spans = [(f"{file}-{n}", Span(n, 0, len(p.text), p.text, ())) for n, p in enumerate(pages)]
        self.catalogue.put(replace(entry, passage_count=len(spans)), pages, spans)
        return entry

    def ask(self, text: str, town: str = "Wassenaar") -> Answer | None:
        """The answer from cells as it comes out of the grounding; None when no cell answers."""
        question = understand(text, PLACES, town)
        code = question.municipality.code if question.municipality else None
        shelves = [NATIONAL, *filter(None, [code])]
        found = self.cells.answer(question, shelves)
        if found is None:
            return None
        answer = Answer(question.text, question.language, "answered", *found)
        checked = grounded(answer, self.catalogue.page_text, self.shelf_of, shelves, code)
        assert checked.status == "answered" and len(checked.sentences) == len(answer.sentences)
        assert len(checked.citations) == len(answer.citations)
        return checked

    def shelf_of(self, document_id: str) -> str | None:
        """The shelf of a document."""
        return self.catalogue.entry(document_id).shelf

    def said(self, text: str, town: str = "Wassenaar") -> str:
        """The answer's text, "" when no cell answers."""
        answer = self.ask(text, town)
        return " ".join(s.text for s in answer.sentences) if answer else ""

"""A table row as a sentence: its label, its columns by their full name, its amounts as printed.

Everything such a sentence says is cited: the row, the head lines its columns
are named after, the line that states the unit. Head lines can stand on an
earlier page, and are then cited there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.amounts_in_cells import Amount, amount_in, is_amount, noted, shown, value_of
from assistant.answering.cell_question import change_of, phase_of, sides_of
from assistant.answering.column_choice import other_words, year_of_column
from assistant.answering.row_naming import code_of, headings_above, section_of
from assistant.records import Cell, Citation, Entry, Language, Page, Row, Table
from assistant.wording import say

PageOf = Callable[[str, int], Page | None]
LONGEST_QUOTE = 600
MOST_CELLS = 12
# What the state pays by the number of inhabitants is in a table that looks like one of inhabitants.
_FUNDS = re.compile(
    r"\b(?:\w*uitkering\w*|gemeentefonds|\w*circulaire|maatstaf\w*|bedrag\w*|gewicht)\b", re.I
)
_MINUS = re.compile(r"[\"“”‘’']\s*[-–−]\s*[\"“”‘’']\s*=\s*([^\W\d_]+)|(?<=[\s,(])[-–−]\s*=\s*([^\W\d_]+)")


@dataclass(frozen=True)
class Place:
    """A row of a table on page `index` of a document; `heads_on` is the page with its head lines."""

    document: Entry
    index: int
    page: Page
    table: Table
    row: Row
    heads_index: int
    heads_on: Page

    @property
    def label(self) -> str:
        """The row's label on one line."""
        return flat(self.row.label)

    @property
    def heads(self) -> tuple[str, ...]:
        """The head lines as they stand on their page."""
        return tuple(self.heads_on.text[start:end] for start, end in self.table.heads)


def placed(document: Entry, index: int, page: Page, table: Table, row: Row, page_of: PageOf) -> Place:
    """A row with the page that its table's head lines stand on."""
    if table.head_page is None or table.head_page == index:
        return Place(document, index, page, table, row, index, page)
    heads_on = page_of(document.id, table.head_page)
    return Place(document, index, page, table, row, table.head_page, heads_on or page)


def row_of(document: Entry, index: int, quote: str, page_of: PageOf) -> Place | None:
    """The table row on this page that a quote is, None when it is none."""
    page, wanted = page_of(document.id, index), flat(quote)
    for table in page.tables if page else ():
        for row in table.rows:
            if page and flat(page.text[row.start : row.end]) == wanted:
                return placed(document, index, page, table, row, page_of)
    return None


def whole_row(place: Place, language: Language) -> tuple[str, tuple[Citation, ...]] | None:
    """A row with all its columns; None when one of them, or its unit, can't be told."""
    cells = [c for c in place.row.cells if is_amount(place.page.text[c.start : c.end])]
    if not cells or len(cells) > MOST_CELLS or any(not c.column for c in place.row.cells):
        return None
    return told(place, cells, language)


def told(
    place: Place,
    cells: Sequence[Cell],
    language: Language,
    above: Sequence[str] = (),
    counts: bool = False,
) -> tuple[str, tuple[Citation, ...]] | None:
    """What these cells of a row say, with what that rests on; None when a unit can't be told.

    `above` are lines above the row that its label needs to be understood, such
    as the table's title. With `counts` an amount of money says nothing.
    """
    section = section_of(place.table, place.row, place.page)
    about = flat(" ".join([place.table.title, *place.heads, section, *headings_above(place.page, place.row)]))
    amounts: list[tuple[Cell, Amount]] = []
    for cell in cells:
        printed = place.page.text[cell.start : cell.end]
        if (found := amount_in(printed, cell.column, place.label, place.table, place.page, about)) is None:
            return None
        if counts and (found.unit not in ("printed", "percent") or _FUNDS.search(about)):
            return None
        if (spent := _spent(found, cell, place)) is None:
            return None
        amounts.append((cell, spent))
    name, named_by = _name(place, about, above, language)
    text = _sentence(name, amounts, place, language)
    quotes = [(place.index, place.page, place.page.text[place.row.start : place.row.end]), *named_by]
    quotes += _heads(place, cells)
    quotes += [q for _, one in amounts if one.stated and (q := _line(place, one.stated))]
    if any(one.value < 0 for _, one in amounts) and (meaning := _minus(place)):
        text += " " + say("cells.minus", language, meaning=meaning[0])
        quotes += [q for q in [_line(place, meaning[1])] if q]
    return text, tuple(_cited(place, quotes))


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _sentence(name: str, amounts: Sequence[tuple[Cell, Amount]], place: Place, language: Language) -> str:
    notes = list(dict.fromkeys(noted(one, language) for _, one in amounts))
    shared = notes[0] if len(notes) == 1 else ""
    parts = [
        (flat(c.column).removesuffix(" €"), shown(one, language) + ("" if shared else noted(one, language)))
        for c, one in amounts
    ]
    if len(parts) == 1:
        column, said = parts[0]
        if key := _plain(amounts[0][0].column):
            year = year_of_column(column, [c.column for c in place.row.cells])
            return say(f"cells.{key}", language, name=name, year=year, amount=said + shared)
        return say("cells.one", language, name=name, column=column, amount=said + shared)
    cells = "; ".join(say("cells.cell", language, column=column, amount=said) for column, said in parts)
    return say("cells.more", language, name=name, cells=cells + shared)


def _spent(amount: Amount, cell: Cell, place: Place) -> Amount | None:
    """Spending without its minus, where the table prints its spending with one and doesn't say why.

    None for the odd amount without a minus in such a table: what it means can't be told.
    """
    row = place.row
    if _minus(place) or (sides_of(cell.column) or sides_of(row.label)) != {"lasten"}:
        return amount
    alike = [
        value_of(place.page.text[other.start : other.end]) or 0.0
        for each in place.table.rows
        for other in each.cells
        if (sides_of(other.column) or sides_of(each.label)) == {"lasten"}
    ]
    below, above = sum(value < 0 for value in alike), sum(value > 0 for value in alike)
    if below < 4 * above or not below:
        return amount
    if amount.value > 0:
        return None
    return replace(amount, printed=re.sub(r"^(\(?\s*(?:€\s*)?)[-–−]\s*", r"\1", amount.printed))


def _plain(column: str) -> str | None:
    """The sentence that says all a column does, when it names a side, a phase and a year and nothing else."""
    sides, phase = sides_of(column), phase_of(column)
    if len(sides) != 1 or phase is None or change_of(column) or re.search(r"\w", other_words(column)):
        return None
    return f"{phase}_{next(iter(sides))}" if len(re.findall(r"(?:19|20)\d\d", column)) == 1 else None


def _name(
    place: Place, about: str, above: Sequence[str], language: Language
) -> tuple[str, list[tuple[int, Page, str]]]:
    """What a row is called, with what stands above it where its label needs that."""
    name = place.label.rstrip(" *")
    if code_of(name) and "taakveld" in about.lower():
        name = say("cells.heading", language, label=name)
    lines = [(text, line) for text in above if (line := _line(place, text))]
    return ", ".join([*(flat(text).rstrip(":") for text, _ in lines), name]), [line for _, line in lines]


def _heads(place: Place, cells: Sequence[Cell]) -> Iterator[tuple[int, Page, str]]:
    """The head lines that name these columns, together where they stand together."""
    words = {word for cell in cells for word in cell.column.split()}
    spans = [s for s in place.table.heads if words & set(place.heads_on.text[s[0] : s[1]].split())]
    if not spans:
        return
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    text = place.heads_on.text
    whole = text[start:end]
    if len(whole) <= LONGEST_QUOTE and (place.heads_on is not place.page or end <= place.row.start):
        yield place.heads_index, place.heads_on, whole
        return
    for a, b in spans:
        yield place.heads_index, place.heads_on, text[a:b]


def _minus(place: Place) -> tuple[str, str] | None:
    """What the table says a minus means, with the text that says it."""
    for text in (place.table.unit, *place.heads, place.table.title):
        if found := _MINUS.search(text):
            return found[1] or found[2], found[0]
    return None


def _line(place: Place, text: str) -> tuple[int, Page, str] | None:
    """The line that holds a text, the last above the row, else on the page with the head lines."""
    wanted = flat(text)
    pages = [
        (place.index, place.page, place.row.start),
        (place.heads_index, place.heads_on, len(place.heads_on.text)),
    ]
    for index, page, before in pages:
        for line in reversed(page.text[:before].split("\n")):
            if wanted and wanted in flat(line):
                return index, page, line.strip()
    if wanted and any(wanted in flat(head) for head in place.heads):
        head = next(head for head in place.heads if wanted in flat(head))
        return place.heads_index, place.heads_on, head
    return None


def _cited(place: Place, quotes: Iterable[tuple[int, Page, str]]) -> Iterator[Citation]:
    document, seen = place.document, list[tuple[int, str]]()
    above = headings_above(place.page, place.row)
    for index, page, quote in quotes:
        if not quote.strip() or any(index == i and flat(quote) in flat(q) for i, q in seen):
            continue
        seen.append((index, quote))
        yield Citation(
            document_id=document.id, document=document.shown_title, file=document.file, page=page.number,
            page_index=index, page_label=page.label, quote=quote.strip(), municipality=document.municipality,
            address=document.address, heading=above[-1] if above else None,
        )  # fmt: skip

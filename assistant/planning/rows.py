"""What a town's documents say in table rows only: amounts for a subject, and aims with a number.

A budget tells the library's subsidy in one row of an annex, and what the town
aims at in a table of indicators; no sentence repeats it. A row is told only
where each of its columns is certain, in the words of the table, and cites the
row and the head lines that its columns are named after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.answering.amounts_in_cells import value_of
from assistant.answering.grounding import supported
from assistant.answering.row_naming import headings_above
from assistant.answering.row_sentences import Place, flat, placed, told
from assistant.index import lexical
from assistant.index.dating import year_of
from assistant.planning.filling import capital
from assistant.planning.grounds import Grounds, listed
from assistant.planning.naming import Naming
from assistant.records import Cell, Citation, Entry, FoundRow, Municipality
from assistant.wording import say

FOUND = 120
# A row of more amounts is told for the document's own year.
MOST_CELLS = 3
# Rows of documents so many years older than the town's newest are left out.
TOO_OLD = 3
_AIM = re.compile(r"\b(?:streef\w*|doel\w*|ambitie\w*|norm)\b", re.I)
_NOW = re.compile(r"\b(?:peil\w*|nul\w*|huidig\w*|stand)\b", re.I)
_YEAR = re.compile(r"\b(20\d\d)\b")
_MONEY = re.compile(r"€")
# A text behind an amount, such as what a minus means, needs a sentence of its own.
_MORE = re.compile(r"\.\s+[A-Z]|:\s")
# Words of a column that a sentence on money has said already.
_PLAIN_COLUMN = re.compile(
    r"\b(?:bedrag(?:en)?|begrot(?:ing|e)|begroot|raming|subsidie|in|voor|euro)\b|€|[()*:]", re.I
)
_WITH_ARTICLE = re.compile(r"(?:Stichting|Vereniging|Coöperatie)\b")
_PERCENT = re.compile(r"(?:percentage\b|%)", re.I)
# A heading of this kind says nothing of what the table under it holds.
_NO_NAME = re.compile(r"(?:toelichting|inleiding|algemeen|overzicht|tabel|bijlagen?)\W*", re.I)
_NUMBERED = re.compile(r"^\s*(?:tabel|overzicht)?\s*(?:nr\.?)?\s*\d[\d.]*\s*[-–:.]?\s*", re.I)


@dataclass(frozen=True)
class RowTold:
    """A table row as a sentence, with what it rests on."""

    text: str
    citations: tuple[Citation, ...]
    entry: Entry


def rows(grounds: Grounds, town: Municipality, naming: Naming, most: int) -> list[RowTold]:
    """The rows that name the subject, from the newest document that has any; none that the draft has told.

    They give amounts of money where `naming` asks for amounts, else aims of the town with a number.
    """
    pattern, expression = naming.pattern_of_names, _expression(naming.names)
    if pattern is None or expression is None:
        return []
    catalogue = grounds.sources.catalogue
    shelves = [town.code, *filter(None, [grounds.personal_shelf])]
    found = [
        row
        for row in catalogue.table_rows(expression, shelves, FOUND)
        if row.document.municipality == town.code and pattern.search(flat(row.row.label))
    ]
    newest = max((year_of(e) for e in grounds.entries if e.municipality == town.code), default=0)
    kept: list[RowTold] = []
    for row in _newest_first(found):
        if len(kept) == most or (kept and kept[0].entry.id != row.document.id):
            break
        if year_of(row.document) <= newest - TOO_OLD:
            break
        place = placed(row.document, row.page_index, row.page, row.table, row.row, catalogue.page)
        said = _amounts(place) if naming.amounts else _aims(place, grounds.today.year)
        if said and supported(said.text, said.citations) and grounds.once(said.text):
            kept.append(said)
    return kept


def _expression(names: Sequence[str]) -> str | None:
    """An FTS5 expression for rows with a word that begins as one of these names does."""
    words = {lexical.fold(name.split()[-1]) for name in names if name.strip()}
    begins = {min(word, lexical.stem(word), key=len) for word in words if re.fullmatch(r"\w+", word)}
    return " OR ".join(f'"{word}"*' for word in sorted(begins)) or None


def _newest_first(found: Sequence[FoundRow]) -> list[FoundRow]:
    """The rows of newer documents first, in a document as they stand in it."""
    order = sorted(found, key=lambda r: (r.document.id, r.page_index, r.row.start))
    return sorted(order, key=lambda r: -year_of(r.document))


def _amounts(place: Place) -> RowTold | None:
    """What a row gives in money: all its amounts, or of many those of the document's own year."""
    cells = _certain(place)
    if len(cells) > MOST_CELLS:
        own = str(year_of(place.document))
        cells = [c for c in cells if _YEAR.findall(c.column) == [own]][:MOST_CELLS]
    values = [value_of(place.page.text[c.start : c.end]) for c in cells]
    said = told(place, cells, "nl") if any(values) else None
    if said is None or not _MONEY.search(said[0]):
        return None
    title = place.document.shown_title
    table = _table_name(place, said[1])
    key = "row" if table else "row_bare"
    sentence = _in_a_sentence(place, cells) or said[0].rstrip(".")
    text = say(f"plan.draft.{key}", "nl", told=sentence, title=title, table=table)
    return RowTold(text, _needed(text, said[1]), place.document)


def _in_a_sentence(place: Place, cells: Sequence[Cell]) -> str | None:
    """The amounts with their years in running text; None for a row that says it in a sentence itself."""
    amounts: list[str] = []
    name = ""
    for cell in cells:
        said, column = told(place, [cell], "nl"), flat(cell.column).removesuffix(" €")
        head, mark, amount = said[0].removesuffix(".").rpartition(f", {column}: ") if said else ("", "", "")
        if not mark or _MORE.search(amount):
            return None
        name = head
        amounts.append(_in_its_year(amount, column, year_of(place.document), len(cells) == 1))
    name = f"de {name}" if _WITH_ARTICLE.match(name) else name
    return say("plan.draft.row_says", "nl", document=_document(place), name=name, amounts=listed(amounts))


def _in_its_year(amount: str, column: str, own_year: int, alone: bool) -> str:
    """An amount with what its column says of it: "€ 718.578", "€ 600.000 aan lasten in 2025"."""
    years = _YEAR.findall(column)
    rest = _PLAIN_COLUMN.sub(" ", _YEAR.sub(" ", column)).lower().split()
    if rest == ["lasten"] or rest == ["baten"]:
        amount = say(f"plan.draft.row_{'spent' if rest == ['lasten'] else 'received'}", "nl", amount=amount)
    elif rest or len(years) > 1:
        return say("plan.draft.row_column", "nl", amount=amount, column=column)
    if len(years) == 1 and not (alone and years == [str(own_year)]):
        return say("plan.draft.row_amount", "nl", amount=amount, year=years[0])
    return amount


def _document(place: Place) -> str:
    """The document inside a sentence: "de begroting 2026"; by its title where that says no more."""
    entry = place.document
    year = year_of(entry)
    key = {"budget": "row_budget", "annual_report": "row_report"}.get(entry.kind or "") if year else None
    return say(f"plan.draft.{key or 'row_document'}", "nl", year=year, title=entry.shown_title)


def _needed(text: str, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The row, and the head lines only where a number of the text stands in nothing else.

    Head lines on their own tell a reader nothing; a year is mostly in the document's title too.
    """
    row = tuple(citations[:1])
    return row if supported(text, row) else tuple(citations)


def _aims(place: Place, this_year: int) -> RowTold | None:
    """What a town aims at in this year and later, beside how it stands; None where a row has no aims."""
    cells = _certain(place)
    aims = [
        (c, year[0]) for c in cells if _AIM.search(c.column) and len(year := _YEAR.findall(c.column)) == 1
    ]
    aims = [(c, year) for c, year in aims if int(year) >= this_year]
    said = told(place, [c for c, _ in aims], "nl") if aims else None
    if said is None:
        return None
    percent = _PERCENT.match(place.label) is not None
    targets: list[str] = []
    for value, alike in groupby(aims, key=lambda aim: _printed(place, aim[0])):
        years = [year for _, year in alike]
        span = years[0] if len(years) == 1 else say("plan.draft.years", "nl", first=years[0], last=years[-1])
        targets.append(say("plan.draft.target", "nl", value=_with_unit(value, percent), year=span))
    now = next((_now(c, place, percent) for c in cells if _NOW.search(c.column)), "")
    title = place.document.shown_title
    text = say(
        "plan.draft.goal", "nl", label=_aim(place.label), now=now, targets=listed(targets), title=title
    )
    return RowTold(text, said[1], place.document)


def _aim(label: str) -> str:
    """What is aimed at, in words: "Inwoners met bijstand per 1.000 inwoners" for "... (per 1.000 inw)*"."""
    label = re.sub(r"^%\s*", "percentage ", label.rstrip(" *"))
    label = re.sub(r"\(?\bper 1\.000 inw(?:oners)?\b\.?\)?", "per 1.000 inwoners", label)
    return capital(label)


def _now(cell: Cell, place: Place, percent: bool) -> str:
    """How it stands: "7,4% in 2024, " with the year that the cell or its column gives."""
    printed = _printed(place, cell)
    year = _YEAR.search(printed) or _YEAR.search(cell.column)
    value = _with_unit(re.sub(r"\s*\(?\b20\d\d\b\)?", "", printed).strip(), percent)
    if year is None:
        return say("plan.draft.goal_now_bare", "nl", value=value)
    return say("plan.draft.goal_now", "nl", value=value, year=year[1])


def _with_unit(value: str, percent: bool) -> str:
    return say("plan.draft.goal_percent", "nl", value=value) if percent and "%" not in value else value


def _certain(place: Place) -> list[Cell]:
    """The cells with a number; none at all where a column can't be told."""
    cells = [c for c in place.row.cells if value_of(_printed(place, c)) is not None]
    return cells if all(c.column for c in cells) else []


def _printed(place: Place, cell: Cell) -> str:
    return flat(place.page.text[cell.start : cell.end])


def _table_name(place: Place, citations: Sequence[Citation]) -> str:
    """What the table is called, without its number; "" where it has no name, or one with other numbers."""
    above = [h for h in headings_above(place.page, place.row) if not _NO_NAME.fullmatch(flat(h))]
    name = _NUMBERED.sub("", flat(place.table.title or (above[-1] if above else "")))
    name = name.replace("“", "‘").replace("”", "’")
    return name if len(name) > 3 and supported(name, citations) else ""

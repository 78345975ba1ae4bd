"""OpenDocument tables as grids: those of a spreadsheet, a text and a slide are written the same way.

A sheet says "this row, 1.048.576 times"; what is empty is counted and never
made, and what is filled is repeated within bounds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from xml.etree.ElementTree import Element

from assistant.reading.office.cellgrid import Entry, Grid, Merge, kind_of
from assistant.reading.office.momentformat import show_moment
from assistant.reading.office.numberformat import plain
from assistant.reading.office.odfxml import Styles, count_of, inline, paragraphs, tag_of, value_of

_SPARE = 20_000
_COPIES = 100
_CONTAINERS = frozenset(
    "table:table-columns table:table-header-columns table:table-column-group table:table-rows "
    "table:table-header-rows table:table-row-group".split()
)
_NUMBERS = ("float", "currency", "percentage")
_FAULT = re.compile(r"^(?:#[A-Z/0!?]+|(?:Err|Fout):\d+)$")

Seen = Callable[[Element], None]


def grid_of(table: Element, styles: Styles, seen: Seen = lambda paragraph: None) -> Grid:
    """A table's cells in sight; `seen` is told of every paragraph in them."""
    grid = Grid()
    hidden = _hidden_columns(table)
    spare = _SPARE
    number = 0
    for row in _parts(table, "table:table-row"):
        if value_of(row, "table:visibility", "visible") != "visible":
            continue
        repeated = count_of(row, "table:number-rows-repeated")
        cells = [cell for cell in row if tag_of(cell) in ("table:table-cell", "table:covered-table-cell")]
        filled = False
        column = shown = 0
        for cell in cells:
            width = count_of(cell, "table:number-columns-repeated")
            entry = _entry(cell, styles, seen) if tag_of(cell) == "table:table-cell" else None
            in_sight = [c not in hidden for c in range(column, column + min(width, _COPIES))] if entry else []
            for place, visible in enumerate(in_sight):
                if not visible or (place and spare <= 0):
                    continue
                assert entry is not None
                spare -= bool(place)
                at = shown + sum(in_sight[:place])
                grid.put(number, at, entry)
                filled = True
            if entry:
                _merge(grid, cell, number, shown)
            shown += width - sum(column <= c < column + width for c in hidden)
            column += width
        copies = min(repeated, _COPIES, spare) if filled and repeated > 1 else 1
        for copy in range(1, copies):
            grid.rows[number + copy] = dict(grid.rows[number])
            spare -= len(grid.rows[number])
        number += max(1, copies) if filled else repeated
    return grid


def _merge(grid: Grid, cell: Element, number: int, column: int) -> None:
    width = count_of(cell, "table:number-columns-spanned")
    height = count_of(cell, "table:number-rows-spanned")
    if width > 1 or height > 1:
        grid.merges.append(Merge(number, column, number + height - 1, column + width - 1))


def _hidden_columns(table: Element) -> set[int]:
    hidden: set[int] = set()
    column = 0
    for element in _parts(table, "table:table-column"):
        width = count_of(element, "table:number-columns-repeated")
        if value_of(element, "table:visibility", "visible") != "visible":
            hidden.update(range(column, column + min(width, 1024)))
        column += width
    return hidden


def _parts(table: Element, name: str) -> Iterator[Element]:
    for child in table:
        tag = tag_of(child)
        if tag == name:
            yield child
        elif tag in _CONTAINERS and value_of(child, "table:display") != "false":
            yield from _parts(child, name)


def _entry(cell: Element, styles: Styles, seen: Seen) -> Entry | None:
    """A cell as shown; a program that wrote only the value leaves showing it to us."""
    texts = []
    for paragraph in paragraphs(cell):
        texts.append(inline(paragraph, styles).text.strip())
        seen(paragraph)
    text = "\n".join(part for part in texts if part)
    kind = value_of(cell, "office:value-type") or value_of(cell, "calcext:value-type")
    formula = bool(value_of(cell, "table:formula"))
    if value_of(cell, "calcext:value-type") == "error" or (formula and _FAULT.match(text)):
        return None
    bold = bool(set(styles.names(value_of(cell, "table:style-name"))) & styles.bold)
    if kind == "boolean":
        return Entry("ja" if value_of(cell, "office:boolean-value") == "true" else "nee")
    if kind == "date":
        return Entry(_date(text, value_of(cell, "office:date-value")), "period")
    if kind in _NUMBERS:
        # A program that stores its own notation ("859042.5") leaves showing the number to the reader.
        text = _number(cell, kind) if text in ("", value_of(cell, "office:value")) else text
        return Entry(text, "period" if kind_of(text) == "period" else "amount") if text else None
    if kind == "time":
        return Entry(text or _time(value_of(cell, "office:time-value")), "period")
    text = text or value_of(cell, "office:string-value")
    return Entry(text, kind_of(" ".join(text.split())), bold) if text else None


def _number(cell: Element, kind: str) -> str:
    value = value_of(cell, "office:value")
    if not value:
        return ""
    number = float(value)
    if kind == "percentage":
        return f"{plain(round(number * 100, 6))}%"
    currency = value_of(cell, "office:currency")
    return (
        f"{'€' if currency == 'EUR' else currency} {plain(number)}".strip()
        if kind == "currency"
        else plain(number)
    )


def _date(text: str, value: str) -> str:
    """The date as printed, unless that is the computer's notation."""
    if text and not re.match(r"\d{4}-\d\d-\d\d", text):
        return text
    if not value:
        return text
    moment = datetime.fromisoformat(value[:19])
    return show_moment(moment if "T" in value else date.fromisoformat(value[:10]), "dd-mm-yyyy hh:mm")


def _time(value: str) -> str:
    found = re.match(r"PT(\d+)H(\d+)M", value)
    return f"{int(found.group(1)):02}:{int(found.group(2)):02}" if found else value

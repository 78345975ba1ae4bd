"""Which rows of a table are its heads, and what each column is called.

A number without its head is no figure. Heads stand under title lines, may
take several rows with cells merged over a group of columns, and may be years;
where it can't be told, a column has no head: a wrong one would be worse.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from assistant.reading.office.cellgrid import Block, Entry, Merge

_DEEPEST = 4
_LONGEST = 120
_FIRST_ROWS = 30
_UNIT_CELL = re.compile(
    r"^[(\[]?(?:€|%|euro'?s?|aantal(?:len)?|fte|x\s?€?\s?1\.?000(?:\.000)?|in\s.{1,20})[)\]]?$", re.I
)
_UNIT = re.compile(
    r"[x×*]\s?(?:€|eur(?:o)?)?\s?1[.\s]?000(?:[.\s]?000)?(?:\s?euro)?(?![\w.,])"
    r"|€\s?[x×*]\s?1[.\s]?000(?:[.\s]?000)?(?![\w.,])"
    r"|(?<=[(\[])€\s?1\.000(?:\.000)?(?=[)\]])"
    r"|\bin\s+(?:€(?:\s?1\.000(?:\.000)?)?|%|hele\s+euro['’]?s?|euro['’]?s?|procenten"
    r"|duizenden(?:\s+euro['’]?s?)?|duizend\s+euro|miljoenen(?:\s+euro['’]?s?)?|miljoen\s+euro)(?![\w])",
    re.I,
)


@dataclass(frozen=True)
class Heads:
    """The rows `first` to `last` (included, within the block) that are heads, and each column's name."""

    first: int
    last: int
    names: dict[int, str]


def find_heads(block: Block) -> Heads | None:
    """The heads of a table, None when it has none or they can't be told from its data."""
    columns = block.columns
    if len(columns) < 2 or len(block.rows) < 2:
        return None
    amounts = next((i for i, row in enumerate(block.rows) if not _head_like(row)), None)
    main = _main_row(block, amounts)
    if main is None:
        return None
    first = last = main
    while first > 0 and last - first + 1 < _DEEPEST and _groups_columns(block, first - 1, columns):
        first -= 1
    stop = len(block.rows) - 1 if amounts is None else amounts
    while last + 1 < stop and last - first + 1 < _DEEPEST and _goes_on(block, last, columns):
        last += 1
    return Heads(first, last, _names(block, first, last, columns))


def unit_in(*texts: str) -> str:
    """The first statement of what amounts are in, as printed ("x € 1.000"), "" when there is none."""
    for text in texts:
        if found := _UNIT.search(text):
            return " ".join(found.group().split())
    return ""


def _head_like(row: dict[int, Entry]) -> bool:
    """Whether a row could be heads: no amounts and no long texts."""
    return all(entry.kind != "amount" and len(entry.text) <= _LONGEST for entry in row.values())


def _main_row(block: Block, amounts: int | None) -> int | None:
    """The row that names most columns, before the first row with amounts."""
    end = min(len(block.rows) - 1 if amounts is None else amounts, _FIRST_ROWS)
    candidates = [i for i in range(end) if not _is_statement(block, i)]
    if not candidates:
        return None
    columns = set(block.columns)
    best = max(candidates, key=lambda i: (len(block.rows[i]) > 1, len(block.covered(i) & columns), -i))
    width = len(block.covered(best) & columns)
    if amounts is None:
        return best if _names_text(block, best, width) else None
    needed = math.ceil(0.6 * len(block.rows[amounts]))
    if width >= max(2, needed) and len(block.rows[best]) >= 2:
        return best
    # One head over one column of amounts, right above them and not above the labels.
    above = amounts - 1
    if above in candidates and min(block.rows[above]) > min(columns):
        return above
    return None


def _names_text(block: Block, index: int, width: int) -> bool:
    """Whether a row heads a table without amounts; of two columns only its looks can tell."""
    row, columns = block.rows[index], block.columns
    if index > 5 or width < max(2, 0.6 * len(columns)) or any(len(e.text) > 60 for e in row.values()):
        return False
    if len({entry.text.casefold() for entry in row.values()}) < len(row):
        return False
    bold = all(entry.bold for entry in row.values())
    below = all(entry.bold for entry in block.rows[index + 1].values())
    return len(columns) >= 3 or block.named or (bold and not below)


def _is_statement(block: Block, index: int) -> bool:
    """Whether a row above a table says something by itself, such as "Gemeente: | Wassenaar"."""
    row = block.rows[index]
    return not _head_like(row) or (row[min(row)].text.endswith(":") and len(row) == 2)


def _groups_columns(block: Block, index: int, columns: list[int]) -> bool:
    """Whether the row above a head row says what groups of its columns are about."""
    row = block.rows[index]
    if not _head_like(row):
        return False
    covered = block.covered(index) & set(columns)
    if len(covered) >= len(columns) and len(row) == 1:
        return False
    merged = any(merge.right > merge.left for merge in block.across.get(block.numbers[index], ()))
    if min(row) > columns[0]:
        return merged or len(row) >= 2 or not _title_like(row)
    missing = set(row) - set(block.rows[index + 1])
    return len(row) >= 2 and (merged or bool(missing))


def _title_like(row: dict[int, Entry]) -> bool:
    """Whether the only cell of a row is more a table's title than a head."""
    return any(len(entry.text) > 40 for entry in row.values())


def _goes_on(block: Block, last: int, columns: list[int]) -> bool:
    """Whether the row below a head row names columns further."""
    row = block.rows[last + 1]
    if not _head_like(row) or not row:
        return False
    if columns[0] not in row:
        wide = [m for m in block.across.get(block.numbers[last], ()) if m.right > m.left]
        under = {column for merge in wide for column in merge.columns}
        fills = set(row) - set(block.rows[last]) or set(row) & under
        looks = all(entry.kind == "period" or _UNIT_CELL.match(entry.text) for entry in row.values())
        return bool(fills) or looks
    others = [entry for column, entry in row.items() if column != columns[0]]
    return bool(others) and all(_UNIT_CELL.match(entry.text) for entry in others)


def _names(block: Block, first: int, last: int, columns: list[int]) -> dict[int, str]:
    parts: dict[int, list[str]] = {column: [] for column in columns}
    for index in range(first, last + 1):
        spread = _spread(block, index, last, columns)
        for column in columns:
            text = spread.get(column, "").strip().rstrip(":").strip()
            if text and text not in parts[column][-1:]:
                parts[column].append(text)
    names = {column: " ".join(texts) for column, texts in parts.items()}
    often = Counter(names.values())
    # Two columns of one name can't be told apart by it.
    return {column: name if often[name] == 1 else "" for column, name in names.items()}


def _spread(block: Block, index: int, last: int, columns: list[int]) -> dict[int, str]:
    """The texts of a head row for every column they hold for."""
    row, number = block.rows[index], block.numbers[index]
    texts = {column: entry.text for column, entry in row.items()}
    merges: list[Merge] = block.across.get(number, [])
    for merge in merges:
        if merge.left in row:
            texts.update({c: row[merge.left].text for c in columns if merge.left < c <= merge.right})
    if index == last or any(merge.right > merge.left for merge in merges):
        return texts
    # Without merged cells a head holds for the empty cells on its right that the next row divides.
    below = block.rows[index + 1]
    current = ""
    for column in columns:
        if column in row:
            current = row[column].text if column in below and column != columns[0] else ""
        elif current and column in below:
            texts[column] = current
    return texts

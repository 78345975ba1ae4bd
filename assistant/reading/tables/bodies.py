"""The rows of a table with their labels: over two lines, shared by several rows, or a bare "Totaal"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.cleaning import join_hyphens
from assistant.reading.tables.found import FoundCell, FoundLine
from assistant.reading.tables.grid import Piece, Row
from assistant.reading.tables.heads import Heads
from assistant.reading.tables.kinds import is_data, label_pieces, of_year, overlap, part_label
from assistant.reading.tables.region import Region
from assistant.reading.words import Word

_TOTAL = re.compile(
    r"(?:(?:sub)?totaal|saldo|baten|lasten|resultaat|totale (?:baten|lasten)|mutaties? reserves?"
    r"|toevoeging(?:en)?|onttrekking(?:en)?)"
    r"(?: (?:van )?(?:de )?(?:baten|lasten|saldo|programma|taakvelden?|totaal|en|reserves?|in %))*",
    re.I,
)


def body_of(
    words: Sequence[Word],
    region: Region,
    heads: Heads,
    names: Sequence[str],
    group: str,
    above: Sequence[Row],
) -> list[FoundLine]:
    """The lines below the heads; a label that runs over two lines is one with its row."""
    result: list[FoundLine] = []
    waiting = list(above)
    # The label that the rows "Baten", "Lasten" and "Saldo" beside it share.
    spanned = ""
    rows = region.rows
    for at, row in enumerate(rows):
        if not is_data(row) and not _valued(row, region):
            previous = rows[at - 1] if at else None
            following = rows[at + 1] if at + 1 < len(rows) else None
            if result and result[-1].kind == "row" and not waiting and any(of_year(p) for p in row.pieces):
                result[-1] = _with_years(result[-1], row, region)
                continue
            if result and result[-1].kind == "row" and not waiting and _ends_label(previous, row, following):
                last = result[-1]
                result[-1] = replace(
                    last,
                    words=_with_label(last, row),
                    label=_joined(last.label, row.text),
                )
            else:
                waiting.append(row)
            continue
        count = label_pieces(row, region.columns, region.ends)
        label = [row.pieces[:count]]
        if waiting and _begins_label(words, waiting[-1], row, row.pieces[:count]):
            coded = any(not any(c.isalpha() for c in p.text) for p in label[0][:1])
            label.insert(1 if coded else 0, waiting.pop().pieces)
        for between in waiting:
            result.append(FoundLine("text", between.words))
            group, spanned = between.text, ""
        waiting = []
        written = _joined(*(" ".join(p.text for p in part) for part in label))
        own = tuple(i for part in label for p in part for i in p.words)
        cells = tuple(_cell(words, p, region, names, heads) for p in row.pieces[count:])
        order = own + tuple(i for p in row.pieces[count:] for i in p.words)
        if result and _same_row(words, result[-1], written, row, cells, region):
            last = result[-1]
            both = sorted([*last.cells, *cells], key=lambda cell: words[cell.words[0]].left)
            head = last.words[: len(last.words) - sum(len(c.words) for c in last.cells)] + own
            result[-1] = FoundLine(
                "row",
                head + tuple(i for cell in both for i in cell.words),
                _joined(last.label, written),
                tuple(both),
            )
            continue
        sub = row.pieces[count - 1] if count and part_label(row.pieces[count - 1]) else None
        if sub is not None and (spanned or count > 1):
            lead = " ".join(p.text for part in label for p in part if p is not sub)
            if lead and spanned and (lead[0].islower() or lead[0] in "(&/"):
                spanned = _joined(spanned, lead)
                first = result[-1]
                result[-1] = replace(first, label=f"{spanned} {first.label.split()[-1]}")
            elif lead:
                spanned = lead
            result.append(FoundLine("row", order, f"{spanned} {sub.text}", cells))
            continue
        spanned = ""
        bare = not written or _TOTAL.fullmatch(written) is not None
        told = f"{group} {written}".strip() if bare and group and not _TOTAL.fullmatch(group) else written
        result.append(FoundLine("row", order, told, cells))
        if bare or re.match(r"(?:sub)?totaal\b", written, re.I):
            group = "" if not written or re.match(r"(?:sub)?totaal|saldo", written, re.I) else group
    result += [FoundLine("text", row.words) for row in waiting]
    return result


def _joined(*parts: str) -> str:
    """The parts of a label as one; sentences that stand beside a number name nothing."""
    label = " ".join(join_hyphens([part for part in parts if part]))
    return "" if label[:1].islower() and ". " in label else label


def _valued(row: Row, region: Region) -> bool:
    """Whether a row without numbers still has content under a column, such as a single dash."""
    return any(
        overlap(c, (p.left, p.right)) > 0.5 and (p.filler or p.numeric)
        for c in region.columns
        for p in row.pieces
    )


def _with_label(line: FoundLine, row: Row) -> tuple[int, ...]:
    tail = sum(len(cell.words) for cell in line.cells)
    at = len(line.words) - tail
    return line.words[:at] + row.words + line.words[at:]


def _with_years(line: FoundLine, row: Row, region: Region) -> FoundLine:
    """A row with the years in brackets that stand under its numbers; other words there end its label."""
    behind = sum(len(cell.words) for cell in line.cells)
    label = line.words[: len(line.words) - behind]
    written = line.label
    added: dict[int, tuple[int, ...]] = {}
    for p in row.pieces:
        own = [k for k, c in enumerate(region.columns) if overlap(c, (p.left, p.right)) > 0.5]
        if own and of_year(p):
            added[own[0]] = p.words
        else:
            label += p.words
            written = _joined(written, p.text)
    cells = tuple(
        replace(cell, words=cell.words + added.pop(cell.place, ())) if cell.place is not None else cell
        for cell in line.cells
    )
    rest = tuple(i for words in added.values() for i in words)
    return FoundLine("row", label + rest + tuple(i for cell in cells for i in cell.words), written, cells)


def _begins_label(words: Sequence[Word], above: Row, row: Row, label: Sequence[Piece]) -> bool:
    """Whether a line without numbers is the beginning of the label of the row below it."""
    if row.ruled or above.ruled or above.text.endswith(":") or len(above.pieces) > 2:
        return False
    high = row.bottom - row.top
    if row.top - above.bottom > 0.9 * high:
        return False
    if not any(c.isalpha() for p in label for c in p.text):
        return above.bottom > row.top - 0.05 * high
    start = label[0].text
    goes_on = start[0].islower() or start[0] in "(&/" or above.text.endswith(("-", ",", "/", " en", " van"))
    alike = {words[i].bold for i in above.words} == {words[i].bold for p in label for i in p.words}
    return goes_on and alike


def _ends_label(above: Row | None, row: Row, below: Row | None) -> bool:
    """Whether a line without numbers is the end of the label of the row above it."""
    if above is None or row.ruled or above.ruled or len(row.pieces) > 1:
        return False
    if row.top < above.bottom + 0.05 * (row.bottom - row.top):
        return True
    close = row.top - above.bottom <= 0.9 * (row.bottom - row.top)
    nearer = below is None or row.top - above.bottom <= below.top - row.bottom + 2
    return close and nearer and (row.text[0].islower() or row.text[0] in "(&/")


def _same_row(
    words: Sequence[Word],
    last: FoundLine,
    label: str,
    row: Row,
    cells: Sequence[FoundCell],
    region: Region,
) -> bool:
    """Whether a row is the other half of the row before it: some of its cells stand at another height."""
    if last.kind != "row" or not label or not label[0].islower() or not last.label:
        return False
    here = [i for cell in cells for i in cell.words]
    there = [i for cell in last.cells for i in cell.words]
    if not here or not there:
        return False
    high = row.bottom - row.top
    close = words[here[0]].top - max(words[i].bottom for i in there) < 0.5 * high
    spans = [[(words[i].left, words[i].right) for i in part] for part in (here, there)]
    return close and not any(
        all(any(overlap(column, span) > 0.5 for span in part) for part in spans) for column in region.columns
    )


def _cell(
    words: Sequence[Word], piece: Piece, region: Region, names: Sequence[str], heads: Heads
) -> FoundCell:
    span = piece.left, piece.right
    own = [k for k, c in enumerate(region.columns) if overlap(c, span) > 0.5]
    if len(own) == 1:
        return FoundCell(piece.words, names[own[0]], own[0], _marks(words, piece))
    beside = [k for k, c in enumerate(region.texts) if overlap(c, span) > 0.5]
    column = heads.texts[beside[0]] if not own and len(beside) == 1 and heads.texts else ""
    return FoundCell(piece.words, column)


def _marks(words: Sequence[Word], piece: Piece) -> int:
    """How many of the last words are the small mark of a footnote behind a number."""
    kept = len(piece.words)
    while kept > 1 and words[piece.words[kept - 1]].size < 0.8 * words[piece.words[0]].size:
        kept -= 1
    return len(piece.words) - kept

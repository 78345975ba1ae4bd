"""A document cut into passages: pieces small enough to embed and whole enough to read.

A passage is what a search finds and a citation opens, so it never crosses a
page or a high heading and never starts or stops inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.sentences import sentences
from assistant.records import Document, Heading, Page, Span

SPLITTER = "sentences-200-v1"

# An estimate for Dutch prose. With e5's tokenizer the guidance texts, full of addresses, have 3.8
# characters a token, so a full passage stays well below the model's 512.
_CHARACTERS_PER_TOKEN = 4.2
_SMALLEST = 40
# Up to so many rows in a document each is a passage; a larger one would fill the index with lines.
_ROWS = 300
_SHEETS = ("xlsx", "ods", "csv")
_ITEM = re.compile(r"^(?:[•▪◦‣*–-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s)")


@dataclass(frozen=True)
class _Atom:
    """What is never cut: a sentence, with the headings in force and whether it is one itself."""

    start: int
    end: int
    path: tuple[str, ...]
    heading: bool = False
    cut: bool = False
    prefers_cut: bool = False


def split(document: Document, tokens: int = 200) -> list[Span]:
    """Spans of about `tokens` model tokens (one per 4.2 characters), in reading order, without overlap.

    Together they hold every character that is not white; `Span.headings` is the
    path of headings in force, carried over pages, without the document's title.
    A row of a sheet carries its heads, so each is a passage, in a document of
    not more than 300 rows.
    """
    spans: list[Span] = []
    stack: list[Heading] = []
    levels = [h.level for page in document.pages for h in page.headings if not _is_title(h, document)]
    base = min(levels, default=1)
    rows = sum(len(table.rows) for page in document.pages for table in page.tables)
    by_row = document.format in _SHEETS and rows <= _ROWS
    for index, page in enumerate(document.pages):
        atoms = _atoms(page, document, stack, base, tokens)
        for section in _sections(atoms):
            groups = _rows_apart(page, section, tokens) if by_row else _groups(page.text, section, tokens)
            for group in groups:
                start, end = group[0].start, group[-1].end
                body = next((atom for atom in group if not atom.heading), group[-1])
                spans.append(Span(index, start, end, page.text[start:end], body.path))
    return spans


def estimate(text: str) -> float:
    """About how many model tokens a Dutch text takes."""
    return len(text) / _CHARACTERS_PER_TOKEN


def _is_title(heading: Heading, document: Document) -> bool:
    return heading.text.casefold() == document.title.casefold()


def _atoms(page: Page, document: Document, stack: list[Heading], base: int, tokens: int) -> list[_Atom]:
    waiting = sorted(page.headings, key=lambda h: h.offset)
    atoms: list[_Atom] = []
    lines = document.format in _SHEETS
    for start, end in _lines(page.text) if lines else sentences(page.text):
        heading = cut = prefers = False
        while waiting and waiting[0].offset < end:
            found = waiting.pop(0)
            heading = len(page.text[start:end]) <= len(found.text) + 2
            prefers = True
            if _is_title(found, document):
                cut = True
                continue
            cut = cut or found.level <= base + 1 or bool(re.match(r"(?i)artikel\s+\d", found.text))
            while stack and stack[-1].level >= found.level:
                stack.pop()
            stack.append(found)
        path = tuple(h.text for h in stack)
        for i, (a, b) in enumerate(_fitting(page.text, start, end, tokens)):
            atoms.append(_Atom(a, b, path, heading, cut and i == 0, prefers and i == 0))
    return atoms


def _lines(text: str) -> list[tuple[int, int]]:
    """The lines of a sheet, none of which goes on in the next."""
    return [match.span() for match in re.finditer(r"\S(?:.*\S)?", text)]


def _fitting(text: str, start: int, end: int, tokens: int) -> list[tuple[int, int]]:
    """The sentence itself, or, when it is far too long for a model, its lines, clauses or words in turn."""
    most = int(1.4 * tokens * _CHARACTERS_PER_TOKEN)
    pieces = []
    while end - start > most:
        window = text[start : start + most]
        at = max(
            (window.rfind(mark) + len(mark) for mark in ("\n", "; ") if window.rfind(mark) > most // 4),
            default=0,
        )
        at = at or window.rfind(" ") + 1 or most
        pieces.append((start, start + len(window[:at].rstrip())))
        start += at
        start += len(text[start:end]) - len(text[start:end].lstrip())
    return [*pieces, (start, end)]


def _sections(atoms: Sequence[_Atom]) -> list[list[_Atom]]:
    """Atoms parted at the high headings; headings in a row stay together."""
    sections: list[list[_Atom]] = []
    for atom in atoms:
        only_headings = bool(sections) and all(a.heading for a in sections[-1])
        if not sections or (atom.cut and not only_headings):
            sections.append([atom])
        else:
            sections[-1].append(atom)
    return sections


def _rows_apart(page: Page, section: Sequence[_Atom], tokens: int) -> list[list[_Atom]]:
    """Every table row by itself, with the lines above it when they are few; other lines as usual."""
    rows = {row.start: row.end for table in page.tables for row in table.rows}
    groups: list[list[_Atom]] = []
    above: list[_Atom] = []
    own: list[_Atom] = []
    end = -1
    for atom in section:
        end = rows.get(atom.start, end)
        (own if atom.start < end else above).append(atom)
        if atom.end != end:
            continue
        if above and estimate(page.text[above[0].start : above[-1].end]) > tokens / 2:
            groups += _groups(page.text, above, tokens)
            above = []
        whole = [*above, *own]
        groups += [whole] if len(own) == 1 else _groups(page.text, whole, tokens)
        above, own = [], []
    return groups + (_groups(page.text, above, tokens) if above else [])


def _groups(text: str, section: Sequence[_Atom], tokens: int) -> list[list[_Atom]]:
    groups: list[list[_Atom]] = [[]]
    for i, atom in enumerate(section):
        current = groups[-1]
        size = estimate(text[current[0].start : current[-1].end]) if current else 0
        grown = estimate(text[current[0].start : atom.end]) if current else 0
        low_heading = atom.prefers_cut and size >= _SMALLEST
        list_moves = _list_would_break(text, section, i, size, tokens)
        if (
            current
            and not all(a.heading for a in current)
            and (grown > 1.1 * tokens or low_heading or list_moves)
        ):
            groups.append(_carried(text, current))
        groups[-1].append(atom)
    return _merged(text, [group for group in groups if group], tokens)


def _carried(text: str, group: list[_Atom]) -> list[_Atom]:
    """Headings and an introducing line at a group's end, which belong to what follows them."""
    carried: list[_Atom] = []
    while len(group) > 1 and (group[-1].heading or text[group[-1].end - 1] == ":") and len(carried) < 3:
        carried.insert(0, group.pop())
    return carried


def _list_would_break(text: str, section: Sequence[_Atom], i: int, size: float, tokens: int) -> bool:
    """Whether a list that starts with line `i` fits a passage of its own but not what is left of this one."""
    if text[section[i].end - 1] != ":" or size < _SMALLEST:
        return False
    end = i + 1
    while end < len(section) and _ITEM.match(text[section[end].start : section[end].end]):
        end += 1
    whole = estimate(text[section[i].start : section[end - 1].end])
    return end > i + 1 and size + whole > 1.1 * tokens >= whole


def _merged(text: str, groups: list[list[_Atom]], tokens: int) -> list[list[_Atom]]:
    """Groups too small to stand alone joined with a neighbour of the same section."""
    result: list[list[_Atom]] = []
    for group in groups:
        small = estimate(text[group[0].start : group[-1].end]) < _SMALLEST
        before_small = bool(result) and estimate(text[result[-1][0].start : result[-1][-1].end]) < _SMALLEST
        joined = estimate(text[result[-1][0].start : group[-1].end]) if result else 0
        if result and (small or before_small) and joined <= 1.5 * tokens:
            result[-1] = [*result[-1], *group]
        else:
            result.append(group)
    return result

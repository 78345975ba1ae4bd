"""Where a sentence begins and ends in Dutch policy prose, lists, tables and minutes.

Answers are made of these spans, so a wrong cut is a wrong answer: a cut after
"bijv." loses the point, a missed one glues two claims together. A line end is
judged first (paragraph, list item, table row or mere wrap), then the stops
inside each piece.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from assistant.reading.abbreviations import abbreviates
from assistant.reading.rows import amount_rows, is_row

_OPENERS = "‘'\"“„«([*"
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[)\]»”’\"']*(?=\s)")
_BULLET = re.compile(r"^(?:[•▪◦‣●○■□➢✓✔–—*►]|[-o](?=\s))\s*\S")
_MARKER = re.compile(
    r"^(?:\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?(?:ix|iv|v?i{1,3})[.)]|[A-Z]?\d{1,2}(?:\.\d{1,3}){1,3}\.?"
    r"|\d{1,2}\.[a-z](?:\.\d+)*|\d{1,2}°\.?)\s+\S"
)
_TITLED = re.compile(
    r"^(?:artikel|hoofdstuk|programma|bijlage|paragraaf|tabel|figuur|vraag|antwoord)\s+[\dIVXa-z]", re.I
)
# A line that ends so goes on: the next one starts with what it points at.
GOES_ON = re.compile(
    r"(?:\b(?:de|het|een|van|en|of|in|op|te|aan|bij|met|voor|door|naar|om|per|tot|uit|over|onder|artikel|"
    r"artikelen|paragraaf|hoofdstuk|tabel|figuur|bijlage|programma|taakveld|taakvelden|categorie|"
    r"wethouder|burgemeester|mevrouw|heer|gemeente|minister|wet|nr\.?|art\.?|lid|dat|die|als|is|zijn|wordt|worden|the|of|and|to)|[,/&(€-])$",
    re.I,
)
# What stands before a stop that is only a list number or letter: "2.", "a.", "5.1.", "B."
_ITEM = re.compile(r"^(?:\(?[\dA-Za-z]{1,3}|\d{1,2}(?:\.\w{1,3})+)$")
_NARROWEST = 50


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    text: str
    row: bool


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of a page text, in order, without surrounding white.

    Every character that is not white lies in exactly one span. A heading and
    a table row are sentences of their own, and no sentence holds two list items.
    """
    spans: list[tuple[int, int]] = []
    for paragraph in _paragraphs(text):
        width = max(_NARROWEST, *(len(line.text) for line in paragraph))
        pieces = [[paragraph[0]]]
        for before, line in zip(paragraph, paragraph[1:], strict=False):
            if _breaks(before, line, width):
                pieces.append([line])
            else:
                pieces[-1].append(line)
        for piece in pieces:
            start, end = piece[0].start, piece[-1].end
            spans.extend([(start, end)] if piece[0].row else _cut(text, start, end))
    return spans


def _paragraphs(text: str) -> list[list[_Line]]:
    """The lines of a text, in runs without a blank line."""
    bare: list[tuple[int, str]] = []
    at = 0
    for part in text.split("\n"):
        bare.append((at + len(part) - len(part.lstrip()), part.strip()))
        at += len(part) + 1
    amounts = amount_rows([line for _, line in bare])
    lines = [
        _Line(start, start + len(line), line, is_row(line) or amount)
        for (start, line), amount in zip(bare, amounts, strict=True)
    ]
    return [list(run) for written, run in groupby(lines, key=lambda line: bool(line.text)) if written]


def _breaks(before: _Line, line: _Line, width: int) -> bool:
    """Whether the line end between two lines of a paragraph `width` characters wide ends a sentence."""
    text, last = line.text, before.text
    if before.row or line.row:
        return True
    goes_on = bool(GOES_ON.search(last))
    if _BULLET.match(text):
        # A wrap may put a dash first: "de periode 2024\n– 2026".
        return not (
            text[0] in "–—-" and (goes_on or (last[-1].isdigit() and text.lstrip("–—- ")[:1].isdigit()))
        )
    if _MARKER.match(text):
        return not goes_on
    if not _starts(text):
        return False
    if last[-1] == ":":
        return True
    if goes_on:
        return False
    if _TITLED.match(text) and last[-1] in ".;:!?":
        return True
    # A line that had room for the next word was ended on purpose.
    return len(last) + 1 + len(text.split()[0]) < 0.75 * width


def _starts(text: str) -> bool:
    bare = text.lstrip(_OPENERS)
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit())


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One piece of prose cut at its stops."""
    spans = []
    since = start
    for match in _STOP.finditer(text, start, end):
        rest = text[match.end() : min(end, match.end() + 40)].lstrip()
        if match.end() > since and rest and _ends(text, since, match, rest):
            ordinal = _ordinal(text, since, match)
            stop = match.end() if ordinal is None else ordinal
            spans.append(_trim(text, since, stop))
            since = stop
    if text[since:end].strip():
        spans.append(_trim(text, since, end))
    return spans


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends(text: str, since: int, match: re.Match[str], rest: str) -> bool:
    """Whether this stop ends the sentence that started at `since`; `rest` follows it."""
    bare = rest.lstrip(_OPENERS + "-–• ")
    if not bare or not (bare[0].isupper() or bare[0].isdigit()):
        return False
    stop = match.group()
    if stop[0] in "!?":
        return True
    if stop.startswith(("…", "..")):
        return bare[0].isupper()
    if _ordinal(text, since, match) is not None:
        return True
    before = text[max(since, match.start() - 60) : match.start()]
    found = re.search(r"[^\s(\[‘'\"“/]+$", before)
    word = found.group() if found else ""
    lead = before[: len(before) - len(word)].split()
    if _ITEM.match(word) and not lead:
        return False
    return not abbreviates(word, lead[-1] if lead else "", bare) or (
        stop[1:2] in (")", "]") and len(word) > 1
    )


def _ordinal(text: str, since: int, match: re.Match[str]) -> int | None:
    """Where the item starts if the stop belongs to a number that opens one inside a line: "…vast; 2. Het"."""
    begin = max(since, match.start() - 10)
    head = re.search(r"[;:!?]\s+(\d{1,2})$", text[begin : match.start()])
    return begin + head.start(1) if head and match.group() == "." else None

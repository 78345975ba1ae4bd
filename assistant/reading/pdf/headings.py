"""Which lines of a PDF page are headings, and how high they stand.

The bookmarks are the best witness; then the looks (larger or bolder than the
body), then the wording (numbered, "Programma 1", capitals). A line of a table
is never a heading, however bold it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.pdf.lines import Line
from assistant.reading.rows import ends_in_amount, is_row
from assistant.reading.sentences import GOES_ON

_NUMBERED = re.compile(r"^(?:[A-Z]?\d{1,2}(?:\.[\da-z]{1,3}){0,4}\.?)\s+(?=[A-ZÀ-Ý‘'\"(“])")
_NAMED = re.compile(
    r"^(?:programma|hoofdstuk|paragraaf|bijlage|artikel|deel|thema|opgave|afdeling)\s+[\dIVX]+\b", re.I
)
_CAPTION = re.compile(r"^(?:tabel|figuur|grafiek|bron|noot)\b", re.I)
_NUMBER = re.compile(r"(?<![\w.,])[-–+]?\d[\d.,]*%?(?![\w])")
_LONGEST = 110
_SHORT = 90
# Two dates in a row are the heads of a table's columns.
_DATES = re.compile(r"^\d{1,2}-\d{1,2}-\d{4}\s+\d{1,2}-\d{1,2}-\d{4}$")


@dataclass(frozen=True)
class Look:
    """What is usual in this document: the body's font size and width, and the larger sizes, largest first."""

    body: float
    larger: tuple[float, ...]
    bold_body: bool = False
    width: int = 0


def look(pages: Sequence[list[Line]]) -> Look:
    """Measure the body size by characters; sizes over 1.08 times that can be headings."""
    marks: Counter[float] = Counter()
    bold = written = 0
    for page in pages:
        for line in page:
            marks[line.size] += len(line.text)
            written += len(line.text)
            bold += len(line.text) * line.bold
    body = marks.most_common(1)[0][0] if marks else 0.0
    larger = sorted((size for size in marks if body and size > 1.08 * body), reverse=True)
    lengths = sorted(len(line.text) for page in pages for line in page if line.size == body and line.text)
    width = lengths[int(0.9 * len(lengths))] if lengths else 0
    return Look(body, tuple(larger), bold > written / 2, width)


def find(page: Sequence[Line], usual: Look, outline: Mapping[str, int]) -> dict[int, tuple[int, int]]:
    """Headings as {first line: (one past the last line, level)}; `outline` maps `shape`d titles to depth."""
    found: dict[int, tuple[int, int]] = {}
    i = len(page) if _is_contents(page) else 0
    while i < len(page):
        if page[i].part is not None:
            i += 1
            continue
        end = _run(page, i, usual)
        marked = _marked(page, i, outline) if outline else None
        if marked:
            found[i] = marked
            i = marked[0]
        elif (
            end
            and _may_head(page, i, usual)
            and _plausible(page, i, end)
            and (level := _level(page, i, end, usual))
        ):
            found[i] = (end, level)
            i = end
        else:
            i = max(i + 1, end or 0)
    return found


def _is_contents(page: Sequence[Line]) -> bool:
    """A table of contents names headings and holds none."""
    written = [line.text for line in page if line.text]
    leading = sum(bool(re.search(r"(?:…|[^\W\d]\)?)\s\d{1,3}$", text)) for text in written)
    named = any(re.match(r"inhoud(?:sopgave)?$", text, re.I) for text in written[:4])
    return leading >= (4 if named else 8) and leading > 0.4 * len(written)


def shape(text: str) -> str:
    """A title without what differs between a bookmark and the line it points at."""
    return re.sub(r"[\W_]+", "", text.lower())


def _marked(page: Sequence[Line], i: int, outline: Mapping[str, int]) -> tuple[int, int] | None:
    key = ""
    for end in range(i, min(i + 3, len(page))):
        key += shape(page[end].text)
        if not page[end].text or len(key) > 200:
            return None
        if key in outline:
            return end + 1, outline[key]
    return None


def _run(page: Sequence[Line], i: int, usual: Look) -> int | None:
    """One past the last of the lines from `i` on that look alike and unlike the body, at most three."""
    line = page[i]
    if not line.text:
        return None
    if not _stands_out(line, usual):
        return i + 1
    end = i + 1
    while end < len(page) and _goes_on(page[end - 1], page[end], usual):
        end += 1
    return end


def _stands_out(line: Line, usual: Look) -> bool:
    return line.size in usual.larger or (line.bold and not usual.bold_body and line.size >= 0.95 * usual.body)


def _goes_on(line: Line, following: Line, usual: Look) -> bool:
    """Whether a heading goes on: the same look, and no room was left for the next line's first word."""
    if (
        not following.text
        or following.part is not None
        or (line.size, line.bold) != (following.size, following.bold)
        or _begins(following.text)
    ):
        return False
    room = usual.width * usual.body / line.size if line.size else usual.width
    full = len(line.text) + len(following.text.split()[0]) > 0.75 * room
    return full or following.text[0].islower() or bool(GOES_ON.search(line.text))


def _begins(text: str) -> bool:
    return bool(_NUMBERED.match(text) or _NAMED.match(text) or _CAPTION.match(text) or text[0] in "•-–")


def _may_head(page: Sequence[Line], i: int, usual: Look) -> bool:
    """Whether a line could be a heading at all: it looks like one, or it is short and stands alone."""
    line = page[i]
    alone = i == 0 or not page[i - 1].text
    return _stands_out(line, usual) or (alone and len(line.text) <= _SHORT)


def _plausible(page: Sequence[Line], i: int, end: int) -> bool:
    text = " ".join(line.text for line in page[i:end])
    letters = sum(c.isalpha() for c in text)
    if (
        end - i > 3
        or len(text) > _LONGEST * (end - i)
        or len(text) > 200
        or letters < 3
        or letters < 0.4 * len(text)
    ):
        return False
    if (
        not (text[0].isupper() or text[0].isdigit() or text[0] in "‘'\"“(€")
        or text[-1] in ".;:,-…"
        or "…" in text
    ):
        return False
    if _CAPTION.match(text) or len(_NUMBER.findall(_NUMBERED.sub("", text))) >= 3 or " | " in text:
        return False
    if ends_in_amount(text):
        return False
    below = next((line.text for line in page[end : end + 2] if line.text), "")
    around = [page[i - 1].text if i else "", _DATES.sub("1 1", below)]
    if any(is_row(t) for t in around):
        return False
    # A line that goes on in small letters is a sentence, not a heading.
    return not (end < len(page) and page[end].text[:1].islower())


def _level(page: Sequence[Line], i: int, end: int, usual: Look) -> int | None:
    line = page[i]
    text = " ".join(part.text for part in page[i:end])
    isolated = i == 0 or not page[i - 1].text
    numbered = _NUMBERED.match(text)
    if line.italic and isolated and len(text) <= _SHORT and not _NUMBER.search(text):
        return 5
    if line.size in usual.larger:
        return min(1 + [s for s in _ranks(usual)].index(_rank(line.size, usual)), 3)
    if line.bold and not usual.bold_body:
        above = page[i - 1] if i else Line("")
        # A bold label in a block of short lines is a form's field: "Datum", "Voorzitter".
        if (
            above.text
            and not above.bold
            and len(above.text) < usual.width / 2
            and above.text[-1] not in ".:;?!"
        ):
            return None
        return 4 if not numbered else 3
    if not isolated or len(text) > _SHORT:
        return None
    if numbered and "." in numbered.group().strip(" ."):
        return 3
    if _NAMED.match(text) and len(text) < 80:
        return 2
    if text.isupper() and sum(c.isalpha() for c in text) >= 6:
        return 3
    follows = next((p.text for p in page[end:]), "")
    own_block = not follows and len(text) <= 60 and not _NUMBER.search(text) and len(text.split()) <= 8
    return 4 if own_block and _prose_follows(page, end) else None


def _prose_follows(page: Sequence[Line], end: int) -> bool:
    following = [p.text for p in page[end:] if p.text]
    return bool(following) and len(following[0]) >= 60 and following[0][0].isupper()


def _ranks(usual: Look) -> list[int]:
    return sorted({_rank(size, usual) for size in usual.larger})


def _rank(size: float, usual: Look) -> int:
    """1 from 1.45 times the body on, 2 from 1.2 times, else 3."""
    ratio = size / usual.body
    return 1 if ratio >= 1.45 else 2 if ratio >= 1.2 else 3

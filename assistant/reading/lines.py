"""A PDF page as lines with their looks, table rows on one line and prose intact.

The plain extraction keeps words whole but breaks a table whose cells were
drawn one by one into a line per cell; the layout extraction keeps rows but
tears words apart ("toerekenen" → "toerek  end"). So a page is read plain,
and a page with many lonely numbers is read a second time: the layout decides
which line a cell stands on, the plain text how its words are spaced.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.cleaning import clean_line

_LONELY = re.compile(r"^[\s€%(]*(?:-|[-–+]?\s?\d[\d.,]*)[\s%)*]*$|^\d{1,2}(?:\.\w{1,2}){0,3}\.?\s*$")
_MANY = 3


@dataclass(frozen=True)
class Line:
    """One line of a page: cleaned text, font size in points (0 when unknown), and how it is set."""

    text: str
    size: float = 0.0
    bold: bool = False
    italic: bool = False


_Look = tuple[float, bool, bool]
_UNKNOWN: _Look = (0.0, False, False)
_BOLD = re.compile(r"bold|black|heavy|demi")
_ITALIC = re.compile(r"italic|oblique")
_GONE = Line("\0")


def page_lines(page: Any) -> list[Line]:
    """The lines of a pypdf page in reading order; a blank line stands between paragraphs."""
    plain = _plain(page)
    lonely = sum(bool(_LONELY.match(line.text)) for line in plain if line.text)
    if lonely < _MANY:
        return plain
    rows = _laid_out(page)
    left = sum(bool(_LONELY.match(clean_line(row))) for row in rows if row.strip())
    if left > lonely / 2 or _columns(rows, plain):
        return plain
    return _merge(rows, plain)


def _plain(page: Any) -> list[Line]:
    runs: list[tuple[str, _Look, float | None]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        name = str((font or {}).get("/BaseFont", "")).lower()
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2])
        look = (round(size * scale, 1), bool(_BOLD.search(name)), bool(_ITALIC.search(name)))
        runs.append((text, look, tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=visit)
    lines: list[Line] = []
    heights: list[float | None] = []
    text, looks, height = "", Counter[_Look](), None
    for run, look, y in [*runs, ("\n", _UNKNOWN, None)]:
        for i, part in enumerate(run.replace("\r\n", "\n").split("\n")):
            if i:
                # A line looks as most of its characters do.
                size, bold, italic = looks.most_common(1)[0][0] if looks else _UNKNOWN
                lines.append(Line(clean_line(text), size, bold, italic))
                heights.append(height)
                text, looks, height = "", Counter(), None
            text += part
            if marks := len(part.strip()):
                looks[look] += marks
                height = y if height is None else height
    return _paragraphs(_bulleted(lines, heights), heights)


def _bulleted(lines: list[Line], heights: list[float | None]) -> list[Line]:
    """The lines with each lonely bullet set before the text it belongs to."""
    result = list(lines)
    for i in range(len(result) - 1):
        if result[i].text == "•" and result[i + 1].text:
            result[i + 1] = replace(result[i + 1], text="• " + result[i + 1].text.lstrip("• "))
            result[i], heights[i] = _GONE, None
    kept = [i for i, line in enumerate(result) if line is not _GONE]
    heights[:] = [heights[i] for i in kept]
    return [result[i] for i in kept]


def _paragraphs(lines: list[Line], heights: list[float | None]) -> list[Line]:
    """Blank lines where the page has white between two lines but the text has none."""
    steps = sorted(
        above - here
        for above, here, line in zip(heights, heights[1:], lines[1:], strict=False)
        if above is not None and here is not None and 0.8 * line.size < above - here < 60
    )
    # Paragraphs of a line or two make white as common as wraps; the smaller steps are the wraps.
    usual = steps[len(steps) // 4] if steps else 0.0
    result: list[Line] = []
    for i, line in enumerate(lines):
        above, here = heights[i - 1] if i else None, heights[i]
        if usual and above is not None and here is not None and above - here > 1.45 * usual + 1:
            result.append(Line(""))
        result.append(line)
    return result


def _laid_out(page: Any) -> list[str]:
    text: str = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True)
    return text.split("\n")


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _columns(rows: list[str], plain: list[Line]) -> bool:
    """Whether the layout puts prose columns side by side, which must be read one after the other."""
    whole = _squeeze("".join(line.text for line in plain))
    beside = written = 0
    for row in rows:
        if not row.strip():
            continue
        written += 1
        cells = [cell for cell in re.split(r" {3,}", row.strip()) if len(re.findall(r"[^\W\d]", cell)) >= 25]
        beside += len(cells) >= 2 and _squeeze(clean_line(row)) not in whole
    return written > 0 and beside / written > 0.2


def _merge(rows: list[str], plain: list[Line]) -> list[Line]:
    """The layout's rows, spaced as the plain text spaces the same characters."""
    joined = " ".join(line.text for line in plain if line.text)
    places = [i for i, c in enumerate(joined) if c != " "]
    whole = "".join(joined[i] for i in places)
    owners = [line for line in plain for _ in _squeeze(line.text)]
    result: list[Line] = []
    blanks = 0
    since = 0
    for row in rows:
        text = clean_line(row)
        if not text:
            blanks += 1
            continue
        # Layout leaves an empty line for every line of white; one is a paragraph.
        if blanks and result:
            result.append(Line(""))
        blanks = 0
        key = _squeeze(text)
        at = whole.find(key, since)
        at = whole.find(key) if at < 0 else at
        if at < 0:
            result.append(
                _styled(_cells(row, joined, places, whole), [w for w in plain if w.text and w.text in text])
            )
            continue
        since = at + len(key)
        spaced = joined[places[at] : places[at + len(key) - 1] + 1]
        result.append(_styled(spaced, owners[at : at + len(key)]))
    return result


def _cells(row: str, joined: str, places: list[int], whole: str) -> str:
    """A row whose cells stand apart in the plain text: each cell spaced as it is there."""
    cells = []
    for cell in re.split(r" {2,}", row.strip()):
        key = _squeeze(clean_line(cell))
        at = whole.find(key) if key else -1
        cells.append(joined[places[at] : places[at + len(key) - 1] + 1] if at >= 0 else clean_line(cell))
    return clean_line(" ".join(cells))


def _styled(text: str, sources: list[Line]) -> Line:
    if not sources:
        return Line(text)
    size = Counter(line.size for line in sources).most_common(1)[0][0]
    return replace(sources[0], text=text, size=size, bold=sum(s.bold for s in sources) > len(sources) / 2)

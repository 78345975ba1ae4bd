"""A PDF page as lines with their looks, in reading order.

Ordinary text is read as pypdf gives it, in the order of the page's content,
which keeps words whole and columns of prose one after the other. A page with
tables, with text on its side or with many numbers that stand alone is read by
where its words stand; see `flow`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.cleaning import clean_line

_LONELY = re.compile(r"^[\s€%(]*(?:-|[-–+]?\s?\d[\d.,]*)[\s%)*]*$|^\d{1,2}(?:\.\w{1,2}){0,3}\.?\s*$")


@dataclass(frozen=True)
class Part:
    """What a line is of a table: `table` its number on the page, `kind` "head", "row" or "text".

    `cells` are a row's cells as (start, end, column), offsets into the line.
    """

    table: int
    kind: str
    label: str = ""
    cells: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of a page: cleaned text, font size in points (0 when unknown), and how it is set.

    `height` is where it stands, in points, larger higher up; None when
    unknown. A line of a table says which `part` it is and may hold line ends.
    """

    text: str
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    height: float | None = None
    part: Part | None = None


_Look = tuple[float, bool, bool]
_UNKNOWN: _Look = (0.0, False, False)
_BOLD = re.compile(r"bold|black|heavy|demi")
_ITALIC = re.compile(r"italic|oblique")
_GONE = Line("\0")


def plain_lines(page: Any) -> list[Line]:
    """The lines of a pypdf page in the order of its content; a blank line stands between paragraphs."""
    runs: list[tuple[str, _Look, float | None]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        name = str((font or {}).get("/BaseFont", "")).lower()
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2])
        look = (round(size * scale, 1), bool(_BOLD.search(name)), bool(_ITALIC.search(name)))
        runs.append((text, look, tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=visit)
    lines: list[Line] = []
    text, looks, height = "", Counter[_Look](), None
    for run, look, y in [*runs, ("\n", _UNKNOWN, None)]:
        for i, part in enumerate(run.replace("\r\n", "\n").split("\n")):
            if i:
                # A line looks as most of its characters do.
                size, bold, italic = looks.most_common(1)[0][0] if looks else _UNKNOWN
                lines.append(Line(clean_line(text), size, bold, italic, height))
                text, looks, height = "", Counter(), None
            text += part
            if marks := len(part.strip()):
                looks[look] += marks
                height = y if height is None else height
    return paragraphs(bulleted(lines))


def lonely(lines: Sequence[Line]) -> int:
    """How many lines are nothing but a number or a dash: cells or codes torn from what they belong to."""
    return sum(bool(_LONELY.match(line.text)) for line in lines if line.text)


def bulleted(lines: Sequence[Line]) -> list[Line]:
    """The lines with each lonely bullet set before the text it belongs to."""
    result = list(lines)
    for i in range(len(result) - 1):
        if result[i].text == "•" and result[i + 1].text and result[i + 1].part is None:
            result[i + 1] = replace(result[i + 1], text="• " + result[i + 1].text.lstrip("• "))
            result[i] = _GONE
    return [line for line in result if line is not _GONE]


def paragraphs(lines: Sequence[Line]) -> list[Line]:
    """Blank lines where the page has white between two lines but the text has none; not within a table."""
    steps = sorted(
        above.height - line.height
        for above, line in zip(lines, lines[1:], strict=False)
        if above.height is not None
        and line.height is not None
        and line.part is None
        and 0.8 * line.size < above.height - line.height < 60
    )
    # Paragraphs of a line or two make white as common as wraps; the smaller steps are the wraps.
    usual = steps[len(steps) // 4] if steps else 0.0
    result: list[Line] = []
    for i, line in enumerate(lines):
        above = lines[i - 1] if i else None
        if (
            usual
            and above is not None
            and above.height is not None
            and line.height is not None
            and above.height - line.height > 1.45 * usual + 1
            and not (above.part and line.part and above.part.table == line.part.table)
        ):
            result.append(Line(""))
        result.append(line)
    return result

"""Footnotes, which stand at the foot of a page and in the middle of its sentences.

A note's mark stays where it is; its text is moved behind the page's text, as a
paragraph of its own, so that a sentence which goes on in the next column is whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.pdf.lines import Line

_MARK = re.compile(r"^(?:\d{1,3}|\*{1,3}|[a-z]\))$")
_NOTE = re.compile(r"^(?:\d{1,3}|\*{1,3}|[a-z]\))[.)]?\s+\S")
_SMALL = 0.93


def notes_last(lines: Sequence[Line], body: float) -> list[Line]:
    """The lines with the footnotes behind all others; `body` is the font size of the document's text.

    A footnote is set smaller than the text, begins with its mark and has no text of that size below it.
    """
    lines = _marked(lines, body)
    notes = _notes(lines, body)
    if not notes:
        return list(lines)
    kept = [line for i, line in enumerate(lines) if i not in notes]
    while kept and not kept[-1].text:
        kept.pop()
    last = [lines[i] for i in sorted(notes) if lines[i].text]
    return [*kept, Line(""), *last] if kept else last


def _small(line: Line, body: float) -> bool:
    return bool(line.text) and line.part is None and 0 < line.size <= _SMALL * body


def _marked(lines: Sequence[Line], body: float) -> list[Line]:
    """The lines with each mark that stands alone set before the note it belongs to."""
    result: list[Line] = []
    for line in lines:
        if result and _small(line, body) and _MARK.match(result[-1].text) and _small(result[-1], body):
            result[-1] = replace(line, text=f"{result[-1].text} {line.text}")
        else:
            result.append(line)
    return result


def _notes(lines: Sequence[Line], body: float) -> set[int]:
    """The lines (indices) of footnotes, blank lines between them included."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        goes_on = i - 1 in found and (_small(line, body) or not line.text)
        begins = _small(line, body) and _NOTE.match(line.text) is not None and _lowest(lines, i, body)
        if goes_on or begins:
            found.add(i)
    return found


def _lowest(lines: Sequence[Line], i: int, body: float) -> bool:
    """Whether no text of the body's size stands below line `i`: a note is at the foot of its page."""
    height = lines[i].height
    return height is not None and not any(
        line.height is not None and line.height < height and line.size > _SMALL * body and line.text
        for line in lines
    )

"""The booklet as a PDF: tagged for screen readers, with bookmarks, real footnotes and page numbers.

Typst does the setting. What the plan says reaches it as data and never as its
markup, so that no remark of a user can be read as a command; what the document
looks like stands in `parts/plan.typ`.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from assistant.planning.export.booklet import (
    Block,
    Booklet,
    Grid,
    Head,
    Items,
    Line,
    Note,
    Picture,
    Text,
    where,
)
from assistant.wording import say

# A longer word with other signs than letters, such as an address, is not hyphenated; it gets places to break.
_UNBROKEN = re.compile(r"\S{31,}")
_STEP = 12
_BREAK = "\N{ZERO WIDTH SPACE}"


def as_pdf(booklet: Booklet) -> bytes:
    """The PDF's bytes."""
    import typst

    pictures = [
        block for chapter in booklet.chapters for block in chapter.blocks if isinstance(block, Picture)
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.joinpath("plan.json").write_text(json.dumps(_data(booklet)), "utf-8")
        for picture in pictures:
            folder.joinpath(_file(picture)).write_bytes(picture.png)
        main = folder / "plan.typ"
        main.write_bytes(files(__package__).joinpath("parts", "plan.typ").read_bytes())
        options: dict[str, Any] = {
            "root": folder,
            "font_paths": [fonts()],
            "ignore_system_fonts": True,
            "timestamp": _moment(booklet.changed),
        }
        # PDF/A-2a (ISO 19005-2) to keep it, PDF/UA-1 (ISO 14289-1) to have it read aloud.
        try:
            made = typst.compile(main, pdf_standards=["a-2a", "ua-1"], **options)
        except typst.TypstError:
            # A sign that these standards forbid is no reason to hand over nothing.
            made = typst.compile(main, **options)
    assert isinstance(made, bytes)
    return made


def fonts() -> Path:
    """The folder with DejaVu Sans, which comes with matplotlib: the same letters on every machine."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def _moment(changed: str) -> datetime:
    try:
        found = datetime.fromisoformat(changed)
    except ValueError:
        found = datetime.now(UTC)
    found = found.replace(microsecond=0)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _data(booklet: Booklet) -> dict[str, Any]:
    language = booklet.language
    words = {name: say(f"export.{name}", language) for name in ("concept", "contents", "table", "figure")}
    page, pages = "\N{OBJECT REPLACEMENT CHARACTER}", "\N{REPLACEMENT CHARACTER}"
    words["before"], rest = say("export.page", language, page=page, pages=pages).split(page)
    words["between"], words["after"] = rest.split(pages)
    place = where(booklet)
    writer = _Writer(booklet.notes)
    return {
        "title": booklet.title,
        "place": place,
        "library": booklet.library,
        "date": booklet.date,
        "explanation": booklet.explanation,
        "language": language,
        "compact": booklet.compact,
        "contents": booklet.contents,
        "words": words,
        "chapters": [
            {
                "title": chapter.title,
                "annex": chapter.annex,
                "blocks": [writer.block(b) for b in chapter.blocks],
            }
            for chapter in booklet.chapters
        ],
    }


class _Writer:
    """Turns blocks into data; a note's text goes along where its number is first met."""

    def __init__(self, notes: tuple[Note, ...]) -> None:
        self._notes = notes
        self._met: set[int] = set()

    def block(self, block: Block) -> dict[str, Any]:
        match block:
            case Text():
                return {"kind": "text", "lines": self._lines(block.lines), "introduces": block.introduces}
            case Items():
                return {
                    "kind": "items",
                    "numbered": block.numbered,
                    "items": [self._lines(item) for item in block.items],
                }
            case Grid():
                return {
                    "kind": "grid",
                    "caption": block.caption,
                    "columns": list(map(breakable, block.columns)),
                    "widths": list(block.widths),
                    "short": block.short,
                    "rows": [self._lines(row) for row in block.rows],
                }
            case Picture():
                return {
                    "kind": "picture",
                    "file": _file(block),
                    "caption": block.caption,
                    "alt": block.alt,
                    "source": block.source,
                }
            case Head():
                return {"kind": "head", "text": block.text}

    def _lines(self, lines: Iterable[Line]) -> list[dict[str, Any]]:
        return [
            {
                "runs": [
                    {"text": breakable(run.text), "mark": run.mark, "address": run.address}
                    for run in line.runs
                ],
                "notes": [self._note(number) for number in line.notes],
            }
            for line in lines
        ]

    def _note(self, number: int) -> dict[str, Any]:
        first = number not in self._met
        self._met.add(number)
        return {"number": number, "text": breakable(self._notes[number - 1].text) if first else None}


def breakable(text: str) -> str:
    """The text with places to break in words that no hyphenation would break."""

    def broken(match: re.Match[str]) -> str:
        word = match[0]
        return word if word.isalpha() and len(word) < 60 else _BREAK.join(
            word[at : at + _STEP] for at in range(0, len(word), _STEP)
        )  # fmt: skip

    return _UNBROKEN.sub(broken, text)


def _file(picture: Picture) -> str:
    return f"picture-{picture.number}.png"

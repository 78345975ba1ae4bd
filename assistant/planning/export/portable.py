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

from assistant.planning.export.binding import bind
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
from assistant.planning.export.paging import Pages, Row, Setting, leading, movable, settled
from assistant.wording import say

# A longer word with other signs than letters, such as an address, is not hyphenated; it gets places to break:
# behind its signs, and in what is still long by the letter.
_UNBROKEN = re.compile(r"\S{31,}")
_BEHIND = re.compile(r"(?<=[/?&=_.#%-])(?![/?&=_.#%-])")
_LONG, _STEP = 24, 12
_BREAK = "\N{ZERO WIDTH SPACE}"


def as_pdf(booklet: Booklet) -> bytes:
    """The PDF's bytes."""
    import typst

    booklet = bind(booklet)
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
        compiler = typst.Compiler(main, root=folder, font_paths=[fonts()], ignore_system_fonts=True)

        def look(setting: Setting) -> Pages:
            folder.joinpath("setting.json").write_text(json.dumps(_asked(setting)), "utf-8")
            return _came_out(compiler.query("<pages>", field="value", one=True))

        # The last look need not have been at the one that is chosen.
        folder.joinpath("setting.json").write_text(json.dumps(_asked(settled(look))), "utf-8")
        moment = _moment(booklet.changed)
        # PDF/A-2a (ISO 19005-2) to keep it, PDF/UA-1 (ISO 14289-1) to have it read aloud.
        try:
            made = compiler.compile(pdf_standards=["a-2a", "ua-1"], timestamp=moment)
        except typst.TypstError:
            # A sign that these standards forbid is no reason to hand over nothing.
            made = compiler.compile(timestamp=moment)
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


def _asked(setting: Setting) -> dict[str, Any]:
    return {
        "starts": sorted(setting.starts),
        "pairs": sorted(setting.pairs),
        "unbroken": sorted(setting.unbroken),
        "tight": setting.tight,
    }


def _came_out(answer: str) -> Pages:
    found = json.loads(answer)
    rows = tuple(Row(each["table"], each["row"], each["page"]) for each in found["rows"])
    apart = tuple(each["number"] for each in found["notes"] if each["page"] != each["mark"])
    return Pages(rows, found["count"], found["filled"], apart)


def _data(booklet: Booklet) -> dict[str, Any]:
    language = booklet.language
    words = {name: say(f"export.{name}", language) for name in ("concept", "contents", "table", "figure")}
    page, pages = "\N{OBJECT REPLACEMENT CHARACTER}", "\N{REPLACEMENT CHARACTER}"
    words["before"], rest = say("export.page", language, page=page, pages=pages).split(page)
    words["between"], words["after"] = rest.split(pages)
    place = where(booklet)
    writer = _Writer(booklet.notes)
    starts = {
        (chapter, block): table for chapter, block, table in movable(booklet.chapters, booklet.contents)
    }
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
                "before": starts.get((number, -1), 0),
                "blocks": [
                    {
                        **writer.block(block, small=chapter.annex),
                        "before": starts.get((number, at), 0),
                        "leads": leads.get(at, 0),
                    }
                    for at, block in enumerate(chapter.blocks)
                ],
            }
            for number, chapter in enumerate(booklet.chapters)
            for leads in [leading(chapter.blocks)]
        ],
    }


class _Writer:
    """Turns blocks into data; a note's text goes along where its number is first met."""

    def __init__(self, notes: tuple[Note, ...]) -> None:
        self._notes = notes
        self._met: set[int] = set()

    def block(self, block: Block, small: bool) -> dict[str, Any]:
        match block:
            case Text():
                # Typst leaves the notes of a paragraph behind when it moves it to the page of what follows.
                # One with notes is therefore kept with its table by `paging`.
                stays = block.introduces and not any(line.notes for line in block.lines)
                return {"kind": "text", "lines": self._lines(block.lines), "stays": stays}
            case Items():
                return {
                    "kind": "items",
                    "numbered": block.numbered,
                    "items": [self._lines(item) for item in block.items],
                }
            case Grid():
                return {
                    "kind": "grid",
                    "number": block.number,
                    "whole": block.whole,
                    "small": small or block.crowded,
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
        if word.isalpha() and len(word) < 60:
            return word
        pieces = [piece for piece in _BEHIND.split(word) if piece]
        return _BREAK.join(
            piece[at : at + step]
            for piece in pieces
            for step in [_STEP if len(piece) > _LONG else len(piece)]
            for at in range(0, len(piece), step)
        )

    return _UNBROKEN.sub(broken, text)


def _file(picture: Picture) -> str:
    return f"picture-{picture.number}.png"

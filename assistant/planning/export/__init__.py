"""A plan as a file that people work on further: Word, PDF or Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.errors import UnknownExport
from assistant.planning.export.composing import Draw, compose
from assistant.planning.export.markdown import as_markdown
from assistant.planning.export.portable import as_pdf
from assistant.planning.export.saving import save
from assistant.planning.export.word import as_word
from assistant.planning.plan import Plan

SUFFIXES = (".docx", ".pdf", ".md")
__all__ = ["SUFFIXES", "as_markdown", "compose", "export"]


def export(
    plan: Plan, path: Path, places: Sequence[str] = (), draw: Draw | None = None, language: str = "nl"
) -> Path:
    """Write the plan in the format that the file's suffix names; returns the path.

    `places` are the names of its municipalities for the title page, `draw`
    makes the PNG of a chart or None. `language` is that of the fixed words,
    such as the titles of the annexes. An existing file is replaced only by a
    whole one. Raises `UnknownExport`, `StorageFull` and `UnwritableExport`.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownExport(name=path.name)
    booklet = compose(plan, places, draw if suffix != ".md" else None, language)
    match suffix:
        case ".docx":
            content = as_word(booklet)
        case ".pdf":
            content = as_pdf(booklet)
        case _:
            content = as_markdown(booklet).encode("utf-8")
    save(content, path)
    return path

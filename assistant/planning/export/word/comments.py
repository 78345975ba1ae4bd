"""Comments in the margin: what is to be filled in and who knows it, where a colleague will look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.wording import say

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.run import Run


def comment(document: Document, run: Run, text: str, language: str) -> None:
    """Put a comment at a run; each line of the text is a paragraph of it."""
    document.add_comment(
        run, text, author=say("export.assistant", language), initials=say("export.initials", language)
    )

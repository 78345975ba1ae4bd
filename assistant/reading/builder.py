"""Lines gathered into one page text, with the headings' places noted as they come."""

from __future__ import annotations

from assistant.reading.cleaning import clean_line
from assistant.records import Heading, Page


class PageBuilder:
    """Collects lines in order; blank lines part paragraphs and never come twice."""

    def __init__(self) -> None:
        self._text = ""
        self._blank = False
        self._headings: list[Heading] = []

    def line(self, text: str) -> None:
        """Add a line, cleaned; an empty one ends the paragraph."""
        cleaned = clean_line(text)
        if not cleaned:
            self._blank = True
            return
        if self._text:
            self._text += "\n\n" if self._blank else "\n"
        self._text += cleaned
        self._blank = False

    def lines(self, text: str) -> None:
        """Add every line of a text that may hold line breaks."""
        for part in text.replace("\v", "\n").splitlines():
            self.line(part)

    def paragraph(self, text: str) -> None:
        """Add a text as a paragraph of its own."""
        self.line("")
        self.lines(text)
        self.line("")

    def heading(self, text: str, level: int) -> None:
        """Add a heading line; a text that is empty once cleaned is no heading."""
        cleaned = clean_line(text.replace("\n", " ").replace("\v", " "))
        if not cleaned:
            return
        self.line("")
        self.line(cleaned)
        self._headings.append(Heading(len(self._text) - len(cleaned), level, cleaned))
        self.line("")

    def page(self, number: int | None = None, label: str | None = None) -> Page:
        """What was gathered, as a page."""
        return Page(number, label, self._text, tuple(self._headings))

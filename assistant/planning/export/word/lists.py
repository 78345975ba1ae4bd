"""Numbered lists that each begin at 1, and headings that stand outside the numbering."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.planning.export.word.xml import element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

# The abstract list of "List Number" in `parts/numbering.xml`.
_NUMBERED = 3


@dataclass(frozen=True)
class NumberedList:
    """A list of its own in the numbering part."""

    id: int

    def join(self, paragraph: Paragraph) -> None:
        """Make the paragraph an item of this list."""
        _number(paragraph, self.id)


def new_list(document: Document) -> NumberedList:
    """A list that begins at 1; without it Word would go on from the list before."""
    root = document.part.numbering_part.element
    number = len(root.num_lst) + 1
    restart = element("w:lvlOverride", element("w:startOverride", val=1), ilvl=0)
    root.append(element("w:num", element("w:abstractNumId", val=_NUMBERED), restart, numId=number))
    return NumberedList(number)


def unnumbered(heading: Paragraph) -> None:
    """Take a heading out of the numbering that its style has."""
    _number(heading, 0)
    heading.paragraph_format.left_indent = heading.paragraph_format.first_line_indent = 0


def _number(paragraph: Paragraph, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number

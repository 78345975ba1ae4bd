"""Statements into a paragraph: their looks, their comments, their footnotes and their links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from assistant.planning.export.booklet import Line, Note, Run
from assistant.planning.export.word.comments import comment
from assistant.planning.export.word.footnotes import Footnotes
from assistant.planning.export.word.xml import element, run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

# LibreOffice 7 mixes up the notes of the whole document when a comment stands behind the first note and
# before the second. A sentence with somebody else's source is worse than an open point without a comment.
_MISREAD = 1


class LineWriter:
    """Writes lines into paragraphs of one document; `notes` are the texts of the notes by number."""

    def __init__(self, document: Document, notes: tuple[Note, ...], language: str) -> None:
        self._document = document
        self._notes = notes
        self._language = language
        self._footnotes = Footnotes(document)
        self._met: set[int] = set()

    def write(self, paragraph: Paragraph, lines: Iterable[Line]) -> None:
        """Add the lines to the paragraph, a space between two."""
        for at, line in enumerate(lines):
            if at:
                paragraph.add_run(" ")
            for piece in line.runs:
                self._run(paragraph, piece)
            for order, number in enumerate(line.notes):
                if order:
                    # Two marks side by side, 1 and 2, would read as 12.
                    paragraph._p.append(run(element("w:t", text=", "), style="FootnoteReference"))
                note = self._notes[number - 1]
                paragraph._p.append(self._footnotes.add(note.again if number in self._met else note.text))
                self._met.add(number)

    def _run(self, paragraph: Paragraph, piece: Run) -> None:
        if piece.address:
            paragraph._p.append(self._link(piece))
            return
        made = paragraph.add_run(piece.text)
        if piece.mark == "gap":
            # Highlighting, because Word can search for it; then nothing is left open by accident.
            made._r.get_or_add_rPr().append(element("w:highlight", val="yellow"))
        elif piece.mark == "unchecked":
            made._r.get_or_add_rPr().append(element("w:shd", val="clear", color="auto", fill="FFD9D9"))
        if piece.comment and self._footnotes.count != _MISREAD:
            comment(self._document, made, piece.comment, self._language)

    def _link(self, piece: Run) -> Any:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        made = element("w:hyperlink", run(element("w:t", text=piece.text), style="Hyperlink"))
        target = self._document.part.relate_to(piece.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made.set(qn("r:id"), target)
        return made

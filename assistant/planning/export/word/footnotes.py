"""Footnotes: python-docx has none, so the part they live in is made here.

The part needs two notes that nobody refers to, the line above the notes and
the one above a note that goes on; without them Word calls the file damaged.
They are in `parts/footnotes.xml`, and `parts/settings.xml` names them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.planning.export.word.xml import element, part, run

if TYPE_CHECKING:
    from docx.document import Document


class Footnotes:
    """The footnotes of one document; `add` returns the mark to put in its text."""

    def __init__(self, document: Document) -> None:
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        self._root = part("footnotes")
        package = document.part.package
        assert package is not None
        made = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._root, package)
        document.part.relate_to(made, RELATIONSHIP_TYPE.FOOTNOTES)
        self._last = 0

    @property
    def count(self) -> int:
        """How many notes there are so far."""
        return self._last

    def add(self, text: str) -> Any:
        """Add a note; returns the run that refers to it."""
        self._last += 1
        paragraph = element(
            "w:p",
            element("w:pPr", element("w:pStyle", val="FootnoteText")),
            run(element("w:footnoteRef"), style="FootnoteReference"),
            run(element("w:t", text=f" {text}")),
        )
        self._root.append(element("w:footnote", paragraph, id=self._last))
        return run(element("w:footnoteReference", id=self._last), style="FootnoteReference")

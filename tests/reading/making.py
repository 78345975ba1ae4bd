"""Small files for the reading tests, made as an office program would make them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from fpdf import FPDF

Part = tuple[str, str]
PROSE = (
    "De gemeente werkt in 2026 samen met de bibliotheek aan basisvaardigheden en digitale inclusie. "
    "Inwoners kunnen voor hulp terecht bij het Informatiepunt Digitale Overheid."
)


def pdf(path: Path, pages: Sequence[Sequence[Part]], each: Callable[[FPDF], None] | None = None) -> Path:
    """A PDF; a part is (style, text) with style "h1", "h2", "bold", "body", "head" (page top) or "foot"."""
    document = FPDF(format="A4")
    document.set_auto_page_break(False)
    sizes = {"h1": 18, "h2": 13, "bold": 10, "body": 10, "head": 8, "foot": 8}
    for parts in pages:
        document.add_page()
        for style, text in parts:
            document.set_font("helvetica", "B" if style in ("h1", "h2", "bold") else "", sizes[style])
            if style == "head":
                document.set_y(8)
            if style == "foot":
                document.set_y(285)
            for line in text.split("\n"):
                document.cell(0, sizes[style] * 0.5, line, new_x="LMARGIN", new_y="NEXT")
            document.ln(5)
        if each:
            each(document)
    document.output(str(path))
    return path


def wrapped(text: str, width: int = 90) -> str:
    """Text with line ends as a page of that many characters has them."""
    import textwrap

    return "\n".join(textwrap.wrap(text, width))


def locked(source: Path, target: Path, user: str, owner: str = "eigenaar") -> Path:
    """The PDF `source` again, with a user password ("" for a lock that only the owner notices)."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.append(PdfReader(source))
    writer.encrypt(user_password=user, owner_password=owner, algorithm="AES-128")
    writer.write(target)
    return target

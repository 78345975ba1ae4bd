"""Tables and pictures with their captions, made so that a screen reader knows head from body."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from assistant.planning.export.booklet import Grid, Line, Picture, Run
from assistant.planning.export.word.dressing import SIDE
from assistant.planning.export.word.fields import field
from assistant.planning.export.word.lines import LineWriter
from assistant.planning.export.word.xml import element
from assistant.wording import say

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

# The width between the margins of an A4 page, in twentieths of a point.
TEXT_WIDTH = round((21.0 - 2 * SIDE) / 2.54 * 1440)
# A chart takes no more than a third of a page.
_CENTIMETRES = 11.5


def write_grid(
    document: Document, writer: LineWriter, grid: Grid, language: str, small: bool = False
) -> Paragraph:
    """A caption and its table, whose head comes back on every page; returns the caption.

    A `small` one has smaller letters, as has one that is crowded.
    """
    caption = _caption(document, say("export.table", language), "Tabel", grid.number, grid.caption)
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(grid.columns))
    widths = [round(share * TEXT_WIDTH) for share in grid.widths]
    _shape(table, widths, grid.caption)
    heads = tuple(Line((Run(name),)) for name in grid.columns)
    for at, cells in enumerate((heads, *grid.rows)):
        row = table.add_row()
        marks = row._tr.get_or_add_trPr()
        marks.append(element("w:cantSplit"))
        if at == 0:
            marks.append(element("w:tblHeader"))
        for cell, line, width in zip(row.cells, cells, widths, strict=True):
            _put_first(cell._tc.get_or_add_tcPr(), element("w:tcW", w=width, type="dxa"))
            paragraph = cell.paragraphs[0]
            paragraph.style = "Crowded Table Text" if small or grid.crowded else "Table Text"
            if at == 0 or grid.holds(at - 1):
                paragraph.paragraph_format.keep_with_next = True
            writer.write(paragraph, (line,))
    return caption


def write_picture(document: Document, picture: Picture, language: str) -> Paragraph:
    """A picture with its words for who can't see it, its caption and its source below. Returns the first."""
    from docx.shared import Cm

    holder = document.add_paragraph()
    holder.paragraph_format.keep_with_next = True
    shape = holder.add_run().add_picture(io.BytesIO(picture.png), width=Cm(_CENTIMETRES))
    for side in ("distT", "distB", "distL", "distR"):
        # Without these some programs keep a distance of their own, and the picture sticks out.
        shape._inline.set(side, "0")
    naming = shape._inline.docPr
    naming.set("descr", picture.alt)
    naming.set("title", picture.caption)
    caption = _caption(document, say("export.figure", language), "Figuur", picture.number, picture.caption)
    if picture.source:
        caption.paragraph_format.keep_with_next = True
        document.add_paragraph(picture.source, style="Source Line")
    return holder


def _shape(table: Table, widths: list[int], caption: str) -> None:
    """Give the table its style and fixed widths; `caption` is for who has it read aloud."""
    table.style = "Plan Table"
    properties = table._tbl.tblPr
    for old in list(properties)[1:]:
        properties.remove(old)
    properties.extend(
        [
            element("w:tblW", w=sum(widths), type="dxa"),
            element("w:tblLayout", type="fixed"),
            element(
                "w:tblLook",
                val="04A0",
                firstRow=1,
                lastRow=0,
                firstColumn=1,
                lastColumn=0,
                noHBand=1,
                noVBand=1,
            ),
            element("w:tblCaption", val=caption),
        ]
    )
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        _set(column, "w:w", width)


def _caption(document: Document, name: str, series: str, number: int, text: str) -> Paragraph:
    """ "Tabel 1. …", with a number that Word counts on when people add a table."""
    paragraph = document.add_paragraph(f"{name} ", style="Caption")
    paragraph._p.extend(field(rf"SEQ {series} \* ARABIC", str(number)))
    if text:
        paragraph.add_run(f". {text}")
    return paragraph


def _put_first(properties: Any, made: Any) -> None:
    for old in properties.findall(made.tag):
        properties.remove(old)
    properties.insert(0, made)


def _set(target: Any, name: str, value: int) -> None:
    from docx.oxml.ns import qn

    target.set(qn(name), str(value))

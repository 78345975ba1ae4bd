"""Word's XML: the text of a paragraph as a reader sees it, notes, and tables as grids.

The library's own `paragraph.text` leaves out what stands in content controls,
accepted changes and text boxes, where templates keep half of a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from assistant.reading.office.cellgrid import Entry, Grid, Merge, kind_of

_ACCEPTED = ("ins", "moveTo", "customXml", "smartTag")
_UNSEEN = frozenset(("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt", "Fallback"))
_MARKS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class Inline:
    """What stands in a paragraph: its text, the notes it refers to and the text boxes it holds."""

    text: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


def tag_of(element: Any) -> str:
    """An element's name without its namespace, "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value_at(element: Any, path: str) -> str | None:
    """The value of the first element at `path` ("tcPr/gridSpan"), "" when it has none, None when absent."""
    for step in path.split("/"):
        element = next((child for child in element if tag_of(child) == step), None)
        if element is None:
            return None
    return next((value for key, value in element.attrib.items() if key.endswith("}val")), "")


def blocks_of(container: Any) -> Iterator[Any]:
    """The paragraphs and tables in a container, also those inside content controls and accepted changes."""
    for child in container:
        tag = tag_of(child)
        if tag in ("p", "tbl"):
            yield child
        elif tag == "sdt":
            gallery = value_at(child, "sdtPr/docPartObj/docPartGallery")
            if gallery != "Table of Contents":
                yield from (
                    b for content in child if tag_of(content) == "sdtContent" for b in blocks_of(content)
                )
        elif tag in _ACCEPTED:
            yield from blocks_of(child)
        elif tag == "AlternateContent":
            yield from (b for choice in child if tag_of(choice) == "Choice" for b in blocks_of(choice))


def inline(element: Any, into: Inline | None = None) -> Inline:
    found = into or Inline()
    for child in element:
        tag = tag_of(child)
        if tag == "t":
            found.text += child.text or ""
        elif tag in _MARKS:
            found.text += _MARKS[tag]
        elif tag == "br":
            breaks = {value for key, value in child.attrib.items() if key.endswith("}type")}
            found.text += "" if breaks & {"page", "column"} else "\n"
        elif tag in ("footnoteReference", "endnoteReference"):
            number = next((value for key, value in child.attrib.items() if key.endswith("}id")), "")
            found.notes.append((tag.removesuffix("Reference"), number))
        elif tag == "txbxContent":
            found.boxes.append(child)
        elif tag == "r" and value_at(child, "rPr/vanish") in ("", "1", "true", "on"):
            continue
        elif tag not in _UNSEEN:
            inline(child, found)
    return found


def notes_of(source: Any) -> dict[tuple[str, str], str]:
    """The texts of foot- and endnotes by ("footnote", id)."""
    texts: dict[tuple[str, str], str] = {}
    for relation in source.part.rels.values():
        kind = relation.reltype.rpartition("/")[2].removesuffix("s")
        if relation.is_external or kind not in ("footnote", "endnote"):
            continue
        for note in ElementTree.fromstring(relation.target_part.blob):
            number = next((value for key, value in note.attrib.items() if key.endswith("}id")), "")
            paragraphs = [inline(block).text for block in blocks_of(note) if tag_of(block) == "p"]
            texts[kind, number] = " ".join(" ".join(paragraphs).split())
    return texts


def rows_of(table: Any) -> list[Any]:
    rows = []
    for child in table:
        if tag_of(child) == "tr" and value_at(child, "trPr/del") is None:
            rows.append(child)
        elif tag_of(child) in ("sdt", "sdtContent", *_ACCEPTED):
            rows += rows_of(child)
    return rows


def cells_of(row: Any) -> list[Any]:
    cells = []
    for child in row:
        if tag_of(child) == "tc":
            cells.append(child)
        elif tag_of(child) in ("sdt", "sdtContent", *_ACCEPTED):
            cells += cells_of(child)
    return cells


def grid_of(table: Any) -> tuple[Grid, list[tuple[str, str]], list[Any]]:
    """A table's cells with its merges, and the notes and text boxes in them."""
    grid, whole = Grid(), Inline()
    open_merges: dict[int, Merge] = {}
    for number, row in enumerate(rows_of(table)):
        column = int(value_at(row, "trPr/gridBefore") or 0)
        for cell in cells_of(row):
            width = max(1, min(int(value_at(cell, "tcPr/gridSpan") or 1), 300))
            merged = value_at(cell, "tcPr/vMerge")
            above = open_merges.pop(column, None)
            if merged is not None and merged != "restart" and above:
                open_merges[column] = Merge(above.top, column, number, above.right)
            else:
                if above:
                    grid.merges.append(above)
                text = _cell_text(cell, whole)
                grid.put(number, column, Entry(text, kind_of(" ".join(text.split())), _all_bold(cell)))
                if merged == "restart" or width > 1:
                    open_merges[column] = Merge(number, column, number, column + width - 1)
            column += width
    grid.merges += open_merges.values()
    return grid, whole.notes, whole.boxes


def _cell_text(cell: Any, whole: Inline) -> str:
    texts = []
    for block in blocks_of(cell):
        if tag_of(block) == "p":
            found = inline(block)
            texts.append(found.text.strip())
            whole.notes += found.notes
            whole.boxes += found.boxes
        else:
            texts += [_cell_text(inner, whole) for row in rows_of(block) for inner in cells_of(row)]
    return "\n".join(text for text in texts if text)


def _all_bold(cell: Any) -> bool:
    runs = [run for run in cell.iter() if tag_of(run) == "r" and any(tag_of(t) == "t" for t in run)]
    return bool(runs) and all(value_at(run, "rPr/b") in ("", "1", "true", "on") for run in runs)

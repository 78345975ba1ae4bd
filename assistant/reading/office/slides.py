"""Presentations: a slide is a page with its title, texts, tables, charts, diagrams and notes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

from assistant.reading.office.archive import opened
from assistant.reading.office.cellgrid import Entry, Grid, Merge, kind_of
from assistant.reading.office.charts import write_chart
from assistant.reading.office.rowlines import write_table
from assistant.reading.office.tabled import TabledPage
from assistant.reading.raw import Raw

_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read_pptx(data: bytes, name: str, unpacked_mb: int = 400) -> Raw:
    """Read a presentation: a page for every slide. Raises `BrokenFile`, `EncryptedFile` and `TooLarge`."""
    with opened(data, name, unpacked_mb):
        from pptx import Presentation

        source = Presentation(io.BytesIO(data))
        pages = tuple(_slide(slide).page(number) for number, slide in enumerate(source.slides, start=1))
        metadata = (source.core_properties.title or "").strip() or None
        first = next((h.text for page in pages[:1] for h in page.headings), None)
        return Raw(pages, first_title=first, metadata_title=metadata)


def _slide(slide: Any) -> TabledPage:
    page = TabledPage()
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        page.heading(title.text_frame.text, 1)
    others = [s for s in slide.shapes if title is None or s.shape_id != title.shape_id]
    for shape in _flat(_as_read(others)):
        _shape(page, shape)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        page.paragraph(slide.notes_slide.notes_text_frame.text)
    return page


def _flat(shapes: Sequence[Any]) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(_as_read(list(shape.shapes)))
        else:
            yield shape


def _as_read(shapes: list[Any]) -> list[Any]:
    """Shapes in reading order: as stored, unless one that is stored later stands wholly above another."""
    placed = [s for s in shapes if _has_content(s) and None not in (s.left, s.top, s.width, s.height)]
    turned = any(
        later.top + later.height <= earlier.top
        and later.left < earlier.left + earlier.width
        and earlier.left < later.left + later.width
        for i, earlier in enumerate(placed)
        for later in placed[i + 1 :]
    )
    if not turned or len(placed) != sum(_has_content(s) for s in shapes) or len(placed) > 200:
        return shapes
    return _cut(placed, across=True, tried=False)


def _has_content(shape: Any) -> bool:
    return not getattr(shape, "has_text_frame", False) or bool(shape.text_frame.text.strip())


def _cut(shapes: list[Any], across: bool, tried: bool) -> list[Any]:
    """Shapes parted at the white between them: into bands from the top down, then columns, and so on."""
    if len(shapes) < 2:
        return shapes

    def begin(shape: Any) -> int:
        return int(shape.top if across else shape.left)

    def end(shape: Any) -> int:
        return begin(shape) + int(shape.height if across else shape.width)

    groups: list[list[Any]] = []
    reach = 0
    for shape in sorted(shapes, key=begin):
        if groups and begin(shape) < reach:
            groups[-1].append(shape)
            reach = max(reach, end(shape))
        else:
            groups.append([shape])
            reach = end(shape)
    if len(groups) == 1:
        stored = [shape for shape in shapes if shape in groups[0]]
        return stored if tried else _cut(stored, not across, tried=True)
    return [shape for group in groups for shape in _cut(group, not across, tried=False)]


def _shape(page: TabledPage, shape: Any) -> None:
    if getattr(shape, "has_table", False):
        write_table(page, _grid(shape.table))
    elif getattr(shape, "has_chart", False):
        write_chart(page, shape.chart)
    elif texts := _diagram(shape):
        page.line("")
        for text in texts:
            page.line(f"- {text}")
        page.line("")
    elif getattr(shape, "has_text_frame", False):
        page.line("")
        paragraphs = [p.text.strip() for p in shape.text_frame.paragraphs if p.text.strip()]
        for text in paragraphs:
            # On a slide every paragraph of a text box is a point of its own.
            mark = "- " if len(paragraphs) > 1 and not text.startswith(("-", "•")) else ""
            page.lines(mark + text)
        page.line("")


def _grid(table: Any) -> Grid:
    grid = Grid()
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            text = cell.text.strip()
            if not cell.is_spanned:
                grid.put(number, column, Entry(text, kind_of(" ".join(text.split()))))
            if cell.is_merge_origin:
                bottom, right = number + cell.span_height - 1, column + cell.span_width - 1
                grid.merges.append(Merge(number, column, bottom, right))
    return grid


def _diagram(shape: Any) -> list[str]:
    """The texts of a diagram (SmartArt) in the order of its points."""
    relation = next((e for e in shape._element.iter(f"{{{_DIAGRAM}}}relIds")), None)
    if relation is None:
        return []
    identity = next((value for key, value in relation.attrib.items() if key.endswith("}dm")), "")
    part = shape.part.related_part(identity)
    texts = []
    for point in ElementTree.fromstring(part.blob).iter(f"{{{_DIAGRAM}}}pt"):
        if point.get("type", "node") in ("node", "asst"):
            words = [
                "".join(t.text or "" for t in p.iter(f"{_DRAWING}t")) for p in point.iter(f"{_DRAWING}p")
            ]
            text = " ".join(" ".join(words).split())
            texts += [text] if text else []
    return texts

"""OpenDocument files: a text is one page without a number, a slide or a sheet is a page.

Municipalities publish in these formats by law as well as in Word's. What is
read is what a reader sees: no deleted text, comments, tables of contents or
hidden parts; notes follow their paragraph.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from assistant.reading.office.archive import opened, part
from assistant.reading.office.columnheads import unit_in
from assistant.reading.office.odfgrid import grid_of
from assistant.reading.office.odfxml import (
    Inline,
    Styles,
    below,
    body_of,
    inline,
    metadata_of,
    paragraphs,
    styles_of,
    tag_of,
    value_of,
)
from assistant.reading.office.rowlines import write_sheet, write_table
from assistant.reading.office.sheets import workbook_of
from assistant.reading.office.tabled import TabledPage
from assistant.reading.raw import Raw
from assistant.records import Cell, Row, Table

_SKIPPED = frozenset(
    "text:tracked-changes text:table-of-content text:illustration-index text:table-index text:object-index "
    "text:user-index text:alphabetical-index text:sequence-decls office:forms office:annotation "
    "presentation:notes text:variable-decls table:shapes".split()
)
_OUT_OF_TEXT = ("header", "footer", "date-time", "page-number")


def read_odt(data: bytes, name: str, unpacked_mb: int = 400) -> Raw:
    """Read a text: headings, paragraphs, lists, tables, notes and frames in document order.

    Raises `BrokenFile`, `EncryptedFile` and `TooLarge`.
    """
    with opened(data, name, unpacked_mb) as archive:
        writer = _Writer(archive, styles_of(archive))
        writer.walk(body_of(archive, "text", name))
        page = writer.page.page()
        title, language = metadata_of(archive)
        first = writer.title or next((h.text for h in page.headings if h.level == 1), None)
        stated = (("language", language),) if language else ()
        return Raw((page,), stated=stated, first_title=first, metadata_title=title)


def read_odp(data: bytes, name: str, unpacked_mb: int = 400) -> Raw:
    """Read a presentation: a page for every slide. Raises as `read_odt`."""
    with opened(data, name, unpacked_mb) as archive:
        styles = styles_of(archive)
        slides = [child for child in body_of(archive, "presentation", name) if tag_of(child) == "draw:page"]
        pages = tuple(_slide(slide, archive, styles).page(number) for number, slide in enumerate(slides, 1))
        title, language = metadata_of(archive)
        first = next((h.text for page in pages[:1] for h in page.headings), None)
        stated = (("language", language),) if language else ()
        return Raw(pages, stated=stated, first_title=first, metadata_title=title)


def read_ods(data: bytes, name: str, unpacked_mb: int = 400) -> Raw:
    """Read a spreadsheet: a page for every sheet in sight, as `read_xlsx` does. Raises as `read_odt`."""
    with opened(data, name, unpacked_mb) as archive:
        styles = styles_of(archive)
        pages = []
        tables = [child for child in body_of(archive, "spreadsheet", name) if tag_of(child) == "table:table"]
        for number, table in enumerate(tables, start=1):
            if value_of(table, "table:style-name") in styles.hidden:
                continue
            page = TabledPage()
            write_sheet(page, grid_of(table, styles))
            pages.append(page.page(number, value_of(table, "table:name") or None))
        return workbook_of(pages, metadata_of(archive)[0])


class _Writer:
    """Walks through a document and fills a page; on slides every paragraph of a box is a point."""

    def __init__(self, archive: zipfile.ZipFile, styles: Styles, points: bool = False) -> None:
        self.page = TabledPage()
        self.title: str | None = None
        self._archive = archive
        self._styles = styles
        self._points = points

    def walk(self, element: Element, mark: str = "") -> None:
        """Write what stands in an element; `mark` goes before its first paragraph."""
        for child in element:
            name = tag_of(child)
            if name == "text:h":
                self._heading(child)
            elif name == "text:p":
                self._paragraph(child, mark)
                mark = ""
            elif name == "text:list":
                self._list(child)
            elif name == "table:table":
                self._table(child)
            elif name == "draw:text-box" and self._points:
                self._box(child)
            elif name == "draw:object":
                self._object(child)
            elif name not in _SKIPPED and value_of(child, "text:display") != "none":
                self.walk(child)

    def _list(self, element: Element) -> None:
        for item in element:
            self.walk(item, "- " if tag_of(item) == "text:list-item" else "")

    def _heading(self, element: Element) -> None:
        found = inline(element, self._styles)
        self.page.heading(found.text, min(int(value_of(element, "text:outline-level", "1")), 6))
        self._after(found)

    def _paragraph(self, element: Element, mark: str) -> None:
        styles = list(self._styles.names(value_of(element, "text:style-name")))
        if set(styles) & self._styles.hidden:
            return
        found = inline(element, self._styles)
        text = found.text.strip()
        if "Title" in styles and text:
            self.title = self.title or " ".join(text.split())
            self.page.heading(text, 1)
        elif mark:
            self.page.lines(("" if text.startswith(("-", "•")) or not text else mark) + text)
        else:
            self.page.paragraph(text)
        self._after(found)

    def _after(self, found: Inline) -> None:
        """Write the frames and the notes of a paragraph."""
        for frame in found.frames:
            self.page.line("")
            self.walk(_one(frame))
        for number, note in found.notes:
            texts = [inline(paragraph, self._styles).text for paragraph in paragraphs(note)]
            self.page.paragraph(f"[{number}] {' '.join(' '.join(texts).split())}")

    def _table(self, element: Element) -> None:
        found = Inline()
        write_table(self.page, grid_of(element, self._styles, lambda p: _gather(found, p, self._styles)))
        self._after(found)

    def _box(self, element: Element) -> None:
        found = [inline(paragraph, self._styles) for paragraph in paragraphs(element)]
        texts = [text for one in found if (text := one.text.strip())]
        self.page.line("")
        for text in texts:
            self.page.lines(("- " if len(texts) > 1 and not text.startswith(("-", "•")) else "") + text)
        self.page.line("")
        for one in found:
            self._after(one)

    def _object(self, element: Element) -> None:
        """Write an embedded chart, from the table of values that is stored with it."""
        place = posixpath.normpath(value_of(element, "xlink:href"))
        content = part(self._archive, f"{place}/content.xml")
        if content is not None:
            for chart in below(content, "chart:chart"):
                _write_chart(self.page, chart, self._styles)


def _one(element: Element) -> Element:
    holder = Element("holder")
    holder.append(element)
    return holder


def _gather(found: Inline, paragraph: Element, styles: Styles) -> None:
    one = inline(paragraph, styles)
    found.notes += one.notes
    found.frames += one.frames


def _slide(slide: Element, archive: zipfile.ZipFile, styles: Styles) -> TabledPage:
    writer = _Writer(archive, styles, points=True)
    frames = [f for f in slide if value_of(f, "presentation:class") not in _OUT_OF_TEXT]
    title = next((f for f in frames if value_of(f, "presentation:class") == "title"), None)
    if title is not None:
        texts = [inline(paragraph, styles).text.strip() for paragraph in paragraphs(title)]
        writer.page.heading(" ".join(text for text in texts if text), 1)
    for frame in frames:
        if frame is not title and value_of(frame, "presentation:placeholder") != "true":
            writer.walk(_one(frame))
    for notes in slide:
        if tag_of(notes) == "presentation:notes":
            for text in _notes(notes, styles):
                writer.page.paragraph(text)
    return writer.page


def _notes(notes: Element, styles: Styles) -> Iterator[str]:
    for frame in notes:
        if value_of(frame, "presentation:class", "notes") == "notes":
            texts = [inline(paragraph, styles).text.strip() for paragraph in paragraphs(frame)]
            yield "\n".join(text for text in texts if text)


def _write_chart(page: TabledPage, chart: Element, styles: Styles) -> None:
    titles = [child for child in chart if tag_of(child) == "chart:title"]
    title = " ".join(" ".join(text for t in titles for text in t.itertext()).split())
    page.paragraph(title)
    rows: list[Row] = []
    for table in below(chart, "table:table"):
        grid = grid_of(table, styles)
        numbers = sorted(grid.rows)
        for number in numbers[1:]:
            row, heads = grid.rows[number], grid.rows[numbers[0]]
            category = row[0].text if 0 in row else ""
            for column, entry in sorted(row.items()):
                if column == 0 or entry.kind != "amount":
                    continue
                series = heads[column].text if column in heads else ""
                name = ", ".join(text for text in (series or title, category) if text)
                line = page.row([(name, entry.text)])
                rows.append(Row(line.start, line.end, series or title, (Cell(*line.values[0], category),)))
    page.line("")
    if rows:
        page.table(Table(tuple(rows), title=title or page.title, unit=unit_in(title)))

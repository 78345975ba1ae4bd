"""A chart becomes lines: what it shows as bars and points stands in the file as numbers.

Begroting, 2026: 859.042
"""

from __future__ import annotations

from typing import Any

from assistant.reading.office.columnheads import unit_in
from assistant.reading.office.numberformat import show_number
from assistant.reading.office.tabled import TabledPage
from assistant.records import Cell, Row, Table

_MOST = 2_000


def write_chart(page: TabledPage, chart: Any) -> None:
    """Write a chart's title and a line for every value, and note them as a table.

    A row's label is the series, its cell the value and the cell's column the category.
    """
    title = _title(chart)
    axes = [text for text in (_axis(chart, "category_axis"), _axis(chart, "value_axis")) if text]
    page.paragraph(title)
    page.paragraph(", ".join(axes))
    rows = []
    for series, category, value in _values(chart):
        name = ", ".join(part for part in (series or title, category) if part)
        line = page.row([(name, value)])
        start, end = line.values[0]
        rows.append(Row(line.start, line.end, series or title, (Cell(start, end, category),)))
    page.line("")
    if rows:
        page.table(Table(tuple(rows), title=title or page.title, unit=unit_in(title, *axes)))


def _values(chart: Any) -> list[tuple[str, str, str]]:
    """(series, category, value) for every point, as shown."""
    found: list[tuple[str, str, str]] = []
    for plot in chart.plots:
        categories = [
            ", ".join(str(label) for label in labels) for labels in plot.categories.flattened_labels
        ]
        for series in plot.series:
            code = _format(series)
            named = len(list(plot.series)) > 1 or len(chart.plots) > 1 or bool(series.name)
            across = _across(series)
            for place, value in enumerate(series.values):
                if value is None or len(found) >= _MOST:
                    continue
                category = categories[place] if place < len(categories) else across.get(place, "")
                found.append(
                    (" ".join(str(series.name).split()) if named else "", category, show_number(value, code))
                )
    return found


def _format(series: Any) -> str:
    """The number format that the values were stored with."""
    for cache in series._element.iter():
        if str(cache.tag).endswith("}val") or str(cache.tag).endswith("}yVal"):
            code = next((e.text for e in cache.iter() if str(e.tag).endswith("}formatCode")), None)
            return code or "General"
    return "General"


def _across(series: Any) -> dict[int, str]:
    """The horizontal values of a scatter chart by the place of their point."""
    places: dict[int, str] = {}
    for across in series._element.iter():
        if str(across.tag).endswith("}xVal"):
            for point in across.iter():
                if str(point.tag).endswith("}pt"):
                    text = "".join(e.text or "" for e in point if str(e.tag).endswith("}v"))
                    places[int(point.get("idx", 0))] = _number(text)
    return places


def _number(text: str) -> str:
    try:
        return show_number(float(text))
    except ValueError:
        return text


def _title(chart: Any) -> str:
    if chart.has_title and chart.chart_title.has_text_frame:
        return " ".join(chart.chart_title.text_frame.text.split())
    return ""


def _axis(chart: Any, name: str) -> str:
    """The title of an axis; a pie has none."""
    try:
        axis = getattr(chart, name)
    except ValueError:
        return ""
    return " ".join(axis.axis_title.text_frame.text.split()) if axis.has_title else ""

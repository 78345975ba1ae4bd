"""The chart on the page: a picture with its content in words, and the same numbers as a table."""

from __future__ import annotations

import base64

from assistant.figures.chart import Part, png
from assistant.figures.charting import Drawing, bars_in_words, gap_in_words, lines_in_words
from assistant.web.safe import table, tag, text
from assistant.wording import say


def chart_part(drawing: Drawing) -> str:
    """Both pictures side by side, or below each other where there is no room."""
    language = drawing.language
    pictures = _picture(drawing, "bars", bars_in_words(drawing))
    if drawing.lines:
        pictures += _picture(drawing, "lines", lines_in_words(drawing))
    notes = [gap_in_words(gap, language) for gap in drawing.gaps]
    if not drawing.lines:
        notes.append(say("figure_tab.chart.one_year", language, town=drawing.bars[0].name))
    told = tag("p", text(" ".join(notes)), "hint") if notes else ""
    return tag("div", pictures, "pictures") + told + _numbers(drawing)


def _picture(drawing: Drawing, part: Part, words: str) -> str:
    encoded = base64.b64encode(png(drawing, (part,))).decode()
    # Made here, of our own bytes: nothing in it needs to be made harmless.
    return f'<img src="data:image/png;base64,{encoded}" alt="{text(words)}">'


def _numbers(drawing: Drawing) -> str:
    language = drawing.language
    years = sorted({point.year for line in drawing.lines for point in line.points} | {drawing.year})
    columns = [say("figure_tab.chart.column_who", language), *map(str, years)]
    by_who = {line.who: {point.year: point.shown for point in line.points} for line in drawing.lines}
    rows = [
        [text(bar.name)]
        + [text({drawing.year: bar.shown, **by_who.get(bar.who, {})}.get(year, "–")) for year in years]
        for bar in drawing.bars
    ]
    caption = f"{drawing.title} ({drawing.unit})"
    summary = tag("summary", text(say("figure_tab.chart.numbers", language)))
    return tag("details", summary + table(caption, columns, rows), "who")

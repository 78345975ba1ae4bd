"""What stands beside a value on the page and in a workbook: its source with the publisher, and its breaks."""

from __future__ import annotations

from assistant.figures.indicators import Dictionary, Indicator
from assistant.figures.showing import source_title
from assistant.figures.values import Value
from assistant.wording import say


def source_in_words(value: Value, dictionary: Dictionary) -> str:
    """Where a value comes from, with its publisher: "CBS, Kerncijfers wijken en buurten 2021"."""
    source = dictionary.sources.get(value.source)
    title = source_title(value, dictionary)
    return f"{source.publisher}, {title}" if source and source.publisher not in title else title


def breaks_in_words(indicator: Indicator, language: str = "nl") -> str:
    """Which years can't be compared, and why; "" where all can."""
    return " ".join(
        say("figure_tab.profile.breaks", language, after=b.after, before=b.before, why=b.why.in_(language))
        for b in indicator.breaks
    )

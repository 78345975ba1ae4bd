"""What a note says of a source: enough to find it and check the sentence against it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.render import place, recognised
from assistant.figures.showing import number
from assistant.planning.export.cleaning import clean
from assistant.planning.filling import sentences
from assistant.records import Citation, Figure
from assistant.wording import say


def cited(citation: Citation, language: str) -> str:
    """ "Programmabegroting 2026, blz. 23 (gedrukt: 21): “…”", and that OCR read it where it did."""
    where = [citation.document, place(citation, language), recognised(citation, language)]
    return clean(f"{', '.join(filter(None, where))}: “{citation.quote}”")


def counted(figures: Sequence[Figure], language: str, meaning: bool = False) -> str:
    """Figures of one indicator and source: name, values with place and year, source, remarks.

    What the figure means stands in the annex of figures, once; a document
    without annexes has the first sentence of it here.
    """
    first = figures[0]
    values = "; ".join(dict.fromkeys(valued(each, language) for each in figures))
    remarks = dict.fromkeys(f.remark for f in figures if f.remark not in f.definition)
    rest = [
        sentences(first.definition)[0] if meaning and first.definition else "",
        say("export.source", language, source=first.source),
        *remarks,
    ]
    return clean(" ".join(closed(part) for part in [first.indicator, values, *rest] if part))


def valued(figure: Figure, language: str) -> str:
    """ "Almere 27,2% van de inwoners (2021)"; a missing value in words, never as 0."""
    return say(
        "export.value", language, place=figure.municipality, value=amount(figure, language), year=figure.year
    )


def amount(figure: Figure, language: str) -> str:
    """The value with its unit."""
    if figure.value is None:
        return say("export.no_value", language)
    shown, unit = number(figure.value, figure.decimals, language), figure.unit.strip()
    return f"{shown}{unit}" if unit.startswith("%") else f"{shown} {unit}".strip()


def series(figure: Figure) -> tuple[str, str, str]:
    """What figures must share to stand in one note."""
    return (figure.key or figure.indicator, figure.source, figure.definition)


def closed(text: str) -> str:
    """A text with a stop at its end."""
    return text if text.rstrip().endswith((".", "!", "?")) else text.rstrip() + "."

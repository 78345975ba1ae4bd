"""What a note says of a source: enough to find it and check the sentence against it, and no more.

A reader who has just read a sentence gains nothing from reading it again in a
note. So a quote is there only where the sentence says it in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.render import place, recognised
from assistant.figures.showing import number
from assistant.planning.export.cleaning import clean
from assistant.planning.filling import sentences
from assistant.records import Citation, Figure
from assistant.wording import say

_SIGNS = re.compile(r"[^\w%€]+")


@dataclass(frozen=True)
class Towns:
    """The municipalities of a plan: their codes, and their names in the same order."""

    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def name(self, code: str | None) -> str:
        """The name with a code; "" where it is not one of these."""
        return next((name for each, name in zip(self.codes, self.names, strict=False) if each == code), "")


def titled(citation: Citation, towns: Towns, language: str) -> str:
    """The document's title, with whose it is where no address leads there and the title does not say it."""
    town = towns.name(citation.municipality)
    if citation.address or not town or town.casefold() in citation.document.casefold():
        return citation.document
    return say("export.published", language, document=citation.document, town=town)


def cited(
    citations: Sequence[Citation], language: str, quoted: Iterable[Citation] = (), towns: Towns | None = None
) -> str:
    """What stands in a note on one document: "Begroting 2026, blz. 23 (gedrukt: 21): “…”; blz. 25".

    The quote of a citation is in it when that citation is among `quoted`. That
    OCR read a quote is said with its page.
    """
    wanted = list(quoted)
    places: dict[str, list[str]] = {}
    for each in citations:
        quotes = places.setdefault(_where(each, language), [])
        if each in wanted and each.quote not in quotes:
            quotes.append(each.quote)
    said = [": ".join(filter(None, (where, ", ".join(f"“{quote}”" for quote in quotes))))
            for where, quotes in places.items()]  # fmt: skip
    title = titled(citations[0], towns or Towns(), language)
    rest = "; ".join(filter(None, said))
    note = clean((": " if rest.startswith("“") else ", ").join(filter(None, (title, rest))))
    return note if note.endswith((".”", "!”", "?”", "…”")) else closed(note)


def says(text: str, quote: str) -> bool:
    """Whether a text holds a quote, whatever their capitals and punctuation."""
    return f" {_plain(quote)} " in f" {_plain(text)} "


def counted(figures: Sequence[Figure], text: str, language: str, meaning: bool = False) -> str:
    """Figures of one indicator and source: name, values with place and year, source.

    Values that the text beside the note already has are left out, their year
    is not. What the figure means and what to know besides stand in the annex
    of figures, once; a document without annexes has them here (`meaning`).
    """
    first = figures[0]
    if all(_has(text, each, language) for each in figures if each.value is not None):
        years = ", ".join(dict.fromkeys(str(each.year) for each in figures))
        absent = [each for each in figures if each.value is None]
        values = [f"{first.indicator}, {years}", listed(absent, language)]
    else:
        values = [first.indicator, listed(figures, language)]
    known = (sentences(first.definition)[:1] if first.definition else []) if meaning else []
    remarks = dict.fromkeys(f.remark for f in figures if f.remark not in f.definition) if meaning else ()
    rest = [*known, say("export.source", language, source=first.source), *remarks]
    return clean(" ".join(closed(part) for part in [*values, *rest] if part))


def named(figures: Sequence[Figure], language: str) -> str:
    """The short form for figures that an earlier note has: name, years, source."""
    return counted(figures, " ".join(amount(each, language) for each in figures), language)


def listed(figures: Sequence[Figure], language: str) -> str:
    """ "Almere: 27,2%; Nederland: 25,0% van de inwoners (2021)": unit and year once where they are shared."""
    groups: dict[tuple[str, int], list[Figure]] = {}
    for each in figures:
        groups.setdefault((each.unit if each.value is not None else "", each.year), []).append(each)
    found = []
    for (unit, year), group in groups.items():
        rest = unit.strip().removeprefix("%").strip()
        values = "; ".join(
            dict.fromkeys(f"{each.municipality}: {_without(amount(each, language), rest)}" for each in group)
        )
        found.append(say("export.values", language, values=f"{values} {rest}".strip(), year=year))
    return "; ".join(found)


def amount(figure: Figure, language: str) -> str:
    """The value with its unit; a missing value in words, never as 0."""
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


def located(citation: Citation) -> bool:
    """Whether a page or a heading is known: an article of a law is found by its number alone."""
    return bool(citation.page_label or citation.heading) or citation.page is not None


def _where(citation: Citation, language: str) -> str:
    if citation.heading and citation.page is None and not citation.page_label:
        where = say("export.heading", language, heading=f"“{citation.heading}”")
    else:
        where = place(citation, language) if located(citation) else ""
    return ", ".join(filter(None, (where, recognised(citation, language))))


def _has(text: str, figure: Figure, language: str) -> bool:
    value = re.escape(amount(figure, language).split(" ")[0])
    return re.search(rf"(?<![\d.,]){value}(?!\d|[.,]\d)", text) is not None


def _without(amount: str, rest: str) -> str:
    return amount.removesuffix(rest).strip() if rest else amount


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", text).casefold().strip()

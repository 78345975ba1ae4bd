"""Whether every number in a sentence on figures is told by the figures it cites.

A number may be a figure's value, as it is or truly rounded, or its year. Other
numbers belong to what the figure is about, "15 tot 75 jaar": they count only
among the words they stand between in its definition, unit or name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from assistant.answering.numbers import numbers
from assistant.answering.rounding import Said, said_in, true_of
from assistant.records import Figure
from assistant.wording import LANGUAGES, say

_THOUSANDS = re.compile(r"1[.,]000 euro", re.I)
_WORD = re.compile(r"\d+(?:[.,]\d+)*[ \u00a0]?%?|[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
AROUND = 3


def told_by(text: str, figures: Collection[Figure], quoted: Collection[str], quotes: Collection[str]) -> bool:
    """Whether the figures have every number in a text, or the quotes that are cited with them.

    `quoted` are the numbers of those quotes, as `numbers` gives them.
    """
    text = _without_literals(text, figures)
    runs = {run for figure in figures for part in _described(figure) for run in _runs(part)}
    return all(_told(said, text, figures, quoted, quotes, runs) for said in said_in(text))


def _told(
    said: Said,
    text: str,
    figures: Collection[Figure],
    quoted: Collection[str],
    quotes: Collection[str],
    runs: Collection[tuple[str, ...]],
) -> bool:
    if any(_true(said, figure) for figure in figures):
        return True
    if said.fraction:
        return any(text[said.start : said.end].lower() in quote.lower() for quote in quotes)
    if _YEAR.fullmatch(said.written) and not said.share:
        return any(figure.year == int(said.written) for figure in figures) or said.written in quoted
    if numbers(said.written) <= set(quoted):
        return True
    at = next(m.start() for m in re.finditer(re.escape(said.written), text) if m.start() >= said.start)
    return any(run in runs for run in _runs(text, at))


def _true(said: Said, figure: Figure) -> bool:
    if figure.value is None or (_YEAR.fullmatch(said.written) and not said.share):
        return False
    share = figure.unit.lstrip().startswith("%")
    if _THOUSANDS.search(figure.unit):
        # Shown in whole euros, but known to so many decimals of a thousand: 34.8948 is "€ 34.900".
        shown = round(figure.value, figure.decimals)
        return any(true_of(said, value * 1000, share, 0) for value in (figure.value, shown))
    return true_of(said, figure.value, share, figure.decimals)


def _without_literals(text: str, figures: Collection[Figure]) -> str:
    """The text without what stands in it word for word of a figure's source, definition and remark."""
    whole = {
        part for f in figures for part in (f.source, f.definition, f.remark, *_sentences(f.remark)) if part
    }
    for part in sorted(whole, key=len, reverse=True):
        pattern = re.escape(part.rstrip(". "))
        text = re.sub(rf"(?<![\w.,]){pattern}(?![\w]|[.,]\d)", lambda m: " " * len(m[0]), text, flags=re.I)
    return text


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=\.)\s+", text)


def _described(figure: Figure) -> tuple[str, ...]:
    """What a figure is about: its own words, and the sentence that tells it, with gaps for what it says."""
    told = []
    for language in LANGUAGES:
        try:
            told.append(say(f"figures.sentences.{figure.key}", language))
        except KeyError:
            continue
    return figure.indicator, figure.unit, figure.definition, figure.municipality, *told


def _runs(text: str, holding: int | None = None) -> Iterator[tuple[str, ...]]:
    """Runs of three words, those with the word that starts at `holding` where that is given.

    A number with a percent sign is another word than the same without it.
    """
    found = [(m.start(), re.sub(r"\s", "", m[0].lower())) for m in _WORD.finditer(text)]
    for first in range(len(found) - AROUND + 1):
        run = found[first : first + AROUND]
        if holding is None or any(start == holding for start, _ in run):
            yield tuple(word for _, word in run)

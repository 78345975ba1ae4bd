"""Which edition of a document counts: the one about the year asked for, else the newest.

A town's budgets stand side by side on its shelf and say nearly the same, each
with its own amounts. Without a year in the question the newest answers; with
one, a document about that year does, and one of another year only where the
sentence or its heading speaks of the year asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from assistant.answering.numbers import years
from assistant.index.dating import about, year_of
from assistant.records import Entry

if TYPE_CHECKING:
    from assistant.answering.candidates import Candidate

# An older edition gives way to a newer one that answers nearly as well.
NEARLY = 0.9
_RANGE = re.compile(r"(?<![\d-])((?:19|20)\d\d)\s?(?:[-–/]|t/m|tot en met|tot)\s?((?:19|20)\d\d)(?![\d-])")
_MOMENT = re.compile(
    r"\b(?:in|over|voor|begroting|rekening|jaarrekening|realisatie|raming)\s+(?:het jaar\s+)?"
    r"((?:19|20)\d\d)\b",
    re.I,
)
_LASTING = re.compile(r"\b(?:vanaf|sinds|structureel|jaarlijks|tot en met|t/m|per jaar)\b", re.I)
# Where guidance says what it rests on: "(VNG, 2022)".
_SOURCE = re.compile(r"\([^()]*\)")
_HEADS = re.compile(r"\b(?:begroting|raming|rekening|jaarrekening|realisatie)\s+((?:19|20)\d\d)\b", re.I)
_ROW = re.compile(r"(?:\s-?\d[\d.,]*){2,}\s*$")
# Plans that are made again every so many years; any other document is its own series by its title.
_REGULAR = ("budget", "annual_report", "coalition_agreement")
_PARTIAL = re.compile(r"kadernota|voorjaarsnota|najaarsnota|perspectiefnota|\w*rapportage|wijziging", re.I)
_DRAFTS = ("concept", "ontwerp")
_COLLECTED = ("decision_list", "council_proposal", "law")
_EDITION_WORDS = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:concept|ontwerp|vastgesteld|geamendeerd|versie)\b|\W+", re.I
)


def fits_years(asked: Sequence[str], candidate: Candidate) -> bool:
    """Whether a sentence is about a year that is asked for, going by itself, its heading and its document."""
    if not asked:
        return True
    passage = candidate.hit.passage
    document, wanted = passage.document, set(asked)
    if named_years(candidate.quote) & wanted:
        return True
    heading = named_years(passage.headings[-1]) if passage.headings else set()
    if heading:
        return bool(heading & wanted)
    if about(document, asked):
        moments = set(_MOMENT.findall(candidate.quote))
        return not moments or _LASTING.search(candidate.quote) is not None
    if set().union(*map(named_years, passage.headings)) & wanted or _heads_over(candidate) & wanted:
        return True
    if document.year is not None and document.kind != "guidance":
        return False
    if named_years(_SOURCE.sub(" ", candidate.quote)) and not _LASTING.search(candidate.quote):
        return False
    return bool((named_years(document.title) | years(passage.text)) & wanted)


def named_years(text: str) -> set[str]:
    """The years a text names, with those within its ranges: "2024-2026" also names 2025."""
    found = years(text)
    for start, until in _RANGE.findall(text):
        if int(until) - int(start) <= 15:
            found |= {str(year) for year in range(int(start), int(until) + 1)}
    return found


def newest_of_equals(candidates: Sequence[Candidate], asked: Collection[str] = ()) -> list[Candidate]:
    """Without the same sentence from another edition, be it with other amounts.

    The edition about the year asked for stays, else the newest.
    """
    kept: dict[str, Candidate] = {}
    for candidate in candidates:
        key = re.sub(r"\W+", "", candidate.quote.lower())
        other = kept.get(key)
        if other is None or _order(candidate, asked) > _order(other, asked):
            kept[key] = candidate
    best: dict[tuple[object, str], tuple[int, int, bool]] = {}
    for candidate in kept.values():
        place = series_of(candidate.hit.passage.document), _without_numbers(candidate.quote)
        order = _order(candidate, asked)
        best[place] = max(best.get(place, order), order)
    return [
        c
        for c in kept.values()
        if (series := series_of(c.hit.passage.document)) is None
        or _order(c, asked) == best[series, _without_numbers(c.quote)]
    ]


def without_older(candidates: Sequence[Candidate], asked: Collection[str] = ()) -> list[Candidate]:
    """Without the sentences of an edition whose successor answers nearly as well."""
    by_series: dict[object, list[Candidate]] = {}
    for candidate in candidates:
        if series := series_of(candidate.hit.passage.document):
            by_series.setdefault(series, []).append(candidate)
    gives_way: set[int] = set()
    for members in by_series.values():
        for member in members:
            better = [m.score for m in members if _order(m, asked) > _order(member, asked)]
            if better and max(better) >= NEARLY * member.score:
                gives_way.add(id(member))
    return [c for c in candidates if id(c) not in gives_way]


def series_of(document: Entry) -> tuple[str, ...] | None:
    """What a document is an edition of, None where it stands alone: town, kind and name without the year."""
    if document.year is None or document.kind in _COLLECTED:
        return None
    if document.kind in _REGULAR:
        part = _PARTIAL.search(document.title)
        name = part.group().lower() if part else ""
    else:
        name = _EDITION_WORDS.sub("", document.title.lower())
    publisher = (document.publisher or "").lower()
    of_town = not publisher or publisher.startswith("gemeente ")
    return (
        document.municipality or document.shelf, document.kind or "", name, "" if of_town else publisher,
    )  # fmt: skip


def precedence(document: Entry, asked: Collection[str]) -> tuple[int, int, bool]:
    """What makes one edition count before another, highest first: the year asked for, newer, no draft."""
    return about(document, asked), year_of(document), document.edition not in _DRAFTS


def _order(candidate: Candidate, asked: Collection[str]) -> tuple[int, int, bool]:
    return precedence(candidate.hit.passage.document, asked)


def _heads_over(candidate: Candidate) -> set[str]:
    """The years in the column heads above a table row."""
    if not _ROW.search(candidate.quote):
        return set()
    passage = candidate.hit.passage
    return set(_HEADS.findall(passage.text[: max(0, candidate.start - passage.start)]))


def _without_numbers(quote: str) -> str:
    return re.sub(r"[\W\d]+", "", quote.lower())

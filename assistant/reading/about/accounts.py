"""Whether pages are a budget or an annual report, and of which year, from the columns they print.

A file's name is no proof: a table saved as "Jaarstukken 2021" may well be a
budget. Budgets and annual reports both print the amounts of several years,
each under a head such as "Begroting 2026" or "Rekening 2024", so they are told
apart by what is accounted for: a year that has been accounted for is no
longer a plan, and a year that has not is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from assistant.records import Page

_BETWEEN = r"(?:[ \t]+(?:van|voor|over|het|jaar|de))*\s+"
_YEAR = r"((?:19|20)\d\d)(?!\d)"
_SPAN = r"(?:\s?[-–/]\s?((?:19|20)\d\d)\b)?"
_PLANNED = re.compile(r"\b\w*(?:begroting|begrotingsjaar|raming)" + _BETWEEN + _YEAR + _SPAN, re.I)
_ACCOUNTED = re.compile(
    r"\b(?:jaarrekening|jaarstukken|jaarverslag|programmarekening|programmaverantwoording|rekening|"
    r"realisatie|werkelijk|verslagjaar)" + _BETWEEN + _YEAR,
    re.I,
)
# What may stand between two heads of one line of heads.
_GAP = re.compile(r"(?:[\s|€()*]|\b(?:primair|primitief|na wijziging|actueel|lasten|baten|saldo)\b)*", re.I)
# Ten heads in a long document, or a few on a page or two, make a document of accounts.
LEAST, LEAST_SHORT, SHORT = 10, 3, 4
# A document of accounts prints such a head at least once in so many characters.
CHARACTERS = 12_000


@dataclass(frozen=True)
class Accounts:
    """What the pages turned out to be; `head` is a head that says so, as printed.

    `until` is the last year of a range that a budget's text names, such as the
    years its estimates go on to; the budget itself may be of one year.
    """

    kind: Literal["budget", "annual_report"]
    year: int
    until: int
    head: str


# Title, kind and period each ask this of the same pages, one after the other.
@lru_cache(maxsize=1)
def accounts_of(pages: tuple[Page, ...]) -> Accounts | None:
    """Budget or annual report, with its year; None where the pages print too few such heads."""
    texts = [page.text for page in pages if page.text.strip()]
    text = "\n".join(texts)
    planned: Counter[int] = Counter()
    ranges: set[tuple[int, int]] = set()
    for found in _PLANNED.finditer(text):
        planned[int(found[1])] += 1
        if found[2] and 0 < int(found[2]) - int(found[1]) <= 10:
            ranges.add((int(found[1]), int(found[2])))
    accounted = Counter(int(found[1]) for found in _ACCOUNTED.finditer(text))
    total = planned.total() + accounted.total()
    least = LEAST_SHORT if len(texts) <= SHORT else LEAST
    if total < least or total * CHARACTERS < len(text) or not _in_columns(text):
        return None
    plan, account = _commonest(planned), _commonest(accounted)
    if account and account >= plan:
        return Accounts("annual_report", account, account, _head(_ACCOUNTED, account, text))
    untils = [until for (start, until) in ranges if start == plan]
    return Accounts("budget", plan, max(untils, default=plan), _head(_PLANNED, plan, text))


def _in_columns(text: str) -> bool:
    """Whether such heads stand side by side on a line, or alone on lines of their own, as over a table."""
    alone = 0
    for line in text.split("\n"):
        heads = sorted(m.span() for pattern in (_PLANNED, _ACCOUNTED) for m in pattern.finditer(line))
        if any(_GAP.fullmatch(line[end:start]) for (_, end), (start, _) in pairwise(heads)):
            return True
        alone += heads == [(0, len(line))]
    return alone >= LEAST_SHORT


def _head(pattern: re.Pattern[str], year: int, text: str) -> str:
    found = next(m for m in pattern.finditer(text) if int(m[1]) == year)
    return re.sub(r"\s+", " ", text[found.start() : found.end(1)]).capitalize()


def _commonest(years: Counter[int]) -> int:
    """The year named most, the latest of equals; 0 when there is none."""
    return max(years, key=lambda year: (years[year], year), default=0)

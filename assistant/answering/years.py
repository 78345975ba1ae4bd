"""Which years a question means: "vorig jaar", "sinds 2023", "2024-2026", "'24", "de nieuwste begroting".

Documents are chosen by year, so words that stand for one must become a year
before anything is searched. Today is passed in: what "vorig jaar" means
depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

# The newest edition there is of a kind of document: its year, None where there is none.
Newest = Callable[[str], int | None]

# A longer period asks for no year in particular, so only its first one counts.
LONGEST = 12
_YEAR = r"(?:19|20)\d\d"
_COUNTS = {
    word: number
    for number, words in ((1, "een één one"), (2, "twee two"), (3, "drie three"), (4, "vier four"),
                          (5, "vijf five"), (10, "tien ten"))
    for word in words.split()
}  # fmt: skip
_COUNT = r"\d{1,2}|" + "|".join(_COUNTS)
_LAST = r"(?:(?:het|the)\s+)?(?:vorige?|afgelopen|verleden|voorbije|last|past|previous)\s+(?:jaar|year)"
_THIS = r"(?:dit|het\s+huidige|this|the\s+current)\s+(?:jaar|year)"
_NEXT = r"(?:(?:het|the)\s+)?(?:volgende?|komende?|aankomende?|next|coming)\s+(?:jaar|year)"
_AGO = rf"(?P<back>{_COUNT})\s+(?:jaar\s+geleden|years?\s+ago)"
_RECENT = rf"(?:de\s+|the\s+)?(?:afgelopen|laatste|last|past)\s+(?P<count>{_COUNT})\s+(?:jaar|jaren|years)"
_RELATIVE = re.compile(
    rf"(?:\b(?P<since>sinds|since)\s+)?\b(?:(?P<last>{_LAST})|(?P<this>{_THIS})|(?P<next>{_NEXT})|(?P<ago>{_AGO})|(?P<recent>{_RECENT}))\b(?:['’]s\b)?"
    rf"(?P<said>\s*\({_YEAR}(?:-{_YEAR})?\))?",
    re.I,
)
_SHORT = re.compile(r"(?<![\w'’‘])['’‘](\d\d)(?![\d%])")
_PERIOD = re.compile(
    rf"(?<![\d-])({_YEAR})(?:\s?[-–/]\s?|\s+(?:t/m|tm|tot\s+en\s+met|tot|to|until|through)\s+)"
    rf"({_YEAR}|['’‘]?\d\d)(?![\d-])|"
    rf"\b(?:tussen|between)\s+({_YEAR})\s+(?:en|and)\s+({_YEAR})\b",
    re.I,
)
_SINCE = re.compile(rf"\b(?:sinds|since)\s+(?:het\s+jaar\s+)?({_YEAR})\b", re.I)
_PLAIN = re.compile(rf"(?<![\d.,]){_YEAR}(?!\d|[.,]\d)")
_EDITION = re.compile(
    r"\b(?P<newest>(?:aller)?nieuwste|laatste|recentste|meest\s+recente|newest|latest|most\s+recent)\s+"
    r"(?P<name>(?:\w+\s+)?(?:(?P<budget>\w*begroting|budget)|jaarrekening|jaarverslag|jaarstukken|"
    r"annual\s+(?:report|accounts)))\b"
    rf"(?!\s+{_YEAR})(?:\s+\((?P<year>{_YEAR})\))?",
    re.I,
)
_PREPOSITION = re.compile(
    r"\b(?:in|van|voor|over|sinds|vanaf|tot|uit|of|for|from|since|during|begroting|rekening)\s+$", re.I
)


@dataclass(frozen=True)
class Moment:
    """A year or years that a text means: its `start` to `end`; `relative` to today, or said in full."""

    start: int
    end: int
    years: tuple[str, ...]
    relative: bool = False


def moments(text: str, today: date) -> list[Moment]:
    """The moments a text names, in order; "vorig jaar (2025)" is one."""
    found = [_relative(m, today) for m in _RELATIVE.finditer(text)]
    found += [Moment(*m.span(), _since(m[1], today)) for m in _SINCE.finditer(text)]
    found += [Moment(*m.span(), _period(m[1] or m[3], m[2] or m[4])) for m in _PERIOD.finditer(text)]
    found += [Moment(*m.span(), (_in_full(m[1]),)) for m in _SHORT.finditer(text)]
    found += [Moment(*m.span(), (m[0],)) for m in _PLAIN.finditer(text)]
    kept: list[Moment] = []
    for moment in found:
        if not any(moment.start < other.end and other.start < moment.end for other in kept):
            kept.append(moment)
    return sorted(kept, key=lambda m: m.start)


def years_in(text: str, today: date) -> tuple[str, ...]:
    """The years a text means, each once, in order: "sinds 2024" is 2024 up to this year."""
    return tuple(dict.fromkeys(year for moment in moments(text, today) for year in moment.years))


def explained(text: str, today: date, newest: Newest | None = None) -> str:
    """The text with the year behind what stands for one: "vorig jaar (2025)", "nieuwste begroting (2027)"."""
    for moment in reversed(moments(text, today)):
        if moment.relative and not text[: moment.end].endswith(")"):
            text = f"{text[: moment.end]} ({_written(moment.years)}){text[moment.end :]}"
    return _EDITION.sub(lambda m: _with_edition(m, newest), text)


def in_figures(text: str, today: date) -> str:
    """The text with years in the place of what stands for them, as documents write them."""
    for moment in reversed(moments(text, today)):
        span = text[moment.start : moment.end]
        if moment.relative or span[0] in "'’‘":
            owner = span.lower().endswith(("'s", "’s"))
            led = owner or not moment.relative or _PREPOSITION.search(text[: moment.start])
            years = _written(moment.years)
            text = text[: moment.start] + (years if led else f"in {years}") + text[moment.end :]
    return by_year(text)


def by_year(text: str) -> str:
    """The text with "de nieuwste begroting (2027)" as "de begroting 2027"."""
    return _EDITION.sub(lambda m: f"{m['name']} {m['year']}" if m["year"] else m[0], text)


def _relative(match: re.Match[str], today: date) -> Moment:
    said = re.findall(_YEAR, match["said"] or "")
    if said:
        years = _period(said[0], said[-1])
    elif match["recent"]:
        years = _period(str(today.year - _number(match["count"])), str(today.year - 1))
    else:
        back = _number(match["back"]) if match["ago"] else 1 if match["last"] else -1 if match["next"] else 0
        years = (str(today.year - back),)
        if match["since"]:
            years = _since(years[0], today)
    return Moment(*match.span(), years, relative=True)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.lower()]


def _since(year: str, today: date) -> tuple[str, ...]:
    return _period(year, str(today.year)) if today.year - LONGEST < int(year) <= today.year else (year,)


def _period(first: str, last: str) -> tuple[str, ...]:
    digits = last.strip("'’‘")
    until = int(digits if len(digits) == 4 else first[:2] + digits)
    if not int(first) <= until < int(first) + LONGEST:
        return (first,) if len(digits) == 2 or until < int(first) else (first, str(until))
    return tuple(str(year) for year in range(int(first), until + 1))


def _in_full(digits: str) -> str:
    return ("20" if digits < "50" else "19") + digits


def _written(years: tuple[str, ...]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _with_edition(match: re.Match[str], newest: Newest | None) -> str:
    year = newest("budget" if match["budget"] else "annual_report") if newest and not match["year"] else None
    return f"{match[0]} ({year})" if year else match[0]

"""What a refresh changed, figure by figure, and the sentences that say it.

Whoever refreshes the figures of a plan must know which of its numbers moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.figures.indicators import Dictionary
from assistant.figures.municipalities import Municipalities
from assistant.figures.showing import amount, number, place
from assistant.figures.values import COUNTRY, Value
from assistant.wording import say

Key = tuple[str, int, str]
# Shares are worked out to two decimals: less than this apart they are the same.
SAME = 0.005
MOST_PLACES = 5


@dataclass(frozen=True)
class Moved:
    """A value that the statistics office changed."""

    before: Value
    after: Value

    @property
    def share(self) -> float:
        """How far it moved, as a share of the larger of the two."""
        one, other = self.before.value or 0.0, self.after.value or 0.0
        return abs(one - other) / max(one, other) if max(one, other) else 0.0


@dataclass(frozen=True)
class FigureChanges:
    """What became of one figure, counted in values; `vanished` had a number, have none now, and are kept."""

    indicator: str
    added: int = 0
    years: tuple[int, ...] = ()
    changed: int = 0
    largest: Moved | None = None
    vanished: tuple[Value, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True)
class Missing:
    """A figure that an edition doesn't give: no such column, nothing in it yet, or nonsense in it."""

    indicator: str
    year: int
    table: str
    kind: Literal["column", "empty", "odd"]
    newest: int | None = None


@dataclass(frozen=True)
class Refused:
    """An edition that was left out as a whole; `why` is a key under `refresh.reasons`."""

    year: int | None
    table: str
    why: str
    gaps: tuple[tuple[str, object], ...] = ()

    def because(self, language: str = "nl") -> str:
        """The reason in one sentence."""
        return say(f"refresh.reasons.{self.why}", language, **dict(self.gaps))


@dataclass(frozen=True)
class Changes:
    """What one refresh did; `editions` are the years that were taken in, newest first."""

    figures: tuple[FigureChanges, ...] = ()
    missing: tuple[Missing, ...] = ()
    refused: tuple[Refused, ...] = ()
    editions: tuple[int, ...] = ()

    @property
    def any(self) -> bool:
        """Whether a value was added or changed."""
        return any(each.added or each.changed for each in self.figures)


def compare(known: Mapping[Key, Value], fetched: Sequence[Value]) -> tuple[list[Value], list[FigureChanges]]:
    """The values to take in, and what they change.

    A number never makes way for nothing: where `fetched` has None or no line at
    all for an area that had a number in that year, the old value stays.
    """
    by_figure: dict[str, list[Value]] = defaultdict(list)
    for value in fetched:
        by_figure[value.indicator].append(value)
    held: dict[tuple[str, int], list[Value]] = defaultdict(list)
    for value in known.values():
        if value.value is not None and not value.summed and value.code.startswith(("GM", COUNTRY)):
            held[value.indicator, value.year].append(value)
    taken: list[Value] = []
    changes: list[FigureChanges] = []
    for indicator, values in by_figure.items():
        kept, change = _figure(indicator, values, known, held)
        taken += kept
        changes.append(change)
    return taken, changes


def _figure(
    indicator: str,
    values: Sequence[Value],
    known: Mapping[Key, Value],
    held: Mapping[tuple[str, int], list[Value]],
) -> tuple[list[Value], FigureChanges]:
    taken: list[Value] = []
    added: list[Value] = []
    moved: list[Moved] = []
    unchanged = 0
    numbers = {(v.year, v.code) for v in values if v.value is not None}
    for value in values:
        before = known.get((indicator, value.year, value.code))
        if before is None or before.value is None:
            if value.value is not None:
                added.append(value)
            taken.append(value)
        elif value.value is not None:
            if abs(before.value - value.value) <= SAME:
                unchanged += 1
            else:
                moved.append(Moved(before, value))
            taken.append(value)
    years = sorted({v.year for v in values})
    vanished = [v for y in years for v in held.get((indicator, y), ()) if (y, v.code) not in numbers]
    return taken, FigureChanges(
        indicator,
        added=len(added),
        years=tuple(sorted({v.year for v in added})),
        changed=len(moved),
        largest=max(moved, key=lambda each: each.share, default=None),
        vanished=tuple(sorted(vanished, key=lambda v: (v.year, v.code))),
        unchanged=unchanged,
    )


def sentences(
    changes: Changes, dictionary: Dictionary, municipalities: Municipalities, language: str = "nl"
) -> list[str]:
    """What a refresh did, in plain sentences: first all in all, then by figure, then what is not there."""
    told = [_summary(changes, language)]
    for each in changes.figures:
        told += _of_figure(each, dictionary, municipalities, language)
    told += _missing(changes, dictionary, language)
    for refused in changes.refused:
        told.append(say("refresh.changes.refused", language, reason=refused.because(language)))
    return told


def _summary(changes: Changes, language: str) -> str:
    if not changes.any:
        return say("refresh.changes.nothing", language)
    added, changed = sum(f.added for f in changes.figures), sum(f.changed for f in changes.figures)
    editions = _listed([str(year) for year in sorted(changes.editions)], language)
    counts = {"added": number(added, 0, language), "changed": number(changed, 0, language)}
    return say("refresh.changes.summary", language, editions=editions, **counts)


def _of_figure(
    each: FigureChanges, dictionary: Dictionary, municipalities: Municipalities, language: str
) -> list[str]:
    indicator = dictionary[each.indicator]
    name = indicator.name.in_(language)
    told = []
    if each.added:
        years = _listed([str(year) for year in each.years], language)
        told.append(say("refresh.changes.added", language, name=name, count=each.added, years=years))
    if each.changed and each.largest:
        before, after = each.largest.before, each.largest.after
        told.append(
            say(
                "refresh.changes.changed",
                language,
                name=name,
                count=each.changed,
                place=_place(after.code, municipalities, language),
                year=after.year,
                before=amount(before.value or 0.0, indicator, language),
                after=amount(after.value or 0.0, indicator, language),
            )
        )
    if each.vanished:
        places = [f"{_place(v.code, municipalities, language)} ({v.year})" for v in each.vanished]
        told.append(
            say(
                "refresh.changes.vanished",
                language,
                name=name,
                places=_listed(places, language),
            )
        )
    return told


def _missing(changes: Changes, dictionary: Dictionary, language: str) -> list[str]:
    """What the newest edition has not, in one sentence; figures full of nonsense each in their own."""
    told = []
    newest = max(changes.editions, default=0)
    names = [
        say("refresh.changes.name_year", language, name=_name(each, dictionary, language), year=each.newest)
        for each in changes.missing
        if each.year == newest and each.kind != "odd" and each.newest is not None and each.newest < newest
    ]
    if names:
        listed = "; ".join(names)
        told.append(say("refresh.changes.missing", language, year=newest, names=listed))
    for each in changes.missing:
        if each.kind == "odd":
            name = _name(each, dictionary, language)
            told.append(say("refresh.changes.odd", language, name=name, year=each.year))
    return told


def _name(each: Missing, dictionary: Dictionary, language: str) -> str:
    return dictionary[each.indicator].name.in_(language)


def _place(code: str, municipalities: Municipalities, language: str) -> str:
    """The name of an area; the code of a municipality that is newer than the list."""
    try:
        return place(code, municipalities, language)
    except KeyError:
        return code


def _listed(names: Iterable[str], language: str) -> str:
    """ "a, b en c"; after `MOST_PLACES` how many more there are."""
    all_ = list(names)
    if len(all_) > MOST_PLACES:
        shown = ", ".join(all_[:MOST_PLACES])
        return say("refresh.changes.more", language, shown=shown, count=len(all_) - MOST_PLACES)
    if len(all_) < 2:
        return "".join(all_)
    return say("refresh.changes.and", language, first=", ".join(all_[:-1]), last=all_[-1])

"""Brings the figures up to date from the statistics office, and loses none on the way.

A refresh is all or nothing: what goes wrong on the way (no connection, half an
answer, a full disk) leaves every file as it was. What the office answers about
one table (it is empty, it makes no sense) only leaves that table out. And no
number ever makes way for an empty cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from assistant.errors import BrokenFigures, RefreshFailed
from assistant.figures import editions
from assistant.figures.cbs import Cbs, Row
from assistant.figures.changes import Changes, Key, Missing, Refused, compare
from assistant.figures.editions import Edition, Tables
from assistant.figures.indicators import Dictionary, Source
from assistant.figures.keeping import keep, load_refreshed, locked
from assistant.figures.values import COUNTRY, Value
from assistant.records import Progress

Listener = Callable[[Progress], None]

LEAST_MUNICIPALITIES = 300
# The country grows by less than one per cent a year.
MOST_DIFFERENCE = 0.05
# A middle so many times the known one is another unit, not another year.
MOST_TIMES = 5.0
INHABITANTS = "inwoners"
# What an answer can say of one table; all else is wrong with the way to it.
OF_A_TABLE = frozenset({"unknown_table", "empty", "columns_not_found", "too_few", "total_off"})
# The service works, its catalogue doesn't: the tables that are known can still be fetched.
OF_THE_CATALOGUE = frozenset({"refused", "said", "not_understood", "server_error", "web_page"})


@dataclass(frozen=True)
class Refreshed:
    """What a refresh brought: the values to keep, the sources they name, and what that changes."""

    values: tuple[Value, ...]
    sources: tuple[Source, ...]
    changes: Changes


def refresh_folder(
    folder: Path,
    client: Cbs,
    dictionary: Dictionary,
    shipped: Iterable[Value],
    tables: Tables,
    progress: Listener | None = None,
) -> Refreshed:
    """Refresh the figures kept in `folder`; `shipped` are those of the snapshot.

    Raises `RefreshFailed` and leaves the folder as it was when anything goes
    wrong, and when another refresh of this folder is busy.
    """
    with locked(folder):
        try:
            earlier, _ = load_refreshed(folder)
        except BrokenFigures:
            earlier = []
        refreshed = refresh(client, dictionary, [*shipped, *earlier], tables, progress)
        keep(folder, refreshed.values, refreshed.sources)
    return refreshed


def refresh(
    client: Cbs,
    dictionary: Dictionary,
    known: Sequence[Value],
    tables: Tables,
    progress: Listener | None = None,
) -> Refreshed:
    """Fetch every edition and compare it with what is `known`; writes nothing.

    Of two known values for one area and year the later counts. Raises
    `RefreshFailed` when the service can't be asked, or no edition is usable.
    """
    tell = progress or (lambda step: None)
    by_key: dict[Key, Value] = {(v.indicator, v.year, v.code): v for v in known}
    wanted, refused = _editions(client, tables)
    taken: list[Edition] = []
    fetched: list[Value] = []
    missing: list[Missing] = []
    for number, edition in enumerate(wanted):
        tell(Progress("refreshing", number, len(wanted), edition.table))
        try:
            rows = _judged(client.rows(edition.table, tables.dimension), edition, tables, by_key)
        except RefreshFailed as failed:
            refused.append(_refused(failed, edition))
            continue
        taken.append(edition)
        found, absent = _figures(rows, edition, tables, dictionary, by_key)
        fetched += found
        missing += absent
    tell(Progress("refreshing", len(wanted), len(wanted)))
    if not taken:
        _give_up(refused)
    values, figures = compare(by_key, fetched)
    newest = _newest([*by_key.values(), *values])
    changes = Changes(
        figures=tuple(sorted(figures, key=lambda each: list(tables.figures).index(each.indicator))),
        missing=tuple(
            Missing(m.indicator, m.year, m.table, m.kind, newest.get(m.indicator)) for m in missing
        ),
        refused=tuple(refused),
        editions=tuple(edition.year for edition in taken),
    )
    return Refreshed(tuple(values), tuple(tables.source(edition) for edition in taken), changes)


def _editions(client: Cbs, tables: Tables) -> tuple[tuple[Edition, ...], list[Refused]]:
    """The editions to ask for; a catalogue that can't be read only hides the newest."""
    try:
        return tables.with_newer(client.listed(tables.title)), []
    except RefreshFailed as failed:
        if failed.details["why"] not in OF_THE_CATALOGUE:
            raise
        return tables.with_newer(()), [Refused(None, "", "catalogue")]


def _refused(failed: RefreshFailed, edition: Edition) -> Refused:
    """The edition as one that is left out; what is wrong with more than this edition is raised again."""
    gaps = {k: v for k, v in failed.details.items() if k != "why"}
    why = str(failed.details["why"])
    if why not in OF_A_TABLE:
        raise failed
    gaps |= {"table": edition.table, "year": edition.year}
    return Refused(edition.year, edition.table, why, tuple(sorted(gaps.items())))


def _give_up(refused: Sequence[Refused]) -> None:
    first = next((each for each in refused if each.table), None)
    if first is None:
        raise RefreshFailed(why="no_tables")
    raise RefreshFailed(why=first.why, **dict(first.gaps))


def _judged(
    rows: Sequence[Row], edition: Edition, tables: Tables, known: Mapping[Key, Value]
) -> Sequence[Row]:
    """The rows, if they can be an edition of this country; else `RefreshFailed`."""
    about = {"table": edition.table, "year": edition.year}
    towns = [row for row in rows if row.code != COUNTRY]
    if not towns:
        raise RefreshFailed(why="empty", **about)
    if not any(tables.inhabitants in row.cells for row in towns):
        raise RefreshFailed(why="columns_not_found", columns=tables.inhabitants, **about)
    counts = [n for row in towns if (n := row.cells.get(tables.inhabitants)) is not None]
    if not counts:
        raise RefreshFailed(why="empty", **about)
    if len(counts) < LEAST_MUNICIPALITIES:
        raise RefreshFailed(why="too_few", count=len(counts), least=LEAST_MUNICIPALITIES, **about)
    before = _nearest(known, INHABITANTS, edition.year)
    off = abs(sum(counts) / sum(before) - 1) if before else 0.0
    if off > MOST_DIFFERENCE:
        raise RefreshFailed(why="total_off", percent=round(off * 100), **about)
    return rows


def _figures(
    rows: Sequence[Row],
    edition: Edition,
    tables: Tables,
    dictionary: Dictionary,
    known: Mapping[Key, Value],
) -> tuple[list[Value], list[Missing]]:
    """The figures of an edition, and those it doesn't have.

    Of an empty column only those areas are passed on that had a number in that
    year, so that these are reported as vanished.
    """
    names = {name for row in rows for name in row.cells}
    found: list[Value] = []
    absent: list[Missing] = []
    for indicator, ways in tables.figures.items():
        if dictionary.get(indicator) is None:
            continue
        way = editions.way_in(ways, names)
        if way is None:
            absent.append(Missing(indicator, edition.year, edition.table, "column"))
            continue
        values = editions.values_of(indicator, way, edition, rows)
        numbers = [v.value for v in values if v.value is not None and v.code != COUNTRY]
        if not numbers:
            absent.append(Missing(indicator, edition.year, edition.table, "empty"))
            found += [v for v in values if _number(known, v) is not None]
        elif _odd(dictionary[indicator].unit, numbers, _nearest(known, indicator, edition.year)):
            absent.append(Missing(indicator, edition.year, edition.table, "odd"))
        else:
            found += values
    return found, absent


def _number(known: Mapping[Key, Value], value: Value) -> float | None:
    held = known.get((value.indicator, value.year, value.code))
    return held.value if held else None


def _odd(unit: str, numbers: Sequence[float], before: Sequence[float]) -> bool:
    """Whether a column can't be what its name says: a share above all, or in another unit than before."""
    if unit.startswith("%") and max(numbers) > 100:
        return True
    middle, known = median(numbers), median(before) if before else 0.0
    return bool(known) and not known / MOST_TIMES <= middle <= known * MOST_TIMES


def _nearest(known: Mapping[Key, Value], indicator: str, year: int) -> list[float]:
    """The municipalities' numbers of the nearest year that has enough of them, [] without such a year."""
    by_year: dict[int, list[float]] = {}
    for value in known.values():
        plain = value.indicator == indicator and value.code.startswith("GM") and not value.summed
        if plain and value.value is not None:
            by_year.setdefault(value.year, []).append(value.value)
    enough = [y for y, numbers in by_year.items() if len(numbers) >= LEAST_MUNICIPALITIES]
    return by_year[min(enough, key=lambda y: (abs(y - year), y))] if enough else []


def _newest(values: Iterable[Value]) -> dict[str, int]:
    """The last year with a number, by figure."""
    found: dict[str, int] = {}
    for value in values:
        if value.value is not None:
            found[value.indicator] = max(value.year, found.get(value.indicator, value.year))
    return found

"""The planning: what happens when, tied to the municipal year and the period of the plan."""

from __future__ import annotations

from datetime import date

from assistant.planning.announced import MONTHS
from assistant.planning.filling import capital
from assistant.planning.grounds import Grounds
from assistant.planning.outline import Options
from assistant.planning.parts.knowledge import joined
from assistant.planning.parts.texts import cell
from assistant.planning.plan import Block, Statement, Table

# A place in the planning: a year and a month, a phase between two months.
Moment = tuple[int, float]
# The year of what comes at the end of a plan of unknown length.
UNKNOWN = 9999


def calendar(options: Options, grounds: Grounds) -> list[Block]:
    """A table of the rows that fit, in the order in which they come.

    A phase stands before a month (`before`) of a year; a month is named with its year.
    """
    rows = [row for row in grounds.knowledge("calendar")["rows"] if grounds.holds(row)]
    placed = [(moment, row) for row in rows if (moment := _moment(row, grounds))]
    placed.sort(key=lambda each: each[0])
    cells = tuple(
        (Statement(_when(moment, row)), *(joined(cell(row[name], grounds)) for name in ("what", "who")))
        for moment, row in placed
    )
    heads = tuple(grounds.phrase(f"calendar_{c}") for c in ("when", "what", "who"))
    return [Table(options["caption"], heads, cells)] if cells else []


def _moment(row: Options, grounds: Grounds) -> Moment | None:
    """The year and month of a row, to sort by; None for one that has passed.

    `year` counts from the plan's first year (-1 is the one before it), "last"
    is its last year, after all else where the user gave none. A month without
    it comes back each year, and is told for the first time that it comes.
    """
    if "phase" in row:
        if row["year"] == "last":
            return (grounds.last_year or UNKNOWN, row["before"] - 0.5)
        return (grounds.first_year + row["year"], row["before"] - 0.5)
    if "year" not in row:
        return (coming(row["month"], grounds.first_year - 1, grounds.today), row["month"])
    year = int(grounds.first_year + row["year"])
    return (year, row["month"]) if coming(row["month"], year, grounds.today) == year else None


def _when(moment: Moment, row: Options) -> str:
    """ "Maart 2028", or a phase: "Na zes maanden", "Laatste jaar (2029)"."""
    if "phase" not in row:
        return capital(f"{MONTHS[row['month'] - 1]} {moment[0]}")
    known = row["year"] == "last" and moment[0] != UNKNOWN
    return capital(f"{row['phase']} ({moment[0]})" if known else str(row["phase"]))


def coming(month: int, earliest: int, today: date) -> int:
    """The first year from `earliest` on in which a month is still to come.

    A month that has begun is not to come any more, for its deadline may have passed.
    """
    still = today.year if date(today.year, month, 1) >= today else today.year + 1
    return max(earliest, still)

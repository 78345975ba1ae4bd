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


def calendar(options: Options, grounds: Grounds) -> list[Block]:
    """A table of the rows that fit: phases where they stand, months with a year in the order they come."""
    rows = [row for row in grounds.knowledge("calendar")["rows"] if grounds.holds(row)]
    dated = [(year, row) for row in rows if "month" in row and (year := _year(row, grounds))]
    dated.sort(key=lambda each: (each[0], each[1]["month"]))
    months = iter([(f"{MONTHS[row['month'] - 1]} {year}", row) for year, row in dated])
    ordered = [next(months, None) if "month" in row else (str(row["phase"]), row) for row in rows]
    cells = tuple(
        (Statement(capital(when)), *(joined(cell(row[name], grounds)) for name in ("what", "who")))
        for when, row in filter(None, ordered)
    )
    heads = tuple(grounds.phrase(f"calendar_{c}") for c in ("when", "what", "who"))
    return [Table(options["caption"], heads, cells)] if cells else []


def _year(row: Options, grounds: Grounds) -> int | None:
    """The year of a row's month; None for one that belongs to a year of the plan and has passed.

    `year` counts from the plan's first year (-1 is the one before it). Without
    it a row comes back each year, and is told for the first time that it comes.
    """
    if "year" not in row:
        return coming(row["month"], grounds.first_year - 1, grounds.today)
    year = int(grounds.first_year + row["year"])
    return year if coming(row["month"], year, grounds.today) == year else None


def coming(month: int, earliest: int, today: date) -> int:
    """The first year from `earliest` on in which a month is still to come.

    A month that has begun is not to come any more, for its deadline may have passed.
    """
    still = today.year if date(today.year, month, 1) >= today else today.year + 1
    return max(earliest, still)

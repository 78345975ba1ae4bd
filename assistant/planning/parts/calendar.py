"""The planning: what happens when, tied to the municipal year and the period of the plan."""

from __future__ import annotations

from assistant.planning.filling import capital
from assistant.planning.grounds import Grounds
from assistant.planning.outline import Options
from assistant.planning.parts.knowledge import joined
from assistant.planning.parts.texts import cell
from assistant.planning.plan import Block, Statement, Table

MONTHS = ("januari februari maart april mei juni juli augustus september oktober november december").split()


def calendar(options: Options, grounds: Grounds) -> list[Block]:
    """A table of the rows that fit, those with a month in the order in which they come.

    The year before the plan's first one is when it is prepared: what comes
    before it in the municipal year is dated there.
    """
    start = grounds.first_year
    rows = []
    for row in grounds.knowledge("calendar")["rows"]:
        if not grounds.holds(row):
            continue
        what, who = (joined(cell(row[name], grounds)) for name in ("what", "who"))
        rows.append((Statement(capital(_when(row, start))), what, who))
    heads = tuple(grounds.phrase(f"calendar_{c}") for c in ("when", "what", "who"))
    return [Table(options["caption"], heads, tuple(rows))] if rows else []


def _when(row: Options, start: int) -> str:
    """ "maart 2026", counted from the year before the plan's first ("year" = -1), or the phase."""
    if "month" not in row:
        return str(row["phase"])
    if "year" not in row:
        return MONTHS[row["month"] - 1]
    return f"{MONTHS[row['month'] - 1]} {start + row['year']}"

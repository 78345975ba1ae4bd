"""Parts from the outlines' knowledge: results elsewhere, money, and tables of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.planning.filling import capital, filled
from assistant.planning.grounds import Grounds
from assistant.planning.outline import Options
from assistant.planning.parts.facts import fact_citations
from assistant.planning.parts.partners import with_named
from assistant.planning.parts.texts import cell
from assistant.planning.plan import Block, Bullets, Statement, Table

MOST_METHODS = 4
# The file of knowledge to which the user adds rows.
PARTNERS = "partners"


def methods(options: Options, grounds: Grounds) -> list[Block]:
    """Results that methods had elsewhere, those for the chosen groups first, each with its limit."""
    every = grounds.knowledge("methods")["methods"]
    chosen = set(grounds.chosen_groups)
    ordered = sorted(every, key=lambda m: not chosen & set(m.get("groups", ()))) if chosen else every
    items: list[tuple[Statement, ...]] = []
    for method in ordered:
        if len(items) == options.get("most", MOST_METHODS):
            break
        cited = fact_citations(method.get("facts", ()), grounds)
        if not cited or not grounds.once(method["result"]):
            continue
        said = f"{method['name']}: {method['result']}"
        limits = filled(method["limit"], grounds.values)
        # The first fact says what came out of it, the others what that is worth.
        behind = cited[1:] or cited
        items.append(
            (
                Statement(said, "source", cited[:1]),
                *(Statement(s.text, "source", behind) for s in limits),
            )
        )
    return [Bullets(tuple(items))] if items else []


def streams(options: Options, grounds: Grounds) -> list[Block]:
    """A table of the streams of money with this status: what each pays, who decides, how it stands."""
    wanted = options["status"]
    rows = []
    for stream in grounds.knowledge("streams")["streams"]:
        if stream["status"] not in wanted or not grounds.holds(stream):
            continue
        cited = fact_citations(stream.get("facts", ()), grounds)
        status = grounds.phrase(f"status_{stream['status']}")
        period = str(stream["period"])
        stands = period if status.lower() in period.lower() else f"{status}. {period}"
        cells = [stream["name"], stream["pays"], stream["decides"], stands]
        rows.append(
            (*map(Statement, cells[:-1]), Statement(cells[-1], "source" if cited else "block", cited))
        )
    columns = tuple(grounds.phrase(f"stream_{c}") for c in ("name", "pays", "decides", "status"))
    return [Table(options["caption"], columns, tuple(rows))] if rows else []


def table(options: Options, grounds: Grounds) -> list[Block]:
    """The rows of a file of knowledge that fit, in the columns asked for ("field=Head").

    In the table of partners those that the user named come first.
    """
    columns = [tuple(c.split("=", 1)) for c in options["columns"]]
    known = [row for row in grounds.knowledge(options["from"])["rows"] if grounds.holds(row)]
    if options["from"] == PARTNERS:
        known = with_named(grounds.intake.partners, known)
    rows = [tuple(_cell(row.get(name, ""), grounds) for name, _ in columns) for row in known]
    heads = tuple(head for _, head in columns)
    return [Table(options["caption"], heads, tuple(rows))] if rows else []


def costs(options: Options, grounds: Grounds) -> list[Block]:
    """What it costs: a line for each activity of the user's, else the usual ones as a proposal."""
    known = grounds.knowledge("costs")
    rows: list[tuple[Statement, ...]] = []
    for activity in grounds.intake.activities:
        cells = [_cell(known["own"].get(name, ""), grounds) for name in ("hours", "amount", "cover")]
        rows.append((Statement(capital(activity), "input"), *cells))
    for row in known["rows"]:
        if grounds.holds(row) and not (grounds.intake.activities and row.get("activity")):
            first = _cell(row["name"], grounds)
            first = replace(first, proposal=bool(row.get("activity")))
            rows.append((first, *(_cell(row.get(n, ""), grounds) for n in ("hours", "amount", "cover"))))
    heads = tuple(known["columns"])
    return [Table(options["caption"], heads, tuple(rows))]


def _cell(content: str | Mapping[str, Any] | Statement, grounds: Grounds) -> Statement:
    """A table's cell is one statement: of several sentences, with what all of them rest on."""
    if isinstance(content, Statement):
        return content
    said = cell(content, grounds) if content else []
    if len(said) <= 1:
        return said[0] if said else Statement("")
    return joined(said)


def joined(said: Sequence[Statement]) -> Statement:
    """Several statements as one; an open point in one of them is an open point of the whole."""
    order = ("gap", "unchecked", "source", "figure", "input", "block")
    first = min(said, key=lambda s: order.index(s.origin))
    return replace(
        first,
        text=" ".join(s.text for s in said),
        citations=tuple(c for s in said for c in s.citations),
        figures=tuple(f for s in said for f in s.figures),
    )

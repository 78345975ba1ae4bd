"""Parts from the outlines' knowledge: results elsewhere, money, and tables of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.planning.filling import Ask, asked, filled
from assistant.planning.grounds import Grounds, begins
from assistant.planning.outline import Options
from assistant.planning.parts.facts import fact_citations
from assistant.planning.parts.partners import with_named
from assistant.planning.parts.texts import cell, paragraph
from assistant.planning.plan import Block, Bullets, Statement, Table

MOST_METHODS = 4
# So many methods that fit the chosen groups are enough without any other.
ENOUGH = 2
# What stands in a cell that is left open: "… uur per week", "€ …".
OPEN = "…"
# The file of knowledge to which the user adds rows.
PARTNERS = "partners"


def methods(options: Options, grounds: Grounds) -> list[Block]:
    """Results that methods had elsewhere, each with its limit: those for the chosen groups.

    Others come after them where fewer than two fit, or where no group was chosen;
    with `asked_for` not those for one group that neither a choice nor an activity asks for.
    """
    most = options.get("most", MOST_METHODS)
    chosen = set(grounds.chosen_groups)
    every = grounds.knowledge("methods")["methods"]
    if options.get("asked_for"):
        every = [m for m in every if len(m["groups"]) != 1 or asked_for(m["groups"][0], grounds)]
    cited = [(m, fact_citations(m.get("facts", ()), grounds)) for m in every]
    told = [(m, citations) for m, citations in cited if citations and grounds.new(m["result"])]
    fitting = [each for each in told if chosen & set(each[0].get("groups", ()))]
    others = [each for each in told if each not in fitting]
    items: list[tuple[Statement, ...]] = []
    for method, citations in (fitting if len(fitting) >= ENOUGH else [*fitting, *others])[:most]:
        grounds.once(method["result"])
        limits = filled(method["limit"], grounds.values)
        # The first fact says what came out of it, the others what that is worth.
        behind = citations[1:] or citations
        items.append(
            (
                Statement(f"{_named(method, grounds)}: {method['result']}", "source", citations[:1]),
                *(Statement(s.text, "source", behind) for s in limits),
            )
        )
    return [Bullets(tuple(items))] if items else []


def asked_for(group: str, grounds: Grounds) -> bool:
    """Whether the user chose a group, or named an activity for it."""
    words = [*grounds.groups[group]["words"], *grounds.groups[group].get("activity_words", ())]
    named = any(begins(activity, word) for activity in grounds.intake.activities for word in words)
    return group in grounds.chosen_groups or named


def _named(method: Mapping[str, Any], grounds: Grounds) -> str:
    """The method's name, with whom it is for where that is one group and the plan is for more.

    A name may tell that itself (`tells_group`).
    """
    groups = method.get("groups", ())
    if len(groups) != 1 or grounds.chosen_groups == tuple(groups) or method.get("tells_group"):
        return str(method["name"])
    return grounds.phrase("method_for", name=method["name"], group=grounds.groups[groups[0]]["name"])


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
        cells = [_cell(stream[name], grounds) for name in ("name", "pays", "decides")]
        rows.append((*cells, Statement(stands, "source" if cited else "block", cited)))
    columns = tuple(grounds.phrase(f"stream_{c}") for c in ("name", "pays", "decides", "status"))
    return [Table(options["caption"], columns, tuple(rows))] if rows else []


def table(options: Options, grounds: Grounds) -> list[Block]:
    """The rows of a file of knowledge that fit, in the columns asked for ("field=Head").

    In the table of partners those that the user named come first. Where cells
    are left open, one open point asks for all of them.
    """
    columns = [tuple(c.split("=", 1)) for c in options["columns"]]
    known = _fitting(grounds.knowledge(options["from"])["rows"], grounds)
    if options["from"] == PARTNERS:
        named = with_named(grounds.intake.partners, [row for row, _ in known])
        known = [(row, grounds) for row in named]
    rows = [tuple(_cell(row.get(name, ""), each) for name, _ in columns) for row, each in known]
    return _with_open_point(options, tuple(head for _, head in columns), rows, grounds)


def costs(options: Options, grounds: Grounds) -> list[Block]:
    """What it costs: a line for each activity of the user's, else the usual ones as a proposal."""
    known = grounds.knowledge("costs")
    rows: list[tuple[Statement, ...]] = []
    for row, each in _fitting(known["rows"], grounds):
        name, *others = (_cell(row.get(field, ""), each) for field in ("name", "hours", "amount", "cover"))
        rows.append((replace(name, proposal=bool(row.get("activity"))), *others))
    return _with_open_point(options, tuple(known["columns"]), rows, grounds)


def _fitting(rows: Sequence[Mapping[str, Any]], grounds: Grounds) -> list[tuple[Mapping[str, Any], Grounds]]:
    """The rows that fit, each with what fills its gaps; one with `each` comes back for every activity."""
    found: list[tuple[Mapping[str, Any], Grounds]] = []
    for row in rows:
        if not grounds.holds(row):
            continue
        if "each" not in row:
            found.append((row, grounds))
            continue
        for one in vars(grounds.intake)[row["each"]]:
            only: dict[str, Any] = {row["each"]: (one,)}
            narrowed = replace(grounds.intake, **only)
            found.append((row, replace(grounds, intake=narrowed, sections=[])))
    return found


def _with_open_point(
    options: Options, heads: tuple[str, ...], rows: Sequence[tuple[Statement, ...]], grounds: Grounds
) -> list[Block]:
    """The table, and beneath it the open point that asks for its open cells (`what`, `knows`)."""
    if not rows:
        return []
    shown = Table(options["caption"], heads, tuple(rows))
    if not any(OPEN in cell.text for row in rows for cell in row if cell.origin == "block"):
        return [shown]
    what = options.get("what") or grounds.phrase("ask_table")
    what = grounds.phrase("of_table", what=what, caption=options["caption"])
    knows = options.get("knows") or grounds.phrase("ask_table_knows")
    return [shown, *paragraph([asked(Ask(what, knows))])]


def _cell(content: str | Mapping[str, Any] | Sequence[Any] | Statement, grounds: Grounds) -> Statement:
    """A table's cell is one statement: of several sentences, with what all of them rest on.

    Of a list the first content that fits counts.
    """
    if isinstance(content, Statement):
        return content
    if not isinstance(content, str | Mapping):
        fitting = (each for each in content if isinstance(each, str) or grounds.holds(each))
        return _cell(next(fitting, ""), grounds)
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

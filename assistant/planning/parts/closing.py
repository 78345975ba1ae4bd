"""Parts that look back on the draft: its open points, and how it serves the attention points."""

from __future__ import annotations

from assistant.planning.coverage import covered
from assistant.planning.filling import capital, marks
from assistant.planning.grounds import Grounds
from assistant.planning.outline import Options
from assistant.planning.plan import Block, Statement, Table


def open_points(options: Options, grounds: Grounds) -> list[Block]:
    """Every open point of the sections before, with who would know and where it stands."""
    rows: dict[tuple[str, str], list[str]] = {}
    for section in grounds.sections:
        for statement in section.statements():
            for ask in marks(statement.text):
                where = rows.setdefault((ask.what, ask.knows), [])
                if section.title not in where:
                    where.append(section.title)
    if not rows:
        return []
    heads = tuple(grounds.phrase(f"open_{c}") for c in ("what", "knows", "where"))
    cells = [
        (Statement(capital(what)), Statement(knows), Statement("; ".join(where)))
        for (what, knows), where in rows.items()
    ]
    return [Table(options["caption"], heads, tuple(cells))]


def checklist(options: Options, grounds: Grounds) -> list[Block]:
    """The attention points with where the draft serves them."""
    rows = [
        (
            Statement(point.question),
            Statement(grounds.phrase(f"covered_{point.state}")),
            Statement("; ".join(point.sections) or "–"),
        )
        for point in covered(grounds.sections, grounds.outline, grounds.knowledge("attention")["points"])
    ]
    heads = tuple(grounds.phrase(f"check_{c}") for c in ("point", "state", "where"))
    return [Table(options["caption"], heads, tuple(rows))]

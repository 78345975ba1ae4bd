"""A plan as JSON: the same from the terminal and from the page's API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assistant.planning.checking import Finding
from assistant.planning.filling import marks
from assistant.planning.plan import (
    Block,
    Bullets,
    Chart,
    Paragraph,
    Plan,
    Section,
    Statement,
    Subheading,
    Table,
)
from assistant.planning.planner import Planner
from assistant.records import Citation, Figure


def plan_json(plan: Plan, planner: Planner, findings: Sequence[Finding] = ()) -> dict[str, Any]:
    """The plan with its sources numbered in order of use, its open points, its coverage and its findings."""
    citations: list[Citation] = []
    figures: list[Figure] = []
    return {
        "id": plan.id,
        "kind": plan.kind,
        "title": plan.title,
        "municipalities": list(plan.intake.municipalities),
        "sections": [_section(s, citations, figures) for s in plan.shown],
        "citations": [
            {
                "n": n, "document": c.document, "file": c.file, "page": c.page, "page_label": c.page_label,
                "quote": c.quote, "municipality": c.municipality, "address": c.address,
            }
            for n, c in enumerate(citations, 1)
        ],
        "figures": [{"n": n, **asdict(f)} for n, f in enumerate(figures, 1)],
        "open_points": [
            {"section": section.title, "what": ask.what, "knows": ask.knows}
            for section, statement in plan.open_points()
            for ask in marks(statement.text)
        ],
        "coverage": [asdict(c) for c in planner.coverage(plan)],
        "findings": [asdict(f) for f in findings],
    }  # fmt: skip


def _section(section: Section, citations: list[Citation], figures: list[Figure]) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "status": section.status,
        "blocks": [_block(b, citations, figures) for b in section.blocks],
    }


def _block(block: Block, citations: list[Citation], figures: list[Figure]) -> dict[str, Any]:
    def each(statement: Statement) -> dict[str, Any]:
        return {
            "text": statement.text,
            "origin": statement.origin,
            "citations": [_number(c, citations) for c in statement.citations],
            "figures": [_number(f, figures) for f in statement.figures],
            "proposal": statement.proposal,
        }

    match block:
        case Paragraph():
            return {"type": "paragraph", "statements": [each(s) for s in block.statements]}
        case Bullets():
            items = [[each(s) for s in item] for item in block.items]
            return {"type": "list", "numbered": block.numbered, "items": items}
        case Table():
            rows = [[each(s) for s in row] for row in block.rows]
            return {"type": "table", "caption": block.caption, "columns": list(block.columns), "rows": rows}
        case Chart():
            used = [_number(f, figures) for f in block.figures]
            return {"type": "chart", "caption": block.caption, "alt": block.alt, "figures": used}
        case Subheading():
            return {"type": "heading", "text": block.text}


def _number(item: Any, listed: list[Any]) -> int:
    if item not in listed:
        listed.append(item)
    return listed.index(item) + 1

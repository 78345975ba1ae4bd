"""A plan as a file, with its charts drawn from the figures as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.figures import chart, charting
from assistant.figures.store import FigureStore
from assistant.planning.export import SUFFIXES, as_markdown, compose, export
from assistant.planning.export.composing import Draw
from assistant.planning.plan import Chart, Plan

__all__ = ["SUFFIXES", "markdown_of", "write"]


def write(plan: Plan, path: Path, figures: FigureStore) -> Path:
    """Write a plan as its suffix says; raises `UnknownExport`, `UnwritableExport` and `StorageFull`."""
    return export(plan, path, _places(plan, figures), _draw(figures))


def markdown_of(plan: Plan, figures: FigureStore) -> str:
    """A plan as Markdown, with its sources as notes."""
    return as_markdown(compose(plan, _places(plan, figures), None, "nl"))


def _places(plan: Plan, figures: FigureStore) -> Sequence[str]:
    return [figures.municipalities.get(code).name for code in plan.intake.municipalities]


def _draw(figures: FigureStore) -> Draw:
    def draw(block: Chart) -> bytes | None:
        indicator = figures.table.dictionary.get(block.indicator)
        drawing = charting.drawing_of(block.code, indicator, figures) if indicator else None
        return chart.png(drawing, ("bars",)) if drawing else None

    return draw

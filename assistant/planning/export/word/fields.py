"""Fields: what Word works out itself, such as a page's number, with an answer filled in beforehand."""

from __future__ import annotations

from typing import Any

from assistant.planning.export.word.xml import element, run


def field(instruction: str, cached: str) -> list[Any]:
    """The runs of a field that shows `cached` until Word updates it."""
    return [*opened(instruction), run(element("w:t", text=cached)), closed()]


def opened(instruction: str) -> list[Any]:
    """The runs before what a field shows."""
    return [
        run(element("w:fldChar", fldCharType="begin")),
        run(element("w:instrText", text=f" {instruction} ")),
        run(element("w:fldChar", fldCharType="separate")),
    ]


def closed() -> Any:
    """The run behind what a field shows."""
    return run(element("w:fldChar", fldCharType="end"))

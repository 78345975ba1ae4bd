"""Passages and documents as the index gives them, made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.records import NATIONAL, Entry, Passage

_ENTRY = Entry(
    id="d1", shelf=NATIONAL, title="Een stuk", file="stuk.md", format="md", sha256="0", version=1,
    municipality=None, language="nl", kind=None, publisher=None, date=None, address=None, licence=None,
    topics=(), page_count=1, paged=False, passage_count=1, origin="user", added="2026",
)  # fmt: skip


def entry(id: str = "d1", **said: Any) -> Entry:
    """A national document without a year, with what is said of it."""
    return replace(_ENTRY, id=id, **said)


def passage(
    text: str,
    id: str = "p1",
    document: Entry = _ENTRY,
    headings: Sequence[str] = (),
    start: int = 0,
) -> Passage:
    """A passage on a document's first page."""
    return Passage(id, document, None, None, 0, start, start + len(text), 0, tuple(headings), text)

"""Which years a document is about, and how that fits a year asked for."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.records import Entry


def year_of(document: Entry) -> int:
    """The first year a document is about, else that of its title or its date; 0 when there is none."""
    if document.year:
        return document.year
    for text in (document.title, document.date or ""):
        if match := re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text):
            return int(match[0])
    return 0


def about(document: Entry, asked: Collection[str]) -> int:
    """How well a document is about a year asked for: 2 for that year alone, 1 for a range with it, else 0."""
    if document.year is None:
        return 0
    until = document.until or document.year
    covered = any(document.year <= int(year) <= until for year in asked)
    return 0 if not covered else 2 if until == document.year else 1

"""Which budget headings a document names: one list, for every table and sentence of it.

A municipality that reads two lists in one plan asks which of them holds.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.answering.departments import Table

# More headings than this no reader weighs.
MOST = 6
# The library's own heading; texts name it apart from the others.
LIBRARY = "5.6"
_CODE = re.compile(r"\(taakveld (\d+\.\d+)\)")


def of_interest(found: Table, paying: Collection[str], most: int = MOST) -> list[int]:
    """The places of the rows to show: those whose codes are `paying` for the chosen groups come first."""
    every = list(range(len(found.sentences)))
    first = [n for n in every if _code(found, n) in paying]
    return [*first, *(n for n in every if n not in first)][:most]


def other_codes(found: Table, paying: Collection[str], most: int = MOST) -> list[str]:
    """The codes of these rows in order, without the library's own."""
    return sorted({_code(found, n) for n in of_interest(found, paying, most)} - {LIBRARY, ""})


def _code(found: Table, number: int) -> str:
    match = _CODE.search(found.sentences[number].cells[0])
    return match[1] if match else ""

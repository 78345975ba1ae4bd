"""The table of partners begins with those that the user named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.planning.filling import capital
from assistant.planning.plan import Statement
from assistant.wording import say

Row = Mapping[str, Any]
# Fields of a row and what stands there for a partner of whom nothing is known.
FIELDS = ("bijdrage", "beslist", "vraag")
# Words of a partner's name that say nothing of what kind it is.
_PLAIN = frozenset("van voor het een andere organisatie stichting vereniging gemeente team".split())
_TOGETHER = re.compile(r",|\ben\b")
_ALIKE = 5


def with_named(partners: Sequence[str], rows: Sequence[Row]) -> list[Row]:
    """Rows for the partners that the user named, then the others.

    A partner of a kind that a row is about gets what that row says, and takes
    its place where the row is about no other kind.
    """
    named: list[Row] = []
    left = list(rows)
    for partner in partners:
        like = next((row for row in rows if _alike(partner, str(row["partner"]))), {})
        bare = re.sub(r"^(?:de|het|een)\s+", "", partner, flags=re.I)
        told = {field: like.get(field) or say(f"plan.draft.partner_{field}", "nl") for field in FIELDS}
        named.append({"partner": Statement(capital(bare), "input"), **told})
        if like in left and not _TOGETHER.search(str(like["partner"])):
            left.remove(like)
    return [*named, *left]


def _alike(partner: str, kind: str) -> bool:
    """Whether a name says that a partner is of a kind: "ROC Mondriaan" is a "roc of andere taalaanbieder"."""
    named, wanted = _words(partner), _words(kind.split(" van ")[0])
    if kind.lower() == partner.lower():
        return True
    return any(
        one == other
        or (min(len(one), len(other)) >= _ALIKE and (one.startswith(other) or other.startswith(one)))
        for one in named
        for other in wanted
    )


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"\w{3,}", name.lower())} - _PLAIN

"""What a party wants is told by its own texts or one that names it; another party's words don't tell it."""

from __future__ import annotations

import re

from assistant.records import Passage

_PARTIES = (
    "VVD", "CDA", "D66", "PvdA", "GroenLinks", "SP", "PVV", "ChristenUnie", "SGP", "BBB", "NSC", "Volt",
    "JA21", "DENK", "50PLUS", "Partij voor de Dieren",
)  # fmt: skip
_NAMED = re.compile(rf"(?<![\w-])(?:{'|'.join(_PARTIES)})(?!\w)")


def of_party(question: str, passage: Passage) -> bool:
    """Whether a passage, its headings or its document name a party that the question names."""
    asked = set(_NAMED.findall(question))
    if not asked:
        return True
    document = passage.document
    around = " ".join(
        [passage.text, *passage.headings, document.title, document.publisher or "", document.file]
    )
    return any(re.search(rf"(?<![a-z0-9]){party}(?![a-z0-9])", around, re.IGNORECASE) for party in asked)

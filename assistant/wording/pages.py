"""Page numbers as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.wording import say


def page_ranges(pages: Iterable[int], language: str, most: int = 12) -> str:
    """Page numbers in words: "bladzijde 3, 5-9 en 12"; after `most` ranges the count of the rest."""
    numbers = sorted(set(pages))
    parts: list[str] = []
    told = 0
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        if len(parts) == most:
            break
        members = [number for _, number in run]
        told += len(members)
        parts.append(str(members[0]) if len(members) == 1 else f"{members[0]}-{members[-1]}")
    key = "legibility.page" if len(numbers) == 1 else "legibility.pages"
    rest = len(numbers) - told
    listed = (
        say("legibility.more", language, pages=", ".join(parts), count=rest)
        if rest
        else _and(parts, language)
    )
    return say(key, language, pages=listed)


def _and(parts: Sequence[str], language: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return say("legibility.and", language, first=", ".join(parts[:-1]), last=parts[-1])

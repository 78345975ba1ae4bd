"""How far reading is, told page by page to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Tell = Callable[[int, int], None]
Item = TypeVar("Item")


def told(items: Sequence[Item], tell: Tell | None) -> Iterator[Item]:
    """The items one by one; `tell` hears how many are done, of how many."""
    for done, item in enumerate(items):
        if tell:
            tell(done, len(items))
        yield item
    if tell:
        tell(len(items), len(items))

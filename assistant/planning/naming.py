"""How a piece of a document must name a subject before a plan takes it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Naming:
    """How a sentence or row names the subject: by beginnings of words, and with an amount for `amounts`.

    A sentence holds one of `also` too, where there are any.
    """

    names: tuple[str, ...]
    amounts: bool = False
    also: tuple[str, ...] = ()

    @property
    def pattern_of_names(self) -> re.Pattern[str] | None:
        """One of the names; None where there are none."""
        return re.compile(self._named, re.I | re.S) if self.names else None

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What a sentence must hold; None where anything will do."""
        if not self.names:
            return None
        besides = ["€"] if self.amounts else []
        besides += [_one_of(self.also)] if self.also else []
        ahead = "".join(rf"(?=.*{each})" for each in besides)
        return re.compile(rf"^{ahead}.*?{self._named}" if besides else self._named, re.I | re.S)

    @property
    def _named(self) -> str:
        return _one_of(self.names)


def _one_of(beginnings: tuple[str, ...]) -> str:
    return r"\b(?:" + "|".join(map(re.escape, beginnings)) + ")"

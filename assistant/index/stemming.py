"""Word stems by PyStemmer, which is loaded when the first word comes."""

from __future__ import annotations

from functools import cache
from typing import Protocol, cast


class Stemmer(Protocol):
    """What PyStemmer offers; it has no types of its own."""

    def stemWord(self, word: str) -> str: ...


@cache
def stemmer(algorithm: str) -> Stemmer:
    """Snowball's algorithm with that name, such as "dutch_porter"; an unknown one raises `KeyError`."""
    import Stemmer as snowball

    return cast(Stemmer, snowball.Stemmer(algorithm))

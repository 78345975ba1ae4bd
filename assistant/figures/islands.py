"""One lives "op Ameland" and "in Almere": the municipalities that a Dutch sentence puts "op" before."""

from __future__ import annotations

import re

# Urk has been no island since 1942, but its people still live on it.
ISLANDS = (
    "Ameland", "Goeree-Overflakkee", "Noord-Beveland", "Schiermonnikoog", "Schouwen-Duiveland",
    "Terschelling", "Texel", "Tholen", "Urk", "Vlieland",
)  # fmt: skip
_IN = re.compile(rf"\b([Ii])n (?=(?:{'|'.join(ISLANDS)})\b)")


def at_place(text: str) -> str:
    """A Dutch text with "op" instead of "in" before a municipality that is, or was, an island."""
    return _IN.sub(lambda m: "Op " if m[1] == "I" else "op ", text)

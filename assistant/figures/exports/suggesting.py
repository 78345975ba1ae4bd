"""Which known indicator a topic may be.

Only a full match is one: a wrong suggestion is confirmed before it is read.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.figures.exports import units
from assistant.figures.indicators import Dictionary, Indicator

# Words that change nothing about what is counted.
_EMPTY = frozenset(
    """aantal percentage procent pct totaal totale de het een van in op en met voor per gemeente gemeenten
    nederland aandeel the of number share percentage total percent rate is zijn wsjg cbs""".split()
)


def suggestion(topic: str, unit: str, dictionary: Dictionary) -> str | None:
    """The key of the one indicator that has this name or word and a unit that fits, else None."""
    wanted = words(topic)
    if not wanted:
        return None
    found = {
        indicator.key
        for indicator in dictionary
        if units.fits(unit, indicator.unit) and wanted in _names(indicator)
    }
    return found.pop() if len(found) == 1 else None


def _names(indicator: Indicator) -> set[frozenset[str]]:
    said = [indicator.name.nl, indicator.name.en, indicator.key]
    for listed in indicator.words.values():
        said += listed
    return {found for text in said if (found := words(text))}


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """The words of a name that tell what is counted; "AantalInwoners_5" and "Inwoners (aantal)" are alike."""
    spaced = re.sub(r"_\d+$|\bper\s+1[. ]?000(?:\s+\w+)?$", "", text.strip())
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z0-9])|(?<=\d)(?=[A-Z])", " ", spaced)
    plain = unicodedata.normalize("NFKD", spaced.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return frozenset(re.findall(r"[a-z0-9]+", plain)) - _EMPTY

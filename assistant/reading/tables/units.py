"""What a table says its amounts are in: "x € 1.000", "(bedragen in euro's)", "in mln."."""

from __future__ import annotations

import re

UNIT = re.compile(
    r"""\(?\s*(?:alle\s+)?(?:bedragen\s+)?(?:zijn\s+)?
        (?: (?:[x×*]|maal)\s*(?:€|eur(?:o)?\b)?\s*1[.,\s]?000(?:[.,]000)?(?:\s*,-)?(?:\s*euro(?:['’]s)?)?
          | €\s*[x×*]?\s*1[.,]000(?:[.,]000)?(?:\s*,-)?(?![\d.,])
          | in\s+(?:hele\s+)?(?:€|eur(?:o(?:['’]s)?)?\b)(?:\s*[x×*]?\s*1[.,]?000)?
          | in\s+(?:duizenden|miljoenen|duizendtallen)(?:\s+(?:euro(?:['’]s)?|€))?
          | in\s+(?:mln|miljoen|mld|miljard)\.?(?:\s+(?:euro(?:['’]s)?|€))?
          | x\s+(?:€\s*)?(?:mln|miljoen)\.?
        )\s*\)?""",
    re.I | re.X,
)


def unit_of(text: str) -> str:
    """The unit a text states, as printed: "x € 1.000", "(bedragen in euro's)"; "" when it states none."""
    match = UNIT.search(text)
    if not match:
        return ""
    found = match.group().strip()
    if found.count("(") != found.count(")"):
        found = found.strip("() ")
    return found


def only_unit(text: str) -> bool:
    """Whether a text says no more than a unit: "(bedragen x € 1.000)"; "Bedrag in €" says what it is, too."""
    match = UNIT.search(text)
    rest = text.replace(match.group(), "") if match else text
    return match is not None and not re.search(r"[^\W\d_]{2,}", rest) and len(text) < 60

"""Numbers in a text, so that none is shown that stands in no source."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)")


def numbers(text: str) -> set[str]:
    """The numbers of a text, comparable: thousands marks gone, decimals after a point."""
    return {_comparable(match) for match in _NUMBER.findall(text)}


def years(text: str) -> set[str]:
    """The years between 1900 and 2099 that a text names."""
    return set(_YEAR.findall(text))


def _comparable(number: str) -> str:
    """ "1.849.303" → "1849303", "12,4" → "12.4", "1,849,303" → "1849303", "5.6" stays "5.6"."""
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", number):
        return re.sub(r"[.,]", "", number)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+", number):
        return number.replace(".", "").replace(",", ".")
    return number.replace(",", ".")

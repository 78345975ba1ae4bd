"""Numbers in a text, so that none is shown that stands in no source."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DUTCH = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,(?:\d{1,2}|\d{4,}))(?![\d]|[.,]\d)")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)")


def numbers(text: str) -> set[str]:
    """The numbers of a text, comparable: thousands marks gone, decimals after a point."""
    return {_comparable(match) for match in _NUMBER.findall(text)}


def years(text: str) -> set[str]:
    """The years between 1900 and 2099 that a text names."""
    return set(_YEAR.findall(text))


def written(printed: str, language: str) -> str:
    """A printed Dutch amount as the language writes it: in English "859.042" is "859,042", "12,5" is "12.5".

    "1,234" is left as it is: whether its comma marks thousands can't be told.
    """
    if language != "en":
        return printed
    return _DUTCH.sub(lambda m: m[0].translate(str.maketrans(",.", ".,")), printed)


def _comparable(number: str) -> str:
    """ "1.849.303" and "1,849,303" → "1849303", "1,849.5" → "1849.5", "12,4" → "12.4", "5.6" stays "5.6"."""
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", number):
        return re.sub(r"[.,]", "", number)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+", number):
        return number.replace(".", "").replace(",", ".")
    if re.fullmatch(r"\d{1,3}(,\d{3})+\.\d+", number):
        return number.replace(",", "")
    return number.replace(",", ".")

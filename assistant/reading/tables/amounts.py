"""What is a number in a table: amounts, counts and percentages, and no dates, codes or ranges."""

from __future__ import annotations

import re

_AFFIX = re.compile(
    r"\(\s?(?:19|20)\d\d\s?\)|\((?:plus|min|was) [\d.,]+%?\)"
    r"|(?<=\d)\s?(?:kg|km|ha|m[23²³]|fte|uur|ton|mln\.?|mld\.?|miljoen|ct)$|[€$%()+–−*¹²³-]"
)
_DIGITS = re.compile(r"\d[\d.,]*")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?")
_JOINED = re.compile(r"\d\s?[-–/]\s?\d|[-–]{2}\d")
FILLERS = frozenset("- – — -- n.v.t. n.v.t nvt pm p.m. p.m n.b. n.b nihil €- €–".split())
NUMBER = re.compile(r"[(\[]?[-–−+]?€?[-–−+]?\d[\d.,]*%?[)\]]?[-–]?")


def is_numeric(text: str) -> bool:
    """Whether a text is one number as a table prints it: "-859.042", "(859)", "€ 12,50", "44,2 % (2022)"."""
    if len(text) > 30 or _JOINED.search(text) or text.count("(") != text.count(")"):
        return False
    digits = _AFFIX.sub("", text).strip()
    return _DIGITS.fullmatch(digits) is not None or _SPACED.fullmatch(digits) is not None


def numberlike(text: str) -> bool:
    return is_numeric(text) or text.casefold() in FILLERS

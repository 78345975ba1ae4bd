"""Numbers as Dutch and English files write them, and the marks for a number that isn't there.

"1.234" is a thousand or a little over one, and no cell says which. The column
does: one "12,5" in it settles them all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

# The sign before the decimals.
Notation = Literal[",", "."]
# "" where nothing settles it, "mixed" where a column is written in two ways.
Settled = Literal[",", ".", "", "mixed"]

_MARKS = frozenset(
    """- – — − x nvt n.v.t. n.v.t nv n/a na nan null none ? . .. ... * ** nb n.b. n.b onbekend geheim leeg
    #n/a #n/b #nb #value! #waarde! #div/0! #deel/0! #ref! #verw! #null! #getal! #num! geen""".split()
)
# Swing's: empty, hidden, not applicable, no answer; and those of the boundary maps.
_MISSING = frozenset({-99995, -99996, -99997, -99998, -99999, -99999995, -99999997, -99999998, -99999999})
_CODED = re.compile(r"[-−]99[.,]?99[5-9](?:[.,]0+)?|[-−]9{7}[5-9](?:[.,]0+)?")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)*|[.,]\d+)")
_SMALL = re.compile(r"[<≤>]\s*\d+")
_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))")


@lru_cache(maxsize=65_536)
def is_missing(text: str) -> bool:
    """Whether a cell says that there is no figure: blank, "x", "nvt", "< 5", "-99997"."""
    bare = text.strip()
    if not bare or bare.lower() in _MARKS or _SMALL.fullmatch(bare):
        return True
    return _CODED.fullmatch(bare) is not None


def is_number(text: str) -> bool:
    """Whether a cell is a number in some notation; a missing mark is none."""
    return not is_missing(text) and _NUMBER.fullmatch(_bare(text)) is not None


def stands_for_none(value: float) -> bool:
    """Whether a number is one of the marks for a missing one (-99996 and its like)."""
    return value in _MISSING


def settle(texts: Iterable[str]) -> Settled:
    """The notation of a column, from all its cells that are numbers."""
    open_signs: set[str] = set()
    short = long = False
    proofs: set[Settled] = set()
    for text in texts:
        if not is_number(text):
            continue
        bare = _bare(text).lstrip("+-")
        proof = _proof(bare)
        if proof:
            proofs.add(proof)
        elif sign := next((s for s in ".," if s in bare), ""):
            open_signs.add(sign)
        else:
            short |= bare != "0" and len(bare) <= 3
            long |= len(bare) > 3
    if len(proofs) > 1 or "mixed" in proofs:
        return "mixed"
    if proofs:
        return proofs.pop()
    if len(open_signs) > 1:
        return "mixed"
    if not open_signs:
        return ","
    if short and not long:
        # "987" beside "1.234": decimals would have been printed for both.
        return "," if "." in open_signs else "."
    return ""


def value(text: str, notation: Notation) -> float | None:
    """The number of a cell, None for a missing mark; raises `ValueError` for what is no number."""
    if is_missing(text):
        return None
    bare = _bare(text)
    thousands = "." if notation == "," else ","
    whole, _, decimals = bare.partition(notation)
    if not _NUMBER.fullmatch(bare) or (thousands in whole and not _grouped(whole.lstrip("+-"), thousands)):
        raise ValueError(text)
    number = float(whole.replace(thousands, "") + ("." + decimals if decimals else ""))
    if not math.isfinite(number):
        raise ValueError(text)
    return None if stands_for_none(number) else number


def is_percentage(text: str) -> bool:
    """Whether a cell carries its own per cent sign."""
    return text.strip().endswith("%")


@lru_cache(maxsize=65_536)
def _bare(text: str) -> str:
    bare = text.strip().replace("−", "-").replace("\u2013", "-")
    bare = re.sub(r"^(?:€|eur(?:o)?\b)\s*", "", bare, flags=re.IGNORECASE)
    bare = re.sub(r"\s*(?:%|\*+|€)$", "", bare)
    return _SPACES.sub("", bare)


def _proof(bare: str) -> Settled:
    """What one number proves: its decimal sign, "" for nothing, "mixed" for nonsense."""
    dots, commas = bare.count("."), bare.count(",")
    if dots and commas:
        decimal: Notation = "," if bare.rfind(",") > bare.rfind(".") else "."
        whole = bare[: bare.rfind(decimal)]
        return (
            decimal if decimal not in whole and _grouped(whole, "." if decimal == "," else ",") else "mixed"
        )
    if dots > 1 or commas > 1:
        sign = "." if dots else ","
        return ("," if dots else ".") if _grouped(bare, sign) else "mixed"
    if not dots and not commas:
        return ""
    sign = "." if dots else ","
    before, _, after = bare.partition(sign)
    if len(after) == 3 and 0 < len(before) <= 3 and not before.startswith("0"):
        return ""
    return "." if dots else ","


def _grouped(whole: str, sign: str) -> bool:
    first, *rest = whole.split(sign)
    return 0 < len(first) <= 3 and all(len(group) == 3 for group in rest)

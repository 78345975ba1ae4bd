"""What tells a table row from a line of prose, once the page is only text.

Rows matter because a figure is worth nothing without the label on its line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"^[-–+(]{0,2}€?-?\d(?:[\d.,]*\d)?%?\)?\*{0,3}$")
_FILLER = re.compile(r"^(?:€|%|[-–]{1,2}|n\.?v\.?t\.?|pm|p\.m\.|[VNISLB]|\(?[vn]\)?)\*{0,3}$")
_PERIOD = re.compile(r"\b((?:19|20)\d\d)\s+(?:[-–]|t/m)\s+((?:19|20)?\d\d)$")
_AMOUNT = re.compile(r"^[-–]?€?-?(?:\d{1,3}(?:\.\d{3})+|\d+,\d+)%?$")


def is_row(line: str) -> bool:
    """Whether a line is a table row: cells parted by bars, or two or more numbers at its end."""
    if " | " in line:
        return True
    # "de periode 2021 - 2024" ends prose, not a row.
    tokens = _PERIOD.sub(r"\1-\2", line).split()
    numbers = dashes = 0
    for token in reversed(tokens):
        if _NUMBER.match(token):
            numbers += 1
        elif token in ("-", "–"):
            dashes += 1
        elif not _FILLER.match(token):
            break
    return numbers >= 2 or (numbers == 1 and dashes >= 1 and _after_label(tokens, dashes + numbers))


def _after_label(tokens: Sequence[str], tail: int) -> bool:
    """One number and a dash are a row behind a short label: "Tractie 125.000 -"."""
    return tail < len(tokens) <= 12 and (tail >= 3 or tokens[-1] in "-–" or tokens[-2] in "-–")


def amount_rows(lines: Sequence[str]) -> list[bool]:
    """For each line whether it is a row with one amount, which its neighbours have to confirm.

    "Totale kosten 2.876.000" is a row under "Overhead 368.000" and the end of a sentence elsewhere.
    """
    single = [ends_in_amount(line) for line in lines]
    return [
        own and any(single[j] or is_row(lines[j]) for j in (i - 1, i + 1) if 0 <= j < len(lines) and lines[j])
        for i, own in enumerate(single)
    ]


def ends_in_amount(line: str) -> bool:
    """Whether a short line is a label and one amount, such as "Overhead 322.000" or "Dekking 98,0%"."""
    tokens = line.split()
    labelled = len(tokens) >= 2 and len(line) < 90 and tokens[0][0].isalnum()
    return labelled and bool(_AMOUNT.match(tokens[-1])) and any(c.isalpha() for c in "".join(tokens[:-1]))

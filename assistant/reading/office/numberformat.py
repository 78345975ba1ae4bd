"""Numbers as a Dutch reader sees them in a spreadsheet.

A cell stores 0.0825 and a format, and the sheet shows 8,25 %. What is cited
has to be what the reader finds there, so the formats of spreadsheets
(ECMA-376, part 1, 18.8.31) are followed here with Dutch marks. A
format that can't be followed gives the plain number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|Standaard)|(?P<exponent>E[+-]0+)|(?P<digit>[0#?])|(?P<other>.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"^(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)$")
_LARGEST = Decimal(10) ** 15


@dataclass(frozen=True)
class _Token:
    """A piece of a format: kind "literal", "digit", "mark" (. and ,), "exponent" or "general"."""

    kind: str
    text: str


def show_number(value: float, code: str = "General") -> str:
    """A number as a cell with this format shows it: 859042 in "#,##0" is "859.042"."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    section, size = _section(code, number)
    if section is None or any(token.kind == "general" for token in section):
        around = [token.text if token.kind == "literal" else plain(abs(size)) for token in section or ()]
        return _tidy(("-" if size < 0 else "") + ("".join(around) if section else plain(abs(size))))
    shown = _filled(section, size) if abs(size) < _LARGEST else None
    return plain(number) if shown is None else _tidy(shown)


def plain(number: Decimal | float) -> str:
    """A number without a format, in at most ten digits: 0.30000000000000004 is 0,3."""
    exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    if exact == exact.to_integral_value() and abs(exact) < _LARGEST:
        return str(int(exact))
    rounded = Decimal(f"{exact:.10g}")
    if abs(rounded) >= _LARGEST or (rounded and abs(rounded) < Decimal("1e-9")):
        return f"{rounded:.5E}".replace(".", ",")
    text = f"{rounded:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[str | None, tuple[_Token, ...]], ...]:
    """A format's sections, each with its condition."""
    sections: list[tuple[str | None, tuple[_Token, ...]]] = []
    condition: str | None = None
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup, match.group(match.lastgroup or 0)
        if kind == "other" and text == ";":
            sections.append((condition, tuple(tokens)))
            condition, tokens = None, []
        elif kind == "bracket":
            if _CONDITION.match(text):
                condition = text
            elif text.startswith("$"):
                tokens.append(_Token("literal", text[1:].split("-")[0]))
        elif kind in ("space", "fill"):
            tokens.append(_Token("literal", " "))
        elif kind in ("digit", "exponent", "general"):
            tokens.append(_Token(kind, text))
        else:
            tokens.append(_Token("mark" if kind == "other" and text in ".,%/@" else "literal", text))
    return (*sections, (condition, tuple(tokens)))


def _section(code: str, number: Decimal) -> tuple[tuple[_Token, ...] | None, Decimal]:
    """The section of a format for a number, and the number it shows: without its sign where that says so."""
    sections = _sections(code)[:3]
    if any(condition for condition, _ in sections):
        for condition, tokens in sections:
            if condition is None or _holds(number, condition):
                return tokens, number
        return None, number
    if number < 0 and len(sections) > 1:
        return sections[1][1], -number
    if number == 0 and len(sections) > 2:
        return sections[2][1], number
    return sections[0][1], number


def _holds(number: Decimal, condition: str) -> bool:
    found = _CONDITION.match(condition)
    assert found is not None
    limit = Decimal(found.group(2))
    tests: dict[str, Callable[[], bool]] = {
        "<": lambda: number < limit,
        "<=": lambda: number <= limit,
        ">": lambda: number > limit,
        ">=": lambda: number >= limit,
        "=": lambda: number == limit,
        "<>": lambda: number != limit,
    }
    return tests[found.group(1)]()


def _filled(section: tuple[_Token, ...], number: Decimal) -> str | None:
    """A section with the number's digits in their places; None for a format not followed (fractions)."""
    marks = {i: token.text for i, token in enumerate(section) if token.kind == "mark"}
    if "/" in marks.values() or "@" in marks.values():
        return None
    if any(token.kind == "exponent" for token in section):
        return f"{float(number):.2E}".replace(".", ",")
    places = [i for i, token in enumerate(section) if token.kind == "digit"]
    point = next((i for i, text in marks.items() if text == "."), len(section))
    before = [place for place in places if place < point]
    after = [section[place].text for place in places if place > point]
    if not places:
        return "".join(token.text for token in section if token.text != ",")
    commas = [i for i, text in marks.items() if text == ","]
    grouped = any(before and before[0] < i < before[-1] for i in commas)
    thousands = sum(1 for i in commas if before and i > before[-1])
    percents = sum(1 for text in marks.values() if text == "%")
    size = abs(number) * Decimal(100) ** percents / Decimal(1000) ** thousands
    size = size.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    whole, _, fraction = f"{size:f}".partition(".")
    shown = _whole(section, before, whole.lstrip("0"), grouped)
    text = "-" if number < 0 and size else ""
    for i, token in enumerate(section):
        if i == point:
            text += ("" if before else whole.lstrip("0")) + _fraction(fraction, after)
        elif token.kind == "literal" or marks.get(i) == "%":
            text += token.text
        text += shown.get(i, "")
    return text


def _fraction(digits: str, places: list[str]) -> str:
    """What stands behind the comma, with the comma: "0.##" shows no zeros, and "0.-" only the comma."""
    while digits.endswith("0") and places[len(digits) - 1] in "#?":
        digits = digits[:-1]
    return f",{digits}" if digits or not places else ""


def _whole(section: tuple[_Token, ...], places: list[int], digits: str, grouped: bool) -> dict[int, str]:
    """The digits before the comma by place, from the right; the first place takes the rest."""
    if not places:
        return {}
    digits = digits.rjust(sum(section[place].text == "0" for place in places), "0")
    if not any(section[i].kind == "literal" for i in range(places[0], places[-1])):
        return {places[0]: f"{int(digits):,}".replace(",", ".") if grouped and digits else digits}
    shown: dict[int, str] = {}
    for place in reversed(places[1:]):
        shown[place], digits = digits[-1:], digits[:-1]
    return {**shown, places[0]: digits}


def _tidy(text: str) -> str:
    """Spaces that only align columns taken out: "€      -  1.234 " → "€ -1.234"."""
    return re.sub(r"(?<![^\s(€])([-–])\s+(?=[\d€])", r"\1", " ".join(text.split()))

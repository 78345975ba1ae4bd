"""Units: taken out of a topic ("… (%)", "… [x 1.000]"), and compared with an indicator's."""

from __future__ import annotations

import re

_PEOPLE = r"personen|inwoners|huishoudens|kinderen|leerlingen|jongeren|woningen"
_SIGNS = "|".join(
    (
        r"%|‰|promille|procent(?:en)?|percentages?|pct\.?|aantal(?:len)?|absoluut|abs\.?|euro(?:'s)?|€|eur",
        r"(?:[x×]\s?)?1[., ]?0{3}(?:[. ]?0{3})?(?:\s(?:euro|€|personen))?|€\s?1[. ]?0{3}",
        r"per\s+1[\d. ]+(?:\s\w+)?|km2?|m2|km²|m²|hectare|ha|meter",
    )
)
# Between brackets behind a topic more can be a unit than in a cell of its own.
_WIDE = r"(?:%|aantal|€|euro)\s.*|n|index(?:cijfer)?|score|(?:rapport)?cijfer|gemiddelde|schaal.*"
_SIGN = re.compile(_SIGNS, re.IGNORECASE)
_UNIT = re.compile(rf"{_SIGNS}|{_WIDE}|{_PEOPLE}|dagen|jaar|uren|uur|minuten|per\s+\w+", re.IGNORECASE)
_BRACKETED = re.compile(r"(?P<topic>.*\S)\s*(?P<open>[(\[])(?P<unit>[^()\[\]]{1,40})[)\]]")
_TAIL = re.compile(r"(?P<topic>.*\S)[\s,]+in\s+(?P<unit>%|procent(?:en)?|euro(?:'s)?)", re.IGNORECASE)
_SAID = (
    (re.compile(r"^(?:percentage|pct|%|aandeel)(?:\b|_)|percentage$|^%\s", re.IGNORECASE), "%"),
    (re.compile(r"\bper\s+(1[. ]?0{2,3}(?:[. ]?0{3})?)\s+\w+$", re.IGNORECASE), ""),
    (re.compile(r"^aantal\b|\baantal$", re.IGNORECASE), "aantal"),
)


def is_unit(text: str) -> bool:
    """Whether a cell holds a unit and nothing else."""
    return _SIGN.fullmatch(text.strip(" ()[]")) is not None


def split(topic: str) -> tuple[str, str]:
    """A topic without the unit at its end, and that unit; "" where it names none."""
    if match := _BRACKETED.fullmatch(topic):
        unit = match["unit"].strip()
        if match["open"] == "[" or _UNIT.fullmatch(unit):
            return match["topic"].strip(" ,"), unit
    if match := _TAIL.fullmatch(topic):
        return match["topic"].strip(), match["unit"]
    return topic, ""


def said(topic: str) -> str:
    """The unit that the words of a topic tell ("Percentage …", "… per 1.000 inwoners"), else ""."""
    for pattern, unit in _SAID:
        if match := pattern.search(topic):
            return unit or match[0]
    return ""


def kind(unit: str) -> str:
    """A unit in one spelling, to compare: "procent" and "%" are both "%"; "" for none."""
    bare = re.sub(r"(?<=\d)[. ](?=\d{3})", "", " ".join(unit.lower().split())).strip(" ()[]")
    if not bare:
        return ""
    if re.match(r"%|procent|percentage|pct", bare):
        return "%"
    if found := re.match(r"per\s*(\d+)|‰|promille", bare):
        return f"per {found[1] or 1000}"
    if found := re.match(r"(?:[x×]\s?)?(10{3,6})\b\s*(euro|€|eur)?", bare):
        return f"x {found[1]}" + (" euro" if found[2] else "")
    if re.match(r"euro|€|eur\b", bare):
        return "x 1000 euro" if re.search(r"[x×]?\s?1000\b", bare) else "euro"
    if re.match(rf"aantal|absoluut|abs\b|n$|(?:{_PEOPLE})$", bare):
        return "aantal"
    return bare


def fits(unit: str, wanted: str) -> bool:
    """Whether values in one unit may stand under an indicator in another; an unknown unit may."""
    here, there = kind(unit), kind(wanted)
    if not here or not there or here == there:
        return True
    return here == "x 1000" and there == "x 1000 euro"

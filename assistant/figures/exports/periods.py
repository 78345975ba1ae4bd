"""Periods as exports print them: "2023", "2023JJ00", "2023/2024", "1-1-2023", "topic|2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = (
    r"jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sep(?:t|tember)?|"
    r"okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|january|february|march|may|june|july|august|october"
)
_Y = r"(?:19|20)\d\d"
_STATUS = r"\s*(?:\*{1,2}|\(?(?:nader )?(?:voorlopig|definitief|provisional|definitive)\)?)?"
_YEAR = re.compile(rf"(?:(?:peil|school|verslag)?jaar|year)?\s*({_Y})(?:[.,]0)?{_STATUS}", re.IGNORECASE)
_SPAN = re.compile(
    rf"(?:schooljaar|studiejaar|seizoen)?\s*({_Y})\s*[/–-]\s*['’]?({_Y}|\d\d){_STATUS}",
    re.IGNORECASE,
)
_CODE = re.compile(rf"({_Y})(JJ|SJ)00", re.IGNORECASE)
_DATE = re.compile(
    rf"\d{{1,2}}[-/.]\d{{1,2}}[-/.]({_Y})|({_Y})-\d\d-\d\d(?:[ T].*)?|\d{{1,2}}\s+(?:{_MONTHS})\.?\s+({_Y})",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"{_Y}(?:KW|MM|HJ|VK|W1|X0)\d\d|(?:{_Y}[ ,]*)?(?:\d{{1,2}}(?:e|ste|de)?\s*)?"
    rf"(?:kwartaal|quarter|maand|week|halfjaar)\s*\d{{0,2}}(?:[ ,]*{_Y})?|"
    rf"{_Y}[ -]?(?:[kq]\d|\d\d)|"
    rf"(?:{_Y}\s+)?(?:{_MONTHS})\.?(?:\s+{_Y})?|[kq][1-4][ -]{_Y}",
    re.IGNORECASE,
)
_AT_END = re.compile(
    rf"(?P<topic>.*?[^\s|,:;(\[_–-])(?:\s*[|,:;_–-]\s*|\s+|\s*(?P<open>[(\[]))(?:in |peil)?"
    rf"(?P<period>{_Y}(?:\s*[/–-]\s*(?:{_Y}|\d\d))?\*{{0,2}})[)\]]?"
)
_AT_START = re.compile(rf"(?P<period>{_Y}(?:\s*[/–-]\s*(?:{_Y}|\d\d))?)\s*[|:–-]?\s+(?P<topic>[^\d\s].*)")


@dataclass(frozen=True)
class Period:
    """A period by its year; `printed` as the file has it where that is more than a year.

    `part` says that it is a quarter or a month: no figure of a year.
    """

    year: int
    printed: str = ""
    part: bool = False


def period(text: str) -> Period | None:
    """The period of a cell that holds nothing else, else None.

    A school year goes by its first year, a span of more years by its last.
    """
    bare = " ".join(text.split())
    if found := _CODE.fullmatch(bare):
        return Period(int(found[1]), bare if found[2].upper() == "SJ" else "")
    if found := _YEAR.fullmatch(bare):
        return Period(int(found[1]))
    if found := _DATE.fullmatch(bare):
        return Period(int(next(group for group in found.groups() if group)), bare)
    if found := _SPAN.fullmatch(bare):
        first = int(found[1])
        last = int(found[2]) if len(found[2]) == 4 else first - first % 100 + int(found[2])
        if last > first:
            return Period(first if last == first + 1 else last, bare)
    if re.search(_Y, bare) and _PART.fullmatch(bare):
        return Period(int(re.findall(_Y, bare)[0]), bare, part=True)
    return None


def split(topic: str) -> tuple[str, Period | None]:
    """A topic without the period at its end or start, and that period."""
    if "|" in topic:
        before, _, after = topic.rpartition("|")
        for rest, candidate in ((before, after), (after, before)):
            if (found := period(candidate)) and rest.strip():
                return rest.strip(" |"), found
    for pattern in (_AT_END, _AT_START):
        if (match := pattern.fullmatch(topic)) and (found := period(match["period"])):
            return match["topic"].strip(), found
    return topic, None

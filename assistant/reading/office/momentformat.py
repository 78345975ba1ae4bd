"""Dates and times as a Dutch reader sees them in a spreadsheet: 01-03-2026, 1 maart 2026, 14:05.

A sheet made abroad stores its own order of day and month; read as Dutch,
03/01/2026 would be another day, so the order is always the Dutch one.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from assistant.reading.about.describing import MONTHS

_DAY_NAMES = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
_DAYS = tuple(_DAY_NAMES.split())
_SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def show_moment(value: date | time | timedelta, code: str) -> str:
    """A date as dd-mm-yyyy (with the month's name where the format has it), a time as hh:mm.

    What the format leaves out stays out, and so does midnight behind a date.
    """
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        rest = f":{seconds % 60:02}" if seconds % 60 else ""
        return f"{seconds // 3600}:{seconds % 3600 // 60:02}{rest}"
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code.split(";")[0]).lower().replace("general", "")
    clock = "%H:%M:%S" if "s" in bare else "%H:%M"
    if isinstance(value, time):
        return value.strftime(clock)
    day = _day(value, _parts(bare))
    if not isinstance(value, datetime) or not re.search("[hs]", bare) or (day and value.time() == time()):
        return day or f"{value:%d-%m-%Y}"
    return f"{day} {value.strftime(clock)}".strip()


def _parts(bare: str) -> dict[str, int]:
    """The parts of a date in a format and how long each is written: "d mmmm yyyy" → d 1, m 4, y 4."""
    parts = re.findall(r"y+|m+|d+|h+|s+", bare)
    lengths: dict[str, int] = {}
    for i, part in enumerate(parts):
        before, after = parts[i - 1][0] if i else "", parts[i + 1][0] if i + 1 < len(parts) else ""
        if part[0] in "hs" or (part[0] == "m" and len(part) < 3 and (before == "h" or after == "s")):
            continue
        lengths["w" if part.startswith("ddd") else part[0]] = len(part)
    return lengths


def _day(value: date, parts: dict[str, int]) -> str:
    weekday = f"{_DAYS[value.weekday()]} " if "w" in parts else ""
    year = f"{value:%y}" if parts.get("y") == 2 else f"{value:%Y}"
    month = (MONTHS if parts.get("m", 0) > 3 else _SHORT_MONTHS)[value.month - 1]
    named = parts.get("m", 0) >= 3
    has = "".join(part for part in "dmy" if part in parts)
    shown = {
        "dmy": f"{value.day} {month} {value:%Y}" if named else f"{value:%d-%m-%Y}",
        "dm": f"{value.day} {month}" if named else f"{value:%d-%m}",
        "my": f"{month}{'-' if parts.get('y') == 2 else ' '}{year}" if named else f"{value:%m}-{year}",
        "m": month if named else str(value.month),
        "d": str(value.day),
        "y": year,
    }
    return (weekday + shown.get(has, "")).strip()

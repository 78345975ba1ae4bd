"""The years a document is about, which are seldom the year it was made in.

A budget for 2026 is written in 2025 and an annual report over 2023 in 2024,
so the date on a document is no answer to "of which year is this". What counts
is its title, its cover, the columns of its tables, and last the name of its
file, which has to be borne out by the content.
"""

from __future__ import annotations

import re

from assistant.reading.about.accounts import accounts_of
from assistant.reading.about.describing import DATED, iso
from assistant.reading.about.titles import name_of, opening
from assistant.reading.raw import Raw

Period = tuple[int | None, int | None]
NOTHING: Period = (None, None)
# Longer than this is no period but two years that happen to stand together.
LONGEST = 15
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)")
_RANGE = re.compile(
    r"(?<![\d-])((?:19|20)\d\d)(?:\s?(?:[-–—/]|t/m|tot(?: en met)?)\s?((?:19|20)\d\d)|/(\d\d))(?![\d-])"
)
# A law is called after the year it was made in: "Wet inburgering 2021".
_LAW = re.compile(r"\b[\w-]*(?:wet|besluit|verordening|circulaire)\b[^,;:()\n]{0,40}?\b(?:19|20)\d\d\b", re.I)
_NAMED = re.compile(
    r"\b(?:\w*begroting|begrotingsjaar|jaarstukken|jaarrekening|jaarverslag|jaarplan|verslagjaar|kadernota|"
    r"\w*jaarsnota|najaarsnota|\w*akkoord|\w*plan|\w*programma|\w*nota|\w*agenda|\w*visie|\w*register)"
    r"\s+(?:voor |over |van |het |jaar )*((?:19|20)\d\d)(?!\d)",
    re.I,
)
_MEETING = re.compile(r"besluitenlijst|vergadering|overleg|notulen|verslag", re.I)
_COVER_LINE = 70
_COVER = 500


def period_of(raw: Raw, title: str, kind: str | None, file: str, date: str | None = None) -> Period:
    """The first and the last year a document is about, (None, None) where it does not say.

    A single year is its own last year. `date` is the document's date: what a
    list of decisions is about is the year it was decided in.
    """
    if kind == "law":
        return NOTHING
    from_file = title == name_of(file)
    if not from_file and (titled := spelled(title)) != NOTHING:
        return titled
    if kind == "decision_list" or _MEETING.search(title):
        day = iso(title) or (date if kind == "decision_list" else None)
        met = (int(day[:4]), int(day[:4])) if day else NOTHING
        return met if not from_file or _borne_out(met, raw) else NOTHING
    if kind == "guidance":
        # What it opens with is as likely an example as itself.
        return NOTHING
    named = spelled(name_of(file))
    if kind in ("budget", "annual_report", None) and (accounts := accounts_of(raw.pages)):
        same = named == (accounts.year, accounts.until)
        return accounts.year, accounts.until if same else accounts.year
    if (covered := _on_cover(raw)) != NOTHING:
        return covered
    return named if _borne_out(named, raw) else NOTHING


def spelled(text: str) -> Period:
    """The period a title names: "2021-2024" both years, "Begroting 2026" the one, a bare date none."""
    text = _LAW.sub(" ", re.sub(r"\b(?:19|20)\d\d-\d\d-\d\d\b", " ", DATED.sub(" ", text)))
    for found in _RANGE.finditer(text):
        start = int(found[1])
        until = int(found[2] or f"{found[1][:2]}{found[3]}")
        if 0 < until - start <= LONGEST:
            return start, until
    years = {int(year) for year in _YEAR.findall(text)}
    if re.search(r"\b(?:sinds|vanaf|since)\s+(?:19|20)\d\d", text, re.I):
        return NOTHING
    if named := _NAMED.search(text):
        years = {int(named[1])}
    return (min(years), min(years)) if len(years) == 1 else NOTHING


def _on_cover(raw: Raw) -> Period:
    """The period on a short line of the first page, where it stands alone or behind what the document is."""
    for line in opening(raw.pages)[:_COVER].split("\n"):
        if len(line) > _COVER_LINE or re.search(r"vergaderjaar|postbus", line, re.I):
            continue
        if _NAMED.search(line) or _RANGE.search(line) or re.fullmatch(r"\W*(?:19|20)\d\d\W*", line):
            period = spelled(line)
            if period != NOTHING:
                return period
    return NOTHING


def _borne_out(period: Period, raw: Raw) -> bool:
    """Whether the content speaks of both ends of a period as often as of any other year."""
    if period == NOTHING:
        return False
    text = "\n".join(page.text for page in raw.pages)
    if period[0] != period[1]:
        return any(spelled(found.group()) == period for found in _RANGE.finditer(text))
    years = _YEAR.findall(text)
    return years.count(str(period[0])) >= max((years.count(year) for year in set(years)), default=1)

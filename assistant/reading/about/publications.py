"""Titles for official publications that are named after their number: "blg-191999", "kst-33951-3".

The files of parliament are named so by the thousand, and a reader has no use
for the number alone. What such a file says it is about stands at fixed places:
behind the number of its dossier, or behind "Betreft".
"""

from __future__ import annotations

import re
from pathlib import Path

LONGEST = 160
_NUMBERED = re.compile(r"^(?P<series>blg|kst|ah-tk|ah-ek|stcrt|gmb)[-_ ]?\d[\w.-]*", re.I)
_DEBATE = re.compile(
    r"^(?:h|handelingen)[-_ ](?P<chamber>tk|ek)[-_ ](?P<from>(?:19|20)\d\d)-?(?P<until>(?:19|20)\d\d)"
    r"(?:[-_ ](?P<number>\d+(?:-\d+)?))?",
    re.I,
)
_CHAMBERS = {"tk": "Tweede Kamer", "ek": "Eerste Kamer"}
# "33 951 Herstel van gebreken …", up to the blank line.
_DOSSIER = re.compile(r"^\d{2}\s?\d{3}(?:\s\([A-Z]\))?\s+(?P<about>[A-Z][^\n]*(?:\n[^\n]+){0,6})", re.M)
_PART = re.compile(r"^Nr\.\s?\d+\s+(?P<kind>[A-Z][A-Z ,.-]{4,60})$", re.M)
_SUBJECT = re.compile(r"^(?:Betreft|Onderwerp)\s+(?P<about>\w[^\n]*(?:\n[a-z][^\n]*)?)", re.M)
_SERIES = {
    "blg": "Bijlage bij een Kamerstuk",
    "kst": "Kamerstuk",
    "stcrt": "Staatscourant",
    "gmb": "Gemeenteblad",
}


def published_title(file: str, opening: str) -> str | None:
    """A readable title of an official publication, by the text of its first page; None for any other file.

    None too where there is no text yet: recognition may find a better one.
    """
    if not opening.strip():
        return None
    stem = Path(file).stem
    if debate := _DEBATE.match(stem):
        pages = f", {debate['number']}" if debate["number"] else ""
        chamber = _CHAMBERS[debate["chamber"].lower()]
        return f"Handelingen {chamber} {debate['from']}-{debate['until']}{pages}"
    if (numbered := _NUMBERED.match(stem)) is None:
        return None
    part, dossier, subject = _PART.search(opening), _DOSSIER.search(opening), _SUBJECT.search(opening)
    if dossier:
        kind = f"{part['kind'].strip(' .').capitalize()}: " if part else ""
        return _short(f"{kind}{dossier['about']}")
    if subject:
        return _short(subject["about"][:1].upper() + subject["about"][1:])
    series = _SERIES.get(numbered["series"].lower(), "Kamervragen")
    return f"{series} ({numbered[0]})"


def _short(title: str) -> str:
    title = " ".join(title.split())
    return title if len(title) <= LONGEST else title[:LONGEST].rsplit(" ", 1)[0] + " …"

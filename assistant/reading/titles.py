"""The name a document is shown under.

Users see the title as the source's name, and the metadata of real files is
often wrong: a template's title, another year's. So a title has to be borne
out by the first pages, and the file's name is better than a false one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.reading.describing import DATED, MONTHS, is_law, iso
from assistant.reading.raw import Raw
from assistant.records import Page

_FILE_LIKE = re.compile(
    r"\.(?:docx?|pdf|pptx?|html?|md|txt|indd|rtf)\b|\bpdf$|^microsoft word|^untitled|^naamloos|_|\bv\d+$",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NOT_A_TITLE = re.compile(
    r"^(?:inhoud|inhoudsopgave|colofon|voorwoord|inleiding|document\d*|presentatie\d*|datum|slide \d+)$", re.I
)

_CITED = re.compile(
    r"\b(?:wordt|worden) aangehaald als:?\s+(?:de |het )?([A-Z][^.;\n]{5,120}?)(?:,? met vermelding|[.;\n]|$)"
)


def choose_title(raw: Raw, file: str) -> str:
    """The best title on offer: stated, first heading or big line, metadata that is borne out, file name."""
    stated, from_file = raw.says("title"), name_of(file)
    if stated and not machine_like(stated):
        return stated
    if cited := _cited_as(raw):
        return cited
    if raw.first_title and _plausible(raw.first_title):
        return _with_date(_richer(_cased(raw.first_title), from_file), raw.pages)
    if heading := _first_line(raw, refused=stated):
        return heading
    if raw.metadata_title and _plausible(raw.metadata_title) and _borne_out(raw.metadata_title, raw.pages):
        return _with_date(_richer(_cased(raw.metadata_title), from_file), raw.pages)
    return from_file


def name_of(file: str) -> str:
    """A file's name as a title: "wassenaar_begroting_2026.pdf" → "Wassenaar begroting 2026"."""
    words = re.sub(r"[_\s]+", " ", Path(file).stem).strip()
    if "-" in words and " " not in words:
        words = re.sub(r"(?<=[^\W\d])-|-(?=[^\W\d])", " ", words)
    return words[:1].upper() + words[1:] if words else file


def machine_like(title: str) -> bool:
    """Whether a title was made from a file name or an address and not by a person."""
    return bool(_FILE_LIKE.search(title)) or "/" in title and " " not in title


def _plausible(title: str) -> bool:
    return (
        6 <= len(title) <= 200
        and sum(c.isalpha() for c in title) >= len(title) / 2
        and len(title.split()) <= 30
        and not machine_like(title)
        and not _NOT_A_TITLE.match(title.strip(" .:"))
        # Recognised scans glue words or scatter marks.
        and all(len(word) <= 40 for word in title.split())
        and bool(re.match(r"[\w(‘'\"“]", title))
        and len(re.findall(r"[^\w\s.,:;()&/‘’'\"“”!?€%+–-]", title)) <= 1
    )


def _cited_as(raw: Raw) -> str | None:
    """The short title of a law: as it says it is cited, else what its long title ends with in brackets."""
    if not is_law(raw):
        return None
    for page in raw.pages:
        found = _CITED.search(page.text)
        if found:
            return found.group(1).strip(" ‘’'\"“”")
    found = re.search(r"\(([A-Z][^()]{7,120})\)$", raw.first_title or "")
    return found.group(1) if found else None


def _first_line(raw: Raw, refused: str | None) -> str | None:
    """For a text whose stated title is a machine's: its first line of words, with the next if it goes on."""
    if not refused:
        return None
    lines = [line for page in raw.pages[:1] for line in page.text.split("\n")[:40] if line]
    for i, line in enumerate(lines):
        if line != refused and not machine_like(line) and "://" not in line and _plausible(line):
            goes_on = i + 1 < len(lines) and lines[i + 1][0].islower() and len(lines[i + 1]) < 60
            return f"{line} {lines[i + 1]}" if goes_on else line
    return None


def _richer(title: str, from_file: str) -> str:
    """The file's name when it says all a short title says and more: wassenaar_begroting_2024."""
    words, more = _words(title), _words(from_file)
    return from_file if words and set(words) < set(more) and len(words) <= 3 else title


def _cased(title: str) -> str:
    return title.capitalize() if title.isupper() and len(title) > 8 else title


def _with_date(title: str, pages: Sequence[Page]) -> str:
    """Minutes and decision lists are told apart by their day only."""
    if _YEAR.search(title) or not re.search(r"besluitenlijst|notulen|verslag|agenda", title, re.I):
        return title
    opening = next((page.text for page in pages if page.text), "")[:400]
    found = DATED.search(opening)
    day = iso(found.group()) if found else None
    if not day:
        return title
    year, month, number = day.split("-")
    return f"{title}, {int(number)} {MONTHS[int(month) - 1]} {year}"


def _borne_out(title: str, pages: Sequence[Page]) -> bool:
    """Whether the first two pages hold at least half the title's telling words, and its years."""
    seen = set(_words(" ".join(page.text for page in pages[:2])[:5000]))
    words = {word for word in _words(title) if len(word) >= 4}
    return bool(words) and len(words & seen) * 2 >= len(words) and set(_YEAR.findall(title)) <= seen


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())

"""The name a document is shown under.

Users see the title as the source's name, and the metadata of real files is
often wrong: a template's title, another year's. So a title has to be borne
out by the first pages, and the file's name is better than a false one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.reading.about.accounts import accounts_of
from assistant.reading.about.describing import DATED, MONTHS, is_law, iso, named_kind
from assistant.reading.about.publications import published_title
from assistant.reading.raw import Raw
from assistant.records import Page

_FILE_LIKE = re.compile(
    r"\.(?:docx?|pdf|pptx?|xlsx?|csv|od[tps]|html?|md|txt|indd|rtf)\b|\bpdf$"
    r"|^microsoft word|^untitled|^naamloos|_|\bv\d+$",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEARS_ALONE = r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)\d\d)?"
# A cover holds no more than this.
COVER_LINES, COVER_CHARACTERS = 12, 400
LONGEST_SUBJECT = 160
_AMOUNTS = re.compile(r"\d[.,]\d{3}\b.*\d[.,]\d{3}\b")
# A line of heads or amounts above a table, and no title.
_COLUMNS = re.compile(r"\d|^(?:\W|lasten|baten|saldo|totaal|omschrijving)*$", re.I)
_NOT_A_TITLE = re.compile(
    r"^(?:inhoud|inhoudsopgave|colofon|voorwoord|inleiding|document\d*|presentatie\d*|datum|slide \d+)$", re.I
)

_CITED = re.compile(
    r"\b(?:wordt|worden) aangehaald als:?\s+(?:de |het )?([A-Z][^.;\n]{5,120}?)(?:,? met vermelding|[.;\n]|$)"
)


def choose_title(raw: Raw, file: str) -> str:
    """The best title on offer: stated, first heading, cover, subject, metadata, the file's name.

    A title from metadata has to be borne out by the first pages, and one from
    the file's name must not be contradicted by the columns of the tables.
    """
    stated, from_file = raw.says("title"), name_of(file)
    if stated and not machine_like(stated):
        return stated
    if cited := _cited_as(raw):
        return cited
    if raw.first_title and _plausible(raw.first_title):
        return _with_date(_richer(_cased(raw.first_title), from_file, raw.pages), raw.pages)
    if heading := _first_line(raw, refused=stated):
        return heading
    if cover := _on_cover(raw.pages):
        return _with_date(_richer(_cased(cover), from_file, raw.pages), raw.pages)
    if subject := _subject(raw.pages):
        return subject
    if raw.metadata_title and _plausible(raw.metadata_title) and _borne_out(raw.metadata_title, raw.pages):
        return _with_date(_richer(_cased(raw.metadata_title), from_file, raw.pages), raw.pages)
    return _printed_instead(from_file, raw) or published_title(file, opening(raw.pages)) or from_file


def opening(pages: Sequence[Page]) -> str:
    """The text of the first page that has any."""
    return next((page.text for page in pages if page.text.strip()), "")


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


def _on_cover(pages: Sequence[Page]) -> str | None:
    """What the first line or a cover with little on it calls it: "Begroting" above "2021-2024"."""
    lines = [line.strip() for line in opening(pages).split("\n") if line.strip()]
    long = len(lines) > COVER_LINES or sum(map(len, lines)) > COVER_CHARACTERS
    if long or any(map(_AMOUNTS.search, lines)):
        return lines[0] if lines and _stands_alone(lines[0], lines[1:2]) else None
    named = next((line for line in lines if named_kind(line) and _plausible(line) and len(line) <= 80), None)
    if named is None or _YEAR.search(named):
        return named
    years = next((line for line in lines if re.fullmatch(_YEARS_ALONE, line)), "")
    return f"{named} {years}".strip()


def _stands_alone(line: str, following: Sequence[str]) -> bool:
    """Whether a line names a kind of document and is no sentence, no row of heads and no start of one."""
    years = _YEAR.findall(line)
    return (
        len(line) <= 80
        and named_kind(line) is not None
        and _plausible(line)
        and len(years) == len(set(years))
        and not re.match(r"(?:de|het|een|in|op|voor|aan|met|bij|uit|over|onze|deze|dit)\b", line, re.I)
        and line[-1] not in ".,;:?!"
        and not any(next_line[0].islower() for next_line in following)
    )


def _subject(pages: Sequence[Page]) -> str | None:
    """What a letter says it is about."""
    found = re.search(r"^(?:onderwerp|betreft)\s*[|:]\s*(\S.*)$", opening(pages)[:1500], re.I | re.M)
    subject = found[1] if found else ""
    if len(subject) > LONGEST_SUBJECT:
        subject = subject[:LONGEST_SUBJECT].rsplit(" ", 1)[0] + " …"
    return subject if _plausible(subject.rstrip(" …")) else None


def _printed_instead(from_file: str, raw: Raw) -> str | None:
    """What is printed on top, when the file's name speaks of another kind of accounts or another year."""
    accounts = accounts_of(raw.pages)
    if accounts is None:
        return None
    years = {int(year) for year in _YEAR.findall(from_file)}
    kind = named_kind(from_file)
    if kind in (None, accounts.kind) and (not years or min(years) <= accounts.year <= max(years)):
        return None
    lines = [line.strip() for line in opening(raw.pages).split("\n") if line.strip()][:3]
    return next((line for line in lines if _plausible(line) and not _COLUMNS.search(line)), accounts.head)


def _richer(title: str, from_file: str, pages: Sequence[Page]) -> str:
    """The file's name when it says all a short title says and more: wassenaar_begroting_2024."""
    words, more = _words(title), _words(from_file)
    added = set(_YEAR.findall(from_file)) - set(_YEAR.findall(title))
    said = "\n".join(page.text for page in pages[:10])
    richer = words and set(words) < set(more) and len(words) <= 3 and all(year in said for year in added)
    return from_file if richer else title


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

"""Who published a document, where it says so: in its fields, its colophon or its letterhead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.raw import Raw
from assistant.records import Page

_BODY = r"(?:[Gg]emeente|GEMEENTE|[Mm]inisterie|[Pp]rovincie|[Ss]tichting|[Vv]ereniging)\b"
# "Uitgave" is also an expense, so it counts with "van", a colon, a body's name or a colophon with it.
_ISSUED = re.compile(
    r"\b(?i:uitgave|uitgever|publicatie)(?:[ \t]+van[ \t]+|[ \t]*:[ \t]*|[ \t]+(?=" + _BODY + r"))"
    r"(?:(?:de|het)[ \t]+)?((?:" + _BODY + r"|[A-Z])[^\n.;:(|]{2,90})"
)
_COLOPHON = re.compile(r"\b(?i:colofon)\W{0,4}(?i:uitgave)[ \t]+([A-Z’'][^\n.;:(|]{2,90})")
_LETTERHEAD = re.compile(
    r"(?:Gemeente|GEMEENTE|gemeente)\s+[A-Z’'][\w’'-]+(?:\s+(?:[a-z]{2,4}\s+)*[A-Z][\w’'-]+){0,2}|"
    r"(?:Ministerie|MINISTERIE) (?i:van) [A-Z][\w ,]+|(?:Provincie|PROVINCIE) [A-Z][\w-]+|"
    r"(?i:(?:tweede|eerste) kamer der staten-generaal|vereniging van nederlandse gemeenten|"
    r"vng(?: realisatie)?|rijksoverheid|centraal bureau voor de statistiek|cbs|kiesraad|"
    r"algemene rekenkamer|koninklijke bibliotheek|sociaal en cultureel planbureau|raad van state)"
)
_MINISTER = re.compile(r"^De (?i:minister|staatssecretaris) (van [A-Z][\w ,-]+?),?$")
_WEBSITES = (
    (r"\bvng\.nl\b", "VNG"),
    (r"\brijksoverheid\.nl\b", "Rijksoverheid"),
    (r"\bcbs\.nl\b", "CBS"),
    (r"\bwetten\.overheid\.nl\b", "Rijksoverheid"),
)
_LETTER = re.compile(r"retouradres|onskenmerk|ons kenmerk|directoraat", re.I)
_COLOPHON_PAGES, _HEAD, _SIGNED = 4, 700, 2000


def publisher_of(raw: Raw) -> str | None:
    """The stated publisher, else that of the colophon, the letterhead or the address; None without any."""
    if stated := raw.says("publisher"):
        return stated
    written = [page for page in raw.pages if page.text.strip()]
    return (
        _in_colophon([*written[:_COLOPHON_PAGES], *written[_COLOPHON_PAGES:][-1:]])
        or _in_letterhead(written)
        or _of_website(raw.says("address") or "")
    )


def _in_colophon(pages: Sequence[Page]) -> str | None:
    for page in pages:
        text = page.text if len(page.text) < 1500 else page.text[:_HEAD]
        text = _unbroken(text)
        if found := _ISSUED.search(text) or _COLOPHON.search(text):
            name = found[1].strip(" ,-–")
            if re.fullmatch(r"[A-Z’'][\w’'-]+", name) and _is_town(name, pages):
                return f"Gemeente {name}"
            return _capital(name)
    return None


def _in_letterhead(pages: Sequence[Page]) -> str | None:
    text = _unbroken(pages[0].text) if pages else ""
    for line in text[:_HEAD].split("\n"):
        if _LETTERHEAD.fullmatch(line.strip()):
            return _capital(line.strip())
    for line in text[:_SIGNED].split("\n"):
        if found := _MINISTER.match(line.strip()):
            return f"Ministerie {found[1]}"
    return _of_website(text[:_HEAD]) if _LETTER.search(text[:_HEAD]) else None


def _of_website(text: str) -> str | None:
    return next((name for pattern, name in _WEBSITES if re.search(pattern, text)), None)


def _is_town(name: str, pages: Sequence[Page]) -> bool:
    text = "\n".join(page.text for page in pages)
    return re.search(rf"\bgemeente {name}\b|@{name}\.nl|\b{name}\.nl\b", text, re.I) is not None


def _unbroken(text: str) -> str:
    """A ministry's name is long: "Binnenlandse Zaken en" goes on on the next line."""
    return re.sub(r"(?<=\ben)\n(?=[A-Z])|(?<=,)\n(?=[A-Z][\w ]+ en [A-Z])", " ", text)


def _capital(name: str) -> str:
    name = re.sub(r"\s+", " ", name)
    if name.lower() in ("cbs", "vng"):
        return name.upper()
    return name.title() if name.isupper() else name[:1].upper() + name[1:]

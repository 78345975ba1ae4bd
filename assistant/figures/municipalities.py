"""The 342 municipalities: looked up by name, and recognised in running text.

Names come from `corpus/figures/`, so a merger is an edit of data. Some names
are also ordinary words (Best, Houten, Goes): those count only where the text
makes a place of them.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UnknownMunicipality
from assistant.records import Municipality

# Names that are also words or common family names: they need "in", "gemeente" or the like before them.
WORDS = frozenset("beek bergen best borne buren goes haren houten laren leek leiden putten stein".split())
_PLACE = (
    r"(?:in|uit|te|bij|van|voor|binnen|rond|naar|gemeente|municipality of|town of|city of|for|of|from)\s+"
)
_SUFFIX = re.compile(r"\s*\((.+)\)$")


@dataclass(frozen=True)
class Merger:
    """A former municipality and where it went."""

    former: str
    code: str
    name: str
    date: str


@dataclass(frozen=True)
class Mention:
    """A municipality named in a text; `candidates` has more than one where the name is ambiguous."""

    text: str
    start: int
    candidates: tuple[Municipality, ...]
    merger: Merger | None = None


class Municipalities:
    """All municipalities, with lookup by code, name, former name and in text."""

    def __init__(self, everyone: Sequence[Municipality], mergers: Sequence[Merger] = ()) -> None:
        self._by_code = {m.code: m for m in everyone}
        self._names: dict[str, list[Municipality]] = {}
        self._display: dict[str, str] = {}
        self._mergers: dict[str, Merger] = {}
        for m in everyone:
            for name in {m.name, _SUFFIX.sub("", m.name), *m.aliases}:
                self._enter(name, m)
        for merger in mergers:
            if merger.former.lower() not in self._names and merger.code in self._by_code:
                self._mergers.setdefault(merger.former.lower(), merger)
                self._enter(merger.former, self._by_code[merger.code])
        names = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile(
            r"(?<![\w-])(" + "|".join(re.escape(n) for n in names) + r")(?![\w]|-\w)", re.IGNORECASE
        )

    def _enter(self, name: str, municipality: Municipality) -> None:
        self._display.setdefault(name.lower(), name)
        listed = self._names.setdefault(name.lower(), [])
        if municipality not in listed:
            listed.append(municipality)

    def all(self) -> list[Municipality]:
        """Every municipality, by name; 's-Gravenhage stands under the G."""
        return sorted(self._by_code.values(), key=lambda m: re.sub(r"^'s-", "", m.name).lower())

    def get(self, name: str) -> Municipality:
        """One municipality by code or name; else `UnknownMunicipality` with the nearest names."""
        key = re.sub(r"\s+", " ", name.strip())
        key = re.sub(r"^gemeente\s+", "", key, flags=re.IGNORECASE)
        if key.upper() in self._by_code:
            return self._by_code[key.upper()]
        found = self._names.get(key.lower(), [])
        if len(found) == 1:
            return found[0]
        near = [m.name for m in found] or self._near(key)
        raise UnknownMunicipality(name=key[:60], near=near)

    def find(self, name: str) -> Municipality | None:
        """One municipality by code or name, None when there is none or more than one."""
        try:
            return self.get(name)
        except UnknownMunicipality:
            return None

    def mentions(self, text: str) -> list[Mention]:
        """The municipalities a text names, in order, each once."""
        found: list[Mention] = []
        for match in self._pattern.finditer(text):
            key = match.group(1).lower()
            if not _is_place(text, match):
                continue
            mention = Mention(match.group(1), match.start(), tuple(self._names[key]), self._mergers.get(key))
            if all(mention.candidates != other.candidates for other in found):
                found.append(mention)
        return found

    def _near(self, name: str) -> list[str]:
        keys = difflib.get_close_matches(name.lower(), self._names, n=3, cutoff=0.6)
        return list(dict.fromkeys(self._display[key] for key in keys))


def load(folder: Path) -> Municipalities:
    """Read `municipalities.csv` and `mergers.csv` from the figures folder."""
    with (folder / "municipalities.csv").open(encoding="utf-8", newline="") as stream:
        everyone = [
            Municipality(r["code"], r["name"], r["province"], tuple(filter(None, r["aliases"].split("|"))))
            for r in csv.DictReader(stream)
        ]
    with (folder / "mergers.csv").open(encoding="utf-8", newline="") as stream:
        mergers = [
            Merger(r["former_name"], r["code"], r["name"], r["date"])
            for r in csv.DictReader(stream)
            if not r["kind"].startswith("splitsing")
        ]
    return Municipalities(everyone, mergers)


def _is_place(text: str, match: re.Match[str]) -> bool:
    name = match.group(1)
    before = text[: match.start()]
    if name.lower() not in WORDS:
        return name[0].isupper() or not name[0].isalpha() or len(name) > 3
    if not name[0].isupper():
        return re.search(r"\b(?:gemeente|in)\s+$", before, re.IGNORECASE) is not None
    return re.search(r"\b" + _PLACE + "$", before, re.IGNORECASE) is not None or bool(before.strip())

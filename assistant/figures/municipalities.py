"""The 342 municipalities: looked up by name, and recognised in running text.

Names come from `corpus/figures/`, so a merger is an edit of data. Some names
are also ordinary words (Best, Houten, Huizen): those count only where the text
makes a place of them. What a question may do besides, stands in `recognising`;
the rules for municipalities that are no more stand in `former`.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from assistant.errors import UnknownMunicipality
from assistant.figures import demonyms, former
from assistant.figures.former import Merger
from assistant.records import Municipality

# What makes it unsure which town is meant: several bear the name, a province does too, or it is misspelt.
Doubt = Literal["", "name", "province", "spelling"]
# How like a name must be, by difflib's ratio, to be what was meant: Oosterbeek is no Oosterbroek.
NEAR, MOST_NEAR = 0.87, 2
# Names that are also words or common family names: they need "in", "gemeente" or the like before them.
WORDS = frozenset(
    """beek bergen best borne buren duiven ede epe goes grave haren heerde hoorn horst houten huizen hulst
    kampen laren leek leiden losser oss putten rheden sluis soest stein tiel uden urk veere voorst weert
    wierden zeist altena buren westland wijchen""".split()
)
# Family names besides: "wethouder Bloemendaal".
_FAMILIES = frozenset("bloemendaal boxtel dongen gennep heusden ommen rijswijk steenbergen".split())
_TITLED = re.compile(
    r"\b(?:wethouder|wh\.?|burgemeester|raadslid|de\s+heer|meneer|mevrouw|dhr\.?|mevr\.?|alderman|mayor|mrs?\.?|ms\.?)\s+$",
    re.IGNORECASE,
)
_PLACE = (
    r"(?:in|uit|te|bij|van|voor|binnen|rond|naar|gemeente|municipality of|town of|city of|for|of|from)\s+"
)
_SUFFIX = re.compile(r"\s*\((.+)\)$")


@dataclass(frozen=True)
class Mention:
    """A municipality named in a text; `candidates` has more than one where the name is ambiguous.

    The text's `start` to `end`; `shown` is the name as it is written. `derived`
    says that an adjective named it, `misspelt` that its spelling was mended.
    """

    text: str
    start: int
    candidates: tuple[Municipality, ...]
    merger: Merger | None = None
    end: int = 0
    shown: str = ""
    doubt: Doubt = ""
    derived: bool = False
    misspelt: bool = False

    def doubted(self, doubt: Doubt) -> Mention:
        """The same mention, to be asked back."""
        return replace(self, doubt=doubt)


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
        present = frozenset(self._names)
        for merger in mergers:
            if merger.former.lower() not in present and merger.code in self._by_code:
                self._mergers.setdefault(merger.former.lower(), merger)
                self._enter(merger.former, self._by_code[merger.code])
        self._of_late = tuple(
            n for n in self._names if not (went := self._mergers.get(n)) or not went.long_ago
        )
        self.adjectives = {form: name for name in self._names for form in demonyms.adjectives(name)
                           if form not in self._names and not self._also(name)}  # fmt: skip
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
        if found and (merger := self._mergers.get(key.lower())):
            names = [m.name for m in found]
            raise UnknownMunicipality(name=merger.former, near=names, why="divided", year=merger.date[:4])
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
        for mention in self.occurrences(text):
            if all(mention.candidates != other.candidates for other in found):
                found.append(mention)
        return found

    def occurrences(self, text: str) -> list[Mention]:
        """Every place where a text names a municipality, in order."""
        return [
            self.mention(match.group(1).lower(), match.start(), match.end(), match.group(1))
            for match in self._pattern.finditer(text)
            if self._is_place(text, match)
        ]

    def mention(self, name: str, start: int, end: int, text: str, derived: bool = False) -> Mention:
        """A mention of a name (in lower case) at a place of a text, where it is written as `text`."""
        candidates = tuple(self._names[name])
        doubt: Doubt = "name" if len(candidates) > 1 else ""
        shown = self._display[name]
        return Mention(text, start, candidates, self._mergers.get(name), end, shown, doubt, derived)

    def candidates(self, name: str) -> tuple[Municipality, ...]:
        """The municipalities with this name, of whatever case; () when there are none."""
        return tuple(self._names.get(name.lower(), ()))

    def names(self) -> tuple[str, ...]:
        """Every name in lower case, with those of municipalities that went lately."""
        return self._of_late

    def shown(self, name: str) -> str:
        """A known name with its capitals."""
        return self._display[name.lower()]

    def _also(self, name: str) -> bool:
        """Whether a name (in lower case) of a municipality that is no more is also a word, or a person's."""
        return name in self._mergers and bool(self._mergers[name].also)

    def _is_place(self, text: str, match: re.Match[str]) -> bool:
        merger = self._mergers.get(match[1].lower())
        if merger is None or not merger.long_ago:
            return _is_place(text, match)
        return former.is_place(merger, text, *match.span(1)) and (len(match[1]) > 3 or match[1][0].isupper())

    def _near(self, name: str) -> list[str]:
        typed = name.lower()
        keys = difflib.get_close_matches(typed, self._names, n=MOST_NEAR, cutoff=NEAR)
        keys += [word for word in typed.split() if word in self._names and word not in WORDS]
        return list(dict.fromkeys(self._display[key] for key in keys))[:MOST_NEAR]


def load(folder: Path) -> Municipalities:
    """Read the municipalities and those that are no more from the figures folder."""
    with (folder / "municipalities.csv").open(encoding="utf-8", newline="") as stream:
        everyone = [
            Municipality(r["code"], r["name"], r["province"], tuple(filter(None, r["aliases"].split("|"))))
            for r in csv.DictReader(stream)
        ]
    return Municipalities(everyone, former.load(folder))


def is_cued(before: str) -> bool:
    """Whether the text before a name makes a place of it: "in", "gemeente", "city of"."""
    return re.search(r"\b" + _PLACE + "$", before, re.IGNORECASE) is not None


def mid_sentence(text: str, start: int) -> bool:
    """Whether a word stands inside a sentence that is not all capitals, so that a capital says something."""
    before = text[:start].rstrip()
    return bool(before) and before[-1] not in ".?!:\n" and text != text.upper()


def _is_place(text: str, match: re.Match[str]) -> bool:
    name = match.group(1)
    before = text[: match.start()]
    if name.lower() in _FAMILIES and _TITLED.search(before):
        return False
    if name.lower() not in WORDS:
        return name[0].isupper() or not name[0].isalpha() or len(name) > 3
    if not name[0].isupper():
        return re.search(r"\b(?:gemeente|in)\s+$", before, re.IGNORECASE) is not None
    if is_cued(before) or mid_sentence(text, match.start()):
        return True
    alone = not before.strip() and re.match(r"\s*(?:[,:?!.'’]|$)", text[match.end() :]) is not None
    return alone and name != name.upper()

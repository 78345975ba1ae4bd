"""Plain words that decide what a sentence claims: markers, opposites, who may act, and synonyms.

The thesaurus holds the words of the field. What turns a truth into a lie is
mostly a plain word: "niet", "moet", "alle", "ongeveer", "daardoor". These
stand in `support_words.toml`, and so do plain synonyms, with Dutch verbs that
part ("trekt … uit").
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.index import lexical

FILE = Path(__file__).with_name("support_words.toml")
# What a verb can be parted from: "neemt deel", "trekt uit".
PARTICLES = frozenset(
    "aan af bij deel door in mee na op samen toe uit vast voor beschikbaar erover over over up out to".split()
)
Phrase = tuple[str, ...]
_SHORTEST_ACTOR = 6


@dataclass(frozen=True)
class Words:
    """The lists, folded. `phrases` are the phrases of each kind of marker, the longest first.

    `opposites` gives each word and group the number of its pair and its side (0 or
    1), `groups` each stemmed phrase of the synonyms the numbers of its groups.
    """

    phrases: Mapping[str, tuple[Phrase, ...]]
    times: frozenset[str]
    opposites: Mapping[str, tuple[tuple[int, int], ...]]
    actors: frozenset[str]
    give: frozenset[str]
    receive: frozenset[str]
    passive: frozenset[str]
    to: frozenset[str]
    by: frozenset[str]
    source: frozenset[str]
    light: frozenset[str]
    commands: frozenset[str]
    groups: Mapping[Phrase, tuple[str, ...]]
    starting: Mapping[str, tuple[Phrase, ...]]

    def actor(self, word: str) -> bool:
        """Whether a folded word names one who can act, or a compound does: contactgemeente."""
        return word in self.actors or any(
            word.endswith(actor) for actor in self.actors if len(actor) >= _SHORTEST_ACTOR
        )

    def markers(self, words: Sequence[str]) -> list[tuple[str, int, int]]:
        """The markers in these folded words as (kind, first, past the last), in order of kind."""
        found: list[tuple[str, int, int]] = []
        for kind, phrases in self.phrases.items():
            taken: set[int] = set()
            for phrase in phrases:
                for start in range(len(words) - len(phrase) + 1):
                    end = start + len(phrase)
                    if tuple(words[start:end]) == phrase and not taken & set(range(start, end)):
                        taken |= set(range(start, end))
                        found.append((kind, start, end))
        return [m for m in found if not any(_inside(m, other) for other in found)]

    def concepts(self, words: Sequence[str], clauses: Sequence[int]) -> list[set[str]]:
        """The numbers of the synonym groups that each word is of, alone, in a phrase or as a parted verb."""
        stems = [lexical.stem(word) for word in words]
        found: list[set[str]] = [set() for _ in words]
        for start, stem in enumerate(stems):
            for phrase in self.starting.get(stem, ()):
                places = _places(phrase, stems, clauses, start)
                for place in places:
                    found[place] |= set(self.groups[phrase])
        return found


def load(path: Path = FILE) -> Words:
    """Read the lists."""
    stored = tomllib.loads(path.read_text("utf-8"))
    groups: dict[Phrase, tuple[str, ...]] = {}
    for number, group in enumerate(stored["synonyms"]["groups"]):
        for text in group:
            phrase = _stemmed(text)
            if f"@{number}" not in groups.get(phrase, ()):
                groups[phrase] = (*groups.get(phrase, ()), f"@{number}")
    opposites: dict[str, tuple[tuple[int, int], ...]] = {}
    for number, pair in enumerate(stored["opposites"]["pairs"]):
        for side, listed in enumerate(pair):
            for word in listed.split():
                opposites[word] = (*opposites.get(word, ()), (number, side))
    starting: dict[str, tuple[Phrase, ...]] = {}
    for phrase in groups:
        starting[phrase[0]] = (*starting.get(phrase[0], ()), phrase)
    for number, pair in enumerate(stored["opposites"]["groups"], len(stored["opposites"]["pairs"])):
        for side, word in enumerate(pair):
            for group in groups[_stemmed(word)]:
                opposites[group] = (*opposites.get(group, ()), (number, side))
    roles = {name: frozenset(listed) for name, listed in stored["roles"].items()}
    return Words(
        phrases={
            kind: tuple(sorted((_folded(text) for text in listed), key=len, reverse=True))
            for kind, listed in stored["markers"].items()
        },
        times=frozenset(stored["times"]["words"]),
        opposites=opposites,
        actors=roles["actors"],
        give=roles["give"],
        receive=roles["receive"],
        passive=roles["passive"],
        to=roles["to"],
        by=roles["by"],
        source=roles["from"],
        commands=frozenset(stored["commands"]["words"]),
        light=frozenset(stored["light"]["words"].split()),
        groups=groups,
        starting=starting,
    )


@cache
def _stemmed_particles() -> frozenset[str]:
    return frozenset(map(lexical.stem, PARTICLES))


def _inside(marker: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """Whether a marker is only part of a longer one: "niet" in "niet meer dan"."""
    return other[1] <= marker[1] and marker[2] <= other[2] and marker[2] - marker[1] < other[2] - other[1]


def _folded(text: str) -> Phrase:
    return tuple(lexical.fold(text).replace("%", " %").split())


def _stemmed(text: str) -> Phrase:
    return tuple(lexical.stem(word) for word in _folded(text))


def _places(phrase: Phrase, stems: Sequence[str], clauses: Sequence[int], start: int) -> list[int]:
    """Where a phrase that starts here stands; a verb's particle may come later in its clause."""
    end = start + len(phrase)
    if tuple(stems[start:end]) == phrase:
        return list(range(start, end))
    if len(phrase) == 2 and phrase[1] in _stemmed_particles():
        for place in range(start + 1, len(stems)):
            if clauses[place] == clauses[start] and stems[place] == phrase[1]:
                return [start, place]
    return []

"""Plain words that decide what a sentence claims: markers, opposites, who may act, and synonyms.

The thesaurus holds the words of the field. What turns a truth into a lie is
mostly a plain word: "niet", "moet", "alle", "ongeveer", "daardoor". These
stand in `support_words.toml`, and so do plain synonyms, with Dutch verbs that
part ("trekt … uit").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.index import lexical

FILE = Path(__file__).with_name("support_words.toml")
PLAIN = Path(__file__).with_name("support_plain.toml")
# What a verb can be parted from: "neemt deel", "trekt uit".
PARTICLES = frozenset(
    "aan af bij deel door in mee na op samen toe uit vast voor beschikbaar erover over over up out to".split()
)
# How many words may stand between the halves of a parted marker: "gaat in 2026 na of …".
_PARTED_BY = 20
_PARTED_BY_MORE = PARTICLES | {"terecht", "terug"}
_AFTER_PARTED = frozenset("of dat om hoe wat waar welke wie if whether".split())
Phrase = tuple[str, ...]
# "stelt voor om …" proposes, "stelt voor 2026 geld beschikbaar" does not; "geven aan dat …" claims.
_PROPOSING = tuple(
    tuple(text.split())
    for text in ("stelt voor", "stellen voor", "geeft aan", "geven aan", "gaf aan", "gaven aan")
)
_SHORTEST_ACTOR = 6
_SHORTEST_VERB = 3


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
    light: frozenset[str]
    weak: frozenset[str]
    commands: frozenset[str]
    groups: Mapping[Phrase, tuple[str, ...]]
    starting: Mapping[str, tuple[Phrase, ...]]

    def actor(self, word: str) -> bool:
        """Whether a folded word names one who can act, or a compound does: contactgemeente."""
        return word in self.actors or any(
            word.endswith(actor) and word.removesuffix(actor) not in self.actors
            for actor in self.actors
            if len(actor) >= _SHORTEST_ACTOR
        )

    def markers(self, words: Sequence[str], clauses: Sequence[int] = ()) -> list[tuple[str, int, int]]:
        """The markers in these folded words as (kind, first, past the last), in order of kind.

        Of one whose verb is parted, only the verb: "gaat" of "gaat in 2026 na of …".
        """
        parted = [m for start in range(len(words)) for m in self._parted(words, clauses, start)]
        taken_over = {start for _, start, _ in parted}
        found: list[tuple[str, int, int]] = []
        for kind, phrases in self.phrases.items():
            taken: set[int] = set()
            for phrase in phrases:
                for start in range(len(words) - len(phrase) + 1):
                    end = start + len(phrase)
                    if phrase in _PROPOSING and end < len(words) and words[end] not in _AFTER_PARTED:
                        continue
                    if tuple(words[start:end]) == phrase and not taken & set(range(start, end)):
                        taken |= set(range(start, end))
                        found.append((kind, start, end))
        whole = [m for m in found if not any(_inside(m, other) for other in found)]
        return [m for m in whole if m[1] not in taken_over or m[2] - m[1] > 1] + parted

    def _parted(
        self, words: Sequence[str], clauses: Sequence[int], start: int
    ) -> Iterator[tuple[str, int, int]]:
        """The markers of two words whose second stands further on, at the end of what its verb says."""
        for kind, phrases in self.phrases.items():
            for phrase in phrases:
                if len(phrase) != 2 or phrase[0] != words[start] or phrase[1] not in _PARTED_BY_MORE:
                    continue
                for place in range(start + 2, min(len(words), start + 2 + _PARTED_BY)):
                    last = place + 1 == len(words) or words[place + 1] in _AFTER_PARTED
                    if clauses and clauses[place] != clauses[start]:
                        break
                    ends = last or (bool(clauses) and clauses[place + 1] != clauses[place])
                    ends = ends or (kind == "claim" and bool({"te", "dat"} & set(words[place : place + 5])))
                    if words[place] == phrase[1] and (ends or phrase[1] == "terecht"):
                        yield kind, start, start + 1

    def concepts(self, words: Sequence[str], clauses: Sequence[int]) -> list[set[str]]:
        """The numbers of the synonym groups that each word is of, alone, in a phrase or as a parted verb."""
        stems = [root(word) for word in words]
        found: list[set[str]] = [set() for _ in words]
        for place, word in enumerate(words):
            for particle in PARTICLES:
                verb = word.removeprefix(particle)
                if len(verb) > _SHORTEST_VERB and verb != word:
                    found[place] |= set(self.groups.get((root(verb), root(particle)), ()))
        for start, stem in enumerate(stems):
            for phrase in self.starting.get(stem, ()):
                places = _places(phrase, stems, clauses, start)
                for place in places:
                    found[place] |= set(self.groups[phrase])
        return found


def load(path: Path = FILE, plain: Path = PLAIN) -> Words:
    """Read the lists."""
    stored = tomllib.loads(path.read_text("utf-8"))
    more = tomllib.loads(plain.read_text("utf-8"))
    groups: dict[Phrase, tuple[str, ...]] = {}
    listed = [line.split(", ") for line in more["groups"].strip().splitlines()]
    for number, group in enumerate([*stored["synonyms"]["groups"], *listed]):
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
    return Words(
        phrases={
            kind: tuple(sorted((_folded(text) for text in listed), key=len, reverse=True))
            for kind, listed in stored["markers"].items()
        },
        times=frozenset(stored["times"]["words"]),
        opposites=opposites,
        actors=frozenset(stored["roles"]["actors"]),
        give=frozenset(stored["roles"]["give"]),
        receive=frozenset(stored["roles"]["receive"]),
        commands=frozenset(stored["commands"]["words"]),
        light=frozenset(stored["light"]["words"].split()),
        weak=frozenset(more["weak"].split()),
        groups=groups,
        starting=starting,
    )


@cache
def _stemmed_particles() -> frozenset[str]:
    return frozenset(map(root, PARTICLES))


_DOUBLED = re.compile(r"(.)\1")
_SHORTEST_ROOT = 4


@cache
def root(word: str) -> str:
    """What the forms of a Dutch verb have in common: verlaagt, verlagen and verlaagd are all "verlag"."""
    stem = word if not word.isalpha() else lexical.stem(word)
    if len(word) < _SHORTEST_ROOT or not word.isalpha():
        return stem
    bare = stem[:-2] if stem.endswith(("dt", "td")) else stem[:-1] if stem[-1] in "td" else stem
    bare = _DOUBLED.sub(r"\1", bare)
    return bare[:-1] + {"v": "f", "z": "s"}.get(bare[-1], bare[-1]) if len(bare) >= 3 else stem


def _inside(marker: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """Whether a marker is only part of a longer one: "niet" in "niet meer dan"."""
    return other[1] <= marker[1] and marker[2] <= other[2] and marker[2] - marker[1] < other[2] - other[1]


def _folded(text: str) -> Phrase:
    return tuple(lexical.fold(text).replace("%", " %").split())


def _stemmed(text: str) -> Phrase:
    return tuple(root(word) for word in _folded(text))


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

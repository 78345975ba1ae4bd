"""What a sentence has that its sources don't have, word by word, little words too.

Who stays with the words of a source adds articles and auxiliaries, a town, the
name of the document. Any other new word says something new: a new little word
("meeste", "nog geen", "tot") as much as a new noun. So what may be added is
listed, and not what may not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.answering.support_official import Official
from assistant.answering.support_reading import Read, Word
from assistant.answering.support_words import Words

_MOST_NEW = 3
_SHORTEST_RUN = 2


@dataclass(frozen=True)
class Laid:
    """A sentence beside its sources, all in plain words; `refs` are titles, `towns` the words of its town.

    `known` says of each word whether a source has it, `titled` are the places of
    words that stand as they do in a title.
    """

    read: Read
    sources: Sequence[Read]
    refs: Sequence[Read]
    towns: frozenset[str]
    known: Sequence[bool]
    titled: frozenset[int]
    foreign: bool

    @property
    def content(self) -> list[int]:
        """The places of the words that say something and that no title gave."""
        return [n for n in self.read.content if n not in self.titled]


@dataclass(frozen=True)
class Edits:
    """How much a sentence adds: `new` words, and `loose` ones that only a title has or that say little."""

    new: float
    loose: float


def near(word: Word, other: Word) -> bool:
    """Whether a word of the sentence and one of a source mean the same."""
    return word.text == other.text or bool(word.forms & other.wide)


def edits(laid: Laid, words: Words, official: Official, titled: Sequence[bool]) -> Edits:
    """The words that no source has, weighed; `titled` says of each whether a title has it somewhere."""
    markers = [marker for marker in laid.read.markers if marker[0] not in ("plain", "plan")]
    bending = {n for _, start, end in markers for n in range(start, end)}
    content = little = actors = 0
    loose = 0.0
    for n, word in enumerate(laid.read.words):
        text = word.text
        if laid.known[n] or word.number or text in laid.towns:
            continue
        if words.actor(text) and not _of_town(laid, n):
            loose += 1.5 if n in laid.titled or titled[n] else 0.0
            actors += not (n in laid.titled or titled[n])
        if n in laid.titled:
            continue
        if word.content:
            if titled[n] or word.weak or text in official.little:
                loose += 0.5
            else:
                content += 1
        elif text in official.little and text not in official.free:
            loose += 0.5
        elif text in official.modal or text not in official.free:
            # "alle" or "ruim" changes what is said more than "daar" does.
            little += 2 if n in bending else 0 if laid.foreign else 1
    return Edits(min(_MOST_NEW, content) + min(_MOST_NEW, little) + actors, loose)


def title_runs(read: Read, refs: Sequence[Read]) -> frozenset[int]:
    """The places of words that stand in a title as they stand here, two or more in a row."""
    inside: set[int] = set()
    here = [word.text for word in read.words]
    for ref in refs:
        there = [word.text for word in ref.words]
        for i in range(len(here)):
            for j in range(len(there)):
                length = 0
                while here[i + length : i + length + 1] == there[j + length : j + length + 1] != []:
                    length += 1
                if length >= _SHORTEST_RUN or (length == len(there) == 1):
                    inside |= set(range(i, i + length))
    return frozenset(inside)


def _of_town(laid: Laid, place: int) -> bool:
    """Whether "gemeente" only stands with the name of the town."""
    word = laid.read.words[place].text
    beside: Collection[str] = {w.text for w in laid.read.words[max(0, place - 2) : place + 3]}
    return word in ("gemeente", "municipality") and bool(laid.towns & set(beside))

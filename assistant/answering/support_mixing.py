"""Whether each clause of a sentence is of one source, and how far it follows that source's order.

Two facts may be joined, each in a clause of its own. A clause that only several
facts together have is mixed, unless one of them says "dit" or "hiervoor" and
the other names what that is.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.support_edits import Laid, near
from assistant.answering.support_reading import Read, Word

_REFERRING = frozenset(
    """dit deze er hier zij ze hij hiermee hiervoor hierbij hierin hierdoor hieraan hiervan daarmee daarbij
    daarvoor daarin daarvan ervoor erbij ermee erin this these it they there""".split()
)
_JOINS = frozenset({"en", "and", "maar", "but"})
_FEWEST = 3
_LICENSED = 0.2


@dataclass(frozen=True)
class Order:
    """How a sentence follows the source it is nearest to, each from 0 to 1.

    `jumps` is how often it leaves it, `disorder` the share of words out of order,
    `uncovered` the share that it lacks.
    """

    jumps: float
    disorder: float
    uncovered: float


def refers(source: Read) -> bool:
    """Whether a text points at what another sentence names."""
    words = source.words
    return any(
        w.text in _REFERRING
        or (w.text == "het" and n + 1 < len(words) and not words[n + 1].content
            and words[n + 1].clause == w.clause)
        for n, w in enumerate(words)
    )  # fmt: skip


def mixed(laid: Laid) -> float:
    """How much of the worst clause its best source lacks and another has, from 0 to 1."""
    words = laid.read.words
    places = [n for n in laid.content if laid.known[n] and words[n].text not in laid.towns]
    worst = 0.0
    for clause in _clauses(words, places):
        costs = [_cost(words, clause, source) for source in laid.sources]
        if costs:
            worst = max(worst, min(costs) / max(4, len(clause)))
    return worst


def order(laid: Laid) -> Order:
    """How the sentence follows the source that has most of its words."""
    words, places = laid.read.words, laid.content
    best: tuple[float, list[Word]] = (-1.0, [])
    for source in laid.sources:
        content = [w for w in source.words if w.content]
        share = sum(any(near(words[n], w) for w in content) for n in places) / max(1, len(places))
        if share > best[0]:
            best = (share, content)
    if not laid.sources:
        return Order(0.0, 0.0, 1.0)
    steps = [[m for m, w in enumerate(best[1]) if near(words[n], w)] for n in places]
    steps = [step for step in steps if step]
    return Order(
        _jumps(steps) / max(3, len(steps) - 1),
        1 - _longest_rising(steps) / max(1, len(steps)),
        1 - max(0.0, best[0]),
    )


def _clauses(words: Sequence[Word], places: Sequence[int]) -> list[list[int]]:
    """The places by clause; one of few words goes with what stands before it."""
    clauses: list[list[int]] = [[]]
    left = len(places)
    taken = 0
    for n, word in enumerate(words):
        new = n > 0 and (word.clause != words[n - 1].clause or word.text in _JOINS)
        if new and len(clauses[-1]) >= _FEWEST and left - taken >= _FEWEST:
            clauses.append([])
        if n in places:
            clauses[-1].append(n)
            taken += 1
    return clauses


def _cost(words: Sequence[Word], clause: Sequence[int], source: Read) -> float:
    """How many words of a clause a source lacks; less where they are what it points at."""
    lacking = [n for n in clause if not any(near(words[n], w) for w in source.words if w.content or w.number)]
    together = bool(lacking) and lacking[-1] - lacking[0] <= len(lacking) + 1
    return len(lacking) * (_LICENSED if together and refers(source) else 1.0)


def _jumps(steps: Sequence[Sequence[int]]) -> int:
    """How often the next word isn't one of the next two of the source."""
    jumps, before = 0, -1
    used: set[int] = set()
    for number, step in enumerate(steps):
        following = [m for m in step if before < m <= before + 2] if number else []
        if following:
            before = min(following)
        else:
            jumps += number > 0
            before = next((m for m in step if m not in used), step[0])
        used.add(before)
    return jumps


def _longest_rising(steps: Sequence[Sequence[int]]) -> int:
    """How many words at most stand in the order of the source."""
    ends: list[int] = []
    for step in steps:
        for place in sorted(step, reverse=True):
            at = bisect.bisect_left(ends, place)
            ends[at : at + 1] = [place]
    return len(ends)

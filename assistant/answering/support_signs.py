"""What can be seen of a sentence beside what it cites, in numbers: the columns that support weighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from os.path import commonprefix

import numpy as np

from assistant.answering import (
    support_bounds,
    support_company,
    support_limits,
    support_marks,
    support_order,
    support_roles,
    support_times,
)
from assistant.answering.support_facts import missing_names, numbers_stand
from assistant.answering.support_reading import Read, Word
from assistant.answering.support_words import Words
from assistant.records import Figure

_SHORTEST_PART = 4
# How far a word that says little counts as being in the sources when it isn't.
_WEAK = 0.6
# Where such words together count as one that is missing.
_WEAKEST = 0.79
# Words of one root: coördineren and coördinatie share their beginning.
_SAME_ROOT, _ENDING = 6, 4
SIGNS = (
    "numbers", "names", "missing", "missing_share", "missing_weight", "missing_any", "mixed", "kept_share",
    "traded", "converse", "confused", "misplaced", "swapped", "another", "exchanged", "flipped", "narrowed",
    "uncommanded", "unframed", "unquantified", "widened", "unconditioned", "misdenied", "opposed",
    "reattached", "unbound", "undated_number", "undated", "past_added", "past_dropped",
    *(f"added_{kind}" for kind in support_marks.ADDED), *(f"dropped_{kind}" for kind in support_marks.KEPT),
    "likeness", "likeness_nearest", "likeness_without", "strangest", "longer", "foreign", "pool_words",
    "pool_added", "pool_dropped", "pool_order", "pool_numbers", "pool_denied", "alarms", "alarmed",
)  # fmt: skip
# What is most often a lie, and from where on. Each is rare, so they are weighed by the kind they are of.
POOLS: dict[str, dict[str, float]] = {
    "pool_words": {"missing_any": 0.0, "mixed": 0.125},
    "pool_added": {f"added_{kind}": 0.0 for kind in support_marks.ADDED if kind != "can"},
    "pool_dropped": {
        **{f"dropped_{kind}": 0.0 for kind in support_marks.KEPT}, "uncommanded": 0.0, "unframed": 0.0,
        "unquantified": 0.0, "widened": 0.0, "unconditioned": 0.0,
    },
    "pool_order": {
        "confused": 0.15, "misplaced": 0.0, "swapped": 0.0, "another": 0.0, "exchanged": 0.0, "flipped": 0.0,
        "reattached": 0.0, "narrowed": 0.0, "traded": 0.0, "converse": 0.0,
    },
    "pool_numbers": {"unbound": 0.0, "undated_number": 0.0, "past_dropped": 0.0, "past_added": 0.0},
    "pool_denied": {"misdenied": 0.0, "opposed": 0.0},
}  # fmt: skip


# What fells a sentence by itself, however likely it seems otherwise: another number, name, denial or hedge.
FELLING = ("numbers", "names", "pool_denied", "pool_dropped", "pool_numbers", "added_not", "added_must")
# What is weighed; the other signs are weighed in the pool they are of, or fell the sentence by themselves.
WEIGHED = (
    "missing", "missing_weight", "missing_share", "mixed", "kept_share", "likeness", "likeness_nearest",
    "likeness_without", "strangest", "longer", "foreign", "undated", "swapped", "misdenied", "added_all",
    *POOLS, "alarms", "alarmed",
)  # fmt: skip


@dataclass(frozen=True)
class Likeness:
    """Cosines of the sentence to all it cites at once and to the nearest sentence of it.

    `without` is how much nearer the sentence comes without the words that its source
    lacks, `strangest` how far the strangest of these words is from any word of it.
    """

    whole: float
    nearest: float
    without: float
    strangest: float = 0.0


def signs(
    read: Read,
    sources: Sequence[Read],
    whole: Sequence[Read],
    quotes: Sequence[str],
    figures: Sequence[Figure],
    titles: Sequence[str],
    likeness: Likeness,
    words: Words,
) -> np.ndarray:
    """The signs of one sentence, float64 of shape (len(SIGNS),).

    `sources` are the sentences of what it cites without their references, `whole` with them.
    """
    content = [read.words[n] for n in read.content]
    if support_marks.commands(read, words) and any(support_marks.commands(s, words) for s in sources):
        content = [word for word in content if word is not read.words[0]]
    holes = [1 - held(word, whole) for word in content if not (word.number or word.counts)]
    added, dropped = support_marks.added(read, sources, words), support_marks.dropped(read, sources, words)
    of_number, of_anything = support_times.undated(read, sources)
    past_here, past_there = support_times.past(read), any(support_times.past(s) for s in sources)
    done_here, done_there = support_times.done(read), any(support_times.done(s) for s in sources)
    said = {form for n in read.content for form in read.words[n].wide}
    was_here, was_there = support_times.was(read), any(support_times.was(s, said) for s in sources)
    foreign = any(source.english != read.english for source in sources)
    row = np.array(
        [
            float(not numbers_stand(read, whole, quotes, figures, titles)),
            float(len(missing_names(read, whole, titles))),
            float(sum(hole >= 0.5 for hole in holes)),
            sum(holes) / max(1, len(holes)),
            min(3.0, sum(holes)),
            float(any(hole >= 0.5 for hole in holes) or sum(holes) >= _WEAKEST),
            mixed(read, sources),
            kept(read, sources),
            0.0 if figures else support_company.traded(read, sources, words),
            0.0 if figures else support_order.converse(read, sources),
            0.0 if figures else support_company.confused(read, sources),
            0.0 if figures else support_company.misplaced(read, sources),
            0.0 if figures else support_roles.swapped(read, sources, words),
            0.0 if figures else support_roles.another(read, sources, words, foreign=foreign),
            0.0 if figures else support_order.exchanged(read, sources, words),
            0.0 if figures else support_order.flipped(read, sources, words),
            0.0 if figures else support_limits.narrowed(read, sources),
            support_marks.uncommanded(read, sources, words),
            support_marks.unframed(read, sources, words),
            0.0 if figures else support_limits.unquantified(read, sources),
            0.0 if figures else support_limits.widened(read, sources, words),
            0.0 if figures else support_limits.unconditioned(read, sources),
            support_marks.misdenied(read, sources),
            support_marks.opposed(read, sources, words),
            support_company.reattached(read, sources),
            0.0 if figures else support_bounds.unbound(read, sources),
            of_number,
            of_anything,
            float(
                past_here
                and not past_there
                and not done_there
                and not support_times.told_as_past(read, sources)
            ),
            float(not was_here and not done_here and (was_there or (done_there and of_anything > 0))),
            *added.values(),
            *dropped.values(),
            likeness.whole,
            likeness.nearest,
            likeness.without,
            likeness.strangest,
            max(0.0, len(content) / max(1, sum(len(s.content) for s in sources)) - 1),
            float(foreign),
        ]
    )
    seen = dict(zip(SIGNS, row, strict=False))
    pools = [float(sum(seen[name] > limit for name, limit in pool.items())) for pool in POOLS.values()]
    return np.array([*row, *pools, min(3.0, sum(pools)), float(any(pools))])


def fallen(rows: np.ndarray) -> np.ndarray:
    """Which rows of signs, shape (n, len(SIGNS)), fall by one sign alone; bool of shape (n,)."""
    return np.asarray(rows[:, [SIGNS.index(name) for name in FELLING]].any(axis=1))


def held(word: Word, sources: Sequence[Read]) -> float:
    """How far a word is in the sources: 1 itself or a synonym, less for a part of a compound, 0 not."""
    best = _WEAK if word.weak else 0.0
    for source in sources:
        for other in source.words:
            if word.forms & other.wide:
                return 1.0
            if other.content:
                best = max(best, _compound(word, other))
    return best if best == 1.0 else max(best, _made_of(word, sources))


def missing(read: Read, sources: Sequence[Read]) -> list[int]:
    """The places of the words that say something and that no source has."""
    return [
        n
        for n in read.content
        if not (read.words[n].number or read.words[n].counts) and held(read.words[n], sources) < 0.5
    ]


def mixed(read: Read, sources: Sequence[Read]) -> float:
    """How much of a clause only several source sentences together have, from 0 to 1."""
    worst = 0.0
    for clause in {w.clause for w in read.words}:
        content = [w for w in read.words if w.content and w.clause == clause]
        if len(content) < 2 or len(sources) < 2:
            continue
        all_of_it = sum(held(w, sources) for w in content)
        one = max(sum(held(w, [source]) for w in content) for source in sources)
        worst = max(worst, (all_of_it - one) / len(content))
    return worst


def kept(read: Read, sources: Sequence[Read]) -> float:
    """The share of the best source sentence's words that the sentence keeps."""
    here = {form for n in read.content for form in read.words[n].wide}
    shares = [
        sum(bool(source.words[n].forms & here) for n in source.content) / max(1, len(source.content))
        for source in sources
    ]
    return max(shares, default=0.0)


def _compound(word: Word, other: Word) -> float:
    """1 where one word holds the other whole; a source's part of the word is worth half."""
    here, there = word.text, other.text
    if word.number or other.number or min(len(here), len(there)) < _SHORTEST_PART:
        return 0.0
    if len(here) >= _SHORTEST_PART and (there.startswith(here) or there.endswith(here)):
        return 1.0
    shared = len(commonprefix([here, there]))
    if shared >= _SAME_ROOT and max(len(here), len(there)) - shared <= _ENDING:
        return 0.75
    known = (here, *(form for form in word.forms if form[0] not in "#@~" and len(form) > _SHORTEST_PART))
    if any(form in there for form in known):
        return 1.0
    return 0.5 if len(there) > _SHORTEST_PART and there in here else 0.0


def _made_of(word: Word, sources: Sequence[Read]) -> float:
    """1 where the word is two words of the sources joined: taalhuissubsidie of Taalhuis and subsidie."""
    text = word.text
    if len(text) < 2 * _SHORTEST_PART:
        return 0.0
    known = {
        w.text for source in sources for w in source.words if w.content and len(w.text) >= _SHORTEST_PART
    }
    stems = {k for w in known for k in (w, w.rstrip("en"), w.rstrip("s"))}
    for cut in range(_SHORTEST_PART, len(text) - _SHORTEST_PART + 1):
        for link in ("", "s", "en", "e"):
            if text[:cut] in stems and text[cut:].startswith(link) and text[cut + len(link) :] in stems:
                return 1.0
    return 0.0

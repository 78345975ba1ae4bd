"""What can be seen of a sentence beside what it cites, in numbers: the columns that support weighs."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import commonprefix

import numpy as np

from assistant.answering import (
    support_binding,
    support_marks,
    support_mixing,
    support_places,
    support_roles,
    support_times,
)
from assistant.answering.support_edits import Laid, edits
from assistant.answering.support_official import Official
from assistant.answering.support_reading import Read, Word
from assistant.answering.support_words import Words

_SHORTEST_PART = 4
# How far a word that says little counts as being in the sources when it isn't.
_WEAK = 0.6
# Words of one root: coördineren and coördinatie share their beginning.
_SAME_ROOT, _ENDING = 6, 4
SIGNS = (
    "numbers", "names", "new", "loose", "displaced", "loosened", "left_out", "added", "dropped", "denied",
    "undated", "mixed", "jumps", "disorder", "uncovered", "kept", "length", "total", "reading",
)  # fmt: skip
# A number that no source has fells a sentence by itself.
FELLING = "numbers"
# What speaks for a sentence, and what may speak either way; the rest speaks against it.
FOR = frozenset({"kept", "reading"})
EITHER = frozenset({"jumps", "disorder", "length"})
# How much each alarm counts in their total, and the most that it comes to.
_ALARMS = {"new": 1.0, "loose": 0.5, "displaced": 1.0, "loosened": 1.0, "left_out": 0.7, "added": 1.0,
           "dropped": 1.0, "denied": 1.0, "undated": 1.0, "mixed": 2.0, "numbers": 1.0,
           "names": 1.0}  # fmt: skip
_MOST = 5.0


def signs(
    laid: Laid, words: Words, official: Official, *, numbers: bool, names: bool, reading: float
) -> np.ndarray:
    """The signs of one sentence, float64 of shape (len(SIGNS),).

    `numbers` and `names` say that one is in no source, `reading` what a model
    that reads both says, 0.5 where there is none.
    """
    read, sources = laid.read, laid.sources
    titled = [bool(laid.refs) and held(word, laid.refs) >= 0.5 and not word.weak for word in read.words]
    made = edits(laid, words, official, titled)
    order = support_mixing.order(laid)
    of_number, of_anything = support_times.undated(read, sources)
    row = {
        "numbers": float(numbers),
        "names": float(names),
        "new": made.new,
        "loose": made.loose,
        "displaced": support_places.displaced(laid, words) + 2 * support_roles.exchanged(laid, words),
        "loosened": support_binding.loosened(laid),
        "left_out": support_marks.left_out(laid, official),
        "added": sum(v for kind, v in support_marks.added(read, sources, words).items() if kind != "can"),
        "dropped": sum(support_marks.dropped(read, sources, words).values())
        + support_marks.unframed(read, sources, words),
        "denied": support_marks.misdenied(read, sources) + support_marks.opposed(read, sources, words),
        "undated": of_number + 0.5 * of_anything,
        "mixed": support_mixing.mixed(laid),
        "jumps": order.jumps,
        "disorder": order.disorder,
        "uncovered": order.uncovered,
        "kept": kept(read, sources),
        "length": float(len(read.content)),
        "reading": reading,
    }
    row["total"] = min(_MOST, sum(weight * row[name] for name, weight in _ALARMS.items()))
    return np.array([row[name] for name in SIGNS])


def fallen(rows: np.ndarray) -> np.ndarray:
    """Which rows of signs, shape (n, len(SIGNS)), fall by one sign alone; bool of shape (n,)."""
    return np.asarray(rows[:, SIGNS.index(FELLING)] > 0)


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

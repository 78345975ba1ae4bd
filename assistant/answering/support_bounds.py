"""Whether a number keeps its bound: "ongeveer", "ten hoogste", "gemiddeld", "60% tot 80%"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.rounding import said_in
from assistant.answering.support_reading import Read

BOUNDS = ("about", "average", "over", "under", "most", "least")
# How far before its number a bound may stand.
REACH = 1


def unbound(read: Read, sources: Sequence[Read]) -> float:
    """1.0 where a number of the sentence has another bound than it has in each source that has it."""
    for n, word in enumerate(read.words):
        if not word.counts:
            continue
        told = [
            (bounds(source, m), _estimated(source, m))
            for source in sources
            for m, other in enumerate(source.words)
            if other.counts and other.forms & word.forms
        ]
        here = bounds(read, n)
        if "average" in read.kinds():
            told = [(there - {"average"}, loose) for there, loose in told]
            here = here - {"average"}
        if told and not any(here == there or (loose and here - {"about"} == there) for there, loose in told):
            return 1.0
    return float(_fraction_unbound(read, sources) or _surer(read, sources) or _cut_from_range(read, sources))


def _cut_from_range(read: Read, sources: Sequence[Read]) -> bool:
    """Whether of "60% tot 80%" only one number is left."""
    said = {form for w in read.words if w.number for form in w.forms}
    return any(
        (first.forms <= said) != (last.forms <= said)
        for source in sources
        for first, to, last in zip(source.words, source.words[1:], source.words[2:], strict=False)
        if first.counts and last.counts and to.text in ("tot", "to") and first.sentence == last.sentence
    )


def _surer(read: Read, sources: Sequence[Read]) -> bool:
    """Whether a number that is an estimate in the source is none in the sentence."""
    if read.kinds() & {"about", "perhaps"}:
        return False
    numbers = {form for w in read.words if w.counts for form in w.forms}
    for source in sources:
        for kind, start, end in source.markers:
            if kind == "perhaps" or _estimates(source, kind, start, end):
                sentence = source.words[start].sentence
                if any(w.counts and w.forms & numbers and w.sentence == sentence for w in source.words):
                    return True
                if any(said.fraction for said in said_in(read.text)):
                    return True
    return False


def _estimated(read: Read, place: int) -> bool:
    """Whether a number stands in a sentence that estimates."""
    sentence = read.words[place].sentence
    return any(_estimates(read, *m) and read.words[m[1]].sentence == sentence for m in read.markers)


def _estimates(read: Read, kind: str, start: int, end: int) -> bool:
    return kind == "about" and any("schat" in w.text or "estim" in w.text for w in read.words[start:end])


def _fraction_unbound(read: Read, sources: Sequence[Read]) -> bool:
    """Whether a fraction in words lost or changed its "ruim" or "bijna"."""
    there = [said for source in sources for said in said_in(source.text) if said.fraction]
    for said in said_in(read.text):
        same = [other for other in there if abs(other.value - said.value) < 0.1]
        if said.fraction and same and not any(other.sense == said.sense for other in same):
            return True
    return False


def bounds(read: Read, place: int) -> frozenset[str]:
    """The kinds of bounds that stand right before a number."""
    sentence = read.words[place].sentence
    found: set[str] = set()
    if _opens_with_average(read, sentence):
        found.add("average")
    if place > 1 and read.words[place - 1].text == "tot" and not read.words[place - 2].number:
        found.add("most")
    for kind, start, end in read.markers:
        if kind not in BOUNDS or read.words[start].sentence != sentence or _estimates(read, kind, start, end):
            continue
        between = read.words[end:place]
        if 0 <= place - end <= (0 if kind in ("over", "under") else REACH) and not any(
            w.counts or w.clause != read.words[place].clause for w in between
        ):
            found.add(kind)
        if kind in ("most", "least") and 0 < start - place <= 2 and read.words[start].text == "at":
            found.add(kind)
    return frozenset(found)


def _opens_with_average(read: Read, sentence: int) -> bool:
    """Whether a sentence begins with "Gemiddeld", which then is of every number in it."""
    first = next(w for w in read.words if w.sentence == sentence)
    return any(kind == "average" and read.words[start] is first for kind, start, _ in read.markers)

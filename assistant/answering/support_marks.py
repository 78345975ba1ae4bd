"""Whether a sentence keeps what its source denies, demands, allows, plans and makes less sure.

A marker binds what stands near it. So a marker of the source is missed only
where the sentence repeats the words near it, and a bound of a number
("ongeveer", "ten hoogste") only where it repeats the number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.rounding import said_in
from assistant.answering.support_reading import Read, Word
from assistant.answering.support_words import Words

BOUNDS = ("about", "average", "over", "under", "most", "least")
KEPT = (
    "not", "only", "must", "can", "plan", "ask", "perhaps", "often", "unless", "once", "yearly", "first",
    "then", "average",
)  # fmt: skip
ADDED = (
    "not",
    "only",
    "all",
    "must",
    "can",
    "plan",
    "perhaps",
    "reason",
    "once",
    "yearly",
    "often",
    "now",
    "more",
)
# How many words that say something a marker binds before and behind it, and how many of them make it missed.
BEFORE, BEHIND = 1, 3
SHARE = 0.6
# How far before its number a bound may stand.
REACH = 1


def added(read: Read, sources: Sequence[Read], words: Words) -> dict[str, float]:
    """For each kind of `ADDED`, 1.0 where the sentence has it and no source does."""
    there = {kind for source in sources for kind in source.kinds()}
    if any(commands(source, words) for source in sources):
        there |= {"can", "plan", "reason"}
    if any("plicht" in word.text for source in sources for word in source.words):
        there.add("must")
    return {kind: float(kind in read.kinds() and kind not in there) for kind in ADDED}


def dropped(read: Read, sources: Sequence[Read]) -> dict[str, float]:
    """For each kind of `KEPT`, 1.0 where a source has it, the sentence repeats what it binds and lacks it."""
    said = {form for n in read.content for form in read.words[n].forms}
    missed = dict.fromkeys(KEPT, 0.0)
    for source in sources:
        for kind, start, end in source.markers:
            if kind not in missed or kind in read.kinds():
                continue
            if kind == "ask" and read.kinds() & {"plan", "said"}:
                continue
            near = _near(source, start, end)
            if near and sum(bool(w.wide & said) for w in near) >= SHARE * len(near):
                missed[kind] = 1.0
    return missed


def unbound(read: Read, sources: Sequence[Read]) -> float:
    """1.0 where a number of the sentence has another bound than it has in each source that has it."""
    for n, word in enumerate(read.words):
        if not word.counts:
            continue
        told = [
            (_bounds(source, m), _estimated(source, m))
            for source in sources
            for m, other in enumerate(source.words)
            if other.counts and other.forms & word.forms
        ]
        here = _bounds(read, n)
        if told and not any(here == there or (loose and here - {"about"} == there) for there, loose in told):
            return 1.0
    return float(_fraction_unbound(read, sources) or _surer(read, sources))


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


def misdenied(read: Read, sources: Sequence[Read]) -> float:
    """1.0 where the sentence denies what no source denies, or says what a source denies."""
    denied_here = list(_denied(read))
    denied_there = [words for source in sources for words in _denied(source)]
    affirmed_there = [words for source in sources for words in _affirmed(source)]
    affirmed_here = list(_affirmed(read))
    return float(
        any(
            _met(words, affirmed_there) and not _met(words, denied_there) for words in denied_here
        )
        or any(_met(words, affirmed_here) and not _met(words, denied_here) for words in denied_there)
    )  # fmt: skip


def opposed(read: Read, sources: Sequence[Read], words: Words) -> float:
    """1.0 where the sentence has a word whose opposite is in a source, and neither it nor a synonym is."""
    there = {side for source in sources for w in source.words for side in _sides(w, words)}
    for word in read.words:
        for number, side in _sides(word, words):
            if (number, 1 - side) in there and (number, side) not in there:
                return 1.0
    return 0.0


def _sides(word: Word, words: Words) -> set[tuple[int, int]]:
    names = (word.text, *(form for form in word.forms if form[0] == "@"))
    return {side for name in names for side in words.opposites.get(name, ())}


def commands(source: Read, words: Words) -> bool:
    """Whether a source tells the reader what to do: "Vraag de gemeente om …"."""
    return bool(source.words) and source.words[0].text in words.commands


def uncommanded(read: Read, sources: Sequence[Read], words: Words) -> float:
    """1.0 where a source only says what to do, and the sentence says it without that verb."""
    if not sources or not all(commands(source, words) for source in sources):
        return 0.0
    if commands(read, words):
        return 0.0
    forms = {form for word in read.words for form in word.forms}
    return float(not any(source.words[0].forms & forms for source in sources))


def unframed(read: Read, sources: Sequence[Read]) -> float:
    """1.0 where the sentence repeats what a source says someone says, asks or wants, without that verb.

    "De werkgroep adviseert om ouders uit te nodigen" doesn't say that parents are invited.
    """
    if read.kinds() & {"plan", "said"}:
        return 0.0
    said = {form for n in read.content for form in read.words[n].wide}
    for source in sources:
        for n, word in enumerate(source.words):
            if word.text not in _FRAMING or n < 2:
                continue
            before = [w for w in source.words[:n] if w.content and w.sentence == word.sentence][-2:]
            behind = [w for w in source.words[n:] if w.content and w.sentence == word.sentence][:4]
            if not before or not behind or any(w.wide & said for w in before):
                continue
            if sum(bool(w.wide & said) for w in behind) >= SHARE * len(behind):
                return 1.0
    return 0.0


_FRAMING = frozenset({"om", "dat", "of", "that", "whether", "to"})


def _near(read: Read, start: int, end: int) -> list[Word]:
    """The words that say something near a marker, in its sentence."""
    clause, sentence = read.words[start].clause, read.words[start].sentence
    before = [w for w in read.words[:start] if w.content and w.clause == clause]
    behind = [w for w in read.words[end:] if w.content and w.clause == clause]
    if before or behind:
        return [*before[-BEFORE:], *behind[:BEHIND]]
    return [w for w in read.words if w.content and w.sentence == sentence][:BEHIND]


def _bounds(read: Read, place: int) -> frozenset[str]:
    """The kinds of bounds that stand right before a number."""
    sentence = read.words[place].sentence
    found: set[str] = set()
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


def _denied(read: Read) -> Iterator[list[Word]]:
    """What each denial denies: the words that say something behind it in its clause, or else before it."""
    for kind, start, end in read.markers:
        if kind != "not":
            continue
        clause = read.words[start].clause
        behind = [w for w in read.words[end:] if w.content and w.clause == clause]
        before = [w for w in read.words[:start] if w.content and w.clause == clause]
        if near := behind[:2] or before[-2:]:
            yield near


def _affirmed(read: Read) -> Iterator[list[Word]]:
    """The words of each clause without a denial."""
    denying = {read.words[start] for kind, start, _ in read.markers if kind == "not"}
    clauses, sentences = {w.clause for w in denying}, {w.sentence for w in denying}
    for sentence in {w.sentence for w in read.words} - sentences:
        yield [w for w in read.words if w.content and w.sentence == sentence]
    for clause in {w.clause for w in read.words if w.sentence in sentences} - clauses:
        yield [w for w in read.words if w.content and w.clause == clause]


def _met(words: Sequence[Word], among: Sequence[Sequence[Word]]) -> bool:
    """Whether one of the groups has all these words."""
    return any(all(any(w.forms & o.wide for o in other) for w in words) for other in among)


def narrowed(read: Read, sources: Sequence[Read]) -> float:
    """1.0 where a noun lost what narrowed it: "inwoners met een minimuminkomen" became "inwoners"."""
    said = {form for n in read.content for form in read.words[n].wide}
    for source in sources:
        kept = sum(bool(source.words[n].wide & said) for n in source.content)
        if kept < 0.4 * len(source.content):
            continue
        for word, preposition in zip(source.words, source.words[1:], strict=False):
            if not word.content or word.number or preposition.text not in _NARROWING:
                continue
            if not word.forms & said or _followed(read, word, preposition):
                continue
            at = source.words.index(preposition)
            behind = [w for w in source.words[at:] if w.content and not w.counts and w.clause == word.clause]
            if behind and not behind[0].wide & said:
                return 1.0
    return 0.0


def _followed(read: Read, word: Word, preposition: Word) -> bool:
    """Whether the sentence has the same preposition behind the same word."""
    return any(
        w.forms & word.forms and o.text == preposition.text
        for w, o in zip(read.words, read.words[1:], strict=False)
    )


_NARROWING = frozenset("met zonder die tussen vanaf with without who between".split())

"""Whether a sentence keeps what its source denies, demands, allows, plans and makes less sure.

A marker binds what stands near it. So a marker of the source is missed only
where the sentence repeats the words near it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from assistant.answering.support_edits import Laid, near
from assistant.answering.support_official import Official
from assistant.answering.support_reading import Read, Word
from assistant.answering.support_words import Words

KEPT = (
    "not", "only", "must", "can", "plan", "ask", "perhaps", "often", "unless", "once", "yearly", "first",
    "then", "average", "former", "claim",
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
    "advise",
    "average",
)
# How many words that say something a marker binds before and behind it, and how many of them make it missed.
BEFORE, BEHIND = 1, 3
SHARE = 0.6


def added(read: Read, sources: Sequence[Read], words: Words) -> dict[str, float]:
    """For each kind of `ADDED`, 1.0 where the sentence has it and no source does."""
    there = {kind for source in sources for kind in source.kinds()}
    if any(commands(source, words) for source in sources):
        there |= {"can", "plan", "reason", "advise"}
    if there & {"ask", "said"}:
        there.add("advise")
    if any("plicht" in word.text for source in sources for word in source.words):
        there.add("must")
    if any(source.english != read.english for source in sources) and {"will"} & {w.text for w in read.words}:
        there.add("plan")
    return {kind: float(kind in read.kinds() and kind not in there) for kind in ADDED}


def dropped(read: Read, sources: Sequence[Read], words: Words) -> dict[str, float]:
    """For each kind of `KEPT`, 1.0 where a source has it, the sentence repeats what it binds and lacks it."""
    said = {form for n in read.content for form in read.words[n].forms}
    missed = dict.fromkeys(KEPT, 0.0)
    texts = {w.text for w in read.words}
    told = {"must", "can"} if commands(read, words) else set()
    for source in sources:
        for kind, start, end in source.markers:
            if kind not in missed or kind in told or (kind in _ORDERING and texts & _ORDERING[kind]):
                continue
            if kind in read.kinds() and (kind != "not" or not _fewer(read, source, said)):
                continue
            if kind == "claim" and read.kinds() & {"said", "claim", "ask"}:
                continue
            if kind == "ask" and read.kinds() & {"plan", "said"}:
                continue
            near = _near(source, start, end)
            if near and sum(bool(w.wide & said) for w in near) >= SHARE * len(near):
                missed[kind] = 1.0
    return missed


def _fewer(read: Read, source: Read, said: Collection[str]) -> bool:
    """Whether a source denies more often than the sentence what the sentence repeats."""
    bound = 0
    for kind, start, end in source.markers:
        near = _near(source, start, end) if kind == "not" else []
        bound += bool(near) and all(w.wide & set(said) for w in near)
    return bound > sum(kind == "not" for kind, _, _ in read.markers)


# What says in another way that the one comes before the other.
_ORDERING = {
    "first": frozenset("pas voordat before nadat".split()),
    "then": frozenset("na nadat eerst pas after once first".split()),
}


def left_out(laid: Laid, official: Official) -> float:
    """How many markers of the nearest source, between words that the sentence keeps, the sentence lacks."""
    words, places = laid.read.words, laid.content
    best = max(
        laid.sources,
        key=lambda s: sum(any(o.content and near(words[n], o) for o in s.words) for n in places),
        default=None,
    )
    if best is None:
        return 0.0
    forms = {form for word in words for form in word.wide}
    said = {word.text for word in words} | {official.same.get(word.text, word.text) for word in words}
    kept = {n: bool(best.words[n].forms & forms) for n in best.content}
    bending = {n for kind, a, b in best.markers if kind not in _HARMLESS for n in range(a, b)}
    lost = 0
    for n in bending:
        word = best.words[n]
        if {word.text, official.same.get(word.text, word.text)} & said or word.forms & forms:
            continue
        before = next((kept[m] for m in sorted(kept, reverse=True) if m < n), True)
        behind = next((kept[m] for m in sorted(kept) if m > n), True)
        lost += before and behind
    return float(lost)


# What may be left out: "daarom", "nu".
_HARMLESS = frozenset({"plain", "reason", "now"})


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


def unframed(read: Read, sources: Sequence[Read], words: Words) -> float:
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
            if any(w.text in _FACTIVE for w in source.words[max(0, n - 4) : n]):
                continue
            before = [
                w
                for w in source.words[:n]
                if w.content and w.sentence == word.sentence and not w.counts and w.text not in words.times
            ][-2:]
            behind = [w for w in source.words[n:] if w.content and w.sentence == word.sentence][:4]
            if not before or not behind or any(w.wide & said for w in before):
                continue
            if sum(bool(w.wide & said) for w in behind) >= SHARE * len(behind):
                return 1.0
    return 0.0


_FRAMING = frozenset({"om", "dat", "of", "that", "whether", "to"})
# What somebody only says when it is so.
_FACTIVE = frozenset("blijkt bleek blijken merkte merkten merken weet weten wist shows showed found".split())


def _near(read: Read, start: int, end: int) -> list[Word]:
    """The words that say something near a marker, in its sentence."""
    clause, sentence = read.words[start].clause, read.words[start].sentence
    before = [w for w in read.words[:start] if w.content and w.clause == clause]
    behind = [w for w in read.words[end:] if w.content and w.clause == clause]
    if before or behind:
        return [*before[-BEFORE:], *behind[:BEHIND]]
    return [w for w in read.words if w.content and w.sentence == sentence][:BEHIND]


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

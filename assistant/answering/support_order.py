"""Whether words exchanged places: "een project van de gemeente" is no "gemeente van het project".

Who acts is found for the actors we know (`support_roles`); this looks at any
two words, and sees only the plainest of exchanges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.support_reading import Read, Word
from assistant.answering.support_roles import AND, LITTLE, PASSIVE, PREPOSITIONS, preposition
from assistant.answering.support_words import Words


def exchanged(read: Read, sources: Sequence[Read], words: Words) -> float:
    """1.0 where two words exchanged places: "een project van de gemeente" and "een gemeente van het project".

    Not where one text says who receives and the other who gives: that moves the prepositions too.
    """
    here = _cases(read)
    for source in sources:
        if _receives(read, words) != _receives(source, words):
            continue
        there = _cases(source)
        met = [(n, m) for n in here for m in there if read.words[n].forms & source.words[m].forms]
        for n, m in met:
            for other, twin in met:
                own, their = (here[n], here[other]), (there[m], there[twin])
                if n == other or m == twin or own[0] is not None or own[1] not in _EXCHANGED:
                    continue
                if own == (their[1], their[0]) and _once(source, m, twin) and _once(read, n, other):
                    return 1.0
    return 0.0


_EXCHANGED = frozenset({"van", "of", "via", "through"})


def _receives(read: Read, words: Words) -> bool:
    texts = {w.text for w in read.words}
    return bool(texts & words.receive) or bool(texts & words.passive & PASSIVE)


def _once(read: Read, *places: int) -> bool:
    """Whether these words are each in the text once, and in one sentence."""
    return (
        all(sum(w.content and bool(w.forms & read.words[p].forms) for w in read.words) == 1 for p in places)
        and len({read.words[p].sentence for p in places}) == 1
    )


def _cases(read: Read) -> dict[int, str | None]:
    """For each noun-like word the preposition that governs it, None without one."""
    found: dict[int, str | None] = {}
    for n, word in enumerate(read.words):
        if not word.content or word.number or not _noun(read, n):
            continue
        sentence = [w for w in read.words if w.sentence == word.sentence]
        found[n] = preposition(sentence, sentence.index(word))
    return found


def _noun(read: Read, place: int) -> bool:
    """Whether a word looks like a noun: with a capital, or an article or a preposition before it."""
    word = read.words[place]
    if word.written[:1].isupper():
        return True
    before = read.words[place - 1] if place else None
    return before is not None and before.sentence == word.sentence and (
        before.text in LITTLE or before.text in PREPOSITIONS or before.text in AND
    )  # fmt: skip


def flipped(read: Read, sources: Sequence[Read], words: Words) -> float:
    """1.0 where the sentence's first word acts upon the first word of a source, and there the other way."""
    here = _opening(read)
    if here is None or _receives(read, words):
        return 0.0
    for source in sources:
        there = _opening(source)
        if there is None or _receives(source, words) or read.words[here].forms & source.words[there].wide:
            continue
        if _later(source, there, read.words[here]) and _later(read, here, source.words[there]):
            return 1.0
    return 0.0


def converse(read: Read, sources: Sequence[Read]) -> float:
    """1.0 where what was said of the one is said of the other: "alle A zijn B" and "alle B zijn A"."""
    for subject, said in _sayings(read):
        for whom, what in (saying for source in sources for saying in _sayings(source)):
            if (
                _any_of(subject, what) and _any_of(said, whom)
                and not _any_of(subject, whom) and not _any_of(said, what)
            ):  # fmt: skip
                return 1.0
    return 0.0


def _sayings(read: Read) -> Iterator[tuple[list[Word], list[Word]]]:
    """The words before and after "is" or "zijn" in each clause."""
    for clause in {w.clause for w in read.words}:
        words = [w for w in read.words if w.clause == clause]
        places = [n for n, w in enumerate(words) if w.text in ("is", "zijn", "are")]
        if len(places) == 1 and words[0].text not in PREPOSITIONS:
            yield _bare(words, 0, places[0]), _bare(words, places[0] + 1, len(words))


def _bare(words: Sequence[Word], start: int, end: int) -> list[Word]:
    """The words that say something and that no preposition governs."""
    return [
        words[n]
        for n in range(start, end)
        if words[n].content and not words[n].counts and preposition(words, n) is None
    ]


def _any_of(words: Sequence[Word], others: Sequence[Word]) -> bool:
    return any(w.forms & o.forms for w in words for o in others)


def _opening(read: Read) -> int | None:
    """The first word that says something, with at most an article before it."""
    for n, word in enumerate(read.words[:2]):
        if word.counts:
            return None
        # A verb that opens a condition: "Hoort een wethouder …".
        if n == 0 and len(read.words) > 1 and read.words[1].text in ("een", "de", "het"):
            return None
        if word.content and not word.number:
            return n
        if word.text not in LITTLE:
            return None
    return None


def _later(read: Read, opening: int, word: Word) -> bool:
    """Whether a word stands behind the opening one in the same clause, without a preposition or "en"."""
    for n in range(opening + 1, len(read.words)):
        other = read.words[n]
        if other.clause != read.words[opening].clause and (
            read.words[opening + 1].text not in AND or other.clause > read.words[opening].clause + 1
        ):
            return False
        if other.forms & word.forms:
            return n > opening + 1 and preposition(read.words, n) is None
    return False

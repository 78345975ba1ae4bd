"""Who does what to whom: the same words with the parts exchanged are a lie.

"De gemeente betaalt de bibliotheek" and "de bibliotheek betaalt de gemeente"
have the same words. The first actor of a clause is the one who acts, unless
the verb is passive or a verb of receiving; one after "door" acts, one after
"aan" or of whom something is does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.support_reading import Read, Word
from assistant.answering.support_words import Words

LITTLE = frozenset(
    "de het een den der haar hun zijn uw meer andere the a an its their of or more other".split()
)
PREPOSITIONS = frozenset(
    """aan naar voor to for door by van from bij in op uit met over onder of with under within binnen via
    through volgens tussen between about per""".split()
)
PASSIVE = frozenset("wordt worden werd werden".split())
SPLITS = frozenset(
    "dat die wie waarmee of voordat nadat als wanneer tenzij waarin that who which whether before if".split()
)
AND = frozenset("en and".split())
# How much of a clause a source clause has to share to be about the same.
SAME = 0.5


@dataclass(frozen=True)
class Part:
    """An actor in a clause, and whether it acts or undergoes."""

    word: Word
    acts: bool


@dataclass(frozen=True)
class Clause:
    """The actors of a clause with their parts, the one it takes over from before, and its other words.

    `equates` says that nobody acts upon anybody: "het Taalhuis is een samenwerking van …".
    """

    parts: tuple[Part, ...]
    heir: Word | None
    others: tuple[Word, ...]
    equates: bool = False


def swapped(read: Read, sources: Sequence[Read], words: Words) -> float:
    """1.0 where of two actors the one acts upon the other, and in a source the other upon the one."""
    if _turned(read, sources, words):
        return 1.0
    there = [pair for source in sources for pair in _pairs(source, words)]
    for acting, other in _pairs(read, words):
        if _has(there, other, acting) and not _has(there, acting, other):
            return 1.0
    return 0.0


def _turned(read: Read, sources: Sequence[Read], words: Words) -> bool:
    """Whether one who gives in the sentence receives in the sources, or the other way round."""
    for given, taken in ((words.give, words.receive), (words.receive, words.give)):
        here = [w for clause in _subjects(read, words, given) for w in clause]
        there = [w for source in sources for clause in _subjects(source, words, taken) for w in clause]
        same = [w for source in sources for clause in _subjects(source, words, given) for w in clause]
        for word in here:
            if any(word.forms & w.forms for w in there) and not any(word.forms & w.forms for w in same):
                return True
    return False


def _subjects(read: Read, words: Words, verbs: frozenset[str]) -> Iterator[list[Word]]:
    """The first actor without a preposition of each active clause with one of these verbs."""
    for number in dict.fromkeys(w.sentence for w in read.words):
        for piece in _pieces([w for w in read.words if w.sentence == number], words):
            texts = {w.text for w in piece}
            if texts & verbs and not texts & PASSIVE and "maken" not in texts:
                yield [
                    w
                    for n, w in enumerate(piece)
                    if words.actor(w.text)
                    and preposition(piece, n) is None
                    and not _opened_by_another(piece, n)
                ][:1]


def _pairs(read: Read, words: Words) -> list[tuple[Word, Word]]:
    """Who acts and who undergoes, in each sentence."""
    parts = [part for clause in clauses(read, words) if not clause.equates for part in clause.parts]
    return [
        (a.word, b.word)
        for a in parts
        for b in parts
        if a.acts and not b.acts and a.word.sentence == b.word.sentence and not a.word.forms & b.word.forms
    ]


def _has(pairs: Sequence[tuple[Word, Word]], acting: Word, other: Word) -> bool:
    return any(a.forms & acting.forms and b.forms & other.forms for a, b in pairs)


def another(read: Read, sources: Sequence[Read], words: Words, *, foreign: bool = False) -> float:
    """1.0 where the source clause that says the same has another one acting.

    In another language (`foreign`) only where who acts now undergoes there.
    """
    there = [clause for source in sources for clause in clauses(source, words)]
    for clause in clauses(read, words):
        acting = [p.word for p in clause.parts if p.acts] or ([clause.heir] if clause.heir else [])
        if not acting or not clause.others or not there:
            continue
        most = max(_shared(clause, other) for other in there)
        if most < SAME * len(clause.others):
            continue
        best = [other for other in there if _shared(clause, other) == most]
        if all(_has_another(other, acting) for other in best) and (
            not foreign or any(_undergoes(other, acting) for other in there)
        ):
            return 1.0
    return 0.0


def _undergoes(clause: Clause, acting: Sequence[Word]) -> bool:
    return any(not p.acts and any(p.word.forms & a.forms for a in acting) for p in clause.parts)


def _has_another(clause: Clause, acting: Sequence[Word]) -> bool:
    """Whether one acts in this clause, and it is none of these."""
    theirs = [p.word for p in clause.parts]
    return any(p.acts for p in clause.parts) and not any(w.forms & a.forms for w in theirs for a in acting)


def clauses(read: Read, words: Words) -> Iterator[Clause]:
    """The clauses of a text with who acts in each."""
    heir: Word | None = None
    for number in dict.fromkeys(w.sentence for w in read.words):
        heir = None
        for piece in _pieces([w for w in read.words if w.sentence == number], words):
            elliptic = heir is not None and _elliptic(piece, words)
            relative = heir is not None and piece[0].text in ("die", "who")
            parts = tuple(_parts(piece, words, relative or elliptic))
            if elliptic and heir is not None and not {w.text for w in piece} & PASSIVE:
                parts = (Part(heir, True), *parts)
            actors = {id(p.word) for p in parts}
            others = tuple(w for w in piece if w.content and id(w) not in actors)
            yield Clause(parts, heir, others, _equates(piece))
            if relative:
                continue
            heir = next((p.word for p in parts if p.acts), parts[-1].word if parts else heir)


def _pieces(sentence: Sequence[Word], words: Words) -> Iterator[list[Word]]:
    """The sentence cut where another clause begins; "gemeente en bibliotheek" stay together."""
    piece: list[Word] = []
    for n, word in enumerate(sentence):
        new = word.text in SPLITS or (
            bool(piece) and word.clause != piece[-1].clause
            and not (n and _listed(sentence, n, words))
        )  # fmt: skip
        if new and piece:
            yield piece
            piece = []
        piece.append(word)
    if piece:
        yield piece


def _equates(piece: Sequence[Word]) -> bool:
    """Whether a clause has no verb but "is", or "er" for who acts."""
    texts = [w.text for w in piece]
    if "er" in texts:
        return True
    if not {"is", "zijn", "are"} & set(texts):
        return False
    return not any(_DONE.fullmatch(text) for text in texts) and "te" not in texts


_DONE = re.compile(r"\w*ge\w{2,}(?:d|t|en)|(?:ver|be|ont|her)\w{3,}(?:d|t|en)|\w{3,}ed|paid|given")


def _elliptic(piece: Sequence[Word], words: Words) -> bool:
    """Whether a clause goes on about who acted before: "… en helpen de gemeente"."""
    if len(piece) < 2:
        return False
    verb = piece[1] if piece[0].text in _GOING_ON else piece[0]
    return (
        verb.content
        and verb.written.islower()
        and not words.actor(verb.text)
        and verb.text not in LITTLE | PREPOSITIONS | SPLITS
    )


_GOING_ON = frozenset("en and maar but".split())


def _listed(sentence: Sequence[Word], place: int, words: Words) -> bool:
    """Whether the clause that seems to begin here is one more actor of a list."""
    at = place - 1
    while at > 0 and sentence[at].written[:1].isupper() and not words.actor(sentence[at].text):
        at -= 1
    after = sentence[place : place + 3]
    return words.actor(sentence[at].text) and any(words.actor(w.text) for w in after)


def _parts(piece: Sequence[Word], words: Words, relative: bool) -> Iterator[Part]:
    texts = {w.text for w in piece}
    receiving = bool(texts & words.receive) and "maken" not in texts and "deal" not in texts
    passive = bool(texts & PASSIVE) or bool(texts & words.passive and texts & words.by)
    subject = relative
    acts = True
    for place, word in enumerate(piece):
        if not words.actor(word.text):
            continue
        before = preposition(piece, place)
        if before in words.by:
            acts = True
        elif before in words.source:
            acts = receiving
        elif before is not None:
            acts = False
        elif _joined(piece, place, words):
            pass
        elif place == 1 and piece[0].text in AND and _another_behind(piece, place, words):
            acts = False
        elif not subject and not _opened_by_another(piece, place):
            subject = True
            acts = not (receiving or passive)
        else:
            acts = False
        yield Part(word, acts)


def _opened_by_another(piece: Sequence[Word], place: int) -> bool:
    """Whether a clause opens with someone we don't know as an actor: "Twee buurtteams helpen inwoners"."""
    before = [n for n in range(place) if piece[n].content and not piece[n].number]
    bare = [n for n in before if preposition(piece, n) is None]
    return len(bare) >= 2 and piece[0].text not in PREPOSITIONS and len(bare) == len(before)


def _another_behind(piece: Sequence[Word], place: int, words: Words) -> bool:
    """Whether someone else acts in what follows: "via BoekStart en scholen bereikt de bibliotheek …"."""
    behind = range(place + 1, len(piece))
    return any(words.actor(piece[n].text) and preposition(piece, n) is None for n in behind)


def _joined(piece: Sequence[Word], place: int, words: Words) -> bool:
    """Whether an actor is named in one breath with the one before: "de gemeente en het roc"."""
    for n in range(place - 1, -1, -1):
        word = piece[n]
        if words.actor(word.text):
            return word.clause != piece[place].clause or piece[place - 1].text in AND
        if not (
            word.text in LITTLE or word.text in AND or word.written[:1].isupper() or word.text.endswith("e")
        ):
            return False
    return False


def preposition(piece: Sequence[Word], place: int) -> str | None:
    """The preposition before an actor, with little words and adjectives between them."""
    # The Dutch "of" is "or".
    english = any(w.text == "the" for w in piece)
    for before in reversed(piece[max(0, place - 5) : place]):
        if before.text in PREPOSITIONS and (before.text != "of" or english):
            return before.text
        if before.text not in LITTLE and not before.text.endswith("e"):
            return None
    return None


def _shared(here: Clause, there: Clause) -> int:
    return sum(any(w.forms & o.wide for o in there.others) for w in here.others)

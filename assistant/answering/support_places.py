"""Whether each word keeps its place: the preposition it stands behind in the source.

A phrase that only moves takes its preposition along ("op diverse locaties"), and
so does who gets something ("aan het college"). Who trades places with another
loses it. An actor behind "door" may become the one who does it, and back.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.support_edits import Laid, near
from assistant.answering.support_mixing import refers
from assistant.answering.support_reading import Read, Word
from assistant.answering.support_words import Words

_SAME = {"binnen": "in", "of": "van", "from": "van", "with": "met", "without": "zonder", "for": "voor",
         "by": "door", "to": "aan", "on": "op", "at": "op", "vanuit": "uit", "sinds": "vanaf"}  # fmt: skip
PREPOSITIONS = {
    word: _SAME.get(word, word)
    for word in """aan af bij binnen boven buiten door in langs met na naar naast onder op over per rond sinds
    tegen tijdens tot tussen uit van vanaf vanuit via volgens voor voorbij zonder behalve dan by for from with
    without to on at into about under between until after before during through than of""".split()
}
ARTICLES = frozenset(
    """de het een der des deze dit die dat haar hun zijn onze ons hij zij wij we the a an this these those its
    their our""".split()
)
# "of" is a preposition in English and "or" in Dutch.
_OR = "of"
# A text with a colon and more numbers than this is a row as well.
_FEW = 3
_BELONGING = frozenset({"van", "in", "voor"})
_WE = frozenset("we wij ons onze our us".split())


def displaced(laid: Laid, words: Words) -> float:
    """How many words stand behind another preposition than in each source, weighed by who they are."""
    if laid.foreign:
        return float(_bare_town(laid)) / 2
    total = float(_bare_town(laid)) / 2
    if any(tabular(source) for source in laid.sources):
        return total
    moved = _standing_for(laid)
    for n in laid.content:
        word = laid.read.words[n]
        if not laid.known[n] or word.counts or n in moved:
            continue
        there = {
            preposition(source, m)
            for source in laid.sources
            for m, other in enumerate(source.words)
            if other.content and near(word, other)
        }
        here = preposition(laid.read, n)
        if not there or here in there or {here, *there} <= {"", "door"}:
            continue
        acts = words.actor(word.text) or (n > 0 and word.written[:1].isupper())
        total += _weight(here, there, acts=acts)
    return total


def preposition(read: Read, place: int) -> str:
    """The preposition before a word, over articles and one adjective; "" where it has none."""
    words, n, skipped = read.words, place - 1, False
    while n >= 0 and words[n].sentence == words[place].sentence:
        word = words[n]
        if word.text in PREPOSITIONS and (word.text != _OR or any(w.text == "the" for w in words)):
            return PREPOSITIONS[word.text]
        number = word.number and not word.year and n == place - 1
        if word.text not in ARTICLES and not number:
            if skipped or not _adjective(word) or n != place - 1 or word.clause != words[place].clause:
                return ""
            skipped = True
        n -= 1
    return ""


def tabular(source: Read) -> bool:
    """Whether a source is a row of a table: "Begroting 2024 baten € 8; Begroting 2024 lasten € 9"."""
    counts = sum(word.counts for word in source.words)
    return (";" in source.text and counts > 1) or (":" in source.text and counts > _FEW)


def _weight(here: str, there: set[str], *, acts: bool) -> float:
    if acts:
        return 0.3 if here in _BELONGING and there == {""} else 1.0
    if here:
        return 0.3 if "" in there else 1.0
    return 0.5


def _adjective(word: Word) -> bool:
    return word.content and not word.number and (word.text.endswith("e") or word.written[:1].isupper())


def _standing_for(laid: Laid) -> set[int]:
    """The places of words that stand for "dit" or "deze" in the source the sentence is nearest to."""
    words = laid.read.words
    best = max(
        laid.sources,
        key=lambda s: sum(any(o.content and near(words[n], o) for o in s.words) for n in laid.read.content),
        default=None,
    )
    if best is None or not refers(best):
        return set()
    return {n for n in laid.read.content if not any(near(words[n], o) for o in best.words)}


def _bare_town(laid: Laid) -> bool:
    """Whether the town does or is something here, where no source names it or says "wij"."""
    there = {word.text for source in laid.sources for word in source.words}
    if there & (laid.towns | _WE):
        return False
    texts = [word.text for word in laid.read.words]
    for n, text in enumerate(texts[:-1]):
        before: Sequence[str] = texts[max(0, n - 3) : n]
        if text not in laid.towns or before[-1:] and (before[-1] in PREPOSITIONS or before[-1] in laid.towns):
            continue
        called = len(before) == 3 and before[0] in PREPOSITIONS and before[2] in ("gemeente", "municipality")
        if not (called and before[1] in ("de", "the")):
            return True
    return False

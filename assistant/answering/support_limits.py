"""Whether a sentence keeps what its source limits itself to: a group, an age, a condition, an exception.

Who leaves a limit out says more than the source does, with words that are all in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.answering.rounding import said_in
from assistant.answering.support_bounds import bounds
from assistant.answering.support_marks import SHARE
from assistant.answering.support_reading import Read, Word
from assistant.answering.support_words import Words


def unquantified(read: Read, sources: Sequence[Read]) -> float:
    """1.0 where "70% van de cursisten" has become "de cursisten"."""
    if any(w.number or w.counts for w in read.words) or read.kinds() & {"often", "average"}:
        return 0.0
    if any(s.fraction for s in said_in(read.text)):
        return 0.0
    said = {form for n in read.content for form in read.words[n].wide}
    for source in sources:
        for part in _PART_OF.finditer(source.text):
            whole = next((w for w in source.words if w.content and w.written == part["whole"]), None)
            sentence = whole.sentence if whole else 0
            words = [w for w in source.words if w.content and not w.counts and w.sentence == sentence]
            if whole and whole.forms & said and sum(bool(w.wide & said) for w in words) >= SHARE * len(words):
                return 1.0
    return 0.0


_PART_OF = re.compile(
    r"(?:\d(?: ?%| procent)?|helft|derde|kwart|meeste|deel|percent|half|third|quarter|most)"
    r" (?:van de|van het|van alle|of the|of) (?:[\d.]+ )?(?P<whole>[^\W\d]+)"
)


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


def widened(read: Read, sources: Sequence[Read], words: Words) -> float:
    """1.0 where people lost the adjective that narrowed them: "laagtaalvaardige ouders"."""
    said = {form for n in read.content for form in read.words[n].wide}
    for source in sources:
        for word, noun in zip(source.words, source.words[1:], strict=False):
            narrows = word.content and not word.number and word.text.endswith("e")
            if not narrows or noun.sentence != word.sentence or not words.actor(noun.text):
                continue
            lost = noun.forms & said and not word.wide & said
            if lost and _share(source, said, noun.sentence) >= _MOST:
                return 1.0
    return 0.0


def unconditioned(read: Read, sources: Sequence[Read]) -> float:
    """1.0 where the sentence says all but a condition, an exception or a limit of what it says.

    "Deelnemers betalen € 15, behalve met een minimumpas" doesn't say that all pay.
    """
    texts = {w.text for w in read.words}
    said = {form for w in read.words if w.content or w.counts for form in w.wide}
    rounded = any(number.fraction for number in said_in(read.text))
    for source in sources:
        for n, word in enumerate(source.words):
            behind = [w for w in source.words[n + 1 :] if w.sentence == word.sentence]
            opens = not n or source.words[n - 1].clause != word.clause or word.text != "als"
            if word.text in _CONDITIONS and opens and not texts & _CONDITIONS:
                content = [w for w in behind if w.content]
                most = 1 if word.text in _SHORT else 4
                dropped = [w for w in content if w.clause == content[0].clause][:most]
            elif word.counts and not rounded and _limited(source, n):
                dropped = [word]
            else:
                continue
            if dropped and not any(w.wide & said for w in dropped):
                others = [
                    w for w in source.words
                    if w.content and w.sentence == word.sentence and not any(w is d for d in dropped)
                ]  # fmt: skip
                if sum(bool(w.wide & said) for w in others) >= _MOST * max(1, len(others)):
                    return 1.0
    return 0.0


def _limited(read: Read, place: int) -> bool:
    """Whether a number is a limit of what is said: "meer dan € 25.000", "van 12 jaar en ouder"."""
    behind = [w.text for w in read.words[place + 1 : place + 4]]
    return bool(bounds(read, place) & {"over", "under", "most", "least"}) or behind in (
        ["jaar", "en", "ouder"], ["jaar", "of", "ouder"],
    )  # fmt: skip


def _share(read: Read, said: Collection[str], sentence: int) -> float:
    """How many of the words of a sentence that say something are said."""
    words = [w for w in read.words if w.content and w.sentence == sentence]
    return sum(bool(w.wide & set(said)) for w in words) / max(1, len(words))


_MOST = 0.7
_CONDITIONS = frozenset(
    "behalve tenzij mits als indien wanneer zolang zonder except unless if when provided without".split()
)
_SHORT = frozenset({"zonder", "without"})


def _followed(read: Read, word: Word, preposition: Word) -> bool:
    """Whether the sentence has the same preposition behind the same word."""
    return any(
        w.forms & word.forms and _same_preposition(o.text, preposition.text)
        for w, o in zip(read.words, read.words[1:], strict=False)
    )


def _same_preposition(here: str, there: str) -> bool:
    """Whether two prepositions are one, be it in the other language."""
    return here == there or any({here, there} <= same for same in _TRANSLATED)


_TRANSLATED = tuple(
    frozenset(same.split())
    for same in (
        "met with", "zonder without", "tussen between van", "die who that met", "vanaf from", "with who",
    )
)  # fmt: skip
_NARROWING = frozenset("met zonder die tussen vanaf with without who between".split())

"""What goes with which number: 152 coaches at 226 clinics are not 226 coaches at 152 clinics.

A number, a year and a word such as "eerst" keep the company they had in the
source. Company is what stands near, and the nearer the more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.support_reading import Read, Word

_EXCHANGED = {"voor": "na", "na": "voor", "before": "after", "after": "before",
              "met": "zonder", "zonder": "met", "with": "without", "without": "with"}  # fmt: skip
_ORDER = frozenset({"eerst", "daarna", "vooraf", "achteraf", "first", "then", "afterwards"})


def confused(read: Read, sources: Sequence[Read]) -> float:
    """How much better a number or an order word goes with the company of another one, from 0 to 1."""
    worst = 0.0
    for n, word in enumerate(read.words):
        if not _anchor(word):
            continue
        company = _company(read, n)
        own = others = 0.0
        found = False
        for source in sources:
            for m, other in enumerate(source.words):
                if not _anchor(other):
                    continue
                shared = _shared(company, _company(source, m))
                if word.forms & other.forms:
                    own, found = max(own, shared), True
                elif word.number == other.number and word.year == other.year:
                    others = max(others, shared)
        if found and others > own:
            worst = max(worst, (others - own) / (others + own))
    return worst


def misplaced(read: Read, sources: Sequence[Read]) -> float:
    """1.0 where a number counts what in the sources another number counts.

    What stands behind a number in its clause is what it counts; what stands
    before it may be shared with the numbers after it, and not with those before.
    """
    for n, number in enumerate(read.words):
        if not number.counts:
            continue
        clause = [w for w in read.words if w.clause == number.clause and w.content and not w.counts]
        behind = _without_whole(read.words[n + 1 :])
        for word in clause:
            after = any(word is w for w in behind)
            if (after or not any(word is w for w in read.words[n:])) and _elsewhere(
                word, number, sources, earlier=after
            ):
                return 1.0
    return 0.0


def _without_whole(words: Sequence[Word]) -> list[Word]:
    """The words without what a part is of: "20% van de deelnemers is …" """
    start = next((n for n, w in enumerate(words) if w.text in ("van", "of")), len(words))
    end = next((n for n in range(start, len(words)) if words[n].text in _VERBS), len(words))
    return [*words[:start], *words[end:]]


_VERBS = frozenset(
    "is zijn was waren heeft hebben had hadden doet doen deed deden krijgt kreeg are were has have".split()
)


def reattached(read: Read, sources: Sequence[Read]) -> float:
    """1.0 where "voor" has become "na", or "met" "zonder", before the same word."""
    there = [pair for source in sources for pair in _attached(source)]
    for preposition, word in _attached(read):
        own = [w for p, w in there if p == preposition]
        other = [w for p, w in there if p == _EXCHANGED[preposition]]
        if any(word.forms & w.wide for w in other) and not any(word.forms & w.wide for w in own):
            return 1.0
        if preposition in ("voor", "na", "before", "after") and own and not other:
            both = {form for source in sources for w in source.words for form in w.wide}
            ends = any(word.forms & w.wide for w in own)
            if not ends and word.forms & both and _between_numbers(read, word):
                return 1.0
    return 0.0


def _between_numbers(read: Read, word: Word) -> bool:
    """Whether a period is said before this preposition, so that it is about time: "zes weken voor"."""
    at = next(n for n, w in enumerate(read.words) if w is word)
    return any(
        w.text in ("weken", "weeks", "dagen", "maanden", "months", "days")
        for w in read.words[max(0, at - 4) : at]
    )


def _elsewhere(word: Word, number: Word, sources: Sequence[Read], *, earlier: bool) -> bool:
    """Whether a word only stands in clauses of other numbers; `earlier` says that those before count."""
    found = False
    for source in sources:
        own = [w.clause for w in source.words if w.counts and w.forms & number.forms]
        for other in source.words:
            if not word.forms & other.wide:
                continue
            mates = [w for w in source.words if w.clause == other.clause and w.counts]
            if not mates or other.clause in own or not own or (other.clause < min(own) and not earlier):
                return False
            found = True
    return found


def _attached(read: Read) -> Iterator[tuple[str, Word]]:
    for n, word in enumerate(read.words):
        if word.text in _EXCHANGED:
            behind = next((w for w in read.words[n + 1 :] if w.content), None)
            if behind is not None and behind.sentence == word.sentence:
                yield word.text, behind


def _anchor(word: Word) -> bool:
    return word.number or word.text in _ORDER


def _company(read: Read, place: int) -> dict[str, float]:
    """The forms near an anchor with their weight: less for each step away, and half in another clause."""
    anchor = read.words[place]
    near = [
        n for n, w in enumerate(read.words) if (w.content or n == place) and w.sentence == anchor.sentence
    ]
    at = near.index(place)
    company: dict[str, float] = {}
    for step, n in enumerate(near):
        word = read.words[n]
        if n == place:
            continue
        distance = abs(step - at) - (0.5 if step > at else 0.0)
        weight = 1 / (0.5 + distance) * (1.0 if word.clause == anchor.clause else 0.5)
        for form in word.forms:
            company[form] = max(company.get(form, 0.0), weight)
    return company


def _shared(here: dict[str, float], there: dict[str, float]) -> float:
    return sum(min(weight, there[form]) for form, weight in here.items() if form in there)

"""What goes with which number: 152 coaches at 226 clinics are not 226 coaches at 152 clinics.

A number, a year and a word such as "eerst" keep the company they had in the
source. Company is what stands near, and the nearer the more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.support_reading import Read, Word
from assistant.answering.support_roles import SPLITS
from assistant.answering.support_words import Words

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
                shared = _shared(company, _company(source, m, spread=True))
                if _date(read, n) and _date(read, n) == _date(source, m):
                    own, found = max(own, 1 + shared), True
                elif word.forms & other.forms:
                    own, found = max(own, shared), True
                elif word.number == other.number and word.year == other.year and not _date(source, m):
                    others = max(others, shared)
        if found and others > own:
            worst = max(worst, (others - own) / (others + own))
    return worst


def _date(read: Read, place: int) -> str:
    """The month and the year where a year stands behind its month, "" elsewhere."""
    word = read.words[place]
    if not place or not word.year or not read.words[place - 1].written[:1].isalpha():
        return ""
    before = read.words[place - 1].text
    return f"{before[:3]} {word.text}" if before.startswith(_MONTHS) else ""


_MONTHS = ("januar", "februar", "maart", "march", "april", "mei", "may", "juni", "june", "juli", "july",
           "august",
           "september", "oktober", "october", "november", "december")  # fmt: skip


def traded(read: Read, sources: Sequence[Read], words: Words) -> float:
    """1.0 where two names or actors exchanged their clauses: who helps now lends the room."""
    here = _doers(read, words)
    for source in sources:
        there = _doers(source, words)
        for a, with_a in here:
            for b, with_b in here:
                own = [w for other, w in there if other.forms & a.forms]
                their = [w for other, w in there if other.forms & b.forms]
                if a.forms & b.forms or len(own) != 1 or len(their) != 1:
                    continue
                if (
                    _alike(with_a, their[0]) > _alike(with_a, own[0])
                    and _alike(with_b, own[0]) > _alike(with_b, their[0])
                ):  # fmt: skip
                    return 1.0
    return 0.0


def _doers(read: Read, words: Words) -> list[tuple[Word, list[Word]]]:
    """The names and actors with the other words that say something in their clause."""
    doers = [
        w
        for n, w in enumerate(read.words)
        if w.content and not w.number and (words.actor(w.text) or (n and w.written[:1].isupper()))
    ]
    part, parts = 0, []
    for n, word in enumerate(read.words):
        part += bool(n) and (word.clause != read.words[n - 1].clause or word.text in SPLITS)
        parts.append(part)
    of = {id(word): part for word, part in zip(read.words, parts, strict=True)}
    others = [w for w in read.words if w.content and not any(w is d for d in doers)]
    return [(d, [w for w in others if of[id(w)] == of[id(d)]]) for d in doers]


def _alike(here: Sequence[Word], there: Sequence[Word]) -> int:
    return sum(any(w.forms & o.wide for o in there) for w in here)


def misplaced(read: Read, sources: Sequence[Read]) -> float:
    """1.0 where a number counts what in the sources another number counts.

    What stands behind a number in its clause is what it counts; what stands
    before it may be shared with the numbers after it, and not with those before.
    """
    there = {pair for source in sources for pair in _pairs(source)}
    for said, year in _pairs(read):
        if (said, year) not in there and {n for n, _ in there} & {said} and {y for _, y in there} & {year}:
            return 1.0
    for n, number in enumerate(read.words):
        if not number.counts or _bounds_a_range(read, n):
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


def _pairs(read: Read) -> set[tuple[str, str]]:
    """The numbers with the year that stands right behind them: "439 in 2021"."""
    return {
        (a.text, b.text)
        for a, b in (
            *zip(read.words, read.words[1:], strict=False), *zip(read.words, read.words[2:], strict=False),
        )
        if a.number and a.counts and b.year and a.sentence == b.sentence
    }  # fmt: skip


def _bounds_a_range(read: Read, place: int) -> bool:
    """Whether a number is the one or the other end of "16 tot 65": it counts nothing by itself."""
    words = read.words
    behind, before = words[place + 1 : place + 3], words[max(0, place - 2) : place]
    return any(
        len(two) == 2 and (two[0].text if two is behind else two[1].text) in ("tot", "en", "to", "and")
        and (two[1] if two is behind else two[0]).number
        for two in (behind, before)
    )  # fmt: skip


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


def _company(read: Read, place: int, *, spread: bool = False) -> dict[str, float]:
    """The forms near an anchor with their weight: less for each step away, and half in another clause.

    With `spread`, what stands before the first number goes with every number, so it tells nothing.
    """
    anchor = read.words[place]
    near = [
        n for n, w in enumerate(read.words) if (w.content or n == place) and w.sentence == anchor.sentence
    ]
    at = near.index(place)
    first = next((step for step, n in enumerate(near) if read.words[n].counts), at)
    several = sum(read.words[n].counts for n in near) > 1
    company: dict[str, float] = {}
    for step, n in enumerate(near):
        word = read.words[n]
        if n == place:
            continue
        if spread and anchor.counts and several and step < first and not word.number:
            continue
        distance = abs(step - at) - (0.5 if step > at else 0.0)
        weight = 1 / (0.5 + distance) * (1.0 if word.clause == anchor.clause else 0.5)
        for form in word.forms:
            company[form] = max(company.get(form, 0.0), weight)
    return company


def _shared(here: dict[str, float], there: dict[str, float]) -> float:
    return sum(min(weight, there[form]) for form, weight in here.items() if form in there)

"""What a number is bound to: its clause, its year, its label in a row of a table.

Every number of a sentence stands in its source; whether it still counts the
same thing is decided by what stands only in its own clause, and by its year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.support_edits import Laid
from assistant.answering.support_places import ARTICLES, PREPOSITIONS, tabular
from assistant.answering.support_reading import Read, Word

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_PARTS = re.compile(r"[;|]")
_MONTHS = frozenset("jan feb maa mar apr mei may jun jul aug sep okt oct nov dec".split())
_JOINS = frozenset("en and maar but terwijl waarvan waarbij of".split())
_COUNTED = frozenset("alle all elke nieuwe alleen".split())
_LABEL, _SHORTEST_NUMBER = 5, 4


def loosened(laid: Laid) -> float:
    """How many numbers and years are bound to another thing than in the sources."""
    number_words = [word for word in laid.read.words if word.number]
    found = float(sum(_of_another_clause(word, laid) or _exchanged(word, laid) for word in number_words))
    found += float(_other_year(laid) or _other_date(laid) or _other_pair(laid))
    found += float(any(_other_company(n, laid) for n, w in enumerate(laid.read.words) if w.counts))
    found += float(any(_other_label(word, laid) for word in number_words if word.counts))
    return found + float(_year_from_elsewhere(laid))


def _of_another_clause(number: Word, laid: Laid) -> bool:
    """Whether the sentence has nothing of the clause of a number, and something of another number's."""
    here = {form for word in laid.read.words for form in word.forms}
    said = {word.text for word in laid.read.words if word.number}
    found = False
    for source in laid.sources:
        clauses = _clauses(source)
        words = list(zip(source.words, clauses, strict=True))
        own = {c for w, c in words if w.number and w.forms & number.forms}
        if not own:
            continue
        other = {c for w, c in words if w.number and w.year == number.year and w.text not in said} - own
        mine, theirs = _only_in(words, own, other), _only_in(words, other, own)
        kept = any(w.forms & here for w in mine)
        if not other or kept or not mine or not any(w.forms & here for w in theirs):
            return False
        found = True
    return found


def _exchanged(number: Word, laid: Laid) -> bool:
    """Whether a number stands in the clause of another number that the sentence has as well."""
    clauses = list(zip(laid.read.words, _clauses(laid.read), strict=True))
    own = {c for w, c in clauses if w is number}
    here = {form for w, c in clauses if c in own and not w.number for form in w.forms}
    if len({c for w, c in clauses if w.number and w.year == number.year}) < 2:
        return False
    found = False
    for source in laid.sources:
        words = list(zip(source.words, _clauses(source), strict=True))
        mine = {c for w, c in words if w.number and w.forms & number.forms}
        if not mine:
            continue
        other = {c for w, c in words if w.number and w.year == number.year} - mine
        kept = any(w.forms & here for w in _only_in(words, mine, other))
        if kept or not any(w.forms & here for w in _only_in(words, other, mine)):
            return False
        found = True
    return found


def _other_company(place: int, laid: Laid) -> bool:
    """Whether what stands right behind a number stands in the sources behind another number only."""
    word, noun = laid.read.words[place], _behind(laid.read, place)
    if noun is None:
        return False
    own = other = False
    for source in laid.sources:
        for n, there in enumerate(source.words):
            follower = _behind(source, n) if there.counts else None
            if follower is not None and noun.forms & follower.wide:
                same = bool(there.forms & word.forms)
                own, other = own or same, other or not same
    return other and not own


def _behind(read: Read, place: int) -> Word | None:
    """The word that says something right behind a number."""
    following = read.words[place + 1 : place + 2]
    return next((w for w in following if w.content and not w.number and not w.counts), None)


def _clauses(source: Read) -> list[int]:
    found, clause = [], 0
    for n, word in enumerate(source.words):
        before = source.words[n - 1] if n else word
        clause += word.clause != before.clause or word.sentence != before.sentence or word.text in _JOINS
        found.append(clause)
    return found


def _only_in(words: Sequence[tuple[Word, int]], here: set[int], there: set[int]) -> list[Word]:
    """The words of these clauses that say something and don't stand in those."""
    shared = {form for word, clause in words if clause in there for form in word.wide}
    return [
        word
        for word, clause in words
        if clause in here
        and not word.number
        and word.text not in ARTICLES
        and word.text not in PREPOSITIONS
        and (word.content or word.text in _COUNTED)
        and not word.forms & shared
    ]


def _other_year(laid: Laid) -> bool:
    """Whether a number stands with a year, and in the sources only in parts of other years."""
    years = {word.text for word in laid.read.words if word.year}
    if not years:
        return False
    for word in laid.read.words:
        if not word.number or not word.counts:
            continue
        parts = [p for s in laid.sources for p in _PARTS.split(s.text) if word.text in _tokens(p)]
        dated = [set(_YEAR.findall(part)) for part in parts]
        if dated and all(there and not there & years for there in dated):
            return True
    return False


def _other_pair(laid: Laid) -> bool:
    """Whether "400 in 2021" has another number or year than in the sources, which have both."""
    there = {pair for source in laid.sources for pair in _pairs(source)}
    numbers, years = {number for number, _ in there}, {year for _, year in there}
    return any(
        number in numbers and year in years and (number, year) not in there
        for number, year in _pairs(laid.read)
    )


def _pairs(read: Read) -> set[tuple[str, str]]:
    """The numbers with the year that stands right behind them."""
    words = read.words
    near = [*zip(words, words[1:], strict=False), *zip(words, words[2:], strict=False)]
    return {
        (a.text, b.text) for a, b in near if a.number and a.counts and b.year and a.sentence == b.sentence
    }


def _other_date(laid: Laid) -> bool:
    """Whether a month has another year than in the sources."""
    there = {date for source in laid.sources for date in _dates(source)}
    months = {month for month, _ in there}
    return any(month in months and (month, year) not in there for month, year in _dates(laid.read))


def _dates(read: Read) -> set[tuple[str, str]]:
    pairs = zip(read.words, read.words[1:], strict=False)
    return {(a.text[:3], b.text) for a, b in pairs if b.year and a.text[:3] in _MONTHS}


def _other_label(number: Word, laid: Laid) -> bool:
    """Whether a number of a table stands without the label it has there: "saldo" for "lasten"."""
    rows = [s for s in laid.sources if tabular(s) and number.text in _tokens(s.text)]
    if not rows or len(number.text) < _SHORTEST_NUMBER:
        return False
    starts = {word.text[:_LABEL] for word in laid.read.words}
    for row in rows:
        cells = [_tokens(part.rsplit(":", 1)[-1]) for part in row.text.split(";")]
        labels = [{t for t in cell if t[0].isalpha() and len(t) > 2 and t not in ARTICLES} for cell in cells]
        common = set.intersection(*labels)
        for cell, label in zip(cells, labels, strict=True):
            if number.text in cell and all(t[:_LABEL] in starts for t in label - common):
                return False
    return True


def _year_from_elsewhere(laid: Laid) -> bool:
    """Whether a year is in no source: alone, or as part of a title where the sources have another year."""
    words = laid.read.words
    there = {word.text for source in laid.sources for word in source.words if word.year}
    fresh = [n for n, word in enumerate(words) if word.year and word.text not in there]
    kept = there & {word.text for word in words if word.year}
    return any(n not in laid.titled for n in fresh) or bool(fresh and there and not kept)


def _tokens(text: str) -> list[str]:
    return [token.casefold() for token in _TOKEN.findall(text)]

"""The hard part of support: every number and every name in a sentence must stand in what it cites."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.answering.figure_numbers import told_by
from assistant.answering.numbers import numbers
from assistant.answering.rounding import Said, said_in, true_of
from assistant.answering.support_reading import Read, Word
from assistant.records import Figure

_NUMERAL = re.compile(r"\d+")
_SHARE = re.compile(r"(?<![\d.,])(\d{1,5}) (?:van|of)(?: de| the)? (\d{1,5})(?![\d.,]\d|%)")
_HALF_YEAR = re.compile(r"\bhal(?:f|ve) (?:jaar|a year)|(?:zes|6) maanden|(?:six|6) months|halfjaar", re.I)
_PLAIN_THOUSAND, _PER_THOUSAND = "1000", re.compile(r"per 1\.?000")
_ORGANISATION = re.compile(
    r"\b(?:Stichting|Vereniging|Ministerie|Universiteit|Wet)(?: [A-Z][\w-]+)+"
    r"(?: (?:en|van)(?: de| den| het)? [A-Z][\w-]+)*"
)
_DAYS = tuple(
    """maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari april juni juli augustus
    september oktober november december january february march june july august october monday tuesday
    wednesday thursday friday saturday sunday""".split()
)
_IN_DUTCH = {"monday": "maandag", "tuesday": "dinsdag", "wednesday": "woensdag", "thursday": "donderdag",
             "friday": "vrijdag", "saturday": "zaterdag", "sunday": "zondag"}  # fmt: skip
# The state, which stands in what it gives: rijkssubsidie, rijksbijdrage.
_STATE = "rijk"
_MONTHS = frozenset({"mei", "may", "maart", "march"})
# A name keeps its first letters in a word made of it: Nederland, Nederlanders.
_STEM_OF_NAME = 6


def numbers_stand(read: Read, sources: Sequence[Read], quotes: Sequence[str], figures: Collection[Figure],
                  titles: Sequence[str] = ()) -> bool:  # fmt: skip
    """Whether every number, year, fraction and numeral of the sentence is in a quote, a title or a figure."""
    known = {number for text in (*quotes, *titles) for number in numbers(text)}
    known |= {f for s in sources for w in s.words for f in w.forms if not w.number and _NUMERAL.fullmatch(f)}
    known |= {_PLAIN_THOUSAND for figure in figures if _PER_THOUSAND.search(figure.unit)}
    if figures:
        if not told_by(read.text, figures, known, quotes):
            return False
    elif not numbers(read.text) <= known or not _fractions_stand(read.text, quotes):
        return False
    there = {form for source in sources for word in source.words for form in word.forms}
    if not _days_stand(read, sources):
        return False
    return all(
        bool({f for f in word.forms if _NUMERAL.fullmatch(f)} & there)
        for word in read.words
        if not word.number and any(_NUMERAL.fullmatch(f) for f in word.forms)
        if not _in_fraction(read, word) and not figures
    )


def _days_stand(read: Read, sources: Sequence[Read]) -> bool:
    """Whether every day of the week and month of the sentence is in a source."""
    there = {w.text for source in sources for w in source.words}
    forms = {form for source in sources for w in source.words for form in w.forms}
    for word in read.words:
        day = next((d for d in _DAYS if word.text.startswith(d)), None)
        if word.text in _MONTHS and _in_date(read, word):
            day = word.text
        other = _IN_DUTCH.get(day or "") or next((e for e, d in _IN_DUTCH.items() if d == day), day)
        if day and not any(text.startswith((day, str(other))) for text in there) and not word.forms & forms:
            return False
    return True


def _in_date(read: Read, word: Word) -> bool:
    """Whether a word that may be a month stands beside a number: "1 May"; "may" alone is none."""
    at = next(n for n, w in enumerate(read.words) if w is word)
    return any(w.number for w in (*read.words[max(0, at - 1) : at], *read.words[at + 1 : at + 2]))


def missing_names(read: Read, sources: Sequence[Read], titles: Sequence[str] = ()) -> list[str]:
    """The names of the sentence that are in no source and no title, as written."""
    there = {w.text for source in sources for w in source.words}
    there |= {token for title in titles for token in re.findall(r"[^\W_]+", title.casefold())}
    forms = {form for source in sources for w in source.words for form in w.wide}
    found = [w.written for w in _names(read) if not _named(w, there, forms)]
    return [name for name in found if name.casefold() not in _DAYS] or _cut_short(read, sources)


def _cut_short(read: Read, sources: Sequence[Read]) -> list[str]:
    """Names that lost their end: "Stichting Lezen" of "Stichting Lezen en Schrijven"."""
    runs = [m[0] for m in _ORGANISATION.finditer(read.text)]
    texts = [source.text for source in sources]
    whole = [m[0] for text in texts for m in _ORGANISATION.finditer(text)]
    return [run for run in runs if run not in whole and any(w.startswith(run + " ") for w in whole)]


def _names(read: Read) -> list[Word]:
    """The words with a capital or a digit in them, but for the first of a sentence with only that capital."""
    found: list[Word] = []
    for n, word in enumerate(read.words):
        first = n == 0 or read.words[n - 1].sentence != word.sentence
        inner = any(c.isupper() for c in word.written[1:]) or any(c.isdigit() for c in word.written)
        if word.number or len(word.text) < 2:
            continue
        if inner or (word.written[:1].isupper() and not first and word.content):
            found.append(word)
    return found


def _named(word: Word, there: Collection[str], forms: Collection[str]) -> bool:
    text = word.text
    if text in there or text.rstrip("s") in there:
        return True
    if text == _STATE and any(other.startswith(f"{_STATE}s") for other in there):
        return True
    if any(form in forms for form in word.forms if form[0] in "#@") or (
        word.forms & set(forms) and not word.written[:1].isupper()
    ):
        return True
    if word.text.isalpha() and len(text) > _STEM_OF_NAME:
        return any(other[:_STEM_OF_NAME + 2] == text[:_STEM_OF_NAME + 2] and (
            other.startswith(text) or text.startswith(other)) for other in there
        )  # fmt: skip
    return False


def _fractions_stand(text: str, quotes: Sequence[str]) -> bool:
    """Whether each fraction in words is in a quote, or true of a percentage or another fraction there."""
    told = [said for quote in quotes for said in said_in(quote)]
    shares = [share for quote in quotes for share in _shares(quote)]
    return all(
        any(_true(said, other) for other in told) or any(true_of(said, share, True, 1) for share in shares)
        for said in said_in(_without_half_years(text, quotes))
        if said.fraction
    )


def _shares(quote: str) -> list[float]:
    """What "45 van de 60" is in percent, for each such share of a quote."""
    found = [(int(m[1]), int(m[2])) for m in _SHARE.finditer(quote)]
    return [100 * part / whole for part, whole in found if whole]


def _without_half_years(text: str, quotes: Sequence[str]) -> str:
    """The text without "half jaar" where a quote says half a year or six months."""
    if not any(_HALF_YEAR.search(quote) for quote in quotes):
        return text
    return re.sub(r"\bhal(?:f|ve) (?:jaar|uur|year|hour)", "jaar", text, flags=re.I)


def _true(said: Said, other: Said) -> bool:
    if other.fraction:
        return abs(said.value - other.value) < 0.1
    if other.share:
        return true_of(said, other.value, True, 1)
    return False


def _in_fraction(read: Read, word: Word) -> bool:
    """Whether a numeral is part of a fraction such as "drie kwart"."""
    return any(
        said.fraction and word.written in read.text[said.start : said.end] for said in said_in(read.text)
    )

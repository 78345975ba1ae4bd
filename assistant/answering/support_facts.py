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
_ORGANISATION = re.compile(
    r"\b(?:Stichting|Vereniging|Ministerie|Universiteit|Wet)(?: [A-Z][\w-]+)+"
    r"(?: (?:en|van)(?: de| den| het)? [A-Z][\w-]+)*"
)
_DAYS = tuple(
    """maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari april juni juli augustus
    september oktober november december january february march june july august october monday tuesday
    wednesday thursday friday saturday sunday""".split()
)
# A name keeps its first letters in a word made of it: Nederland, Nederlanders.
_STEM_OF_NAME = 6


def numbers_stand(read: Read, sources: Sequence[Read], quotes: Sequence[str], figures: Collection[Figure],
                  titles: Sequence[str] = ()) -> bool:  # fmt: skip
    """Whether every number, year, fraction and numeral of the sentence is in a quote, a title or a figure."""
    known = {number for text in (*quotes, *titles) for number in numbers(text)}
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
        if day and not any(text.startswith(day) for text in there) and not word.forms & forms:
            return False
    return True


def missing_names(read: Read, sources: Sequence[Read], titles: Sequence[str] = ()) -> list[str]:
    """The names of the sentence that are in no source and no title, as written."""
    there = {w.text for source in sources for w in source.words}
    there |= {token for title in titles for token in re.findall(r"[^\W_]+", title.casefold())}
    forms = {form for source in sources for w in source.words for form in w.wide}
    found = [w.written for w in _names(read) if not _named(w, there, forms)]
    return found or _cut_short(read, sources)


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
    return all(any(_true(said, other) for other in told) for said in said_in(text) if said.fraction)


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

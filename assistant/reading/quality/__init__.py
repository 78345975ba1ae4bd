"""What a page turned out to be: text, recognised text, nonsense, a picture of a page, or nothing.

A font without a usable encoding gives "/14/15/41" for every word, and a scan
gives nothing or a machine's guesses; such pages pass any check that only
counts characters and then poison the index, or are missed without a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.reading.quality.measuring import Measured
from assistant.records import Page, Verdict

# The commonest words of Dutch and English. Real documents score 0.13 to 0.40, nonsense 0.00.
_WORDS = """
    de het een van en in op te dat is voor met aan zijn er die om ook als bij door naar niet of wordt worden
    dit    deze tot over uit kan zo the and to a for that are this be on as by from with it
"""
_COMMON = frozenset(_WORDS.split())
# The letters that make up three quarters of a text in Dutch, English, German or French.
_FREQUENT = frozenset("enatirosdl")
_CODE = re.compile(r"^[^\w\s/]*[^\W\d_]+[-.]?\d[\w.-]*[^\w\s/]*$")
_NUMBER = re.compile(r"^[^\w\s/]*\d[\d.,:/–-]*[^\w\s/]*$")
_LETTERED = re.compile(r"^[^\w\s]*([^\W\d_]+(?:['’.&/+-][^\W\d_]+)*)[^\w\s]*$")
_ADDRESS = re.compile(r"@|://|www\.|\.(?:nl|com|org|eu|pdf)\b", re.I)
_CONSONANTS = re.compile(r"[^aeiouyäëïöüáéíóúàèêôûĳ\W\d_]{7,}")
_VOWEL = re.compile(r"[aeiouyäëïöüáéíóúàèêôûĳ]")

_LONGEST = 32
_OBVIOUS = 0.1
_ENOUGH = 100
_FULL = 0.5
_HIDDEN = 0.5
_BARE = 5
_PALE, _INK = 0.8, 0.002


@dataclass(frozen=True)
class Sense:
    """Counts over a text: its `words`, numbers aside, how many are `common`, how many look like `language`,
    and how many of its `letters` are the `frequent` ones."""

    words: int = 0
    common: int = 0
    language: int = 0
    letters: int = 0
    frequent: int = 0

    def __add__(self, other: Sense) -> Sense:
        return Sense(
            self.words + other.words,
            self.common + other.common,
            self.language + other.language,
            self.letters + other.letters,
            self.frequent + other.frequent,
        )

    @property
    def nonsense(self) -> bool:
        """Whether these are no words: hardly one is common, and they have not the shape or the letters."""
        if self.letters >= 150 and self.frequent < 0.5 * self.letters:
            return True
        if self.words < 4 or self.common >= 0.03 * self.words:
            return False
        return self.language < (0.5 if self.words >= 30 else 0.25) * self.words


def sense(text: str) -> Sense:
    """How much of a text is language; a text with many common words is not looked at further."""
    tokens = text.split()
    lower = text.lower()
    common = sum(token in _COMMON for token in lower.split())
    if len(tokens) >= 8 and common >= _OBVIOUS * len(tokens):
        return Sense(len(tokens), common, len(tokens))
    words = language = letters = frequent = 0
    for token in tokens:
        if not any(c.isalnum() for c in token) or any(p.search(token) for p in (_NUMBER, _CODE, _ADDRESS)):
            continue
        words += 1
        if found := _LETTERED.match(token):
            language += _worded(found[1])
            if not _abbreviation(found[1]):
                letters += sum(c.isalpha() for c in token)
                frequent += sum(c in _FREQUENT for c in token.lower())
    return Sense(words, common, language, letters, frequent)


def _worded(word: str) -> bool:
    """Whether a word looks like one, with a vowel, no heap of consonants and no capitals inside, or short."""
    if len(word) <= 2 or _abbreviation(word):
        return word.isupper() or len(word) > 1
    inside = sum(a.islower() and b.isupper() for a, b in zip(word, word[1:], strict=False))
    lower = word.lower()
    shaped = bool(_VOWEL.search(lower)) and not _CONSONANTS.search(lower)
    return shaped and inside <= 1 and len(word) <= _LONGEST


def _abbreviation(word: str) -> bool:
    return word.isupper() and len(word) <= 6


def judged(pages: Sequence[Page], measured: Sequence[Measured]) -> tuple[Page, ...]:
    """The pages of one document, each with its verdict; nonsense goes, so that no search finds it."""
    found = verdicts([page.text for page in pages], measured)
    return tuple(
        _as_judged(page, verdict, own.hidden >= _HIDDEN)
        for page, verdict, own in zip(pages, found, measured, strict=True)
    )


def _as_judged(page: Page, verdict: Verdict, guessed: bool) -> Page:
    if verdict == "garbled" or (verdict == "scan" and guessed):
        return Page(page.number, page.label, "", verdict=verdict)
    if verdict == "ocr":
        return replace(page, verdict=verdict, recognised=((0, len(page.text)),))
    return replace(page, verdict=verdict)


def verdicts(texts: Sequence[str], measured: Sequence[Measured]) -> tuple[Verdict, ...]:
    """A verdict for each page of one document, from its cleaned text and its measurements in page order."""
    found = [sense(text) for text in texts]
    usual = sum(found, Sense())
    glyphs = sum(page.glyphs for page in measured)
    unmapped = sum(page.glyphs * page.unmapped for page in measured)
    nonsense = (usual.words >= _ENOUGH and usual.nonsense) or (glyphs >= _ENOUGH and unmapped >= 0.3 * glyphs)
    often = Counter(picture.key for page in measured for picture in page.pictures)
    repeated = {key for key, times in often.items() if times >= 3 and times > 0.2 * len(measured)}
    return tuple(
        _verdict(text, own, page.without(repeated), nonsense)
        for text, own, page in zip(texts, found, measured, strict=True)
    )


def verdict(text: str, measured: Measured, nonsense: bool = False) -> Verdict:
    """What one page is; `nonsense` says that its whole document's text is, which decides a short page."""
    return _verdict(text, sense(text), measured, nonsense)


def _verdict(text: str, own: Sense, measured: Measured, nonsense: bool) -> Verdict:
    if measured.hidden >= _HIDDEN and measured.covered >= _FULL:
        return "ocr" if _language(own) else "scan"
    if _garbled(own, measured, nonsense):
        return "garbled"
    written = any(picture.words for picture in measured.pictures)
    if len(text.split()) >= _BARE:
        return "picture" if written else "text"
    if written:
        return "scan" if measured.covered >= 0.4 else "picture"
    if measured.drawn or _marked(measured):
        return "scan"
    return "text" if _says_something(text) else "empty"


def _garbled(own: Sense, measured: Measured, nonsense: bool) -> bool:
    if measured.unmapped >= 0.3 and (measured.glyphs >= 10 or nonsense):
        return True
    return own.nonsense or (nonsense and own.words > 0 and own.common < 0.1 * own.words)


def _marked(measured: Measured) -> bool:
    """Whether a picture that fills the page is paper with something on it, be it handwriting or a drawing."""
    return measured.covered >= _FULL and any(
        picture.share >= _FULL and picture.pale >= _PALE and picture.ink >= _INK
        for picture in measured.pictures
    )


def _says_something(text: str) -> bool:
    marks = [c for c in text if c.isalnum()]
    return sum(c.isalpha() for c in marks) >= 3 or len(marks) >= 5


def _language(found: Sense) -> bool:
    return found.words >= 4 and not found.nonsense and found.language >= 0.5 * found.words


def is_readable(pages: Sequence[Page]) -> bool:
    """False when a document's text is nonsense; a short one is given the benefit of the doubt."""
    usual = sum((sense(page.text) for page in pages), Sense())
    return usual.words < _ENOUGH or not usual.nonsense

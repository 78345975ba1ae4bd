"""Words as the lexical index sees them: Dutch stems and character 5-grams.

Stems find inflections, 5-grams find the parts of compounds (taalhuissubsidie
holds "subsi", "ubsid", …). The same functions serve indexing and asking, so
the two can't drift apart; `FINGERPRINT` goes into the index's own.

In a large index most passages hold some stem or 5-gram of any question, and
scoring them all takes longer than everything else. So a passage has to hold
one of the rarest, while the others still count in its score: as in MaxScore
(Turtle and Flood, 1995), what only holds common terms can't come near the top.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.index.stemming import stemmer

FINGERPRINT = "porter+5grams-v1"
GRAM = 5
# About how many passages are scored at most. In an index of 7,400, with 791 questions, scoring all of them,
# a fifth, a tenth and a twentieth had .640, .637, .635 and .617 of the answers among the first ten.
SCORED = 10_000

STOP_WORDS = frozenset(
    """
    aan al alle als althans anders bij daar dan dat de deze die dit doch doen door dus een en er ge geen
    gewoon haar had hadden heb hebben heeft hem het hier hij hoe hun iemand iets ik in is ja je jij jouw
    jullie kan kon kunnen maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat ons ook op
    over reeds te tegen toch toen tot u uit uw van veel voor waar waarom wanneer want waren was wat we wel
    werd wezen wie wij wil word worden wordt zal ze zelf zich zij zijn zo zonder zou zullen welke welk onze
    mogen mag moeten staat gaat via per tussen onder
    the of and to in is are a an for what which how who when where does do on with from by my our can it
    """.split()
)
_WORD = re.compile(r"[^\W_]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """Lower case without accents: Groningse Hoogeveén → groningse hoogeveen."""
    if text.isascii():
        return text.lower()
    return _BEYOND_ASCII.sub(_without_mark, unicodedata.normalize("NFKD", text.lower()))


def _without_mark(match: re.Match[str]) -> str:
    return "" if unicodedata.combining(match[0]) else match[0]


def words(text: str) -> list[str]:
    """The folded words of a text that carry meaning, in order."""
    return [w for w in _WORD.findall(fold(text)) if w not in STOP_WORDS and (len(w) > 1 or w.isdigit())]


@cache
def stem(word: str) -> str:
    """The Dutch Porter stem of one folded word; numbers stay whole."""
    return word if word.isdigit() else stemmer("dutch_porter").stemWord(word)


def stems(text: str) -> list[str]:
    """The stems of a text's meaningful words, in order, with repeats."""
    return [stem(w) for w in words(text)]


def grams(text: str) -> list[str]:
    """The character 5-grams inside each word longer than five characters."""
    return [w[i : i + GRAM] for w in words(text) if len(w) > GRAM for i in range(len(w) - GRAM + 1)]


@dataclass(frozen=True)
class Term:
    """A stem or a 5-gram, as FTS5 is asked for it."""

    column: Literal["stems", "grams"]
    text: str

    def __str__(self) -> str:
        return f'{{{self.column}}}: "{self.text}"'


def terms(question: str) -> list[Term]:
    """The distinct stems of a question, then its distinct 5-grams."""
    return [
        *(Term("stems", stem) for stem in dict.fromkeys(stems(question))),
        *(Term("grams", gram) for gram in dict.fromkeys(grams(question))),
    ]


def match_expression(
    question: str,
    shelves: Sequence[str] = (),
    counts: Callable[[Sequence[Term], Sequence[str]], Mapping[Term, int]] | None = None,
) -> str | None:
    """An FTS5 expression that finds any stem or 5-gram of the question; None when it has no words.

    With `counts`, which tells in how many passages on these shelves each term
    occurs (one it leaves out counts as rare), it finds at most about `SCORED`.
    """
    asked = terms(question)
    seen = counts(asked, shelves) if counts and asked else {}
    rare, common = _parted(asked, seen)
    if not common:
        return _any(rare) or None
    # Every passage stands on a shelf: so the common terms may be there, and need not be.
    return f"({_any(rare)}) AND ({_any(common)} OR {on_shelves(shelves)})"


def on_shelves(shelves: Sequence[str]) -> str:
    """An FTS5 expression for what stands on any of these shelves."""
    return f"{{shelf}}: ({_either(shelves)})"


def _parted(asked: Sequence[Term], seen: Mapping[Term, int]) -> tuple[list[Term], list[Term]]:
    """The rarest terms, as many as find no more than `SCORED` passages together, and the others."""
    rarest = sorted(asked, key=lambda term: seen.get(term, 0))
    total = 0
    for place, term in enumerate(rarest):
        total += seen.get(term, 0)
        if place and total > SCORED:
            return rarest[:place], rarest[place:]
    return rarest, []


def _any(asked: Sequence[Term]) -> str:
    columns = {column: [t.text for t in asked if t.column == column] for column in ("stems", "grams")}
    return " OR ".join(f"{{{column}}}: ({_either(texts)})" for column, texts in columns.items() if texts)


def _either(texts: Iterable[str]) -> str:
    return " OR ".join(f'"{text}"' for text in texts)

"""Words as the lexical index sees them: Dutch stems and character 5-grams.

Stems find inflections, 5-grams find the parts of compounds (taalhuissubsidie
holds "subsi", "ubsid", …). The same functions serve indexing and asking, so
the two can't drift apart; `FINGERPRINT` goes into the index's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

FINGERPRINT = "porter+5grams-v1"
GRAM = 5

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


def fold(text: str) -> str:
    """Lower case without accents: Groningse Hoogeveén → groningse hoogeveen."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded words of a text that carry meaning, in order."""
    return [w for w in _WORD.findall(fold(text)) if w not in STOP_WORDS and (len(w) > 1 or w.isdigit())]


@cache
def stem(word: str) -> str:
    """The Dutch Porter stem of one folded word; numbers stay whole."""
    return word if word.isdigit() else str(_stemmer().stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of a text's meaningful words, in order, with repeats."""
    return [stem(w) for w in words(text)]


def grams(text: str) -> list[str]:
    """The character 5-grams inside each word longer than five characters."""
    return [w[i : i + GRAM] for w in words(text) if len(w) > GRAM for i in range(len(w) - GRAM + 1)]


def match_expression(question: str) -> str | None:
    """An FTS5 expression that finds any stem or 5-gram of the question; None when it has no words."""
    parts = [f"{{{column}}}: ({_any(terms)})" for column, terms in _columns(question) if terms]
    return " OR ".join(parts) or None


def _columns(question: str) -> Iterable[tuple[str, list[str]]]:
    yield "stems", stems(question)
    yield "grams", grams(question)


def _any(terms: list[str]) -> str:
    return " OR ".join(f'"{term}"' for term in dict.fromkeys(terms))


@cache
def _stemmer():  # type: ignore[no-untyped-def]  # PyStemmer has no types
    import Stemmer

    return Stemmer.Stemmer("dutch_porter")

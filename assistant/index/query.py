"""What a question asks of the search: its text, its subject, and the Dutch words that documents use for it.

One question goes three ways. As typed it goes to the embedding; stripped to its
subject it goes there once more, because "hoeveel krijgt … eigenlijk" only blurs
it; and as Dutch words it goes to the lexical index, where an English question
would find nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from assistant.index.glossary import Glossary
from assistant.index.terms import Asked, Thesaurus
from assistant.records import Language

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# How many Dutch words a translated term searches with; the first is the usual one.
TRANSLATIONS = 2


@dataclass(frozen=True)
class Query:
    """A question as the search takes it.

    `dutch` is what the lexical index is asked, `subject` what the embedding is
    asked besides the question itself, `asked` what is named, each with its weight,
    `places` the names of the towns it is about.
    """

    text: str
    language: Language
    dutch: str
    subject: str
    asked: tuple[tuple[Asked, float], ...]
    years: tuple[str, ...]
    places: frozenset[str] = frozenset()


class Queries:
    """Makes queries; `frequency(stems)` tells in how many of `total()` passages each stem occurs."""

    def __init__(
        self,
        thesaurus: Thesaurus,
        glossary: Glossary,
        frequency: Callable[[Sequence[str]], dict[str, int]],
        total: Callable[[], int],
    ) -> None:
        self.thesaurus = thesaurus
        self._glossary = glossary
        self._frequency = frequency
        self._total = total

    def query(
        self,
        question: str,
        language: Language,
        *,
        places: Collection[str] = (),
        years: Sequence[str] | None = None,
    ) -> Query:
        """The query for a question; `places` are town names, which say where and not what.

        `years` are those asked for; those in the question when not given.
        """
        if years is None:
            years = tuple(dict.fromkeys(_YEAR.findall(question)))
        asked = self.asked(question, language, places)
        dutch = question if language == "nl" else self._glossary.dutch(question, TRANSLATIONS)
        words = " ".join([*(one.word for one, _ in asked), *years])
        return Query(
            question,
            language,
            dutch,
            words if language == "nl" else dutch,
            tuple(asked),
            tuple(years),
            frozenset(places),
        )

    def asked(
        self, question: str, language: Language, places: Collection[str] = ()
    ) -> list[tuple[Asked, float]]:
        """What a question names besides towns and years, each with its weight (idf)."""
        for name in places:
            question = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", question, flags=re.IGNORECASE)
        question = _YEAR.sub(" ", question)
        if language != "nl":
            question = self._glossary.dutch(question)
        asked = self.thesaurus.asked(question)
        seen = self._frequency([term for one in asked for term in one.terms if term[0] not in "#~"])
        total = self._total()
        counted = [(one, max((seen.get(term, 0) for term in one.terms), default=0)) for one in asked]
        if language != "nl":
            # An English word that no Dutch text holds and no synonym translates can't tell anything.
            counted = [(one, n) for one, n in counted if n or any(term[0] == "#" for term in one.terms)]
        return [(one, _weight(total, n)) for one, n in counted]


def _weight(total: int, seen: int) -> float:
    """The inverse document frequency, held between 1 and 5: no single word decides alone."""
    return min(5.0, max(1.0, math.log((total + 1) / (seen + 0.5)))) if total else 1.0

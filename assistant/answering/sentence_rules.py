"""The rules that a language model's sentence must pass, named so that it can be told which one it broke.

Grounding has the last word on numbers and sources, for every answer. These
rules are for what only a writer can do wrong: give a town what is said of the
country, say more than its sources, add an address, or leave the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Literal, Protocol

from assistant.answering.facts import Fact
from assistant.answering.grounding import holds
from assistant.answering.small_words import spoken
from assistant.answering.support_reading import references, without_references
from assistant.figures.municipalities import Municipalities
from assistant.records import Citation, Figure, Language, Sentence

Rule = Literal["language", "numbers", "name", "town", "address", "negation", "support"]
# What the support check saw, as far as it is worth telling.
_SEEN: dict[str, Rule] = {"number": "numbers", "name": "name", "negation": "negation"}
# A shorter text is too short to tell its language by.
SHORTEST_TOLD = 40
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?<![\w@.])(?:[\w-]+\.)+[a-z]{2,12}\b(?:/\S*)?", re.IGNORECASE)
# What writers' languages are told apart: ours, and those that models slip into.
_TONGUES = ("nl", "en", "de", "fr", "es", "it", "pt", "pl", "tr", "sv", "da", "zh", "ru", "ar")


class Supported(Protocol):
    """The outcome of a support check; see `answering.support`."""

    @property
    def holds(self) -> bool: ...

    @property
    def why(self) -> str: ...


class Supporting(Protocol):
    """Tells whether a text says nothing that its quotes, figures and titles don't say."""

    def supports(
        self, text: str, quotes: Sequence[str], figures: Sequence[Figure], titles: Sequence[str], town: str
    ) -> Supported: ...


class Rules:
    """The rules for one library of towns and one support check; `tongue` tells a text's language."""

    def __init__(
        self,
        supporter: Supporting,
        municipalities: Municipalities,
        tongue: Callable[[str], str] | None = None,
    ) -> None:
        self._supporter = supporter
        self._municipalities = municipalities
        self._tongue = tongue or language_of

    def broken(self, text: str, cited: Sequence[Fact], language: Language) -> Rule | None:
        """The first rule that a sentence breaks, given the facts it cites; None where it holds."""
        plainly = self.plainly_broken(text, cited, language)
        if plainly is not None:
            return plainly
        quotes = [fact.shown for fact in cited if fact.citations]
        figures = [figure for fact in cited for figure in fact.figures]
        titles = [part for fact in cited for part in fact.sources]
        town = ", ".join(dict.fromkeys(fact.town for fact in cited if fact.town))
        found = self._supporter.supports(text, quotes, figures, titles, town)
        return None if found.holds else _SEEN.get(found.why, "support")

    def plainly_broken(self, text: str, cited: Sequence[Fact], language: Language) -> Rule | None:
        """The first rule broken of those that need no weighing: all but the support check."""
        if self.foreign(text, language):
            return "language"
        citations = [citation for fact in cited for citation in fact.citations]
        figures = [figure for fact in cited for figure in fact.figures]
        if not _grounded(text, citations, figures):
            return "numbers"
        shown = [*(fact.shown for fact in cited), *(citation.quote for citation in citations)]
        said = " | ".join(map(without_references, shown))
        named = [part for fact in cited for part in (fact.town, *fact.sources)]
        about = " | ".join([*named, *(aside for text in shown for aside in references(text))])
        if not self._names_its_towns(text, said, about):
            return "town"
        grounds = f"{said} | {about}"
        if any(found.lower() not in grounds.lower() for found in _ADDRESS.findall(text)):
            return "address"
        return None

    def foreign(self, text: str, language: Language) -> bool:
        """Whether a text is clearly in another language than the one asked for.

        Names say nothing of it: an English sentence on a Dutch library is full of Dutch ones.
        """
        if len(text) < SHORTEST_TOLD:
            return False
        plain = " ".join(re.findall(r"(?<!\w)[^\W\d_A-Z]\w*", text))
        plain = plain if len(plain) >= SHORTEST_TOLD // 3 else text
        return language not in (spoken(text), spoken(plain)) and self._tongue(plain) != language

    def _names_its_towns(self, text: str, said: str, about: str) -> bool:
        """Whether the towns a text names are those that its facts name or are of.

        What a town's document says of another town may not become its own: where
        the facts name a town, a text that names only the document's is wrong.
        """
        named = self._towns(text)
        unsaid = [towns for towns in named if not self._named_in(towns, said)]
        if not all(self._named_in(towns, about) for towns in unsaid):
            return False
        return len(unsaid) < len(named) or not named or not self._towns(said)

    def _named_in(self, towns: set[str], text: str) -> bool:
        """Whether a text names one of the towns, by whatever form of its name."""
        known = set().union(*self._towns(text))
        return bool(towns & known) or any(self._stands(code, text) for code in towns)

    def _towns(self, text: str) -> list[set[str]]:
        """The codes that each name of a town in a text may stand for, its adjectives ("Leidse") too."""
        towns = self._municipalities
        found = [m.candidates for m in towns.mentions(text)]
        names = [towns.adjectives.get(word.lower()) for word in re.findall(r"\b[A-Z][\w'-]+", text)]
        found += [towns.candidates(name) for name in names if name]
        return [{town.code for town in candidates} for candidates in found]

    def _stands(self, code: str, grounds: str) -> bool:
        name = self._municipalities.get(code).name
        return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", grounds) is not None


def _grounded(text: str, citations: Sequence[Citation], figures: Sequence[Figure]) -> bool:
    sentence = Sentence(text, tuple(range(1, len(citations) + 1)), figures=tuple(range(1, len(figures) + 1)))
    return holds(sentence, citations, dict(enumerate(figures, 1)))


def language_of(text: str) -> str:
    """The language of a text, of those that models write in, as a two-letter code."""
    found, _ = _identifier().classify(text)
    return str(found)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(_TONGUES))
    return identifier

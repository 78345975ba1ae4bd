"""What words mean here: stems, parts of compounds, and the field's synonyms.

Whether a sentence speaks of what was asked can't be left to equal words:
people ask for "geld" where a budget says "bijdrage", and Dutch writes
taalhuissubsidie as one word. So a text becomes a set of terms, where a term
is a stem or the number of a synonym group in `corpus/thesaurus.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.index import lexical

Terms = frozenset[str]

# Words that shape a question without being its subject.
QUESTION_WORDS = frozenset(
    """hoeveel wie welk welke waar wat wanneer waarom hoe jaar komt komen krijgt krijgen krijg geeft geven
    doet doen bestaat bestaan vindt vinden zegt zeggen noem noemt vertel graag weet weten gaan gaat maakt
    maken nodig bijvoorbeeld precies eigenlijk allemaal mee soort soorten bedoeld betekent houdt genoemd
    staan zitten heet laat zoal
    deed deden kreeg kregen gaf gaven zei zeiden ging kwam stond wilde moest kon werd
    gehad andere anderen hebben ongeveer totaal eerste
    how what which who when where why many much does did do tell give get gets there mean means exactly need
    such as have has had was were be been this that these those their them they you your we us should would
    could will about into at an or if not also than any some other others its it's i me am
    nederland nederlandse netherlands""".split()
)
_SHORTEST_PART = 6


@dataclass(frozen=True)
class Asked:
    """One thing a question names: the word itself, and the terms that would count as naming it.

    `parts` are the synonym groups inside a compound: a text on gemeenten does
    not quite name a contactgemeente.
    """

    word: str
    terms: Terms
    parts: Terms = frozenset()


class Thesaurus:
    """The synonym groups, and what they make of a text."""

    def __init__(self, groups: Sequence[Sequence[str]] = ()) -> None:
        self._phrases: dict[tuple[str, ...], set[str]] = {}
        self._parts: dict[str, set[str]] = {}
        for number, group in enumerate(groups):
            for phrase in group:
                tokens = tuple(lexical.stem(w) for w in lexical.fold(phrase).split())
                self._phrases.setdefault(tokens, set()).add(f"#{number}")
                if len(tokens) == 1 and len(tokens[0]) >= _SHORTEST_PART:
                    self._parts.setdefault(tokens[0], set()).add(f"#{number}")
        self._starting: dict[str, list[tuple[str, ...]]] = {}
        for tokens in self._phrases:
            if len(tokens) > 1:
                self._starting.setdefault(tokens[0], []).append(tokens)
        self.word_terms = lru_cache(maxsize=50_000)(self._word_terms)

    def terms(self, text: str) -> Terms:
        """All terms of a text."""
        tokens = _tokens(text)
        found: set[str] = set()
        for token in tokens:
            if token not in lexical.STOP_WORDS:
                found |= self.word_terms(token)
        for _, _, concepts in self._spans(tokens):
            found |= concepts
        return frozenset(found)

    def whole_words(self, text: str) -> Terms:
        """The terms of a text's words as they stand, without what compounds hold."""
        return frozenset(term for token in _tokens(text) for term in self._exact(token))

    def asked(self, question: str) -> list[Asked]:
        """What a question names, phrases before words, without its question words."""
        tokens = _tokens(question)
        asked: list[Asked] = []
        taken: set[int] = set()
        for start, end, concepts in self._spans(tokens):
            if end - start > 1 and not taken & set(range(start, end)):
                asked.append(Asked(" ".join(tokens[start:end]), frozenset(concepts)))
                taken |= set(range(start, end))
        for position, token in enumerate(tokens):
            if position in taken or token in lexical.STOP_WORDS or token in QUESTION_WORDS or len(token) < 2:
                continue
            exact = self._exact(token)
            one = Asked(token, frozenset(exact), self.word_terms(token) - exact)
            if one not in asked:
                asked.append(one)
        return asked

    def stems_of(self, asked: Asked) -> set[str]:
        """The stems of all words that name what was asked, its synonyms' included, to search with."""
        groups = {term for term in asked.terms if term[0] == "#"}
        found = {lexical.stem(word) for word in asked.word.split()}
        for phrase, numbers in self._phrases.items():
            if numbers & groups:
                found |= set(phrase)
        return found - lexical.STOP_WORDS

    def _word_terms(self, token: str) -> Terms:
        found = self._exact(token)
        if len(token) > _SHORTEST_PART:
            for part, concepts in self._parts.items():
                if part in token:
                    found |= concepts
        return frozenset(found)

    def _exact(self, token: str) -> set[str]:
        stem = lexical.stem(token)
        return {stem, *_loose(stem)} | self._phrases.get((stem,), set())

    def _spans(self, tokens: Sequence[str]) -> list[tuple[int, int, set[str]]]:
        """The phrases in a text as (start, end, concepts), the longest first."""
        stems = [lexical.stem(t) for t in tokens]
        spans = [
            (start, start + len(phrase), self._phrases[phrase])
            for start, stem in enumerate(stems)
            for phrase in self._starting.get(stem, ())
            if tuple(stems[start : start + len(phrase)]) == phrase
        ]
        return sorted(spans, key=lambda span: (span[0] - span[1], span[0]))


def degree(asked: Asked, terms: Terms) -> float:
    """How far a text with these terms names what was asked, from 0 to 1.

    A synonym or a compound that holds the word names it whole; the parts of
    the asked compound count for less, and two of them for nearly all.
    """
    if asked.terms & terms:
        return 1.0
    stem = lexical.stem(asked.word)
    if len(stem) >= _SHORTEST_PART and any(stem in term for term in terms if term[0] not in "#~"):
        return 1.0
    parts = len(asked.parts & terms)
    return 0.0 if not parts else 0.4 if parts == 1 else 0.9


def _loose(stem: str) -> list[str]:
    """A form that a verb's endings share: betaalt and betalen give "~betal", boekt and boeken "~boek"."""
    form = re.sub(r"(.)\1", r"\1", stem).rstrip("td")
    return [f"~{form}"] if len(form) >= 4 and not stem.isdigit() else []


def load(path: Path) -> Thesaurus:
    """Read the groups; without the file there are no synonyms."""
    return Thesaurus(tomllib.loads(path.read_text("utf-8"))["groups"] if path.is_file() else ())


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:&[^\W_]+)?", lexical.fold(text))

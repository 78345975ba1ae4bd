"""English questions in the words of Dutch documents, by a word list of the field.

The embedding understands both languages, but loosely: a dog tax and a tax are
near in it, and BM25 sees no English at all. A question put word for word into
Dutch is poor Dutch and a good query.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from assistant.index import lexical
from assistant.index.stemming import stemmer
from assistant.index.terms import QUESTION_WORDS


class Glossary:
    """English terms with the Dutch words for each, best first."""

    def __init__(self, terms: Mapping[str, Sequence[str]]) -> None:
        self._terms: dict[tuple[str, ...], list[str]] = {}
        for term, words in terms.items():
            listed = self._terms.setdefault(tuple(map(_stem, _tokens(term))), [])
            listed += [word for word in words if word not in listed]
        self._longest = max(map(len, self._terms), default=0)

    def dutch(self, question: str, most: int = 1) -> str:
        """The question's content in Dutch words, at most `most` for each term.

        Names, numbers and words the glossary doesn't know stay as they are.
        """
        return " ".join(word for words in self._translated(question) for word in words[:most])

    def _translated(self, question: str) -> Iterator[Sequence[str]]:
        tokens = _tokens(question)
        stems = [_stem(token) for token in tokens]
        position = 0
        while position < len(tokens):
            for length in range(min(self._longest, len(tokens) - position), 0, -1):
                if words := self._terms.get(tuple(stems[position : position + length])):
                    yield words
                    position += length
                    break
            else:
                token = tokens[position]
                if token not in QUESTION_WORDS and token not in lexical.STOP_WORDS:
                    yield [token]
                position += 1


def load(path: Path) -> Glossary:
    """Read the terms; without the file nothing is translated."""
    return Glossary(tomllib.loads(path.read_text("utf-8"))["terms"] if path.is_file() else {})


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", lexical.fold(text))


@cache
def _stem(word: str) -> str:
    return stemmer("english").stemWord(word)

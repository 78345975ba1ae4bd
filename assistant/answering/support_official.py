"""Official Dutch read as plain Dutch, so that "met ingang van" and "vanaf" are the same word.

A model writes plainly what a council wrote stiffly. The ways in which that is
done are few and closed: some thirty phrases, the forms of strong verbs, and
the little words that any sentence may have.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("support_official.toml")
_ISO_DATE = re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])-([0-3]\d)\b")
_AND_OLDER = re.compile(r"(\d+) jaar (?:en|of) ouder|(\d+)-?plussers?", re.IGNORECASE)
_BROKEN_OFF = re.compile(r"(\w)- (?!en\b|of\b)(?=[a-z])")
_PERCENT = re.compile(r"(?<=\d)%")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip
# What a strong verb may have before it: aanbieden, aangeboden, verblijven.
_BEFORE = tuple("aan af bij door in mee na op over samen toe uit vast voor onder terug be ver ont".split())


@dataclass(frozen=True)
class Official:
    """The phrases as (pattern, plain), the strong verbs and bending words by form, and little words."""

    said: tuple[tuple[re.Pattern[str], str], ...]
    verbs: Mapping[str, int]
    same: Mapping[str, str]
    free: frozenset[str]
    little: frozenset[str]
    modal: frozenset[str]

    def plain(self, text: str) -> str:
        """The text in plain words, with dates written out and words broken off at a line end made whole."""
        text = _AND_OLDER.sub(lambda m: f"{m[1] or m[2]}+", _BROKEN_OFF.sub(r"\1", text))
        text = _ISO_DATE.sub(lambda m: f"{int(m[3])} {_MONTHS[int(m[2]) - 1]} {m[1]}", text)
        text = _PERCENT.sub(" procent", text)
        for pattern, plain in self.said:
            text = pattern.sub(plain, text)
        return text

    def verb(self, word: str) -> frozenset[int]:
        """The strong verbs a folded word may be a form of."""
        parts = [word]
        for before in _BEFORE:
            if word.startswith(before):
                parts += [word[len(before) :], word[len(before) :].removeprefix("ge")]
        return frozenset(self.verbs[part] for part in parts if part in self.verbs)


@cache
def load(path: Path = FILE) -> Official:
    """Read the lists."""
    stored = tomllib.loads(path.read_text("utf-8"))
    return Official(
        tuple(
            (re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), plain)
            for pattern, plain in stored["said"]
        ),
        _by_form(stored["verbs"]),
        {word: line.split()[0] for line in stored["same"].strip().splitlines() for word in line.split()},
        frozenset(stored["free"].split()),
        frozenset(stored["little"].split()),
        frozenset(stored["modal"].split()),
    )


def _by_form(lines: str) -> dict[str, int]:
    return {word: number for number, line in enumerate(lines.strip().splitlines()) for word in line.split()}

"""Texts of an outline become statements: gaps take what the user gave, and what is not given is asked for.

A sentence with a user's words in it counts as input; one in which something is
still open is a gap, and its mark names what is missing and who would know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.figures.islands import at_place
from assistant.planning.plan import Statement
from assistant.wording import say

_GAP = re.compile(r"\{(\w+)\}")
_MARK = re.compile(r"\[nog in te vullen: ([^\];]+)(?:; ([^\]]+?)(?: weet dit)?)?\]")
# A sentence ends before a capital, a quotation or a mark; not after an abbreviation or a number.
_END = re.compile(
    r"(?<=[.?!”\]])(?<!bijv\.)(?<!art\.)(?<!blz\.)(?<!nr\.)(?<!\bSt\.)\s+(?=[A-ZÀ-Ý0-9“\[{‘'’])"
)


@dataclass(frozen=True)
class Ask:
    """What is to be filled in, and who would know."""

    what: str
    knows: str = ""

    @property
    def mark(self) -> str:
        """The mark that stands in the text."""
        if self.knows:
            return say("plan.gap", "nl", what=self.what, knows=self.knows)
        return say("plan.gap_short", "nl", what=self.what)


@dataclass(frozen=True)
class Values:
    """What fills the gaps of a text: `given` by the user, `known` by the program, `asks` for what is open."""

    given: Mapping[str, str]
    known: Mapping[str, str]
    asks: Mapping[str, Ask]


def filled(text: str, values: Values, proposal: bool = False) -> list[Statement]:
    """The sentences of a text as statements; an unknown gap raises `KeyError`."""
    return [_filled(sentence, values, proposal) for sentence in sentences(text)]


def sentences(text: str) -> list[str]:
    """A text cut at the ends of its sentences."""
    return [part for part in _END.split(" ".join(text.split())) if part]


def asked(ask: Ask) -> Statement:
    """An open point on its own."""
    return Statement(ask.mark, "gap", asks=ask.what, knows=ask.knows)


def marks(text: str) -> list[Ask]:
    """The open points that stand in a text."""
    return [Ask(m[1].strip(), (m[2] or "").strip()) for m in _MARK.finditer(text)]


def capital(text: str) -> str:
    """A text with a capital: "één" becomes "Eén"."""
    return f"E{text[1:]}" if text.startswith("é") else text[:1].upper() + text[1:]


def _filled(sentence: str, values: Values, proposal: bool) -> Statement:
    used = _GAP.findall(sentence)
    open_gaps = [name for name in used if name not in values.known and not values.given.get(name)]
    given = [name for name in used if values.given.get(name)]

    def value(match: re.Match[str]) -> str:
        name = match[1]
        return values.given.get(name) or values.known.get(name) or values.asks[name].mark

    text = _GAP.sub(value, sentence)
    text = at_place(text)
    if sentence.startswith("{"):
        text = capital(text)
    if open_gaps:
        ask = values.asks[open_gaps[0]]
        return Statement(text, "gap", asks=ask.what, knows=ask.knows, proposal=proposal)
    return Statement(text, "input" if given else "block", proposal=proposal)

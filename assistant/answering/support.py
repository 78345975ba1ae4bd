"""Whether a sentence that a language model wrote says only what it cites.

A model may word what the program found, and words it too freely now and then:
a year, a town, "kan" that became "moet", a cause nobody gave. So each sentence
is laid beside its quotes and figures. A number of no source falls at once;
the rest is weighed, by trees learned from sentences that were true to
their source and sentences that were not (`assistant.evaluation.supporting`).
It doesn't understand: better a true sentence refused, which a quote replaces,
than a lie let through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.answering import support_official, support_words
from assistant.answering.support_edits import Laid, title_runs
from assistant.answering.support_facts import missing_names, numbers_stand
from assistant.answering.support_reading import Read, Reader, Word, references, without_references
from assistant.answering.support_signs import SIGNS, fallen, held, signs
from assistant.answering.support_trees import Trees, load
from assistant.index.glossary import Glossary
from assistant.index.terms import Thesaurus
from assistant.reading.sentences import sentences
from assistant.records import Figure

Why = Literal["", "number", "name", "negation", "addition", "likeness"]
# So many words at least make a clause that is copied.
FEWEST_COPIED = 4
# A sentence with fewer words that say something says too little to be checked.
FEWEST_WORDS = 2
# What a model that reads both says where there is none.
UNREAD = 0.5
_LISTED = re.compile(r"^[A-Z0-9]{1,2}[.)]\s+")


@dataclass(frozen=True)
class Claim:
    """A sentence with the quotes and figures it cites, their titles and headings, and their town."""

    text: str
    quotes: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    titles: Sequence[str] = ()
    town: str = ""


@dataclass(frozen=True)
class Support:
    """How likely a sentence says only what it cites, whether that is enough, and what is wrong if not."""

    score: float
    holds: bool
    why: Why = ""


# How likely each claim is by a model that reads both, from 0 to 1.
Reading = Callable[[Sequence[Claim]], Sequence[float]]


class Supporter:
    """Lays sentences beside what they cite; `reading` is one more opinion, of a model that reads both."""

    def __init__(
        self,
        thesaurus: Thesaurus,
        glossary: Glossary,
        trees: Trees | None = None,
        reading: Reading | None = None,
    ) -> None:
        self._words = support_words.load()
        self._official = support_official.load()
        self._reader = Reader(self._words, thesaurus, glossary)
        self._trees = trees or load()
        self._reading = reading

    def supports(
        self, text: str, quotes: Sequence[str], figures: Sequence[Figure] = (), titles: Sequence[str] = (),
        town: str = "",
    ) -> Support:  # fmt: skip
        """Whether a sentence says nothing that the quotes and figures don't say."""
        return self.support_all([Claim(text, quotes, figures, titles, town)])[0]

    def support_all(self, claims: Sequence[Claim]) -> list[Support]:
        """The same for the sentences of an answer at once."""
        rows = self.signs(claims)
        scores = self._trees.probabilities(rows, SIGNS) if len(rows) else np.zeros(0)
        return [self._judged(c, row, float(s)) for c, row, s in zip(claims, rows, scores, strict=True)]

    def signs(self, claims: Sequence[Claim]) -> np.ndarray:
        """What is seen of each claim, float64 of shape (len(claims), len(SIGNS))."""
        readings = self._reading(claims) if self._reading else [UNREAD] * len(claims)
        rows = [self._row(claim, reading) for claim, reading in zip(claims, readings, strict=True)]
        return np.array(rows, dtype=float).reshape(len(claims), len(SIGNS))

    def _row(self, claim: Claim, reading: float) -> np.ndarray:
        read = self._reader.read(said(claim))
        told = [self._reader.read(text) for text in self._told(claim)]
        whole = [*told, *(self._reader.read(text) for text in (*_asides(claim), *claim.titles) if text)]
        titles = (*claim.titles, claim.town)
        return signs(
            self.lay(claim),
            self._words,
            self._official,
            numbers=not numbers_stand(read, whole, claim.quotes, claim.figures, titles),
            names=bool(missing_names(read, whole, titles)),
            reading=float(reading),
        )

    def lay(self, claim: Claim) -> Laid:
        """The claim beside its sources, in plain words."""
        read = self._plain(said(claim))
        sources = [self._plain(text) for text in _continued([*self._told(claim), *_asides(claim)])]
        refs = [self._plain(text) for text in (*claim.titles, claim.town) if text]
        towns = frozenset(word.text for word in self._plain(claim.town).words)
        return Laid(
            read,
            sources,
            refs,
            towns,
            [self._known(word, sources) for word in read.words],
            title_runs(read, refs),
            any(source.english != read.english for source in sources),
        )

    def _plain(self, text: str) -> Read:
        return self._reader.read(self._official.plain(text))

    def _known(self, word: Word, sources: Sequence[Read]) -> bool:
        """Whether a source has a word, in whatever form."""
        same = self._official.same
        for source in sources:
            for other in source.words:
                if word.text == other.text or word.forms & other.wide:
                    return True
                if word.text in same and same.get(other.text) == same[word.text]:
                    return True
        if not word.content or word.number or word.counts:
            return False
        verbs = self._official.verb(word.text)
        if verbs and any(verbs & self._official.verb(w.text) for s in sources for w in s.words):
            return True
        return held(word, sources) >= 0.5 and not word.weak

    def _told(self, claim: Claim) -> list[str]:
        """The sentences of what a claim cites, without their references."""
        stripped = [without_references(text) for text in claim.quotes]
        texts = [text[a:b].strip() for text in stripped for a, b in sentences(text)]
        return [text for text in (*texts, *map(_figure, claim.figures)) if text]

    def _judged(self, claim: Claim, row: np.ndarray, score: float) -> Support:
        if copied(said(claim), claim.quotes):
            return Support(1.0, True)
        if fallen(row[None])[0]:
            return Support(0.0, False, "number")
        if len(self._reader.read(said(claim)).content) < FEWEST_WORDS:
            return Support(0.0, False, "likeness")
        if score < self._trees.least:
            return Support(score, False, _reason(row))
        return Support(score, True)


def said(claim: Claim) -> str:
    """What a sentence says: all but the parentheses that only repeat what its sources give as theirs.

    Anything else in parentheses is said as well: "(dat is verplicht)".
    """
    known = {
        token
        for text in (*(r for quote in claim.quotes for r in references(quote)), *claim.titles)
        for token in re.findall(r"[^\W_]+", text.casefold())
    }
    text = claim.text
    for inside in references(claim.text):
        tokens = set(re.findall(r"[^\W_]+", inside.casefold()))
        text = text.replace(f"({inside})", "" if tokens <= known else f", {inside}", 1)
    return re.sub(r"\s+([.,])", r"\1", text).strip()


def copied(text: str, quotes: Sequence[str]) -> bool:
    """Whether a sentence is a sentence of a quote word for word, or all of it up to the end of a clause.

    What is left out may then not bend what stands before it: "tenzij", "als", "niet".
    """
    flat = _flat(without_references(text))
    for quote in quotes:
        for version in (quote, without_references(quote)):
            for start, end in [(0, len(version)), *sentences(version)]:
                whole = _flat(version[start:end])
                if flat == whole:
                    return True
                rest = whole[len(flat) :]
                if len(flat.split()) >= FEWEST_COPIED and whole.startswith(flat) and _CLAUSE.match(rest):
                    return not _BENDING.search(rest)
    return False


# How a new clause begins, and what may not be left out of it.
_CLAUSE = re.compile(r"[;:.]|,? (?:en|maar|and|but|terwijl|while) |, ")
_BENDING = re.compile(
    r"\b(?:tenzij|mits|als|indien|behalve|zonder|alleen|niet|geen|unless|if|except|only|not|no|kan|wil|zou|"
    r"nooit|never|dat|that)\b"
)


def _asides(claim: Claim) -> list[str]:
    """What stands in parentheses in the quotes."""
    return [aside for quote in claim.quotes for aside in references(quote)]


def _continued(texts: Sequence[str]) -> list[str]:
    """The texts, and what one that ends in a colon opens with each of the others: "bevat: a. de naam"."""
    opening = [text.rstrip(": ") for text in texts if text.rstrip().endswith(":")]
    items = [_LISTED.sub("", text) for text in texts if not text.rstrip().endswith(":")]
    return [*texts, *(f"{first} {item}" for first in opening for item in items)]


def _reason(row: np.ndarray) -> Why:
    """What most likely is wrong, so that a model can be told."""
    seen = dict(zip(SIGNS, row, strict=True))
    if seen["names"]:
        return "name"
    if seen["loosened"] or seen["undated"] >= 1:
        return "number"
    if any(seen[name] for name in ("denied", "dropped", "left_out", "added")):
        return "negation"
    return "addition" if seen["new"] else "likeness"


def _figure(figure: Figure) -> str:
    """A figure in words; its place, value, year and what it counts are one sentence."""
    value = f"{figure.value:.{figure.decimals}f}".replace(".", ",") if figure.value is not None else ""
    return (
        f"{figure.municipality} {figure.indicator} {value} {figure.unit} in {figure.year} "
        f"{figure.definition} {figure.source} {figure.remark}"
    ).strip()


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" .").casefold()

"""Whether a sentence that a language model wrote says only what it cites.

A model may word what the program found, and words it too freely now and then:
a year, a town, "kan" that became "moet", a cause nobody gave. So each sentence
is laid beside its quotes and figures. Wrong numbers and names fall at once;
the rest is weighed, with weights learned from sentences that were true to
their source and sentences that were not (`assistant.evaluation.supporting`).
It doesn't understand: better a true sentence refused, which a quote replaces,
than a lie let through.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from assistant.answering import support_words
from assistant.answering.support_reading import Read, Reader, references, without_references
from assistant.answering.support_signs import SIGNS, Likeness, fallen, missing, signs
from assistant.index.embedding import Embedder
from assistant.index.glossary import Glossary
from assistant.index.terms import Thesaurus
from assistant.reading.sentences import sentences
from assistant.records import Figure

FILE = Path(__file__).with_name("support.toml")
Why = Literal["", "number", "name", "negation", "addition", "likeness"]
# So many words at least make a clause that is copied.
FEWEST_COPIED = 4
# A sentence with fewer words that say something says too little to be checked.
FEWEST_WORDS = 2
REMEMBERED = 4_000


@dataclass(frozen=True)
class Claim:
    """A sentence with the quotes, the figures and the titles of the documents it cites."""

    text: str
    quotes: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    titles: Sequence[str] = ()


@dataclass(frozen=True)
class Support:
    """How likely a sentence says only what it cites, whether that is enough, and what is wrong if not."""

    score: float
    holds: bool
    why: Why = ""


@dataclass(frozen=True)
class Weights:
    """`weights` has one number for each of `SIGNS`; a sentence below `least` doesn't hold."""

    weights: np.ndarray
    bias: float
    least: float

    def probabilities(self, rows: np.ndarray) -> np.ndarray:
        """For rows of signs, shape (n, len(SIGNS)), the probability that each is true to its source."""
        return 1 / (1 + np.exp(-(rows @ self.weights + self.bias)))


def load(path: Path = FILE) -> Weights:
    """Read the weights; a sign without weight doesn't count."""
    stored = tomllib.loads(path.read_text("utf-8"))
    return weighing(stored["weights"], float(stored["bias"]), float(stored["least"]))


def weighing(weights: Mapping[str, float], bias: float, least: float) -> Weights:
    """Weights by sign."""
    return Weights(np.array([float(weights.get(name, 0.0)) for name in SIGNS]), bias, least)


@dataclass(frozen=True)
class _Laid:
    """A sentence beside its sources, `whole` with their references.

    `trimmed` is the sentence without its words that no source has, which are
    `strange`; `known` are the words of the sources, where there are strange ones.
    """

    read: Read
    sources: Sequence[Read]
    whole: Sequence[Read]
    trimmed: str
    strange: Sequence[str]
    known: Sequence[str]

    @property
    def texts(self) -> list[str]:
        """What has to be embedded."""
        return [
            self.read.text, self.trimmed, _joined(self.sources), *(s.text for s in self.sources),
            *self.strange, *self.known,
        ]  # fmt: skip


class Supporter:
    """Lays sentences beside what they cite; the vectors of quotes are remembered."""

    def __init__(
        self, embedder: Embedder, thesaurus: Thesaurus, glossary: Glossary, weights: Weights | None = None
    ) -> None:
        self._embedder = embedder
        self._words = support_words.load()
        self._reader = Reader(self._words, thesaurus, glossary)
        self._weights = weights or load()
        self._vectors: dict[str, np.ndarray] = {}

    def supports(
        self, text: str, quotes: Sequence[str], figures: Sequence[Figure] = (), titles: Sequence[str] = ()
    ) -> Support:
        """Whether a sentence says nothing that the quotes and figures don't say."""
        return self.support_all([Claim(text, quotes, figures, titles)])[0]

    def support_all(self, claims: Sequence[Claim]) -> list[Support]:
        """The same for the sentences of an answer at once, which is quicker."""
        rows = self.signs(claims)
        scores = self._weights.probabilities(rows) if len(rows) else np.zeros(0)
        return [self._judged(c, row, float(s)) for c, row, s in zip(claims, rows, scores, strict=True)]

    def signs(self, claims: Sequence[Claim]) -> np.ndarray:
        """What is seen of each claim, float64 of shape (len(claims), len(SIGNS))."""
        laid = [self._lay(claim) for claim in claims]
        vectors = self._embed([text for each in laid for text in each.texts])
        rows = [
            signs(
                each.read, each.sources, each.whole, claim.quotes, claim.figures, claim.titles,
                _likeness(each, vectors), self._words,
            )
            for claim, each in zip(claims, laid, strict=True)
        ]  # fmt: skip
        return np.array(rows, dtype=float).reshape(len(claims), len(SIGNS))

    def _lay(self, claim: Claim) -> _Laid:
        read = self._reader.read(said(claim))
        sources = self._sources(claim)
        whole = [*sources, *self._references(claim)]
        lacking = missing(read, whole)
        return _Laid(
            read,
            sources,
            whole,
            _trimmed(read, lacking),
            [read.words[n].text for n in lacking],
            _contents(sources) if lacking else [],
        )

    def _sources(self, claim: Claim) -> list[Read]:
        stripped = [without_references(text) for text in claim.quotes]
        texts = [text[a:b].strip() for text in stripped for a, b in sentences(text)]
        texts += [_told(figure) for figure in claim.figures]
        return [self._reader.read(text) for text in texts if text]

    def _references(self, claim: Claim) -> list[Read]:
        """What stands in parentheses in the quotes, and the titles: where a name may come from."""
        texts = [reference for text in claim.quotes for reference in references(text)]
        return [self._reader.read(text) for text in (*texts, *claim.titles)]

    def _embed(self, texts: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of these texts; those of earlier texts are remembered."""
        wanted = list(dict.fromkeys(filter(None, texts)))
        known = self._vectors
        found = {text: known[text] for text in wanted if text in known}
        new = [text for text in wanted if text not in found]
        if new:
            found.update(zip(new, self._embedder.queries(new), strict=True))
            # A new dict, not a changed one: another thread may be reading.
            self._vectors = found if len(known) + len(new) > REMEMBERED else known | found
        return found

    def _judged(self, claim: Claim, row: np.ndarray, score: float) -> Support:
        if copied(said(claim), claim.quotes):
            return Support(1.0, True)
        if fallen(row[None])[0]:
            return Support(0.0, False, _fact(row) or _reason(row))
        if len(self._reader.read(said(claim)).content) < FEWEST_WORDS:
            return Support(0.0, False, "likeness")
        if score < self._weights.least:
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


def _likeness(laid: _Laid, vectors: Mapping[str, np.ndarray]) -> Likeness:
    if not laid.sources or not laid.read.text:
        return Likeness(0.0, 0.0, 0.0)
    own, whole = vectors[laid.read.text], vectors[_joined(laid.sources)]
    here = float(own @ whole)
    strangest = 0.0
    if laid.strange and laid.known:
        there = np.stack([vectors[word] for word in laid.known])
        strangest = max(1 - float((there @ vectors[word]).max()) for word in laid.strange)
    return Likeness(
        here,
        max(float(own @ vectors[source.text]) for source in laid.sources),
        float(vectors[laid.trimmed] @ whole) - here if laid.trimmed else 0.0,
        strangest,
    )


def _fact(row: np.ndarray) -> Why:
    """Whether a number or a name is wrong."""
    if row[SIGNS.index("numbers")]:
        return "number"
    return "name" if row[SIGNS.index("names")] else ""


_DENYING = ("misdenied", "opposed", "reattached", "added_not", "dropped_not", "added_must", "added_all",
            "dropped_can", "dropped_plan", "added_only", "dropped_only", "dropped_must", "dropped_often",
            "dropped_unless", "dropped_perhaps", "unconditioned")  # fmt: skip
_ABOUT_NUMBERS = ("unbound", "undated_number", "confused", "dropped_average")


def _reason(row: np.ndarray) -> Why:
    """What most likely is wrong, so that a model can be told."""
    seen = dict(zip(SIGNS, row, strict=True))
    if seen["missing"]:
        return "addition"
    if any(seen[name] for name in _DENYING):
        return "negation"
    if any(seen[name] > 0 for name in _ABOUT_NUMBERS):
        return "number"
    return "addition" if any(seen[f"added_{kind}"] for kind in ("reason", "often")) else "likeness"


def _told(figure: Figure) -> str:
    """A figure in words; its place, value, year and what it counts are one sentence."""
    value = f"{figure.value:.{figure.decimals}f}".replace(".", ",") if figure.value is not None else ""
    return (
        f"{figure.municipality} {figure.indicator} {value} {figure.unit} in {figure.year} "
        f"{figure.definition} {figure.source} {figure.remark}"
    ).strip()


def _trimmed(read: Read, lacking: Sequence[int]) -> str:
    """The sentence without the words that no source has, "" where it lacks none."""
    if not lacking:
        return ""
    return " ".join(w.written for n, w in enumerate(read.words) if n not in lacking)


def _contents(sources: Sequence[Read]) -> list[str]:
    """The words of the sources that say something."""
    return list(dict.fromkeys(s.words[n].text for s in sources for n in s.content if not s.words[n].number))


def _joined(sources: Sequence[Read]) -> str:
    return " ".join(source.text for source in sources)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" .").casefold()

"""What can be seen of a passage beside a question, in numbers: the columns a ranker weighs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.index.dating import about, year_of
from assistant.index.query import Query
from assistant.index.terms import Thesaurus, degree
from assistant.index.texts import described
from assistant.records import Entry, Passage

FEATURES = (
    "cosine", "cosine_from_best", "subject_cosine", "stems", "grams", "named_in_text", "named_in_headings",
    "unnamed", "year_of_document", "year_in_text", "other_year", "kind_asked", "of_the_town", "newest",
    "digits", "numbers",
)  # fmt: skip
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# What people call a kind of document when they ask for it.
_KINDS = {
    "budget": ("begrot", "budget"),
    "annual_report": ("jaarstuk", "jaarrek", "jaarverslag", "annual"),
    "decision_list": ("besluit", "decid", "decision", "college"),
    "law": ("wet", "law", "mag ", "act"),
    "coalition_agreement": ("coalitie", "coalition"),
}
# A word named less than this far is not named.
_NAMED = 0.3


@dataclass(frozen=True)
class Scores:
    """How near each passage is, by passage id: two cosines and the BM25 of stems and of 5-grams."""

    cosine: Mapping[str, float]
    subject: Mapping[str, float]
    stems: Mapping[str, float]
    grams: Mapping[str, float]


def features(
    query: Query,
    passages: Sequence[Passage],
    scores: Scores,
    thesaurus: Thesaurus,
    municipality: str | None,
) -> np.ndarray:
    """The features of each passage, float64 of shape (len(passages), len(FEATURES)).

    Scores are min-max normalised over these passages, because a BM25 or a
    cosine says nothing by itself; the rest lies in 0..1 as it is.
    """
    ids = [passage.id for passage in passages]
    cosine = _column(scores.cosine, ids)
    newest = _newest(passages, municipality)
    rows = [
        (*_named(query, p, thesaurus), *_dated(query, p), *_told(query, p, municipality, newest))
        for p in passages
    ]
    near = [
        _normalised(cosine),
        cosine - cosine.max(),
        _normalised(_column(scores.subject, ids)),
        _normalised(_column(scores.stems, ids)),
        _normalised(_column(scores.grams, ids)),
    ]
    return np.column_stack([*near, np.array(rows, dtype=float)])


def _column(scores: Mapping[str, float], ids: Sequence[str]) -> np.ndarray:
    return np.array([scores.get(i, 0.0) for i in ids])


def _normalised(values: np.ndarray) -> np.ndarray:
    low, high = values.min(), values.max()
    return (values - low) / (high - low) if high > low else np.zeros(len(values))


def _named(query: Query, passage: Passage, thesaurus: Thesaurus) -> tuple[float, float, float]:
    """The weighted share of what is asked that text and headings name, and the weight of the worst gap."""
    text = thesaurus.terms(passage.text)
    above = thesaurus.terms(" ".join([described(passage.document), *passage.headings]))
    total = sum(weight for _, weight in query.asked) or 1.0
    in_text = in_headings = gap = 0.0
    for one, weight in query.asked:
        here, over = degree(one, text), degree(one, above)
        in_text += weight * here
        in_headings += weight * over
        if max(here, 0.8 * over) < _NAMED:
            gap = max(gap, weight)
    return in_text / total, in_headings / total, gap / 5


def _dated(query: Query, passage: Passage) -> tuple[float, float, float]:
    """Whether the document is about a year asked for, the passage names it, or neither is so."""
    if not query.years:
        return 0.0, 0.0, 0.0
    fit = about(passage.document, query.years)
    named = any(year in text for year in query.years for text in (passage.text, *passage.headings))
    other = passage.document.year is not None and not fit and not named
    return fit / 2, float(named), float(other)


def _told(query: Query, passage: Passage, municipality: str | None, newest: int) -> tuple[float, ...]:
    document, asked = passage.document, query.text.lower()
    own = municipality is not None and document.municipality == municipality
    numbers = set(_NUMBER.findall(query.text)) - set(query.years)
    found = numbers & set(_NUMBER.findall(passage.text)) if numbers else numbers
    # A text that tells of a town as an example has its name among its topics.
    of_the_town = own or not query.places.isdisjoint(document.topics)
    return (
        float(any(word in asked for word in _KINDS.get(document.kind or "", ()))),
        float(of_the_town),
        _recency(document, newest) if own and not query.years else 0.0,
        sum(map(str.isdigit, passage.text)) / max(1, len(passage.text)),
        len(found) / len(numbers) if numbers else 0.0,
    )


def _newest(passages: Sequence[Passage], municipality: str | None) -> int:
    own = (p.document for p in passages if municipality and p.document.municipality == municipality)
    return max(map(year_of, own), default=0)


def _recency(document: Entry, newest: int) -> float:
    """1 for the newest year among the town's documents, a quarter less for each year before it."""
    year = year_of(document)
    return max(0.0, 1 - 0.25 * (newest - year)) if year else 0.0

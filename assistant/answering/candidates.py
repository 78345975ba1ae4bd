"""A sentence that may answer, with what it names of the question."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records import Hit


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer: `start` and `end` are offsets in its page.

    `own`, `above`, `around` and `coverage` are weighted shares of what was
    asked: named by the sentence itself, by the headings and title over it, by
    its passage, and by these together. Of the `asked` things `gaps` are named
    neither in the sentence nor above it; `gap` is the weight of the worst one,
    0 to 1. `counts` says whether it gives a number of what the question counts,
    None where the question counts nothing. `score` is the judge's probability that the sentence answers.
    """

    hit: Hit
    start: int
    end: int
    quote: str
    coverage: float
    own: float
    above: float = 0.0
    around: float = 0.0
    gap: float = 0.0
    gaps: int = 0
    asked: int = 0
    counts: bool | None = None
    score: float = 0.0

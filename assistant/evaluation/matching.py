"""When something found or cited counts as the evidence of a gold question.

Everything is compared with its white space flattened: a quote may have been
copied over line ends.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import PurePosixPath

from assistant.answering.numbers import numbers
from assistant.evaluation.gold import Evidence
from assistant.records import Citation, Hit

# A quote cut in two by the splitter is found by its larger part.
STRADDLING = 0.6
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Retrieved:
    """A piece of text that a search found; `municipality` is a code, None for a national document."""

    file: str
    page: int | None
    text: str
    municipality: str | None = None


def of_hit(hit: Hit) -> Retrieved:
    """A passage of our own index as `Retrieved`."""
    passage = hit.passage
    return Retrieved(passage.document.file, passage.page, passage.text, passage.document.municipality)


def flat(text: str) -> str:
    """The text with every run of white space a single space."""
    return re.sub(r"\s+", " ", text).strip()


def same_file(gold: str, file: str) -> bool:
    """Whether a document of the index is the file that gold evidence names, with or without its folders."""
    return gold in (file, PurePosixPath(file).name)


def relevant(evidence: Evidence, found: Retrieved, towns: Collection[str]) -> bool:
    """Whether what was found holds the evidence.

    It does when the whole quote stands in it, in the document itself or in
    another one that a question about these `towns` may use; or when it begins
    or ends with at least 60% of the quote's words on the evidence's page, the
    rest standing in the next piece.
    """
    quote, text = flat(evidence.quote), flat(found.text)
    its_own = same_file(evidence.file, found.file)
    if quote in text:
        return its_own or found.municipality is None or found.municipality in towns
    return its_own and found.page == evidence.page and _cut_through(quote.split(), text.split())


def ranks(
    parts: Sequence[Sequence[Evidence]], found: Sequence[Retrieved], towns: Collection[str]
) -> tuple[int | None, ...]:
    """For each part the rank, from 1, of the first thing found that holds it; None when nothing does."""
    return tuple(
        next((n for n, each in enumerate(found, 1) if any(relevant(e, each, towns) for e in part)), None)
        for part in parts
    )


def cites(evidence: Evidence, citation: Citation) -> bool:
    """Whether a citation is of the evidence's page, or quotes the evidence, and holds the answer."""
    of_page = same_file(evidence.file, citation.file) and evidence.page in (None, citation.page)
    return (of_page or flat(evidence.quote) in flat(citation.quote)) and holds(
        citation.quote, evidence.answer
    )


def holds(text: str, answer: str) -> bool:
    """Whether a text holds an answer: its numbers, in whatever notation, and its words.

    Without numbers the answer must stand there literally, capitals aside.
    """
    wanted, told = flat(answer).casefold(), flat(text).casefold()
    if not numbers(wanted):
        return wanted in told
    if not numbers(wanted) <= numbers(told):
        return False
    return wanted in told or set(_WORD.findall(wanted)) <= set(_WORD.findall(told))


def _cut_through(quote: Sequence[str], text: Sequence[str]) -> bool:
    least = ceil(STRADDLING * len(quote))
    return any(
        quote[:size] == text[-size:] or quote[-size:] == text[:size]
        for size in range(least, min(len(quote), len(text) + 1))
    )

"""Whether gold questions fit the index: their documents are there, their quotes stand on their pages.

A document that is not in the index makes a question unanswerable by no fault
of the search, so such a question is left out and said to be; so is one with a
municipality that nobody could choose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.evaluation.gold import Evidence, GoldQuestion
from assistant.evaluation.matching import flat, same_file
from assistant.figures.municipalities import Municipalities
from assistant.index.catalogue import Catalogue
from assistant.records import PERSONAL_PREFIX


@dataclass(frozen=True)
class Misquote:
    """Evidence whose quote is not on its page as the index has it."""

    id: str
    evidence: Evidence


@dataclass(frozen=True)
class Verified:
    """`questions` can be asked, with only evidence that is in the index.

    `skipped` are the ids without their document, `strangers` those with an
    unknown municipality; both are left out.
    """

    questions: tuple[GoldQuestion, ...]
    skipped: tuple[str, ...]
    strangers: tuple[str, ...]
    misquotes: tuple[Misquote, ...]


def verify(gold: Sequence[GoldQuestion], catalogue: Catalogue, places: Municipalities) -> Verified:
    """Hold gold questions against the index; a misquoted question is named, and counts all the same."""
    pages = _Pages(catalogue)
    questions: list[GoldQuestion] = []
    skipped: list[str] = []
    strangers: list[str] = []
    misquotes: list[Misquote] = []
    for question in gold:
        if question.municipality and places.find(question.municipality) is None:
            strangers.append(question.id)
            continue
        there = tuple(e for e in question.evidence if pages.of(e.file))
        if {e.part for e in there} != {e.part for e in question.evidence}:
            skipped.append(question.id)
            continue
        questions.append(replace(question, evidence=there))
        misquotes += [Misquote(question.id, e) for e in there if not pages.hold(e)]
    return Verified(tuple(questions), tuple(skipped), tuple(strangers), tuple(misquotes))


class _Pages:
    """The flattened pages of the documents that gold questions name, each read once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._entries = [e for e in catalogue.entries() if not e.shelf.startswith(PERSONAL_PREFIX)]
        self._read: dict[str, list[tuple[int | None, str]]] = {}

    def of(self, file: str) -> list[tuple[int | None, str]]:
        """Number and text of every page of the documents of this name; empty when there are none."""
        if file not in self._read:
            self._read[file] = [
                (page.number, flat(page.text))
                for entry in self._entries
                if same_file(file, entry.file)
                for page in self._catalogue.pages(entry.id)
            ]
        return self._read[file]

    def hold(self, evidence: Evidence) -> bool:
        """Whether the quote stands on its page."""
        return any(
            flat(evidence.quote) in text
            for number, text in self.of(evidence.file)
            if evidence.page in (None, number)
        )

"""Finds the passages that a question may be answered from: the town's own and national ones."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.question import Question, place_names
from assistant.index.catalogue import Catalogue
from assistant.index.search import Searcher
from assistant.records import Entry, Hit, Municipality

# The topic that marks a text as an example of a town.
EXAMPLE = "voorbeeld"
# Kinds of question that ask for a fact; with a town chosen that is a fact of the town.
LOCAL_KINDS = ("amount", "when", "who")


def found(question: Question, shelves: Sequence[str], searcher: Searcher) -> list[Hit]:
    """The passages found for a question on these shelves, best first."""
    hits = searcher.search(
        question.text,
        shelves=shelves,
        municipality=question.municipality.code if question.municipality else None,
        language=question.language,
        places=place_names(question),
        years=question.years,
    )
    return about_this_town(question, hits)


def about_this_town(question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """Without the examples of other towns, when the question is about a town of its own.

    English guidance repeats the Dutch, so a Dutch question does without it.
    """
    if question.language == "nl":
        hits = [h for h in hits if not _english_guidance(h)]
    if not is_about_a_town(question) or question.municipality is None:
        return list(hits)
    name = question.municipality.name
    return [h for h in hits if EXAMPLE not in h.passage.document.topics or name in h.passage.document.topics]


def is_about_a_town(question: Question) -> bool:
    """Whether a question is about a town: it says so, or asks for a fact with a town chosen."""
    return question.local or (question.municipality is not None and question.kind in LOCAL_KINDS)


def documents_of(town: Municipality | None, shelves: Sequence[str], catalogue: Catalogue) -> list[Entry]:
    """The documents about a town, shared ones and this person's own; the first shelf is the national one."""
    code = town.code if town else None
    return [e for e in catalogue.entries(shelves[1:]) if e.municipality == code] if code else []


def titles(hits: Sequence[Hit]) -> tuple[str, ...]:
    """The titles of the documents that the ten best passages are from, each once."""
    return tuple(dict.fromkeys(hit.passage.document.shown_title for hit in hits[:10]))


def _english_guidance(hit: Hit) -> bool:
    document = hit.passage.document
    return document.language == "en" and document.kind == "guidance"

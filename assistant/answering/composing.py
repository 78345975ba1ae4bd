"""Makes an answer's sentences out of quotes: whole, clean, grouped under what they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.quoting import Candidate
from assistant.records import Citation, Passage, Sentence

MOST_SENTENCES = 6
MOST_GROUPS = 3
NEAR_BEST = 0.84
MOST_ITEMS = 8


def compose(
    ranked: Sequence[Candidate], most: int = MOST_SENTENCES
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """The sentences of an answer with their citations, best group first, reading order within a group.

    Only sentences nearly as good as the best are taken; a sentence that
    announces a list brings the list along.
    """
    best = ranked[0].score
    chosen: list[Candidate] = []
    groups: list[tuple[str, tuple[str, ...]]] = []
    for candidate in ranked:
        key = (candidate.hit.passage.document.id, candidate.hit.passage.headings[-1:])
        if candidate.score < NEAR_BEST * best or len(chosen) == most:
            break
        if key not in groups:
            if len(groups) == MOST_GROUPS:
                continue
            groups.append(key)
        chosen.append(candidate)
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for key in groups:
        members = [
            c for c in chosen if (c.hit.passage.document.id, c.hit.passage.headings[-1:]) == key
        ]
        members.sort(key=lambda c: (c.hit.passage.page_index, c.start))
        for member in members:
            for quote in _with_list(member, members):
                citations.append(cite(member.hit.passage, quote))
                sentences.append(
                    Sentence(as_sentence(quote), (len(citations),), group=lead(member.hit.passage))
                )
    return tuple(sentences), tuple(citations)


def cite(passage: Passage, quote: str) -> Citation:
    """A citation of a quote in a passage."""
    document = passage.document
    return Citation(
        document_id=document.id, document=document.title, file=document.file, page=passage.page,
        page_index=passage.page_index, page_label=passage.page_label, quote=quote,
        municipality=document.municipality, address=document.address,
        heading=passage.headings[-1] if passage.headings else None,
    )  # fmt: skip


def lead(passage: Passage) -> str:
    """What a group of sentences is about: the document, and the heading they stand under."""
    heading = passage.headings[-1] if passage.headings else ""
    return f"{passage.document.title}: {heading}" if heading else passage.document.title


def as_sentence(quote: str) -> str:
    """A quote as it reads in running text: on one line, no bullet, a capital and an end."""
    text = re.sub(r"\s+", " ", quote).strip()
    text = re.sub(r"^(?:[-•–*·▪]\s*|\d{1,2}[.)]\s+(?=[A-Za-z]))+", "", text)
    if not text:
        return quote.strip()
    text = text[0].upper() + text[1:]
    return text.rstrip(";,") + "." if text[-1] in ";," else text if text[-1] in ".!?:)”\"" else text + "."


def _with_list(candidate: Candidate, members: Sequence[Candidate]) -> list[str]:
    if not candidate.quote.rstrip().endswith(":"):
        return [candidate.quote]
    passage = candidate.hit.passage
    rest = passage.text[candidate.end - passage.start :]
    items: list[str] = []
    for line in rest.strip("\n").split("\n"):
        if not re.match(r"\s*(?:[-•–*·▪]|\d{1,2}[.)])\s+\S", line) or len(items) == MOST_ITEMS:
            break
        if all(line.strip() not in other.quote and other.quote not in line for other in members):
            items.append(line.strip())
    return [candidate.quote, *items] if items else [candidate.quote]

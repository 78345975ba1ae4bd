"""The only way out: what can't be checked does not reach the user.

A citation stands when its document is in scope and its quote is on its page.
A claim stands when it has a citation that stands and every number in it is in
what it cites. A claim that falls is dropped; an answer without a claim left
is refused. This is decided here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from assistant.answering.numbers import numbers
from assistant.records import Answer, Citation, Sentence

PageText = Callable[[str, int], str | None]
ShelfOf = Callable[[str], str | None]


def grounded(
    answer: Answer,
    page_text: PageText,
    shelf_of: ShelfOf,
    shelves: Collection[str],
    municipality: str | None,
) -> Answer:
    """The answer with only what holds, its citations numbered anew in order of use.

    `page_text(document_id, page_index)` gives a page's text and
    `shelf_of(document_id)` its shelf, None when it is gone. A document is in
    scope on one of `shelves` and about no other municipality than this code.
    """
    standing = {
        n: citation
        for n, citation in enumerate(answer.citations, 1)
        if shelf_of(citation.document_id) in shelves
        and citation.municipality in (None, municipality)
        and on_page(citation.quote, page_text(citation.document_id, citation.page_index))
    }
    order: dict[int, int] = {}
    kept: list[Sentence] = []
    for sentence in answer.sentences:
        cited = [n for n in sentence.citations if n in standing]
        if sentence.role == "remark":
            kept.append(replace(sentence, citations=()))
        elif cited and supported(sentence.text, [standing[n] for n in cited]):
            for n in cited:
                order.setdefault(n, len(order) + 1)
            kept.append(replace(sentence, citations=tuple(order[n] for n in cited)))
    claims = [s for s in kept if s.role == "claim"]
    status = answer.status if claims or answer.status == "refused" else "refused"
    return replace(answer, status=status, sentences=tuple(kept), citations=tuple(standing[n] for n in order))


def on_page(quote: str, page: str | None) -> bool:
    """Whether a quote stands literally on the page, line ends and spaces aside."""
    return page is not None and bool(quote.strip()) and _flat(quote) in _flat(page)


def supported(text: str, citations: Collection[Citation]) -> bool:
    """Whether every number in the text stands in a quote, or in the title of what is cited."""
    known: set[str] = set()
    for citation in citations:
        known |= numbers(citation.quote) | numbers(citation.document)
    return numbers(text) <= known


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()

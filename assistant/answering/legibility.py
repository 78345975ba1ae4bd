"""What an answer says of how its sources were read.

A quote that OCR read may hold misread words, and a document with pages that
nobody could read may hold what the answer lacks: the reader has to know both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from assistant.records import Answer, Citation, Entry, Language, Page, Sentence
from assistant.wording import say
from assistant.wording.pages import page_ranges

PageOf = Callable[[str, int], Page | None]
EntryOf = Callable[[str], Entry | None]
_MOST_PAGES = 8


def legible(answer: Answer, page_of: PageOf, entry_of: EntryOf) -> Answer:
    """The answer with OCR's confidence in its citations and a remark for each document read in part.

    `page_of(document_id, page_index)` gives a page and `entry_of(document_id)`
    a document, None when it is gone.
    """
    page_of = cache(page_of)
    citations = tuple(_recognised(citation, page_of) for citation in answer.citations)
    cited = [entry_of(document_id) for document_id in dict.fromkeys(c.document_id for c in citations)]
    remarks = [
        Sentence(line, role="remark") for entry in cited if entry for line in _leaning(entry, answer.language)
    ]
    return replace(answer, citations=citations, sentences=(*answer.sentences, *remarks))


def _recognised(citation: Citation, page_of: PageOf) -> Citation:
    page = page_of(citation.document_id, citation.page_index)
    if page is None or not page.recognised:
        return citation
    found = re.search(r"\s+".join(re.escape(word) for word in citation.quote.split()), page.text)
    if found and not any(start < found.end() and found.start() < end for start, end in page.recognised):
        return citation
    return replace(citation, recognised=True, confidence=page.confidence)


def _leaning(entry: Entry, language: Language) -> list[str]:
    """One sentence about a document with pages that were not read, or not yet."""
    unread = [page for page, _ in entry.legibility.unreadable]
    if entry.legibility.waiting:
        pages = page_ranges(entry.legibility.waiting, language, _MOST_PAGES)
        return [say("legibility.leaning_waiting", language, title=entry.shown_title, pages=pages)]
    if not unread:
        return []
    if not entry.paged:
        return [say("legibility.leaning_part", language, title=entry.shown_title)]
    return [
        say(
            "legibility.leaning",
            language,
            title=entry.shown_title,
            pages=page_ranges(unread, language, _MOST_PAGES),
        )
    ]

"""The sentences of a passage that say something: no headings, page numbers, addresses or questions."""

from __future__ import annotations

import re

from assistant.reading.sentences import sentences
from assistant.records import Passage

SHORTEST, LONGEST = 20, 700
_SOURCES = frozenset({"bronnen", "bron", "sources", "literatuur", "inhoudsopgave", "inhoud", "colofon"})
_LEADERS = re.compile(r"\.{5,}|(?:\. ){4,}")


def statements(passage: Passage) -> list[tuple[int, int, str]]:
    """The statements of a passage as (start, end, text), offsets in its page."""
    headings = {_plain(heading) for heading in (*passage.headings, passage.document.title)}
    if passage.headings and _plain(passage.headings[-1]) in _SOURCES:
        return []
    found: list[tuple[int, int, str]] = []
    for start, end in sentences(passage.text):
        text = passage.text[start:end].strip()
        if SHORTEST <= len(text) <= LONGEST and _plain(text) not in headings and is_statement(text):
            found.append((passage.start + start, passage.start + end, text))
    return found


def is_statement(text: str) -> bool:
    """Whether a piece of text says something on its own."""
    if "://" in text or "www." in text or text.endswith("?") or _LEADERS.search(text):
        return False
    words = re.findall(r"[^\W\d_]{2,}", text)
    return len(words) >= 4 or (len(words) >= 1 and re.search(r"€|\d{1,3}(?:\.\d{3})+", text) is not None)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()

"""Answers "hoe bereik ik laaggeletterde ouders?" from what the guidance says under the name of that group.

Such a text names the group once, in its heading, and then says where to find
these people and what works for them; a measure of likeness passes most of that
over. So where nothing found is likely enough, it is looked up by the heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.composing import quoted
from assistant.answering.people import group_to_reach, groups_in
from assistant.answering.question import Question
from assistant.answering.statements import statements
from assistant.index.catalogue import Catalogue
from assistant.records import NATIONAL, Answer, Language, Passage

_HELPFUL = re.compile(
    r"\b(?:bereik\w*|vindplaats\w*|vinden|vindt|bied|biedt|komen\s+makkelijker|helpt|helpen|samen|spreekt|trek\w*|"
    r"reach\w*|find|offer|helps?|come)\b",
    re.IGNORECASE,
)
MOST = 6
LONGEST_HEADING = 8


def reaching(question: Question, catalogue: Catalogue) -> Answer | None:
    """What reaches or helps the group that a question asks about; None for another, and without a text."""
    groups = group_to_reach(question.text)
    if not groups:
        return None
    quotes = [
        (passage, text)
        for passage in _headed(groups, question.language, catalogue)
        for _, _, text in statements(passage)
        if _HELPFUL.search(text)
    ][:MOST]
    return quoted(question, quotes)


def _headed(groups: frozenset[str], language: Language, catalogue: Catalogue) -> Iterator[Passage]:
    """The passages of the guidance under the name of a group; Dutch ones where there are no others."""
    guidance = [e for e in catalogue.entries([NATIONAL]) if e.kind == "guidance"]
    found: dict[str, list[Passage]] = {}
    for entry in guidance:
        for passage in catalogue.document_passages(entry.id):
            heading = passage.headings[-1] if passage.headings else ""
            if len(heading.split()) <= LONGEST_HEADING and groups & groups_in(heading):
                found.setdefault(entry.language, []).append(passage)
    yield from found.get(language) or found.get("nl", [])

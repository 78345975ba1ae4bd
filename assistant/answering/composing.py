"""Makes an answer's sentences out of quotes: whole, clean, grouped under what they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.candidates import Candidate
from assistant.answering.question import Question
from assistant.answering.row_sentences import PageOf, row_of, whole_row
from assistant.answering.statements import statements
from assistant.records import Answer, Citation, Language, Passage, Sentence

MOST_SENTENCES = 6
MOST_GROUPS = 3
MOST_IN_GROUP = 4
MOST_ITEMS = 10
# A question for one fact wants that fact and little else.
MOST_FOR_A_FACT = 3
FACTS = ("amount", "when", "time", "who", "definition")
# How near to the best a sentence's chance to answer must come.
NEAR_BEST = 0.4
_ITEM = re.compile(r"([-•–*·▪]|\d{1,2}[.)]|[a-z][.)])\s+\S")
# Kinds of question that a list may answer.
LISTED = ("list", "definition", "how", "general")


def compose(
    ranked: Sequence[Candidate], question: Question, page_of: PageOf, most: int = MOST_SENTENCES
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """The sentences of an answer with their citations, best group first, reading order within a group.

    Only sentences nearly as good as the best are taken; a sentence that
    announces a list brings the list along, and a table row says what its columns
    are where all of them are known. `page_of(document_id, page_index)` gives a page.
    """
    least = ranked[0].score * NEAR_BEST
    if question.kind in FACTS:
        most = min(most, MOST_FOR_A_FACT)
    chosen: list[Candidate] = []
    groups: list[tuple[str, tuple[str, ...]]] = []
    outside: list[tuple[str, tuple[str, ...]]] = []
    own = any(c.score >= least and c.hit.passage.document.municipality for c in ranked)
    for candidate in ranked:
        key = _group(candidate)
        if candidate.score < least or len(chosen) == most:
            break
        if key not in groups:
            # One group is kept for the town's own documents, where they have something to say.
            national = candidate.hit.passage.document.municipality is None
            spare = 1 if own and national and groups == [g for g in groups if g in outside] else 0
            if len(groups) == MOST_GROUPS - spare:
                continue
            if national:
                outside.append(key)
            groups.append(key)
        if sum(_group(c) == key for c in chosen) < MOST_IN_GROUP:
            chosen.append(candidate)
    chosen = _with_next(chosen, most)
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for key in groups:
        members = [c for c in chosen if _group(c) == key]
        members.sort(key=lambda c: (c.hit.passage.page_index, c.start))
        told = ""
        for member in members:
            if member.quote in told:
                continue
            passage = member.hit.passage
            if row := _table_row(member, page_of, question.language):
                numbers = tuple(range(len(citations) + 1, len(citations) + len(row[1]) + 1))
                citations += row[1]
                sentences.append(Sentence(row[0], numbers, group=lead(passage)))
                continue
            wanted = question.kind in LISTED and member is ranked[0]
            quotes = _with_list(member, members, wanted, page_of)
            told += "\n".join([*quotes[1:], ""])
            for quote in quotes:
                citations.append(cite(passage, quote))
                sentences.append(Sentence(as_sentence(quote), (len(citations),), group=lead(passage)))
    return tuple(sentences), tuple(citations)


def _group(candidate: Candidate) -> tuple[str, tuple[str, ...]]:
    passage = candidate.hit.passage
    return passage.document.id, passage.headings[-1:]


def cite(passage: Passage, quote: str) -> Citation:
    """A citation of a quote in a passage."""
    document = passage.document
    return Citation(
        document_id=document.id, document=document.shown_title, file=document.file, page=passage.page,
        page_index=passage.page_index, page_label=passage.page_label, quote=quote,
        municipality=document.municipality, address=document.address,
        heading=passage.headings[-1] if passage.headings else None,
    )  # fmt: skip


def lead(passage: Passage) -> str:
    """What a group of sentences is about: the document with its year, and the heading they stand under."""
    heading = passage.headings[-1] if passage.headings else ""
    title = passage.document.shown_title
    return f"{title} · {heading}" if heading else title


def as_sentence(quote: str) -> str:
    """A quote as it reads in running text: on one line, no bullet, a capital and an end."""
    text = re.sub(r"\s+", " ", quote).strip()
    text = re.sub(r"^(?:[-•–*·▪]\s*|\d{1,2}[.)]\s+(?=[A-Za-z]))+", "", text)
    if not text:
        return quote.strip()
    text = text[0].upper() + text[1:]
    return text.rstrip(";,") + "." if text[-1] in ";," else text if text[-1] in '.!?:)”"' else text + "."


def quoted(question: Question, quotes: Sequence[tuple[Passage, str]]) -> Answer | None:
    """The answer that these quotes are, each from its passage; None without any."""
    if not quotes:
        return None
    sentences = [Sentence(as_sentence(q), (n,), group=lead(p)) for n, (p, q) in enumerate(quotes, 1)]
    cited = tuple(cite(p, q) for p, q in quotes)
    return Answer(question.text, question.language, "answered", tuple(sentences), cited)


def _table_row(
    candidate: Candidate, page_of: PageOf, language: Language
) -> tuple[str, tuple[Citation, ...]] | None:
    passage = candidate.hit.passage
    place = row_of(passage.document, passage.page_index, candidate.quote, page_of)
    return whole_row(place, language) if place else None


def _with_list(
    candidate: Candidate, members: Sequence[Candidate], wanted: bool, page_of: PageOf
) -> list[str]:
    """A sentence with the list it announces: after a colon, or right below it where that may be asked for."""
    if not wanted and not candidate.quote.rstrip().endswith(":"):
        return [candidate.quote]
    passage = candidate.hit.passage
    page = page_of(passage.document.id, passage.page_index)
    text = page.text[candidate.end :] if page else passage.text[candidate.end - passage.start :]
    items: list[str] = []
    mark = ""
    for line in map(str.strip, text.split("\n")[1:]):
        if not line:
            continue
        item = _ITEM.match(line)
        if item is None or len(items) == MOST_ITEMS or (mark and _sort(item[1]) != mark):
            break
        mark = _sort(item[1])
        items.append(next((other.quote for other in members if line in other.quote), line))
    return [candidate.quote, *items]


def _sort(mark: str) -> str:
    """Whether an item begins with a number, a letter or a bullet: a list keeps to one of these."""
    return "number" if mark[0].isdigit() else "letter" if mark[0].isalpha() else "bullet"


def _with_next(chosen: Sequence[Candidate], most: int) -> list[Candidate]:
    """The chosen sentences and, where there is room, the one after the best: it often says the rest."""
    best = chosen[0]
    after = next((s for s in statements(best.hit.passage) if s[0] >= best.end), None)
    if len(chosen) >= most or after is None or any(c.start == after[0] for c in chosen):
        return list(chosen)
    start, end, text = after
    return [*chosen, replace(best, start=start, end=end, quote=text)]

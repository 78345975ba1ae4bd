"""The only way out: what can't be checked does not reach the user.

A citation stands when its document is in scope and its quote is on its page;
a figure when it has a year and a source, is of a place that was asked about,
and says what the table says. A claim stands when all it rests on stands and
every number in it is in what it cites. A claim that falls is dropped; an
answer without a claim left is refused. This is decided here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from assistant.answering.figure_numbers import told_by
from assistant.answering.numbers import numbers
from assistant.records import Answer, Citation, Figure, Sentence

PageText = Callable[[str, int], str | None]
ShelfOf = Callable[[str], str | None]
# Whether the table says what a figure says, and whether a place (by its code) was asked about.
FigureStands = Callable[[Figure], bool]
PlaceInScope = Callable[[str], bool]


def grounded(
    answer: Answer,
    page_text: PageText,
    shelf_of: ShelfOf,
    shelves: Collection[str],
    municipality: str | None,
    figure_stands: FigureStands | None = None,
    place_in_scope: PlaceInScope | None = None,
    others: Collection[str] = (),
) -> Answer:
    """The answer with only what holds, its citations and figures numbered anew in order of use.

    `page_text(document_id, page_index)` gives a page's text and
    `shelf_of(document_id)` its shelf, None when it is gone. A document is in
    scope on one of `shelves` and about no other municipality than this code, or
    one of the codes in `others` where a question asks about those too. A
    figure is in scope where `place_in_scope(code)` says so: without it, of
    this municipality and the country. Without `figure_stands` no figure stands.
    """
    in_scope = place_in_scope or (lambda code: code in (municipality, "NL"))
    standing = {
        n: citation
        for n, citation in enumerate(answer.citations, 1)
        if shelf_of(citation.document_id) in shelves
        and citation.municipality in (None, municipality, *others)
        and on_page(citation.quote, page_text(citation.document_id, citation.page_index))
    }
    known = {
        n: figure
        for n, figure in enumerate(answer.figures, 1)
        if checkable(figure) and in_scope(figure.code) and figure_stands is not None and figure_stands(figure)
    }
    order: dict[int, int] = {}
    figure_order: dict[int, int] = {}
    kept: list[Sentence] = []
    for sentence in answer.sentences:
        cited = [n for n in sentence.citations if n in standing]
        if sentence.role == "remark":
            kept.append(replace(sentence, citations=(), figures=()))
        elif holds(sentence, [standing[n] for n in cited], known):
            for n in cited:
                order.setdefault(n, len(order) + 1)
            for n in sentence.figures:
                figure_order.setdefault(n, len(figure_order) + 1)
            kept.append(
                replace(
                    sentence,
                    citations=tuple(order[n] for n in cited),
                    figures=tuple(figure_order[n] for n in sentence.figures),
                )
            )
    claims = [s for s in kept if s.role == "claim"]
    status = answer.status if claims or answer.status == "refused" else "refused"
    return replace(
        answer,
        status=status,
        sentences=tuple(kept),
        citations=tuple(standing[n] for n in order),
        figures=tuple(known[n] for n in figure_order),
    )


def holds(sentence: Sentence, cited: Sequence[Citation], known: dict[int, Figure]) -> bool:
    """Whether a claim rests on something, all its figures stand, and they and the quotes have its numbers."""
    if any(n not in known for n in sentence.figures):
        return False
    figures = [known[n] for n in sentence.figures]
    said = " | ".join((sentence.text, *sentence.cells)) if figures else sentence.text
    if figures and not _of_their_towns(said, figures, known.values()):
        return False
    return bool(cited or figures) and supported(said, cited, figures)


def _of_their_towns(text: str, cited: Sequence[Figure], all_of_them: Iterable[Figure]) -> bool:
    """Whether a text gives no town the figure of another: of those with figures it names only its own."""
    own = " | ".join(figure.municipality for figure in cited)
    towns = {figure.municipality for figure in all_of_them if figure.code.startswith("GM")}
    named = [t for t in towns if re.search(rf"(?<![\w-]){re.escape(t)}(?![\w-])", text)]
    return all(town in own for town in named)


def checkable(figure: Figure) -> bool:
    """Whether a figure says of when and from where it is, and has a value at all."""
    return figure.value is not None and figure.year > 0 and bool(figure.source.strip())


def on_page(quote: str, page: str | None) -> bool:
    """Whether a quote stands literally on the page, line ends and spaces aside."""
    return page is not None and bool(quote.strip()) and _flat(quote) in _flat(page)


def supported(text: str, citations: Collection[Citation], figures: Collection[Figure] = ()) -> bool:
    """Whether every number in the text is in a quote, in the title or heading above it, or in a figure."""
    known: set[str] = set()
    for citation in citations:
        known |= numbers(citation.quote) | numbers(citation.document) | numbers(citation.heading or "")
    if figures:
        return told_by(text, figures, known, [citation.quote for citation in citations])
    return numbers(text) <= known


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()

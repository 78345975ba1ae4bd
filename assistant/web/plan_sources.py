"""The sources of a plan on the page: numbered as in its Word and PDF file, and a card for each.

A reader of the draft and a reader of the file must mean the same by "note 7".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.planning.export.numbering import Numbering
from assistant.planning.export.sources import amount
from assistant.planning.plan import Statement
from assistant.records import Citation, Entry, Figure
from assistant.web.safe import tag, text
from assistant.web.sources import Surround, anchor, card
from assistant.web.words import Towns
from assistant.wording import say

# The conversation's cards count their questions from 1.
PLAN = 0


@dataclass(frozen=True)
class Source:
    """What a note leads to: passages of one document, or figures of one indicator."""

    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()


class Notes:
    """Numbers the sources of statements in reading order, and remembers what each number stands for."""

    def __init__(self) -> None:
        self._numbering = Numbering("nl")
        self._marked: set[int] = set()

    @property
    def sources(self) -> dict[int, Source]:
        """What each number so far stands for."""
        return {n: _source(behind) for n, behind in enumerate(self._numbering.behind, 1)}

    def of(self, statement: Statement) -> tuple[int, ...]:
        """The numbers of a statement's sources."""
        return self._numbering.of(statement)

    def of_row(self, cells: Sequence[Statement]) -> list[tuple[int, ...]]:
        """The numbers for each cell of a row."""
        return self._numbering.of_row(cells)

    def mark(self, numbers: Sequence[int]) -> str:
        """The superscript numbers behind a statement, each a link to its card; the first of a number has
        an id, so that the card leads back."""
        links = []
        for n in numbers:
            first = {} if n in self._marked else {"id": place(n)}
            self._marked.add(n)
            title = _title(_source(self._numbering.behind[n - 1]))
            links.append(tag("a", str(n), "mark", href=f"#{anchor(PLAN, n)}", title=title, **first))
        return tag("sup", " ".join(links)) if links else ""


def place(number: int) -> str:
    """The id of the first mark with this number."""
    return f"noot-{number}"


def panel(
    sources: Mapping[int, Source],
    entries: Mapping[str, Entry],
    towns: Towns,
    surround: Surround,
    language: str,
) -> str:
    """All sources of the plan, one card each."""
    title = tag("h3", text(say("plan_tab.sources.title", language)), "cards")
    if not sources:
        return tag(
            "section", title + tag("p", text(say("plan_tab.sources.none", language)), "hint"), "sources"
        )
    cards = []
    for number, source in sources.items():
        for copy, citation in enumerate(source.citations):
            cited_in = entries.get(citation.document_id)
            cards.append(card(PLAN, number, citation, cited_in, towns, surround(citation), language, copy))
        if source.figures:
            cards.append(figure_card(number, source.figures, language))
        back = tag("a", text(say("plan_tab.sources.back", language)), "mark", href=f"#{place(number)}")
        cards.append(tag("p", back, "back"))
    return tag("section", title + "".join(cards), "sources")


def figure_card(number: int, figures: Sequence[Figure], language: str) -> str:
    """Figures of one indicator: the values with place and year, what is counted, and by whom."""
    first = figures[0]
    heading = tag("h3", tag("span", str(number), "number") + " " + tag("span", text(first.indicator)))
    values = dict.fromkeys(f"{f.municipality}: {amount(f, 'nl')} ({f.year})" for f in figures)
    listed = tag("ul", "".join(tag("li", text(value)) for value in values), "values")
    rest = "".join(
        tag("p", text(each), "where")
        for each in (first.definition, say("export.source", language, source=first.source), first.remark)
        if each
    )
    address = ""
    if first.address:
        label = text(say("web.sources.address", language)) + "&#58; "
        address = tag("p", label + tag("code", text(first.address)), "address")
    content = heading + listed + rest + address
    return tag("article", content, "card", id=anchor(PLAN, number), tabindex="-1")


def _source(behind: Sequence[Citation | Figure]) -> Source:
    return Source(
        tuple(each for each in behind if isinstance(each, Citation)),
        tuple(each for each in behind if isinstance(each, Figure)),
    )


def _title(source: Source) -> str:
    return source.citations[0].document if source.citations else source.figures[0].indicator

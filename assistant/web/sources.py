"""The sources beside an answer: one card a citation with its quote in its surroundings, one a figure.

What a reader needs to check a sentence stands on the card: which document,
which page in the file and in print, whose it is, and the words themselves; of
a figure its value, year, what it counts and where it comes from.
Addresses are shown as text to copy; the page leads nowhere by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.answering.render import FIGURE_MARK, SHEETS, figure_value, recognised
from assistant.collection import Surroundings
from assistant.records import PERSONAL_PREFIX, Answer, Citation, Entry, Figure
from assistant.web.safe import lines, tag, text
from assistant.web.words import Towns, day
from assistant.wording import say

Surround = Callable[[Citation], Surroundings | None]


def anchor(question_number: int, citation_number: int) -> str:
    """The id of a card: unique for the question in the conversation and the citation in its answer."""
    return f"bron-{question_number}-{citation_number}"


def figure_anchor(question_number: int, figure_number: int) -> str:
    """The id of a figure's card."""
    return f"cijfer-{question_number}-{figure_number}"


def where(citation: Citation, towns: Towns, language: str, entry: Entry | None = None) -> str:
    """The place in the document in words: "blz. 113 van 240 (gedrukt: 109)" or under which heading."""
    if citation.page_label and citation.file.lower().endswith(SHEETS):
        return say("answer.sheet", language, label=citation.page_label)
    if citation.page is None:
        return say("web.sources.under", language, heading=citation.heading) if citation.heading else ""
    if entry is not None and entry.page_count >= citation.page:
        place = say("web.sources.page_of", language, page=citation.page, total=entry.page_count)
    else:
        place = say("web.sources.page", language, page=citation.page)
    if citation.page_label and citation.page_label != str(citation.page):
        place += f" ({say('web.sources.printed', language, label=citation.page_label)})"
    return place


def empty_panel(language: str) -> str:
    """Before the first answer."""
    hint = tag("p", text(say("web.sources.empty", language)), "hint")
    return tag("section", _title(language) + hint, "sources")


def panel(
    answers: Mapping[int, Answer],
    entries: Mapping[str, Entry],
    towns: Towns,
    surround: Surround,
    language: str,
) -> str:
    """The cards of the newest answer, and those of earlier ones folded away; keys are question numbers."""
    if not answers:
        return empty_panel(language)
    newest = max(answers)
    content = _title(language) + _cards(newest, answers[newest], entries, towns, surround, language)
    content += _figures(newest, answers[newest], towns, language) + _missing(answers[newest], language)
    content += _consulted(answers[newest], language)
    earlier = "".join(
        tag("p", text(answer.question[:200]), "asked")
        + _cards(asked, answer, entries, towns, surround, language)
        + _figures(asked, answer, towns, language)
        for asked, answer in sorted(answers.items(), reverse=True)
        if asked != newest and (answer.citations or answer.figures)
    )
    if earlier:
        content += tag(
            "details", tag("summary", text(say("web.sources.earlier", language))) + earlier, "earlier"
        )
    return tag("section", content, "sources")


def _title(language: str) -> str:
    return tag("h2", text(say("web.sources.title", language)))


def _cards(
    asked: int,
    answer: Answer,
    entries: Mapping[str, Entry],
    towns: Towns,
    surround: Surround,
    language: str,
) -> str:
    if not answer.citations:
        none = tag("p", text(say("web.sources.none", language)), "hint")
        return "" if answer.figures else none
    return "".join(
        card(asked, n, citation, entries.get(citation.document_id), towns, surround(citation), language)
        for n, citation in enumerate(answer.citations, 1)
    )


def card(
    asked: int,
    n: int,
    citation: Citation,
    entry: Entry | None,
    towns: Towns,
    around: Surroundings | None,
    language: str,
    copy: int = 0,
) -> str:
    """One citation; without surroundings (the document is gone) the quote stands alone.

    Of several passages under one number, the first (`copy` 0) is where the number leads.
    """
    heading = tag("h3", tag("span", str(n), "number") + " " + tag("span", text(citation.document)))
    place = where(citation, towns, language, entry)
    facts = [
        fact
        for fact in (place, *_origin(citation, entry, towns, language), recognised(citation, language))
        if fact
    ]
    about = tag("p", " · ".join(tag("span", text(fact)) for fact in facts), "where") if facts else ""
    if around is None:
        quoted = tag("mark", text(citation.quote))
    else:
        quoted = (
            tag("span", text(around.before), "around")
            + tag("mark", text(around.quote))
            + tag("span", text(around.after), "around")
        )
    address = ""
    if citation.address:
        label = text(say("web.sources.address", language)) + "&#58; "
        address = tag("p", label + tag("code", text(citation.address)), "address")
    return tag(
        "article",
        heading + about + tag("blockquote", quoted) + address,
        "card",
        id=anchor(asked, n) + (f"-{copy}" if copy else ""),
        tabindex="-1",
    )


def _origin(citation: Citation, entry: Entry | None, towns: Towns, language: str) -> list[str]:
    """Municipality, publisher with date, and whether the document is the reader's own."""
    town = towns.name(citation.municipality)
    if entry is None:
        return [town]
    publisher = entry.publisher if entry.publisher and entry.publisher != town else ""
    date = day(entry.date, language) if entry.date else ""
    own = say("web.sources.private", language) if entry.shelf.startswith(PERSONAL_PREFIX) else ""
    return [town, ", ".join(filter(None, (publisher, date))), own]


def _missing(answer: Answer, language: str) -> str:
    if not answer.missing or answer.role != "answer":
        return ""
    return tag("h3", text(say("web.sources.missing", language))) + tag("p", lines(answer.missing), "missing")


def _consulted(answer: Answer, language: str) -> str:
    if not answer.consulted:
        return ""
    summary = text(say("web.sources.consulted", language, count=len(answer.consulted)))
    listed = tag("ul", "".join(tag("li", text(title)) for title in answer.consulted))
    return tag("details", tag("summary", summary) + listed, "consulted")


def _figures(asked: int, answer: Answer, towns: Towns, language: str) -> str:
    if not answer.figures:
        return ""
    cards = (figure_card(asked, n, figure, towns, language) for n, figure in enumerate(answer.figures, 1))
    return tag("h3", text(say("web.sources.figures", language))) + "".join(cards)


def figure_card(asked: int, n: int, figure: Figure, towns: Towns, language: str) -> str:
    """One figure: its value and year, what it counts, what to know besides, and where it comes from."""
    heading = tag(
        "h3", tag("span", f"{FIGURE_MARK}{n}", "number") + " " + tag("span", text(figure.indicator))
    )
    facts = (towns.name(figure.municipality), str(figure.year), figure.source)
    about = tag("p", " · ".join(tag("span", text(fact)) for fact in facts), "where")
    value = tag("blockquote", tag("mark", text(figure_value(figure, language))))
    explained = "".join(tag("p", text(part)) for part in (figure.definition, figure.remark) if part)
    address = ""
    if figure.address:
        label = text(say("web.sources.address", language)) + "&#58; "
        address = tag("p", label + tag("code", text(figure.address)), "address")
    return tag(
        "article", heading + about + value + explained + address, "card",
        id=figure_anchor(asked, n), tabindex="-1",
    )  # fmt: skip

"""Facts that the outlines carry, each tied to the words of a guidance text that says so.

A fact whose words no longer stand in that text is left out: what can't be
checked is not told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.grounding import on_page, supported
from assistant.planning.grounds import Grounds
from assistant.planning.outline import Options
from assistant.planning.plan import Block, Paragraph, Statement
from assistant.planning.public_sources import made_public
from assistant.records import NATIONAL, Citation, Page


def facts(options: Options, grounds: Grounds) -> list[Block]:
    """A paragraph of the facts that the draft has not told before."""
    keys = [options["key"]] if "key" in options else options["keys"]
    told = [s for key in keys if (s := fact_statement(key, grounds)) and grounds.once(s.text)]
    return [Paragraph(tuple(told))] if told else []


def fact_statement(key: str, grounds: Grounds) -> Statement | None:
    """A fact with its citation; None where it doesn't fit the groups, or can't be checked any more."""
    fact = grounds.knowledge("facts")["facts"][key]
    citation = fact_citation(key, grounds)
    if not grounds.holds(fact) or citation is None or not supported(fact["text"], [citation]):
        return None
    return Statement(fact["text"], "source", (citation,))


def fact_citations(keys: Sequence[str], grounds: Grounds) -> tuple[Citation, ...]:
    """What these facts rest on."""
    return tuple(c for key in keys if (c := fact_citation(key, grounds)))


def fact_citation(key: str, grounds: Grounds) -> Citation | None:
    """The citation of a fact: its words on the page of the text they come from."""
    fact = grounds.knowledge("facts")["facts"][key]
    catalogue = grounds.sources.catalogue
    for entry in catalogue.entries([NATIONAL]):
        if entry.file.rsplit("/", 1)[-1] != fact["file"]:
            continue
        for index, page in enumerate(catalogue.pages(entry.id)):
            if on_page(fact["quote"], page.text):
                found = Citation(
                    document_id=entry.id,
                    document=entry.shown_title,
                    file=entry.file,
                    page=page.number,
                    page_index=index,
                    page_label=page.label,
                    quote=_as_printed(fact["quote"], page),
                    municipality=entry.municipality,
                    address=entry.address,
                    heading=_heading(fact["quote"], page),
                )
                return made_public(found, page, grounds.knowledge("phrases")["short"], fact["text"])
    return None


def _as_printed(quote: str, page: Page) -> str:
    found = _search(quote, page)
    return found[0] if found else quote


def _heading(quote: str, page: Page) -> str | None:
    found = _search(quote, page)
    above = [h.text for h in page.headings if found and h.offset <= found.start()]
    return above[-1] if above else None


def _search(quote: str, page: Page) -> re.Match[str] | None:
    return re.search(r"\s+".join(map(re.escape, quote.split())), page.text)

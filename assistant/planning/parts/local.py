"""Parts from the town's own documents: what its policy says, and which budget headings have an interest."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.planning.filling import Ask, asked, filled
from assistant.planning.grounds import Grounds
from assistant.planning.outline import Options
from assistant.planning.parts.texts import kept, paragraph
from assistant.planning.plan import Block, Bullets, Paragraph, Statement, Table
from assistant.planning.policy import DECISIONS, LONGEST_RUN, Naming, Quote, quotes
from assistant.records import Citation, Sentence

MOST = 3
# Guidance speaks to who writes a plan; the plan speaks to the municipality.
_TO_THE_READER = re.compile(r"(?:Vraag|Kijk|Let|Noem|Zet|Gebruik|Controleer|Ga)\b")


def policy(options: Options, grounds: Grounds) -> list[Block]:
    """Quotes from the documents of each municipality, or that they say nothing of it, with what to ask."""
    blocks: list[Block] = []
    for town in grounds.municipalities:
        found = quotes(
            grounds,
            town,
            options["searches"],
            options.get("most", MOST),
            Naming(tuple(options.get("names", ())), options.get("amounts", False)),
            options.get("words") or LONGEST_RUN,
        )
        if not found:
            continue
        if len(found) == 1:
            blocks.append(Paragraph((_told(found[0], grounds),)))
            continue
        lead = options.get("lead") or grounds.phrase("policy_lead", gemeente=town.name)
        blocks += paragraph(filled(lead, grounds.values))
        blocks.append(Bullets(tuple((_item(quote, grounds),) for quote in found)))
    return blocks or _nothing(options, grounds)


def departments(options: Options, grounds: Grounds) -> list[Block]:
    """The table of budget headings with what the town's budget has for them, and what to mind."""
    found = grounds.departments
    if not found.sentences:
        return []
    rows = tuple(_row(s, found.citations) for s in found.sentences)
    blocks: list[Block] = [Table(options["caption"], found.columns, rows)]
    cautions = [
        Statement(s.text, "source", tuple(found.citations[n - 1] for n in s.citations))
        for s in found.cautions
        if not _TO_THE_READER.match(s.text)
    ]
    if found.budget is None:
        key = "no_budget" if grounds.entries else "no_documents"
        blocks = [
            *paragraph(filled(grounds.phrase(key, gemeente=grounds.town.name), grounds.values)),
            *blocks,
        ]
        what, knows = grounds.phrase("ask_budget"), grounds.phrase("ask_budget_knows")
        blocks += paragraph([asked(Ask(what, knows))])
    else:
        title = found.budget.shown_title
        blocks.insert(0, Paragraph((Statement(grounds.phrase("budget_lead", title=title)),)))
    return blocks + paragraph(kept(cautions, grounds))


def _row(sentence: Sentence, citations: tuple[Citation, ...]) -> tuple[Statement, ...]:
    cited = tuple(citations[n - 1] for n in sentence.citations)
    name, reason, *amount = sentence.cells
    own, budget = cited[:1], cited[1:]
    cells = [Statement(name, "source", own), Statement(reason, "source", own)]
    cells += [Statement(each, "source" if budget else "block", budget) for each in amount]
    return tuple(cells)


def _told(quote: Quote, grounds: Grounds) -> Statement:
    key = "policy_decided" if quote.entry.kind == DECISIONS else "policy_one"
    text = grounds.phrase(key, title=quote.entry.shown_title, quote=_inside(quote.text))
    return Statement(text, "source", (quote.citation,))


def _item(quote: Quote, grounds: Grounds) -> Statement:
    key = "policy_decided" if quote.entry.kind == DECISIONS else "policy_item"
    text = grounds.phrase(key, title=quote.entry.shown_title, quote=_inside(quote.text))
    return Statement(text, "source", (quote.citation,))


def _inside(text: str) -> str:
    """A quote that stands in quotation marks: those in it become single ones."""
    return text.replace("“", "‘").replace("”", "’").replace('"', "’")


def _nothing(options: Options, grounds: Grounds) -> list[Block]:
    said: list[Statement] = []
    if options.get("none"):
        said += kept(filled(options["none"], grounds.values), grounds)
    if options.get("what"):
        gap = asked(Ask(options["what"], options.get("knows", "")))
        said += kept([replace(gap)], grounds)
    return paragraph(said)

"""The part from the town's own documents: what they say on a subject, in sentences and in table rows."""

from __future__ import annotations

import re

from assistant.index.dating import year_of
from assistant.planning.announced import passed
from assistant.planning.filling import Ask, asked, filled
from assistant.planning.grounds import Grounds
from assistant.planning.naming import Naming
from assistant.planning.outline import Options
from assistant.planning.parts.texts import kept, paragraph
from assistant.planning.plan import Block, Bullets, Paragraph, Statement
from assistant.planning.policy import DECISIONS, Found, Quote, quotes
from assistant.planning.rows import RowTold, rows
from assistant.records import Municipality
from assistant.wording import say

MOST, MOST_ROWS = 3, 2
Item = tuple[Statement, ...]


def policy(options: Options, grounds: Grounds) -> list[Block]:
    """Quotes and table rows from each municipality's documents, or that they say nothing, with what to ask.

    Behind what a document announced for a moment that has passed comes the
    question whether it happened.
    """
    blocks: list[Block] = []
    for town in grounds.municipalities:
        blocks += _of_town(town, options, grounds)
    return blocks


def _of_town(town: Municipality, options: Options, grounds: Grounds) -> list[Block]:
    if not any(e.municipality == town.code for e in grounds.entries):
        return _nothing(town, Found(), options, grounds)
    also = tuple(options.get("also", ()))
    naming = Naming(tuple(options.get("names", ())), options.get("amounts", False), also)
    most, longest = options.get("most", MOST), options.get("words") or None
    in_rows = [(_row(row),) for row in rows(grounds, town, naming, options.get("rows", MOST_ROWS))]
    found = quotes(grounds, town, options["searches"], most, naming, longest)
    if not found.quotes and not in_rows:
        return _nothing(town, found, options, grounds)
    several = len(grounds.municipalities) > 1
    lead = options.get("lead") or grounds.phrase("policy_lead", gemeente=town.name)
    lead = _naming_town(lead, town) if several and options.get("lead") else lead
    told = filled(lead, grounds.values_of(town))
    if len(found.quotes) == 1 and not in_rows:
        quote = found.quotes[0]
        since = _since(quote, options, grounds)
        if options.get("lead"):
            return [Paragraph((*told, _item(quote, grounds, False), *since))]
        if not several or town.name in quote.entry.shown_title:
            return [Paragraph((_told(quote, grounds), *since))]
    items: list[Item] = [(_item(q, grounds), *_since(q, options, grounds)) for q in found.quotes]
    items = [*in_rows, *items] if naming.amounts else [*items, *in_rows]
    return [*paragraph(told), Bullets(tuple(items))]


def _told(quote: Quote, grounds: Grounds) -> Statement:
    key = "policy_decided" if quote.entry.kind == DECISIONS else "policy_one"
    text = grounds.phrase(key, title=quote.entry.shown_title, quote=_inside(quote.text))
    return Statement(text, "source", (quote.citation,))


def _item(quote: Quote, grounds: Grounds, named: bool = True) -> Statement:
    """A quote with its document; `named` says of a decision that it is one."""
    key = "policy_decided" if named and quote.entry.kind == DECISIONS else "policy_item"
    text = grounds.phrase(key, title=quote.entry.shown_title, quote=_inside(quote.text))
    return Statement(text, "source", (quote.citation,))


def _row(row: RowTold) -> Statement:
    return Statement(row.text, "source", row.citations)


def _since(quote: Quote, options: Options, grounds: Grounds) -> list[Statement]:
    """The question that a promise for a moment in the past leaves."""
    entry = quote.entry
    decision = entry.kind == DECISIONS
    what = passed(quote.text, entry.shown_title, year_of(entry), grounds.today, decision)
    knows = options.get("knows") or say("plan.draft.policy_knows", "nl")
    return kept([asked(Ask(what, knows))], grounds) if what else []


def _inside(text: str) -> str:
    """A quote that stands in quotation marks: those in it become single ones."""
    return text.replace("“", "‘").replace("”", "’").replace('"', "’")


def _naming_town(lead: str, town: Municipality) -> str:
    """A lead that says which of several municipalities it is about."""
    if "{gemeente}" in lead:
        return lead
    for words, named in (
        ("de gemeente", f"de gemeente {town.name}"),
        ("de stukken", f"de stukken van {town.name}"),
    ):
        if re.search(rf"\b{words}\b", lead):
            return re.sub(rf"\b{words}\b", named, lead, count=1)
    return f"{town.name}: {lead[:1].lower()}{lead[1:]}"


def _nothing(town: Municipality, found: Found, options: Options, grounds: Grounds) -> list[Block]:
    """That a town's documents say nothing, that all they say was told before, or that there are none."""
    several = len(grounds.municipalities) > 1
    if several and not any(e.municipality == town.code for e in grounds.entries):
        knows = options.get("knows") or say("plan.draft.policy_knows", "nl")
        gap = asked(Ask(say("plan.draft.ask_documents", "nl", town=town.name), knows))
        if none := kept([Statement(say("plan.draft.no_documents", "nl", town=town.name))], grounds):
            return paragraph([*none, *kept([gap], grounds)])
        return []
    said: list[Statement] = []
    if found.told_before and options.get("none"):
        said += kept([Statement(say("plan.draft.told_before", "nl", town=town.name))], grounds)
    elif options.get("none"):
        said += kept(filled(options["none"], grounds.values_of(town)), grounds)
    if options.get("what"):
        what = options["what"]
        what = say("plan.draft.of_town", "nl", town=town.name, what=what) if several else what
        said += kept([asked(Ask(what, options.get("knows", "")))], grounds)
    return paragraph(said)

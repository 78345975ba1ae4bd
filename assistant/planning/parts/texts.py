"""Parts that are texts of the outline itself: paragraphs, lists, headings and open points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.planning.filling import Ask, asked, filled
from assistant.planning.grounds import Grounds
from assistant.planning.outline import Options
from assistant.planning.parts.facts import fact_statement
from assistant.planning.plan import Block, Bullets, Paragraph, Statement, Subheading


def text(options: Options, grounds: Grounds) -> list[Block]:
    """Sentences of the outline."""
    return paragraph(kept(filled(options["text"], grounds.values, options.get("proposal", False)), grounds))


def subheading(options: Options, grounds: Grounds) -> list[Block]:
    """A heading inside the section."""
    return [Subheading(options["text"])]


def ask(options: Options, grounds: Grounds) -> list[Block]:
    """An open point."""
    return paragraph(kept([asked(Ask(options["what"], options.get("knows", "")))], grounds))


def bullets(options: Options, grounds: Grounds) -> list[Block]:
    """A list of texts, facts and open points; none when nothing is left of it."""
    items = [item for each in options["items"] if (item := cell(each, grounds))]
    kept_items = tuple(tuple(k) for item in items if (k := kept(item, grounds)))
    return [Bullets(kept_items, options.get("numbered", False))] if kept_items else []


def cell(content: str | Mapping[str, Any], grounds: Grounds) -> list[Statement]:
    """What a list's item or a table's cell says: a text, an open point or a fact; [] where it doesn't fit."""
    if isinstance(content, str):
        return filled(content, grounds.values)
    if not grounds.holds(content):
        return []
    if "what" in content or "ask" in content:
        return [asked(Ask(content.get("what") or content["ask"], content.get("knows", "")))]
    if "fact" in content:
        fact = fact_statement(content["fact"], grounds)
        return [fact] if fact else []
    return filled(content["text"], grounds.values, content.get("proposal", False))


def kept(statements: Sequence[Statement], grounds: Grounds) -> list[Statement]:
    """The statements that the draft has not told before."""
    return [s for s in statements if grounds.once(s.text)]


def paragraph(statements: Sequence[Statement]) -> list[Block]:
    """A paragraph, or nothing."""
    return [Paragraph(tuple(statements))] if statements else []

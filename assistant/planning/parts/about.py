"""More about one subject that a user asked for: a target group's text, its figures and its methods."""

from __future__ import annotations

from dataclasses import replace

from assistant.planning.filling import Ask, asked
from assistant.planning.grounds import Grounds
from assistant.planning.outline import Options
from assistant.planning.parts import groups, knowledge, numbers
from assistant.planning.parts.texts import kept, paragraph
from assistant.planning.plan import Block

MOST = 2


def about(options: Options, grounds: Grounds) -> list[Block]:
    """What the knowledge holds on a subject; an open point where it holds nothing."""
    subject = options["subject"]
    key = grounds.group_of(subject)
    blocks: list[Block] = []
    if key:
        narrowed = replace(
            grounds, intake=replace(grounds.intake, groups=(key,)), sections=[*grounds.sections]
        )
        blocks += groups.groups({}, narrowed)
        blocks += numbers.figures({"indicators": grounds.groups[key].get("indicators", ())[:MOST]}, narrowed)
        blocks += knowledge.methods({"most": MOST}, narrowed)
    if not blocks:
        what = grounds.phrase("ask_about", subject=subject)
        blocks = paragraph(kept([asked(Ask(what, grounds.phrase("ask_about_knows")))], grounds))
    return blocks

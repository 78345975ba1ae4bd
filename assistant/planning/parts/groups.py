"""The part on target groups: the chosen ones told in full, or a short table of all to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.figures import showing
from assistant.planning.filling import Ask, asked, capital, filled
from assistant.planning.grounds import Grounds, listed
from assistant.planning.outline import Options
from assistant.planning.parts.facts import fact_statement
from assistant.planning.parts.few import few_people
from assistant.planning.parts.numbers import compared_of, figure_of
from assistant.planning.parts.texts import kept, paragraph
from assistant.planning.plan import Block, Paragraph, Statement, Subheading, Table
from assistant.planning.user_words import fitting
from assistant.wording import say


def groups(options: Options, grounds: Grounds) -> list[Block]:
    """Each chosen target group with who they are, where they are found and what money fits.

    Without a choice all of them in a table, as a proposal to choose from.
    """
    if not grounds.intake.groups:
        return _to_choose(options, grounds)
    blocks: list[Block] = []
    for key in grounds.chosen_groups:
        group = grounds.groups[key]
        told = filled(group["text"], grounds.values)
        told += [s for f in group.get("facts", ()) if (s := fact_statement(f, grounds))]
        if new := kept(told, grounds):
            blocks += [Subheading(capital(group["name"])), Paragraph(tuple(new))]
    for typed in grounds.intake.groups:
        if grounds.group_of(typed) is None:
            name = fitting(typed)
            what, knows = grounds.phrase("ask_group", name=name), grounds.phrase("ask_group_knows")
            own = Statement(grounds.phrase("group_own", name=name), "input")
            blocks.append(Paragraph((own, asked(Ask(what, knows)))))
    return blocks


def _to_choose(options: Options, grounds: Grounds) -> list[Block]:
    """A row a group: a figure or else where they are found (`where`), and what money fits (`money`)."""
    rows = tuple(
        (
            Statement(capital(group["name"])),
            _figure(group, grounds) or _said(group, "where", grounds),
            _said(group, "money", grounds),
        )
        for group in grounds.groups.values()
    )
    heads = tuple(say(f"plan.draft.group_{name}", "nl") for name in ("column", "where", "money"))
    caption = options.get("caption") or say("plan.draft.groups_caption", "nl")
    lead = [Statement(grounds.phrase("groups_proposal"), proposal=True)]
    return [*paragraph(kept(lead, grounds)), Table(caption, heads, rows)]


def _figure(group: Mapping[str, Any], grounds: Grounds) -> Statement | None:
    """The group's first figure that the leading town has, with that of each other town in the same year."""
    for key in group.get("indicators", ()):
        first = compared_of(key, grounds.town.code, grounds)
        if first is None or few_people(first, grounds):
            continue
        amounts, used = [], []
        for town in grounds.municipalities:
            compared = compared_of(key, town.code, grounds, first.own.year)
            if compared is None or compared.own.value is None or few_people(compared, grounds):
                continue
            shown = showing.amount(compared.own.value, compared.indicator)
            amounts.append(f"{town.name} {shown}" if len(grounds.municipalities) > 1 else shown)
            used.append(figure_of(compared.own, grounds))
        text = say(
            "plan.draft.group_figure",
            "nl",
            name=first.indicator.name.nl,
            amounts=listed(amounts),
            year=first.own.year,
        )
        return Statement(text, "figure", figures=tuple(used))
    return None


def _said(group: Mapping[str, Any], field: str, grounds: Grounds) -> Statement:
    """What a field of the group says; that it is still to be found out where it is not there."""
    said = " ".join(s.text for s in filled(group.get(field, ""), grounds.values))
    return Statement(said or say("plan.draft.group_unknown", "nl"))

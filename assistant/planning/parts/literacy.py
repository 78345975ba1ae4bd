"""The part on low literacy: what is published for each town, or that nothing is, and for the country.

No register counts it, so every value is an estimate of some study and stands
with what that study measured.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figures import showing
from assistant.figures.islands import at_place
from assistant.figures.literacy import SHARE, Published
from assistant.planning.filling import Ask, asked, capital, sentences
from assistant.planning.grounds import Grounds
from assistant.planning.outline import Options
from assistant.planning.parts.texts import kept, paragraph
from assistant.planning.plan import Block, Bullets, Statement
from assistant.planning.public_sources import findable
from assistant.records import Figure, Municipality
from assistant.wording import say

MOST_NATIONAL = 4
# What a note says to who writes the plan, not to who reads it.
_TO_THE_USER = re.compile(r"\bin deze lijst\b|^Lees de bron|\bniet nagegaan\b")
_UNREAD = re.compile(r"\bLees de bron\b")
# The source itself gives a round number.
_ABOUT = re.compile(r"^Ongeveer\b|[\"“](?:rond de|ongeveer)[\"”]")
_PIAAC = re.compile(r"\bPIAAC(?: 20\d\d)?")


def literacy(options: Options, grounds: Grounds) -> list[Block]:
    """What is published on low literacy in each town, or that nothing is; then the country's.

    With `local` only what is published on the towns themselves.
    """
    store = grounds.sources.figures
    explain = not any(
        grounds.phrase("piaac") in s.text for section in grounds.sections for s in section.statements()
    )
    told: list[Statement] = []
    for town in grounds.municipalities:
        own = [*store.literacy.of(town.code), *(p for p in store.literacy.regional() if _names(p, town))]
        told += [s for p in own for s in (_published(p, grounds), *_to_check(p, grounds))]
        if not own and not options.get("local"):
            told.append(Statement(grounds.phrase("literacy_none", gemeente=town.name)))
            told.append(asked(_ask_literacy(town, grounds)))
    most = options.get("most", MOST_NATIONAL)
    national = [_published(p, grounds) for p in store.literacy.national()[:most]]
    national = [] if options.get("local") else national
    if explain:
        told, national = _explained(told, national, grounds)
    blocks = paragraph(kept(told, grounds))
    items = [(s,) for s in kept(national, grounds)]
    if items:
        blocks += paragraph(kept([Statement(grounds.phrase("literacy_national"))], grounds))
        blocks.append(Bullets(tuple(items)))
    return blocks


def _explained(
    told: Sequence[Statement], more: Sequence[Statement], grounds: Grounds
) -> tuple[list[Statement], list[Statement]]:
    """The statements with what PIAAC is where it is first named."""
    every = [*told, *more]
    first = next((n for n, s in enumerate(every) if _PIAAC.search(s.text)), None)
    if first is not None:
        said = _PIAAC.sub(lambda m: f"{m[0]}, {grounds.phrase('piaac')}", every[first].text, count=1)
        every[first] = replace(every[first], text=said)
    return every[: len(told)], every[len(told) :]


def _ask_literacy(town: Municipality, grounds: Grounds) -> Ask:
    what, knows = grounds.phrase("ask_literacy"), grounds.phrase("ask_literacy_knows")
    if len(grounds.municipalities) > 1:
        what = say("plan.draft.of_town", "nl", town=town.name, what=what)
    return Ask(what, knows)


def _published(published: Published, grounds: Grounds) -> Statement:
    """A published value with its year, definition and what to know of it."""
    store = grounds.sources.figures
    indicator = store.table.dictionary[published.indicator]
    shown = _shown(published)
    about = any(_ABOUT.search(text) for text in (published.note.nl, published.definition.nl))
    used = Figure(
        municipality=published.area,
        indicator=indicator.name.nl,
        value=published.value,
        unit=indicator.unit_name.nl,
        year=published.year,
        source=published.source,
        code=published.code,
        key=published.indicator,
        definition=published.definition.nl,
        remark=" ".join(s for s in sentences(published.note.nl) if not _TO_THE_USER.search(s)),
        address=findable(published.address),
        decimals=1 if published.value % 1 else 0,
    )
    key = "literacy_share" if published.indicator == SHARE else "literacy_count"
    if (published.publisher or published.source) not in grounds.knowledge("phrases")["estimates"]["by"]:
        key += "_told"
    text = grounds.phrase(
        key,
        area=published.area,
        value=grounds.phrase("literacy_about", value=shown) if about else shown,
        meant=_meant(published, grounds),
        year=published.year,
        source=capital(_by(published, grounds)),
    )
    return Statement(at_place(text), "figure", figures=(used,))


def _shown(published: Published) -> str:
    return showing.number(published.value, 1 if published.value % 1 else 0)


def _meant(published: Published, grounds: Grounds) -> str:
    """Who is meant, in a sentence; the definition as it reads for one that the phrases don't know."""
    definition = published.definition.nl
    known: dict[str, str] = grounds.knowledge("phrases")["meant"]
    return known.get(definition) or grounds.phrase("literacy_meant", definition=_inside(definition))


def _to_check(published: Published, grounds: Grounds) -> list[Statement]:
    """The open point behind a value whose note says that its source is to be read first."""
    if not _UNREAD.search(published.note.nl):
        return []
    value = f"{_shown(published)}%" if published.indicator == SHARE else _shown(published)
    what = grounds.phrase("ask_value", value=value, year=published.year)
    return [asked(Ask(what, grounds.phrase("ask_value_knows")))]


def _by(published: Published, grounds: Grounds) -> str:
    """Who says so, inside a sentence: a letter that Parliament received is the cabinet's."""
    name = published.publisher or published.source
    known: dict[str, str] = grounds.knowledge("phrases")["publishers"]
    return known.get(name) or re.sub(r"^Gemeente\b", "de gemeente", name)


def _names(published: Published, town: Municipality) -> bool:
    """Whether a value of more municipalities together is of this one too."""
    return re.search(rf"(?<![\w-]){re.escape(town.name)}(?![\w-])", published.area) is not None


def _inside(definition: str) -> str:
    """A definition inside a sentence: without its capital, unless that is an abbreviation's."""
    return definition if definition[1:2].isupper() else definition[:1].lower() + definition[1:]

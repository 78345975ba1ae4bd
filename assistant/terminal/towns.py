"""A municipality as somebody types it, with what has to be said of a name that is none of today's."""

from __future__ import annotations

import re
import sys

from assistant.figures.municipalities import Mention, Municipalities
from assistant.figures.naming import Names
from assistant.records import Municipality
from assistant.wording import say


def town_of(typed: str, names: Names) -> Municipality:
    """The municipality of a name, a code or a village; raises `UnknownMunicipality`.

    On stderr it says in which municipality a village or a former municipality lies now.
    """
    found = names.get(typed)
    if found.village:
        print(say("answer.village", village=found.village, name=found.municipality.name), file=sys.stderr)
    elif mention := _former(typed, names.municipalities):
        print(_told(mention, found.municipality), file=sys.stderr)
    return found.municipality


def _former(typed: str, places: Municipalities) -> Mention | None:
    """The former municipality with this name; None for a name of today, or no name at all."""
    name = re.sub(r"^gemeente ", "", " ".join(typed.split()), flags=re.IGNORECASE)
    if not places.candidates(name):
        return None
    mention = places.mention(name.lower(), 0, len(name), name)
    return mention if mention.merger else None


def _told(mention: Mention, now: Municipality) -> str:
    assert mention.merger is not None
    year = mention.merger.date[:4]
    return say("figures.terminal.former", former=mention.shown, year=year, name=now.name)

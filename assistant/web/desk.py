"""What every tab needs at hand: the assistant, the settings, the towns and the labels."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.records import NATIONAL, PERSONAL_PREFIX, Entry
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.web.bubbles import progress_shown
from assistant.web.labels import Labels
from assistant.web.safe import tag, text
from assistant.web.words import Towns, counted, number, stage
from assistant.wording import say


@dataclass(frozen=True)
class Desk:
    assistant: Assistant
    settings: Settings
    towns: Towns
    labels: Labels = field(default_factory=Labels)

    def entries(self, person: str | None) -> dict[str, Entry]:
        """The documents this person may see, by id."""
        return {entry.id: entry for entry in self.assistant.documents(person=person)}


def at_work(desk: Desk, person: str | None) -> bool:
    """Whether something goes on that this person's status line tells about."""
    if not desk.assistant.preparation.ready:
        return True
    return any(entry.legibility.waiting for entry in desk.entries(person).values())


def status_line(desk: Desk, municipality: str | None, person: str | None, language: str) -> str:
    """How far the preparation is with a bar, or what is searched once it is done."""
    preparation = desk.assistant.preparation
    if preparation.error:
        return tag("p", text(preparation.error.say(language)), "status error", role="alert")
    if not preparation.ready:
        progress = preparation.progress
        doing = say("web.status.preparing", language, stage=stage(progress, language))
        sentence = f"{doing} {say('web.status.can_ask', language)}"
        return tag("div", tag("p", text(sentence)) + progress_shown(progress), "status busy", role="status")
    searched = _searched(list(desk.entries(person).values()), municipality, desk.towns, language)
    return tag("p", text(searched), "status")


def _searched(entries: list[Entry], municipality: str | None, towns: Towns, language: str) -> str:
    national = sum(entry.shelf == NATIONAL for entry in entries)
    local = sum(entry.shelf == municipality for entry in entries) if municipality else 0
    own = sum(entry.shelf.startswith(PERSONAL_PREFIX) for entry in entries)
    if not entries:
        return say("web.status.empty", language)
    if municipality:
        key = "web.status.ready_town" if local else "web.status.ready_town_none"
        sentence = say(
            key, language, national=number(national, language), local=local, town=towns.name(municipality)
        )
    elif national == 1:
        sentence = say("web.status.ready_one", language)
    else:
        sentence = say("web.status.ready", language, national=number(national, language))
    waiting = sum(len(entry.legibility.waiting) for entry in entries)
    more = [
        *([say("web.status.ready_own", language, own=own)] if own else []),
        *([counted("web.status.waiting", waiting, language)] if waiting else []),
    ]
    return " ".join([sentence, *more])

"""What somebody typed in the boxes of a section, and keeping it before anything else happens to the plan.

What the boxes were filled with travels to the browser and back beside them. A
memory on the server would be that of the last answer given, which need not be
the last one to arrive: a section would then get another one's text.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from assistant.planning.plan import Plan
from assistant.web.plan_keeping import Keeping
from assistant.wording import say

SHOWN = 3
"""So many sentences without a source are said; all of them are marked in the text."""


@dataclass(frozen=True)
class Loaded:
    """What the boxes were filled with, the text as a digest: what differs from it was typed."""

    plan: str = ""
    key: str = ""
    title: str = ""
    digest: str = ""

    @classmethod
    def of(cls, plan: str, key: str, title: str, text: str) -> Loaded:
        """These boxes of a section of the plan with this id."""
        return cls(plan, key, title.strip(), _digest(text))

    @classmethod
    def read(cls, written: str | None) -> Loaded:
        """What `write` wrote; of anything else, nothing."""
        try:
            return cls(**{name: str(value) for name, value in json.loads(written or "").items()})
        except (ValueError, TypeError, AttributeError):
            return cls()

    def write(self) -> str:
        """As a text for the browser to hold."""
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Work:
    """What stands in the boxes when a button is pressed; `key` is the chosen section."""

    key: str
    title: str
    text: str
    wish: str
    loaded: Loaded
    person: str | None
    language: str

    @property
    def retitled(self) -> bool:
        return bool(self.title.strip()) and self.title.strip() != self.loaded.title

    @property
    def rewritten(self) -> bool:
        return _digest(self.text) != self.loaded.digest


def keep_typed(keeping: Keeping, plan: Plan, work: Work) -> tuple[Plan, list[str]]:
    """The plan with what was typed since the boxes were filled, and what there is to say of it."""
    notes: list[str] = []
    if work.loaded.plan != plan.id:
        return plan, notes
    planner, key = keeping.planner, work.loaded.key
    if work.retitled:
        plan = keeping.change(plan, work.person, lambda p: planner.rename(p, key, work.title, work.person))
    if work.rewritten:
        before = _unchecked(plan, key)
        plan = keeping.change(plan, work.person, lambda p: planner.edit(p, key, work.text, work.person))
        fresh = [text for text in _unchecked(plan, key) if text not in before]
        notes.append(say("plan_tab.work.saved", work.language))
        if fresh:
            quoted = " ".join(f"“{text}”" for text in fresh[:SHOWN])
            mark = say("export.unchecked", "nl")
            notes.append(say("plan_tab.work.no_source", work.language, sentences=quoted, mark=mark))
    elif work.retitled:
        notes.append(say("plan_tab.work.saved", work.language))
    return plan, notes


def _unchecked(plan: Plan, key: str) -> list[str]:
    section = next((s for s in plan.sections if s.key == key), None)
    return [s.text for s in section.statements() if s.origin == "unchecked"] if section else []


def _digest(text: str) -> str:
    return hashlib.sha256(text.replace("\r\n", "\n").strip().encode()).hexdigest()

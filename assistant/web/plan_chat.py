"""A plan asked for in the chat: drafted there and then, kept with the others, and completed line by line."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.errors import UnknownPlan
from assistant.planning.plan import Intake, Plan
from assistant.web.conversation import Conversation, Exchange
from assistant.web.desk import Desk
from assistant.wording import say


def planned(
    desk: Desk,
    question: str,
    municipality: str | None,
    conversation: Conversation,
    person: str | None,
    language: str,
) -> Iterator[Exchange] | None:
    """What comes of a message that asks for a document, or tells more for the last one; None for another."""
    planner = desk.assistant.planner
    request = planner.requested(question, municipality)
    if request is not None:
        if not request.intake.municipalities:
            return iter([Exchange(question, remark=say("plan.chat.which_town", language))])
        return _drafted(desk, question, request.kind, request.intake, person, language)
    last = conversation[-1] if conversation else None
    if last is None or not last.plan or person is None:
        return None
    try:
        before = planner.drafts.get(person, last.plan)
    except UnknownPlan:
        return None
    intake = planner.completed(before.intake, question)
    return _drafted(desk, question, before.kind, intake, person, language) if intake else None


def _drafted(
    desk: Desk, question: str, kind: str, intake: Intake, person: str | None, language: str
) -> Iterator[Exchange]:
    """How far the draft is, section by section, and then where it stands."""
    planner = desk.assistant.planner
    plan = planner.begin(kind, intake, person)
    total = len(plan.sections)
    for done, step in enumerate(planner.draft(plan, person), 1):
        plan = step
        if done < total:
            told = say("plan.chat.busy", language, title=plan.title, done=done, total=total)
            yield Exchange(question, remark=told, plan=plan.id)
    yield Exchange(question, remark=_finished(plan, person, language), plan=plan.id)


def _finished(plan: Plan, person: str | None, language: str) -> str:
    key = "plan.chat.finished" if person else "plan.chat.not_kept"
    points = len(plan.open_points())
    said = say(key, language, title=plan.title, sections=len(plan.shown), points=points)
    return f"{said} {say('plan.chat.complete', language)}" if person and points else said

"""What was asked and answered in one browser tab, and how it is shown: bubbles and source cards."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records import Answer
from assistant.web import bubbles, sources
from assistant.web.desk import Desk
from assistant.web.words import Towns

REMEMBERED = 8
"""So many earlier questions are handed to the assistant and keep their source cards."""


@dataclass(frozen=True)
class Exchange:
    """One question and what came of it: an answer, or a remark in its place, or nothing yet.

    `plan` is the id of the draft that it asked for, "" for another message.
    """

    question: str
    answer: Answer | None = None
    remark: str | None = None
    plan: str = ""


Conversation = tuple[Exchange, ...]


def messages(
    conversation: Conversation, towns: Towns, language: str, waiting: str = "", shown: int | None = None
) -> list[dict[str, str]]:
    """The conversation for Gradio's chatbot.

    `waiting` is the bubble under a question without an outcome; `shown` is the
    number of sentences of the newest answer that are visible, None for all.
    """
    written = []
    for number, exchange in enumerate(conversation, 1):
        limit = shown if number == len(conversation) else None
        if exchange.answer:
            reply = bubbles.answer_bubble(exchange.answer, number, towns, language, limit)
        else:
            reply = bubbles.remark_bubble(exchange.remark) if exchange.remark else waiting
        written.append({"role": "user", "content": bubbles.question_bubble(exchange.question or "…")})
        if reply:
            written.append({"role": "assistant", "content": reply})
    return written


def source_panel(conversation: Conversation, desk: Desk, person: str | None, language: str) -> str:
    """The source cards of the newest answer, with those of the last few before it."""
    answers = {n: e.answer for n, e in enumerate(conversation, 1) if e.answer is not None}
    kept = dict(sorted(answers.items())[-REMEMBERED:])
    return sources.panel(
        kept,
        desk.entries(person) if kept else {},
        desk.towns,
        lambda citation: desk.assistant.surroundings(citation, person),
        language,
    )

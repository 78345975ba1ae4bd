"""What comes of a question in the chat: a wait for the preparation, then answers, a draft or a remark."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from threading import Event

from assistant.asking import Turn
from assistant.errors import AssistantError
from assistant.web.bubbles import progress_shown, remark_bubble
from assistant.web.conversation import REMEMBERED, Conversation, Exchange
from assistant.web.desk import Desk
from assistant.web.plan_chat import planned
from assistant.web.words import stage
from assistant.wording import say

log = logging.getLogger(__name__)

POLL = 0.3
"""Seconds between two looks at the preparation."""


def preparing(desk: Desk, language: str) -> Iterator[str]:
    """A bubble each time there is news, for as long as the assistant is not ready."""
    while not (preparation := desk.assistant.preparation).ready and not preparation.error:
        progress = preparation.progress
        sentence = say("web.chat.waiting", language, stage=stage(progress, language))
        yield remark_bubble(sentence, progress_shown(progress))
        time.sleep(POLL)


def exchanges(
    desk: Desk,
    question: str,
    municipality: str | None,
    conversation: Conversation,
    person: str | None,
    language: str,
    stop: Event,
) -> Iterator[Exchange]:
    """What comes of a question, each time there is more of it; the last one is all."""
    previous = [Turn(e.question, e.answer) for e in conversation if e.answer is not None]
    try:
        asked = planned(desk, question, municipality, conversation, person, language)
        if asked is not None:
            yield from asked
            return
        for answer in desk.assistant.tell(
            question,
            municipality=municipality or None,
            person=person,
            previous=previous[-REMEMBERED:],
            cancelled=stop.is_set,
        ):
            yield Exchange(question, answer)
    except AssistantError as error:
        yield Exchange(question, remark=error.say(language))
    except Exception:
        log.exception("A question could not be answered")
        yield Exchange(question, remark=say("web.unexpected", language))

"""An answer while a language model writes it: whether it is whole, and how Stop reaches the model.

Gradio stops listening to an event that is cancelled, but what runs in its
thread runs on. So each question has a flag that the writing looks at, and Stop
raises those of its own browser tab.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from assistant.records import Answer, Sentence
from assistant.wording import say


class Stops:
    """The flags of the questions that are being answered, by browser tab."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._flags: dict[str, list[threading.Event]] = {}

    @contextmanager
    def flag(self, tab: str | None) -> Iterator[threading.Event]:
        """A flag for one question, for as long as it is being answered; it is up when that ends."""
        event = threading.Event()
        with self._lock:
            self._flags.setdefault(tab or "", []).append(event)
        try:
            yield event
        finally:
            event.set()
            with self._lock:
                left = [flag for flag in self._flags.pop(tab or "", []) if flag is not event]
                if left:
                    self._flags[tab or ""] = left

    def stop(self, tab: str | None) -> None:
        """Raise the flags of a tab's questions."""
        with self._lock:
            for event in self._flags.get(tab or "", ()):
                event.set()


def being_written(answer: Answer | None) -> bool:
    """Whether more of an answer is still to come."""
    return answer is not None and answer.writing is not None and not answer.writing.done


def stopped(answer: Answer, language: str) -> Answer:
    """What there was of an answer when it was stopped, and says so; a whole one stays as it is."""
    if answer.writing is None or answer.writing.done:
        return answer
    remark = Sentence(say("writing.stopped", language), role="remark")
    return replace(answer, sentences=(*answer.sentences, remark), writing=replace(answer.writing, done=True))

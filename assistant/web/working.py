"""Something long in a thread of its own, so that the page can show meanwhile how far it is."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from assistant.errors import AssistantError
from assistant.records import Progress
from assistant.wording import say

log = logging.getLogger(__name__)
Result = TypeVar("Result")


class Work(Generic[Result]):
    """`do` at work, told by a thread named `name`; `progress` is the latest news, `result` what came of it.

    `failure` is what the log says when something unexpected goes wrong.
    """

    def __init__(self, do: Callable[[Callable[[Progress], None]], Result], name: str, failure: str) -> None:
        self.progress: Progress | None = None
        self.result: Result | None = None
        self._failure = failure
        self._error: Exception | None = None
        self._started = time.monotonic()
        self._thread = threading.Thread(target=self._run, args=[do], name=name, daemon=True)
        self._thread.start()

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self._started

    def finished(self, seconds: float) -> bool:
        """Wait at most so long for the end."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def reason(self, language: str) -> str:
        """Why there is no result, as a sentence for the user."""
        if isinstance(self._error, AssistantError):
            return self._error.say(language)
        return say("web.unexpected", language)

    def _run(self, do: Callable[[Callable[[Progress], None]], Result]) -> None:
        try:
            self.result = do(self._note)
        except Exception as error:
            self._error = error
            if not isinstance(error, AssistantError):
                log.exception(self._failure)

    def _note(self, progress: Progress) -> None:
        self.progress = progress

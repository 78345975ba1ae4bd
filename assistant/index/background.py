"""Does after the answer what need not be done before it: OCR, and vectors after a corrected title.

One thread, woken when there is something; what is not done when the program
stops is done at its next start.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from assistant.errors import AssistantError, UnknownDocument
from assistant.index.ingest import Ingester
from assistant.index.listening import Listener, nobody
from assistant.index.recognition import Recogniser
from assistant.records import Entry

log = logging.getLogger(__name__)
PATIENCE = 10
"""Seconds that stopping waits for the page that is being read."""


class Background:
    """What waits for one data folder, and the thread that does it."""

    def __init__(self, ingester: Ingester, recogniser: Recogniser) -> None:
        self._ingester = ingester
        self._recogniser = recogniser
        self._work = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, prepare: Callable[[], bool]) -> None:
        """Run `prepare` in the thread and, when it succeeds, whatever waits then or later."""
        self._thread = threading.Thread(target=self._run, args=[prepare], name="background", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Tell that there is something to do."""
        self._work.set()

    def stop(self) -> None:
        """End the thread after the page it is at."""
        self._stopping.set()
        self._work.set()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def finish(self, listener: Listener) -> list[Entry]:
        """Do all that waits now; returns the documents that gained pages."""
        gained = self._recogniser.run(listener, self._stopping)
        for document_id in self._ingester.pending.asked_vectors():
            try:
                self._ingester.embed_again(document_id, listener)
            except UnknownDocument:
                log.info("A document was removed before its vectors were made anew")
            self._ingester.pending.made_vectors(document_id)
        return gained

    def _run(self, prepare: Callable[[], bool]) -> None:
        if not prepare():
            return
        self._work.set()
        while self._work.wait() and not self._stopping.is_set():
            self._work.clear()
            try:
                self.finish(nobody)
            except AssistantError as error:
                log.warning("What waits could not be done now: %s", error)
            except Exception:
                # One document that can't be finished must not end the reading of all that come after it.
                log.exception("What waits could not be done now")

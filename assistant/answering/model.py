"""A language model over LangChain, for who has one: local, or a service on the internet.

Whatever a model or its server does, an answer must go on. So a reply is read
in a thread of its own: a server that says nothing can be left at once, one
that drips can't outlast the limit, and one that never stops is cut off. Each
trouble becomes a `ModelFailed`, made outside the handling of what caused it,
so that no traceback carries a provider's message with a key in it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Full, Queue
from typing import Any

from assistant.answering.language_model import LanguageModel, ModelFailed, Prompt, Usage
from assistant.answering.model_failures import Failure, failure_of
from assistant.answering.model_settings import arguments, host_of, lacks_key, model_of, provider_of
from assistant.settings import ModelSettings

PAUSES = (0.5, 2.0)
"""Each of these is one more try after so many seconds, unless the server names another number."""
MOST_CHARACTERS = 16_000
"""Several pages: no answer and no section of a plan comes near it."""
CHARACTERS_A_TOKEN = 3.5
"""About what Dutch takes in the vocabularies in use; for models that don't count themselves."""
_POLL = 0.05
_AHEAD = 64
_FINISHES = ("finish_reason", "done_reason", "stop_reason")
_CUT_SHORT = ("length", "max_tokens", "model_length")


def open_model(settings: ModelSettings) -> LanguageModel | None:
    """The configured model, not yet loaded or asked; None when there is none."""
    return ChatModel(settings) if settings.name else None


@dataclass(frozen=True)
class _Piece:
    """A part of a reply; `finish` is why it ended, the counts stand in the last ones."""

    text: str
    finish: str = ""
    read: int = 0
    written: int = 0


class ChatModel:
    """A `LanguageModel`; safe to ask from several threads."""

    def __init__(
        self,
        settings: ModelSettings,
        pauses: tuple[float, ...] = PAUSES,
        most_characters: int = MOST_CHARACTERS,
    ) -> None:
        self._settings, self._pauses, self._most = settings, pauses, most_characters
        self._lock = threading.Lock()
        self._chat: Any = None
        self._usage = Usage()

    def __repr__(self) -> str:
        return f"ChatModel({self._settings.name!r})"

    @property
    def name(self) -> str:
        return model_of(self._settings)

    @property
    def host(self) -> str:
        return host_of(self._settings)

    @property
    def usage(self) -> Usage:
        return self._usage

    def stream(self, prompt: Prompt, cancelled: Callable[[], bool] = lambda: False) -> Iterator[str]:
        """The reply in pieces as they come; raises `ModelFailed`, also halfway."""
        chat = self._opened()
        reply = _Reply(chat, prompt, self._settings, cancelled)
        try:
            yield from reply.pieces(self._pauses, self._most)
        finally:
            self._count(reply.usage())

    def _opened(self) -> Any:
        if lacks_key(self._settings):
            raise ModelFailed("no_key")
        if not self._settings.key.isascii() or len(self._settings.key.split()) > 1:
            raise ModelFailed("wrong_key")
        with self._lock:
            if self._chat is None:
                failed = None
                try:
                    self._chat = _construct(self._settings)
                except ImportError as error:
                    failed = ModelFailed("not_installed", str(error))
                except Exception as error:  # A provider's class may refuse its arguments in any way.
                    failed = failure_of(error, self._settings.key, begun=True).error()
                if failed is not None:
                    raise failed
            return self._chat

    def _count(self, more: Usage) -> None:
        with self._lock:
            self._usage = Usage(
                self._usage.calls + more.calls,
                self._usage.prompt_tokens + more.prompt_tokens,
                self._usage.reply_tokens + more.reply_tokens,
                self._usage.seconds + more.seconds,
            )


class _Reply:
    """One reply, from the first try to the last piece, within the time it may take."""

    def __init__(
        self, chat: Any, prompt: Prompt, settings: ModelSettings, cancelled: Callable[[], bool]
    ) -> None:
        self._chat, self._prompt, self._cancelled = chat, prompt, cancelled
        self._key = settings.key
        self._start = time.monotonic()
        self._end = self._start + settings.seconds
        self._characters = 0
        self._heard = False
        self._read = self._written = 0

    def pieces(self, pauses: tuple[float, ...], most: int) -> Iterator[str]:
        """Every piece of text; raises `ModelFailed`."""
        waits = iter(pauses)
        while True:
            failed = yield from self._tried(most)
            if failed is None:
                return
            wait = next(waits, None)
            if not failed.again or wait is None or not self._wait(failed.wait or wait):
                raise failed.error()

    def usage(self) -> Usage:
        """What it took; without the model's own count, what its text would be."""
        read, written = self._read, self._written
        if self._heard and not read:
            read = _estimated(len(self._prompt.system) + len(self._prompt.user))
        if not written:
            written = _estimated(self._characters)
        return Usage(1, read, written, time.monotonic() - self._start)

    def _tried(self, most: int) -> Generator[str, None, Failure | None]:
        """One try: its pieces; returns why it failed, None when it didn't."""
        queue: Queue[_Piece | BaseException | None] = Queue(_AHEAD)
        stop = threading.Event()
        messages = [("system", self._prompt.system), ("human", self._prompt.user)]
        threading.Thread(target=_pump, args=(self._chat, messages, queue, stop), daemon=True).start()
        finish, blank = "", True
        try:
            while (piece := self._next(queue)) is not None:
                if isinstance(piece, BaseException):
                    return failure_of(piece, self._key, begun=not blank)
                self._heard = True
                self._read, self._written = max(self._read, piece.read), max(self._written, piece.written)
                finish = piece.finish or finish
                self._characters += len(piece.text)
                if self._characters > most:
                    return Failure("endless", f"more than {most} characters")
                blank = blank and not piece.text.strip()
                if piece.text:
                    yield piece.text
        finally:
            stop.set()
        if finish in _CUT_SHORT:
            return Failure("endless", f"it ended by {finish}")
        if blank:
            return Failure("empty", f"it ended by {finish or 'nothing'}")
        return None if finish and finish != "content_filter" else Failure("cut_off", finish)

    def _next(self, queue: Queue[_Piece | BaseException | None]) -> _Piece | BaseException | None:
        """What comes next; raises `ModelFailed` when it takes too long or nobody waits for it any more."""
        while True:
            self._go_on()
            with suppress(Empty):
                return queue.get(timeout=_POLL)

    def _wait(self, seconds: float) -> bool:
        """Wait for another try; False at once when there is no time for it."""
        until = time.monotonic() + seconds
        if until >= self._end:
            return False
        while (left := until - time.monotonic()) > 0:
            self._go_on()
            time.sleep(min(left, _POLL))
        return True

    def _go_on(self) -> None:
        if self._cancelled():
            raise ModelFailed("cancelled")
        if time.monotonic() > self._end:
            raise ModelFailed("time_out", "it took longer than it may take in all")


def _construct(settings: ModelSettings) -> Any:
    from langchain.chat_models import init_chat_model

    return init_chat_model(model_of(settings), model_provider=provider_of(settings), **arguments(settings))


def _pump(chat: Any, messages: list[tuple[str, str]], queue: Queue[Any], stop: threading.Event) -> None:
    """Read a reply into a queue, and an error or None at its end; stops soon after nobody reads it."""

    def put(item: _Piece | BaseException | None) -> None:
        while not stop.is_set():
            with suppress(Full):
                queue.put(item, timeout=_POLL)
                return

    try:
        chunks = chat.stream(messages)
        for chunk in chunks:
            put(_piece(chunk))
            if stop.is_set():
                chunks.close()
                return
    except BaseException as error:
        put(error)
    else:
        put(None)


def _piece(chunk: Any) -> _Piece:
    counted = chunk.usage_metadata or {}
    said = chunk.response_metadata or {}
    finish = next((str(said[name]) for name in _FINISHES if said.get(name)), "")
    return _Piece(
        str(chunk.text), finish, counted.get("input_tokens") or 0, counted.get("output_tokens") or 0
    )


def _estimated(characters: int) -> int:
    return round(characters / CHARACTERS_A_TOKEN)

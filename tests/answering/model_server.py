"""A language model's server on the loopback: OpenAI's interface, and every way in which it goes wrong.

    with serving() as server:
        server.then(status(429, retry_after=0), says("Ja."))
        model = open_model(server.settings())

What `then` was given is done request by request; after that `server.usual`, a
plain reply. A request is kept in `server.requests`.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import ThreadingHTTPServer
from typing import Any

from assistant.settings import ModelSettings
from tests.answering.model_handler import MODEL, Handler, Request

KEY = "geheim-van-de-proef-0123456789"
"""It has no form by which anybody could know a key."""

Behaviour = Callable[[Handler], None]


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.usual: Behaviour = says("Dat klopt.")
        self.requests: list[Request] = []
        self.left = threading.Event()
        """Set when a client went away while it was being answered."""
        self.closing = threading.Event()
        self._next: list[Behaviour] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def settings(self, **changes: Any) -> ModelSettings:
        """Settings that use this server."""
        given: dict[str, Any] = {
            "name": f"openai:{MODEL}",
            "address": self.address,
            "key": KEY,
            "seconds": 20,
        } | changes
        return ModelSettings(**given)

    def then(self, *behaviours: Behaviour) -> None:
        """What the next requests for a reply meet, in this order."""
        self._next += behaviours

    def behaviour(self) -> Behaviour:
        return self._next.pop(0) if self._next else self.usual

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves is part of the play."""
        self.left.set()


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs until the end of the block."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def chunk(text: str = "", finish: str | None = None, **more: Any) -> str:
    """One part of a streamed reply, as JSON."""
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}
    return json.dumps({"id": "1", "object": "chat.completion.chunk", "created": 1, "model": MODEL,
                       "choices": [choice]} | more)  # fmt: skip


def counted(read: int, written: int) -> dict[str, int]:
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def pieces(text: str) -> list[str]:
    """A text in the pieces that models send: words with the space before them."""
    words = text.split(" ")
    return [words[0], *(f" {word}" for word in words[1:])]


def says(text: str, read: int = 21, written: int = 7, finish: str = "stop", usage: bool = True) -> Behaviour:
    """A reply of this text, streamed when asked for, with these token counts (or none)."""

    def behave(handler: Handler) -> None:
        if not handler.asked.body.get("stream"):
            message = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
            body = {
                "id": "1",
                "object": "chat.completion",
                "created": 1,
                "model": MODEL,
                "choices": [message],
            }
            handler.whole(body | ({"usage": counted(read, written)} if usage else {}))
            return
        handler.start_stream()
        for piece in pieces(text):
            handler.event(chunk(piece))
        handler.event(chunk(finish=finish))
        if usage and handler.asked.body.get("stream_options", {}).get("include_usage"):
            handler.event(chunk(choices=[], usage=counted(read, written)))
        handler.event("[DONE]")
        handler.end_stream()

    return behave


def scripted(reply: Callable[[str, str], str]) -> Behaviour:
    """A reply that depends on the prompt: `reply(system, user)`."""

    def behave(handler: Handler) -> None:
        said = {each["role"]: each["content"] for each in handler.asked.body["messages"]}
        says(reply(said.get("system", ""), said.get("user", "")))(handler)

    return behave


def status(number: int, message: str = "nee", retry_after: float | None = None, **error: Any) -> Behaviour:
    """An error with this status."""

    def behave(handler: Handler) -> None:
        headers = {} if retry_after is None else {"retry_after": str(retry_after)}
        handler.whole({"error": {"message": message, "type": "proef"} | error}, number, **headers)

    return behave


def silent(handler: Handler) -> None:
    """Takes the question and says nothing, until the server closes."""
    handler.wait()
    handler.close_connection = True


def silent_after(text: str) -> Behaviour:
    """Begins a reply and then says nothing more."""

    def behave(handler: Handler) -> None:
        handler.start_stream()
        handler.event(chunk(text))
        silent(handler)

    return behave


def drips(seconds: float) -> Behaviour:
    """A word every so many seconds, without end: no single wait is long."""

    def behave(handler: Handler) -> None:
        handler.start_stream()
        while not handler.wait(seconds):
            handler.event(chunk(" nog"))

    return behave


def endless(handler: Handler) -> None:
    """As fast as it goes, without end."""
    handler.start_stream()
    while not handler.house.closing.is_set():
        handler.event(chunk(" nog meer"))


def cut(text: str) -> Behaviour:
    """Breaks the connection after this much of a reply."""

    def behave(handler: Handler) -> None:
        handler.start_stream()
        for piece in pieces(text):
            handler.event(chunk(piece))
        handler.close_connection = True

    return behave


def stops_early(text: str) -> Behaviour:
    """Ends the stream neatly after this much, but never says that the reply is finished."""

    def behave(handler: Handler) -> None:
        handler.start_stream()
        handler.event(chunk(text))
        handler.end_stream()

    return behave


def hangs_up(handler: Handler) -> None:
    """Closes the connection without a word."""
    handler.close_connection = True


def web_page(handler: Handler) -> None:
    """A login page where an answer was asked for."""
    handler.whole(b"<!doctype html><title>Inloggen</title>", kind="text/html")


def events(*data: str) -> Behaviour:
    """A stream of exactly these events."""

    def behave(handler: Handler) -> None:
        handler.start_stream()
        for each in data:
            handler.event(each)
        with suppress(OSError):
            handler.end_stream()

    return behave

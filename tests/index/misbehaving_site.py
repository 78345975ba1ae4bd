"""A real server on the loopback that cuts connections, lies and moves documents."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 2000
PAGE = b"<!DOCTYPE html><html><head><title>Regioplan</title></head><body>Cookies? Log in.</body></html>"
ETAG = '"v1"'
Answer = Callable[["Handler"], None]


class Server(ThreadingHTTPServer):
    """Answers by path, one answer a request (the last stays), and remembers what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[dict[str, str]] = []

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def on(self, path: str, *answers: Answer) -> None:
        self.answers[path] = list(answers)


class Handler(BaseHTTPRequestHandler):
    """HTTP/1.1 with a connection a request, so that a cut is a cut."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server = cast(Server, self.server)
        server.asked.append({"path": self.path} | {k.lower(): v for k, v in self.headers.items()})
        answers = server.answers[self.path]
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


def gives(
    body: bytes = PDF,
    kind: str = "application/pdf",
    *,
    status: int = 200,
    sent: int | None = None,
    length: int | None = None,
    **headers: str,
) -> Answer:
    """An answer; `sent` cuts the connection after so many bytes, `length` lies about the size."""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.send_header("Connection", "close")
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body[:sent])

    return answer


def ranges(body: bytes = PDF, tag: str = ETAG) -> Answer:
    """Answers a range as a good server does: 206 when the tag still holds, else all of it."""

    def answer(handler: Handler) -> None:
        asked = handler.headers.get("Range")
        if asked and handler.headers.get("If-Range") == tag:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            span = f"bytes {start}-{len(body) - 1}/{len(body)}"
            gives(body[start:], status=206, Content_Range=span, ETag=tag)(handler)
        else:
            gives(body, ETag=tag)(handler)

    return answer


def only_if_new(handler: Handler) -> None:
    """304 for the version one has."""
    if handler.headers.get("If-None-Match") == ETAG:
        gives(b"", status=304)(handler)
    else:
        gives(ETag=ETAG)(handler)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())

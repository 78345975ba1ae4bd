"""How a language model's server on the loopback takes a request and sends its reply, whole or in pieces."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from tests.answering.model_server import Server

MODEL = "proefmodel"


@dataclass(frozen=True)
class Request:
    """What came in: the body parsed, the names of the headers in lower case."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any] = field(default_factory=dict)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def house(self) -> Server:
        return cast("Server", self.server)

    @property
    def asked(self) -> Request:
        """The request that is being answered."""
        return self._asked

    def do_GET(self) -> None:
        self.house.requests.append(Request(self.path, self._headers()))
        if self.path == "/v1/models":
            self.whole({"object": "list", "data": [{"id": MODEL, "object": "model", "owned_by": "proef"}]})
        else:
            self.whole({"error": {"message": "Not Found"}}, 404)

    def do_POST(self) -> None:
        self._asked = Request(self.path, self._headers(), _parsed(self._received()))
        self.house.requests.append(self._asked)
        if self.path == "/v1/chat/completions":
            self.house.behaviour()(self)
        else:
            self.whole({"error": {"message": "Not Found"}}, 404)

    def log_message(self, format: str, *args: Any) -> None: ...

    def whole(self, body: Any, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        """Answer at once; `body` is bytes, or anything that goes into JSON."""
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in (named | {"content-type": kind, "content-length": str(len(sent))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)

    def start_stream(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()

    def event(self, data: str) -> None:
        """One event of a stream."""
        sent = f"data: {data}\n\n".encode()
        self.wfile.write(f"{len(sent):x}\r\n".encode() + sent + b"\r\n")
        self.wfile.flush()

    def end_stream(self) -> None:
        self.wfile.write(b"0\r\n\r\n")

    def wait(self, seconds: float | None = None) -> bool:
        """Wait, at most until the server closes; True when it did."""
        return self.house.closing.wait(seconds)

    def _received(self) -> bytes:
        if self.headers.get("transfer-encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("content-length", 0)))
        whole = b""
        while size := int(self.rfile.readline(), 16):
            whole += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return whole

    def _headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.headers.items()}


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(body)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}

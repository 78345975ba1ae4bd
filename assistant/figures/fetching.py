"""Asks public services for JSON, and says in one word why there was none.

The services answer slowly, are away at night, or send a web page where figures
were. What may go better a moment later is tried again; what will not is told
at once. Nothing of the user goes along but the question itself.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import httpx

Pause = Callable[[float], None]

AGENT = "plan-van-aanpak-assistent"
SECONDS = 30.0
CONNECT_SECONDS = 5.0
PAUSES = (1.0, 4.0)
MOST_BYTES = 100 * 1024 * 1024
# A server that drips can hold a connection for ever without one pause being too long.
MOST_SECONDS = 180.0
SAID = 200


class NoAnswer(Exception):
    """There is no usable answer: `why` is a key under `refresh.reasons`, `gaps` what its sentence needs.

    `again` says that another try may go better; `status` is the server's, 0 where it gave none.
    """

    def __init__(self, why: str, *, again: bool = False, status: int = 0, **gaps: object) -> None:
        super().__init__(why)
        self.why, self.again, self.status, self.gaps = why, again, status, gaps


class Fetcher:
    """Fetches JSON by address; keeps one connection open until it is closed."""

    def __init__(
        self, seconds: float = SECONDS, pauses: tuple[float, ...] = PAUSES, pause: Pause = time.sleep
    ) -> None:
        """`seconds` is how long a server may be silent; each of `pauses` is one more try after it."""
        self._seconds, self._pauses, self._pause = seconds, pauses, pause
        self._client: httpx.Client | None = None

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connection go."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def json(self, address: str, headers: Mapping[str, str] | None = None) -> Any:
        """What the server answers, parsed; raises `NoAnswer` when every try failed.

        `headers` go to this address only: a redirect is not followed.
        """
        waits = iter(self._pauses)
        while True:
            try:
                return _parsed(self._received(address, headers))
            except NoAnswer as failed:
                wait = next(waits, None)
                if wait is None or not failed.again:
                    raise
                self._pause(wait)

    def _received(self, address: str, headers: Mapping[str, str] | None) -> bytes:
        """One try: the whole body of a 200."""
        with _named(address), self._opened().stream("GET", address, headers=headers) as response:
            if response.is_redirect:
                raise NoAnswer("elsewhere", host=urlsplit(response.headers.get("location", "")).netloc or "?")
            body = b"".join(_limited(response.iter_bytes()))
            if response.status_code != 200:
                raise _refusal(response.status_code, body)
            return body

    def _opened(self) -> httpx.Client:
        import httpx

        if self._client is None:
            timeout = httpx.Timeout(self._seconds, connect=min(self._seconds, CONNECT_SECONDS))
            headers = {"User-Agent": AGENT, "Accept": "application/json"}
            self._client = httpx.Client(headers=headers, timeout=timeout)
        return self._client


@contextmanager
def _named(address: str) -> Iterator[None]:
    """What goes wrong on the way, as the reason that a sentence stands for."""
    import httpx

    host = urlsplit(address).hostname or address
    try:
        yield
    except httpx.ConnectTimeout as error:
        # It has waited already; waiting twice more would only be slow.
        raise NoAnswer("no_connection", host=host) from error
    except httpx.TimeoutException as error:
        raise NoAnswer("time_out", again=True, host=host) from error
    except (httpx.ConnectError, httpx.ProxyError) as error:
        if "certificate" in str(error).lower() or "ssl" in str(error).lower():
            raise NoAnswer("certificate", host=host) from error
        raise NoAnswer("no_connection", again=True, host=host) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise NoAnswer("address", address=address) from error
    except httpx.HTTPError as error:
        raise NoAnswer("half_answer", again=True) from error


def _limited(chunks: Iterator[bytes]) -> Iterator[bytes]:
    size, until = 0, time.monotonic() + MOST_SECONDS
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_BYTES:
            raise NoAnswer("not_understood")
        if time.monotonic() > until:
            raise NoAnswer("half_answer")
        yield chunk


def _parsed(body: bytes) -> Any:
    if body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise NoAnswer("web_page", again=True)
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NoAnswer("half_answer", again=True) from error


def _refusal(status: int, body: bytes) -> NoAnswer:
    """A status that is no 200; what the server says of it itself goes along where it does."""
    said = _said(body)
    if said and ("10000" in said or "not supported" in said):
        return NoAnswer("said", status=status, said=said)
    if status == 429 or status >= 500:
        return NoAnswer("server_error", again=True, status=status, code=status)
    if said and status != 404:
        return NoAnswer("said", status=status, said=said)
    return NoAnswer("refused", status=status, code=status)


def _said(body: bytes) -> str:
    """The message in an OData error, "" where there is none."""
    try:
        error = json.loads(body)["odata.error"]
        message = error["message"]
        text = message["value"] if isinstance(message, dict) else message
        return " ".join(str(text).split())[:SAID]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""

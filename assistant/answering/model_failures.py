"""What went wrong at a language model, in the program's own words.

Every provider has exceptions of its own, and half of their packages are not
installed. So an exception is known by what it carries (a status, a response)
and by the names of its classes, which the providers' libraries share. What it
says is kept for the log, after the key has been taken out: servers do repeat
a wrong key in their refusal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answering.language_model import ModelFailed, Why

_TIME_OUTS = {"APITimeoutError", "TimeoutException", "TimeoutError"}
_CONNECTIONS = {"APIConnectionError", "TransportError", "ConnectionError", "OSError"}
_GARBLED = {"ValueError", "KeyError", "IndexError", "TypeError", "AttributeError", "DecodingError"}
_TOO_LONG = re.compile(r"context (?:length|window|size)|context_length|too long|too many tokens", re.I)
_UNKNOWN = re.compile(
    r"model.{0,80}(?:not found|not exist|unknown|not supported)|(?:invalid|unknown).model", re.I
)
# Nobody asks more of a reason than its beginning.
_MOST_DETAIL = 300
_LOOKS_SECRET = re.compile(r"(?i)\bbearer\s+\S+|\b(?:sk|pk|key)-[\w*-]{8,}")


@dataclass(frozen=True)
class Failure:
    """Why a try failed; `again` when another may go better, after `wait` seconds where the server says so."""

    why: Why
    detail: str
    again: bool = False
    wait: float | None = None

    def error(self) -> ModelFailed:
        return ModelFailed(self.why, self.detail)


def failure_of(error: BaseException, key: str, begun: bool) -> Failure:
    """What an exception means; `begun` says that text had come already, so that trying again is too late."""
    names = {each.__name__ for each in type(error).__mro__}
    status, said = _status(error), without_key(f"{type(error).__name__}: {error}", key)
    if "ContextOverflowError" in names or (status in (400, 413, 422) and _TOO_LONG.search(said)):
        return Failure("too_long", said)
    if status is not None:
        return _of_status(status, error, said, key, begun)
    if names & _TIME_OUTS:
        return Failure("time_out", said)
    if names & _CONNECTIONS or names & {"RequestError", "RemoteProtocolError"}:
        return Failure("cut_off", said) if begun else Failure("unreachable", said, again=True)
    if "No generation chunks" in said:
        return Failure("empty", said)
    if "APIError" in names or "ResponseError" in names:
        return Failure("server_error", said, again=not begun)
    return Failure("nonsense" if names & _GARBLED else "server_error", said)


def without_key(text: str, key: str) -> str:
    """The beginning of a text without the key, or anything that looks like one."""
    if key:
        text = text.replace(key, "…")
    return _LOOKS_SECRET.sub("…", text)[:_MOST_DETAIL]


def _of_status(status: int, error: BaseException, said: str, key: str, begun: bool) -> Failure:
    if status in (401, 403):
        return Failure("wrong_key" if key else "no_key", said)
    if status == 404 or (status < 500 and _UNKNOWN.search(said)):
        return Failure("unknown_model", said)
    if status in (402, 429):
        spent = status == 402 or getattr(error, "code", None) == "insufficient_quota"
        return Failure("rate_limit", said, again=not (spent or begun), wait=_retry_after(error))
    if status in (408, 409) or status >= 500:
        return Failure("server_error", said, again=not begun, wait=_retry_after(error))
    return Failure("server_error", said)


def _status(error: BaseException) -> int | None:
    """The HTTP status, wherever the provider's library keeps it."""
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int) and status >= 400:
            return status
    return None


def _retry_after(error: BaseException) -> float | None:
    """The seconds a server asks to wait; a date instead of seconds counts as nothing asked."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    said = headers.get("retry-after") if isinstance(headers, Mapping) else None
    return float(said) if said and re.fullmatch(r"\d{1,6}(\.\d+)?", said) else None

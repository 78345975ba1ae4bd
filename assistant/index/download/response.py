"""Taking in what a server sends: judged by its headers first, then received up to a size and a time."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.index.download.files import Files, note
from assistant.index.download.outcome import Refused
from assistant.index.download.sources import TYPES, Source

if TYPE_CHECKING:
    import httpx

MEGABYTE = 1024 * 1024
MOST_BYTES = 50 * MEGABYTE
# One attempt may take this long; a later run goes on where it stopped.
MOST_SECONDS = 300.0


def accept(response: httpx.Response, source: Source, files: Files, start: int, most_bytes: int) -> int:
    """Judge a response by its headers and note its version; returns the byte it starts at."""
    code = response.status_code
    given = re.match(r"bytes (\d+)-", response.headers.get("content-range", ""))
    if code == 416 or (code == 206 and not (start and given and int(given[1]) == start)):
        files.drop_part()
        raise Refused("interrupted", again=True)
    if code not in (200, 206):
        raise _by_status(code)
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    # A web page in place of a pdf is let in: its words say what went wrong.
    if kind and kind not in TYPES[source.type] and kind not in TYPES["html"]:
        raise Refused("wrong_type", found=kind, wanted=source.type)
    if code == 200:
        files.drop_part()
        start = 0
        found = {"etag": response.headers.get("etag"), "last_modified": response.headers.get("last-modified")}
        about = {name: value for name, value in found.items() if value}
        if about and _plain(response):
            note(files.about_part, source, about)
    if start + (_length(response) or 0) > most_bytes:
        raise Refused("too_large", most=_megabytes(most_bytes))
    return start


def receive(response: httpx.Response, part: Path, start: int, most_bytes: int) -> None:
    """Write what comes to `part`, from byte `start` on; what was cut off raises `Refused`."""
    size, length = start, _length(response)
    until = time.monotonic() + MOST_SECONDS
    with part.open("ab" if start else "wb") as stream:
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > most_bytes:
                raise Refused("too_large", most=_megabytes(most_bytes))
            stream.write(chunk)
            if time.monotonic() > until:
                raise Refused("too_slow", minutes=round(MOST_SECONDS / 60))
    if length is not None and size != start + length:
        raise Refused("interrupted", again=True)


def _by_status(code: int) -> Refused:
    if code in (404, 410):
        return Refused("not_found", status=code)
    if code in (401, 403):
        return Refused("forbidden", status=code)
    busy = code == 429 or code >= 500
    return Refused("busy" if busy else "status", again=busy, status=code)


def _plain(response: httpx.Response) -> bool:
    """Whether the bytes come as they are: compressed, their length and their ranges say nothing."""
    return str(response.headers.get("content-encoding", "identity")) == "identity"


def _length(response: httpx.Response) -> int | None:
    text = response.headers.get("content-length", "")
    return int(text) if text.isdigit() and _plain(response) else None


def _megabytes(count: int) -> int:
    return max(1, count // MEGABYTE)

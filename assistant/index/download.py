"""Fetches the documents that `corpus/sources.toml` lists, onto the shelf each belongs to.

Addresses of municipalities move, answer slowly and like to send a login page
where a document was. So nothing gets its final name before its length, its
type and its first bytes are right; what was cut off goes on where it stopped;
and one address that fails never stops the others.
"""

from __future__ import annotations

import errno
import filecmp
import json
import os
import re
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from assistant.errors import BrokenFile, FileMissing, StorageFull
from assistant.records import NATIONAL, Progress
from assistant.wording import say

if TYPE_CHECKING:
    import httpx

MEGABYTE = 1024 * 1024
MOST_BYTES = 50 * MEGABYTE
# One attempt may take this long; a later run goes on where it stopped.
MOST_SECONDS = 300.0
PAUSES = (0.5, 2.0)
REDIRECTS = 5
# So many different hosts in a row without a connection: it is the network that is away.
HOSTS = 3
AGENT = "plan-van-aanpak-assistent"

TYPES = {
    "pdf": ("application/pdf", "application/x-pdf", "application/octet-stream", "binary/octet-stream"),
    "html": ("text/html", "application/xhtml+xml"),
}
_HTML = re.compile(rb"<!doctype html|<html|<head|<body", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]*>([^<]*)", re.IGNORECASE)
# What a page that came in place of a document is about, the surest words first.
_PAGES = {
    "page_not_found": re.compile(rb"niet gevonden|not found|bestaat niet|\b404\b", re.IGNORECASE),
    "login": re.compile(rb"inloggen|log ?in\b|sign in|type=.?password", re.IGNORECASE),
    "cookies": re.compile(rb"cookie", re.IGNORECASE),
}

Listener = Callable[[Progress], None]
Pause = Callable[[float], None]
Success = Literal["fetched", "unchanged"]


@dataclass(frozen=True)
class Source:
    """One entry of `sources.toml`; `shelf` is "national" or a municipality's code."""

    id: str
    title: str
    publisher: str
    year: int
    address: str
    type: str
    shelf: str = NATIONAL
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fetched:
    """What became of a source: `path` holds it unless it failed; `key` and `gaps` word the reason."""

    source: Source
    path: Path | None
    status: Literal["fetched", "unchanged", "failed"]
    key: str | None = None
    gaps: tuple[tuple[str, object], ...] = ()

    @property
    def reason(self) -> str | None:
        """Why it failed, in Dutch."""
        return self.because("nl")

    def because(self, language: str) -> str | None:
        """Why it failed, in Dutch or English; None when it did not."""
        return say(f"download.{self.key}", language, **dict(self.gaps)) if self.key else None


def load(path: Path) -> tuple[Source, ...]:
    """Read the list; one that is missing or isn't such a list raises a `ReadingError`."""
    try:
        return tuple(_source(entry) for entry in tomllib.loads(path.read_text("utf-8")).get("source", []))
    except FileNotFoundError as error:
        raise FileMissing(file=path.name) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenFile(file=path.name) from error


def open_client() -> httpx.Client:
    """A client that names the project, and nothing of its user."""
    import httpx

    return httpx.Client(headers={"User-Agent": AGENT})


def download(
    sources: Sequence[Source],
    folder: Path,
    client: httpx.Client,
    listener: Listener | None = None,
    pause: Pause = time.sleep,
) -> Iterator[Fetched]:
    """Fetch one after the other; a failing source is yielded like the others, a full disk raises.

    A host without a connection is not asked again right after, and after
    `HOSTS` such hosts in a row the rest is given up: there is no network.
    """
    tell = listener or (lambda progress: None)
    silent: set[str] = set()
    for number, source in enumerate(sources):
        tell(Progress("downloading", number, len(sources), source.id))
        host = "/".join(source.address.split("/")[:3])
        if host in silent or len(silent) >= HOSTS:
            yield Fetched(source, None, "failed", "no_connection")
            continue
        fetched = fetch(source, folder, client, pause=pause)
        silent = silent | {host} if fetched.key == "no_connection" else set()
        yield fetched
    tell(Progress("downloading", len(sources), len(sources)))


def fetch(
    source: Source,
    folder: Path,
    client: httpx.Client,
    most_bytes: int = MOST_BYTES,
    pause: Pause = time.sleep,
) -> Fetched:
    """Fetch one source to `folder/<shelf>/<id>.pdf` or `.html`; only a full disk raises (`StorageFull`)."""
    waits = iter(PAUSES)
    while True:
        try:
            files = _files(source, folder)
            return Fetched(source, files.final, _attempt(source, files, client, most_bytes))
        except _Refused as refused:
            wait = next(waits, None)
            if wait is None or not refused.again:
                return Fetched(source, None, "failed", refused.key, tuple(refused.gaps.items()))
            pause(wait)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise StorageFull(path=folder) from error
            return Fetched(source, None, "failed", "not_writable", (("folder", folder / source.shelf),))


class _Refused(Exception):
    """Ends an attempt; `again` when another one may go better."""

    def __init__(self, key: str, *, again: bool = False, **gaps: object) -> None:
        super().__init__(key)
        self.key, self.again, self.gaps = key, again, gaps


@dataclass(frozen=True)
class _Files:
    """A source's files: the document, what came in so far, and what the server said of each."""

    final: Path
    about_final: Path
    part: Path
    about_part: Path

    def drop_part(self) -> None:
        self.part.unlink(missing_ok=True)
        self.about_part.unlink(missing_ok=True)

    def finish(self) -> Success:
        """Give what came in its final name, in one step; the same content again is "unchanged"."""
        same = self.final.is_file() and filecmp.cmp(self.part, self.final, shallow=False)
        self.about_final.unlink(missing_ok=True)
        os.replace(self.part, self.final)
        if self.about_part.exists():
            os.replace(self.about_part, self.about_final)
        return "unchanged" if same else "fetched"


def _source(entry: Mapping[str, Any]) -> Source:
    return Source(
        id=str(entry["id"]),
        title=str(entry["title"]),
        publisher=str(entry.get("publisher", "")),
        year=int(entry.get("year", 0)),
        address=str(entry["address"]),
        type=str(entry["type"]),
        shelf=str(entry.get("shelf", NATIONAL)),
        topics=tuple(str(topic) for topic in entry.get("topics", ())),
    )


def _files(source: Source, folder: Path) -> _Files:
    """Where a source goes; id and shelf become names on disk, so nothing but plain names passes."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", source.id):
        raise _Refused("bad_id")
    if not re.fullmatch(rf"{NATIONAL}|GM[0-9]{{4}}", source.shelf):
        raise _Refused("bad_shelf")
    if source.type not in TYPES:
        raise _Refused("bad_type")
    shelf = folder / source.shelf
    shelf.mkdir(parents=True, exist_ok=True)
    names = (source.type, "json", "part", "part.json")
    return _Files(*(shelf / f"{source.id}.{name}" for name in names))


def _attempt(source: Source, files: _Files, client: httpx.Client, most_bytes: int) -> Success:
    import httpx

    try:
        headers, start = _conditions(source, files)
        response = _send(source.address, headers, client)
        try:
            if response.status_code == 304 and files.final.exists():
                return "unchanged"
            start = _accept(response, source, files, start, most_bytes)
            _receive(response, files.part, start, most_bytes)
        finally:
            response.close()
        _check_content(files.part, source.type)
        return files.finish()
    except _Refused as refused:
        if not refused.again and refused.key != "too_slow":
            files.drop_part()
        raise
    except httpx.InvalidURL as error:
        raise _Refused("bad_address") from error
    except httpx.ConnectTimeout as error:
        # It has waited already; waiting twice more would only be slow.
        raise _Refused("no_connection") from error
    except (httpx.ConnectError, httpx.ProxyError) as error:
        if "certificate" in str(error).lower() or "ssl" in str(error).lower():
            raise _Refused("certificate") from error
        raise _Refused("no_connection", again=True) from error
    except httpx.HTTPError as error:
        raise _Refused("interrupted", again=True) from error


def _conditions(source: Source, files: _Files) -> tuple[dict[str, str], int]:
    """The request's headers and the byte it starts at: go on, or only what is new, or all."""
    # Without compression a length is a length and a range is a range.
    headers = {"Accept-Encoding": "identity", "User-Agent": AGENT}
    start = files.part.stat().st_size if files.part.is_file() else 0
    about = _about(files.about_part, source)
    etag = about.get("etag", "")
    # A weak tag says that a page looks the same, not that its bytes are.
    validator = etag if etag and not etag.startswith("W/") else about.get("last_modified")
    if start and validator:
        return headers | {"Range": f"bytes={start}-", "If-Range": validator}, start
    files.drop_part()
    about = _about(files.about_final, source) if files.final.is_file() else {}
    named = {"If-None-Match": about.get("etag"), "If-Modified-Since": about.get("last_modified")}
    return headers | {name: value for name, value in named.items() if value}, 0


def _about(path: Path, source: Source) -> dict[str, str]:
    """What was noted about a file, unless it came from another address or can't be read."""
    try:
        noted = json.loads(path.read_text("utf-8"))
        return {str(k): str(v) for k, v in noted.items()} if noted["address"] == source.address else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _send(address: str, headers: dict[str, str], client: httpx.Client) -> httpx.Response:
    """Ask, and follow to where the document went; never from the internet into a private network."""
    import httpx

    timeout = httpx.Timeout(20, connect=5)
    request = client.build_request("GET", address, headers=headers, timeout=timeout)
    inside = _inside(request.url.host)
    secure = request.url.scheme == "https" or (request.url.scheme == "http" and inside)
    if not secure or not request.url.host:
        raise _Refused("bad_address")
    for _ in range(REDIRECTS + 1):
        response = client.send(request, stream=True, follow_redirects=False)
        if response.next_request is None:
            return response
        response.close()
        request = response.next_request
        if request.url.scheme not in ("http", "https") or (_inside(request.url.host) and not inside):
            break
    raise _Refused("bad_redirect")


def _inside(host: str) -> bool:
    """Whether a host is this computer or stands in a private network, as far as its name says."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def _accept(response: httpx.Response, source: Source, files: _Files, start: int, most_bytes: int) -> int:
    """Judge a response by its headers and note its version; returns the byte it starts at."""
    code = response.status_code
    given = re.match(r"bytes (\d+)-", response.headers.get("content-range", ""))
    if code == 416 or (code == 206 and not (start and given and int(given[1]) == start)):
        files.drop_part()
        raise _Refused("interrupted", again=True)
    if code not in (200, 206):
        raise _by_status(code)
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    # A web page in place of a pdf is let in: its words say what went wrong.
    if kind and kind not in TYPES[source.type] and kind not in TYPES["html"]:
        raise _Refused("wrong_type", found=kind, wanted=source.type)
    if code == 200:
        files.drop_part()
        start = 0
        _note(response, source, files.about_part)
    if start + (_length(response) or 0) > most_bytes:
        raise _Refused("too_large", most=_megabytes(most_bytes))
    return start


def _by_status(code: int) -> _Refused:
    if code in (404, 410):
        return _Refused("not_found", status=code)
    if code in (401, 403):
        return _Refused("forbidden", status=code)
    busy = code == 429 or code >= 500
    return _Refused("busy" if busy else "status", again=busy, status=code)


def _plain(response: httpx.Response) -> bool:
    """Whether the bytes come as they are: compressed, their length and their ranges say nothing."""
    return str(response.headers.get("content-encoding", "identity")) == "identity"


def _length(response: httpx.Response) -> int | None:
    text = response.headers.get("content-length", "")
    return int(text) if text.isdigit() and _plain(response) else None


def _note(response: httpx.Response, source: Source, path: Path) -> None:
    """Note what identifies this version, to go on with it or to ask for a newer one."""
    found = {"etag": response.headers.get("etag"), "last_modified": response.headers.get("last-modified")}
    about = {name: value for name, value in found.items() if value}
    if about and _plain(response):
        path.write_text(json.dumps(about | {"address": source.address}), "utf-8")


def _receive(response: httpx.Response, part: Path, start: int, most_bytes: int) -> None:
    size, length = start, _length(response)
    until = time.monotonic() + MOST_SECONDS
    with part.open("ab" if start else "wb") as stream:
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > most_bytes:
                raise _Refused("too_large", most=_megabytes(most_bytes))
            stream.write(chunk)
            if time.monotonic() > until:
                raise _Refused("too_slow", minutes=round(MOST_SECONDS / 60))
    if length is not None and size != start + length:
        raise _Refused("interrupted", again=True)


def _megabytes(count: int) -> int:
    return max(1, count // MEGABYTE)


def _check_content(part: Path, wanted: str) -> None:
    """Whether the first bytes are what the list promises; a page that says no is told apart."""
    with part.open("rb") as stream:
        beginning = stream.read(65_536)
    if not beginning.strip():
        raise _Refused("empty")
    pdf, html = b"%PDF-" in beginning[:1024], _HTML.search(beginning[:8192])
    found = _TITLE.search(beginning)
    title = found[1] if found else b""
    if wanted == "pdf" and html and not pdf:
        about = (key for text in (title, beginning) for key, words in _PAGES.items() if words.search(text))
        raise _Refused(next(about, "web_page"))
    if wanted == "html" and _PAGES["page_not_found"].search(title):
        raise _Refused("page_not_found")
    if not (pdf if wanted == "pdf" else html and not pdf):
        raise _Refused("wrong_type", found="pdf" if pdf else "?", wanted=wanted)

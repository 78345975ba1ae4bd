"""Asking for a document: all of it, the rest of it or only a newer one, and never from a private network."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from assistant.index.download.files import Files, noted
from assistant.index.download.outcome import Refused
from assistant.index.download.sources import Source

if TYPE_CHECKING:
    import httpx

REDIRECTS = 5
AGENT = "plan-van-aanpak-assistent"


def open_client() -> httpx.Client:
    """A client that names the project, and nothing of its user."""
    import httpx

    return httpx.Client(headers={"User-Agent": AGENT})


def conditions(source: Source, files: Files) -> tuple[dict[str, str], int]:
    """The request's headers and the byte it starts at: go on, or only what is new, or all."""
    # Without compression a length is a length and a range is a range.
    headers = {"Accept-Encoding": "identity", "User-Agent": AGENT}
    start = files.part.stat().st_size if files.part.is_file() else 0
    about = noted(files.about_part, source)
    etag = about.get("etag", "")
    # A weak tag says that a page looks the same, not that its bytes are.
    validator = etag if etag and not etag.startswith("W/") else about.get("last_modified")
    if start and validator:
        return headers | {"Range": f"bytes={start}-", "If-Range": validator}, start
    files.drop_part()
    about = noted(files.about_final, source) if files.final.is_file() else {}
    named = {"If-None-Match": about.get("etag"), "If-Modified-Since": about.get("last_modified")}
    return headers | {name: value for name, value in named.items() if value}, 0


def send(address: str, headers: dict[str, str], client: httpx.Client) -> httpx.Response:
    """Ask, and follow to where the document went; never from the internet into a private network."""
    import httpx

    timeout = httpx.Timeout(20, connect=5)
    request = client.build_request("GET", address, headers=headers, timeout=timeout)
    inside = _inside(request.url.host)
    secure = request.url.scheme == "https" or (request.url.scheme == "http" and inside)
    if not secure or not request.url.host:
        raise Refused("bad_address")
    for _ in range(REDIRECTS + 1):
        response = client.send(request, stream=True, follow_redirects=False)
        if response.next_request is None:
            return response
        response.close()
        request = response.next_request
        if request.url.scheme not in ("http", "https") or (_inside(request.url.host) and not inside):
            break
    raise Refused("bad_redirect")


def _inside(host: str) -> bool:
    """Whether a host is this computer or stands in a private network, as far as its name says."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))

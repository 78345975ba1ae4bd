"""What is not fetched: no document, too much of it, or an address and a name that lead elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.index.download import fetch
from assistant.index.download.sources import Source
from tests.index.misbehaving_site import ETAG, PDF, Handler, Server, gives, names


@pytest.mark.parametrize(
    ("body", "kind", "wanted", "key"),
    [
        (b"\x89PNG....", "image/png", "pdf", "wrong_type"),
        (b"PK\x03\x04 not a pdf", "application/pdf", "pdf", "wrong_type"),
        (PDF, "text/html", "html", "wrong_type"),
        (b"plain words", "text/html", "html", "wrong_type"),
        (b"", "application/pdf", "pdf", "empty"),
        (b"<html><title>Inloggen</title>Mijn gemeente</html>", "text/html", "pdf", "login"),
        (b"<html><body>Accepteer de cookies</body></html>", "application/pdf", "pdf", "cookies"),
        (b"<html><title>Niet gevonden</title> Inloggen</html>", "text/html", "pdf", "page_not_found"),
        (b"<html><title>Niet gevonden</title></html>", "text/html", "html", "page_not_found"),
        (b"<html><title>Begroting</title></html>", "text/html", "pdf", "web_page"),
    ],
)
def test_what_is_not_the_document(
    server: Server, source: Source, get: Any, tmp_path: Path, body: bytes, kind: str, wanted: str, key: str
) -> None:
    server.on("/plan.pdf", gives(body, kind, ETag=ETAG))
    fetched = get(replace(source, type=wanted))
    assert (fetched.status, fetched.path, fetched.key) == ("failed", None, key)
    assert fetched.reason != fetched.because("en")
    assert names(tmp_path) == []


def test_too_large_by_its_own_saying(server: Server, source: Source, get: Any, tmp_path: Path) -> None:
    server.on("/plan.pdf", gives(b"%PDF-", length=60_000_000))
    assert get(source).reason == "het bestand is groter dan 50 MB"
    assert names(tmp_path) == []


def test_too_large_without_saying(server: Server, source: Source, get: Any, tmp_path: Path) -> None:
    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/pdf")
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(PDF)

    server.on("/plan.pdf", endless)
    assert get(source, most_bytes=100_000).key == "too_large"
    assert names(tmp_path) == []
    assert get(source).status == "fetched"


def test_a_redirect_is_followed(server: Server, source: Source, get: Any) -> None:
    server.on("/plan.pdf", gives(b"", status=302, Location="/elders.pdf"))
    server.on("/elders.pdf", gives())
    assert get(source).path.read_bytes() == PDF


@pytest.mark.parametrize("target", ["ftp://127.0.0.1/plan.pdf", "file:///etc/passwd", "/plan.pdf"])
def test_a_redirect_to_nowhere(server: Server, source: Source, get: Any, target: str) -> None:
    server.on("/plan.pdf", gives(b"", status=302, Location=target))
    assert get(source).key == "bad_redirect"


def test_the_internet_can_not_lead_into_a_private_network(source: Source, tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"Location": "http://192.168.1.1/plan.pdf"})

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        fetched = fetch(replace(source, address="https://example.org/plan.pdf"), tmp_path, client)
    assert (fetched.key, asked) == ("bad_redirect", ["example.org"])


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/plan.pdf",
        "ftp://example.org/",
        "plan.pdf",
        "",
        "https://example.org:port/",
        "https:///plan.pdf",
        "file:///etc/passwd",
    ],
)
def test_only_https_is_asked(source: Source, get: Any, address: str) -> None:
    assert get(replace(source, address=address)).key == "bad_address"


@pytest.mark.parametrize("name", ["../plan", "a/b", "Plan", "plan.pdf", "", "-plan", "plan\n", "é", "a\x00"])
def test_a_name_can_not_leave_the_shelf(source: Source, get: Any, tmp_path: Path, name: str) -> None:
    assert get(replace(source, id=name)).key == "bad_id"
    assert get(replace(source, shelf=name)).key == "bad_shelf"
    assert list(tmp_path.iterdir()) == []


def test_a_type_nobody_reads(source: Source, get: Any) -> None:
    assert get(replace(source, type="exe")).key == "bad_type"

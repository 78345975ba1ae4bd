"""Fetching from a real server on the loopback that cuts connections, lies and moves documents."""

from __future__ import annotations

import errno
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from assistant.errors import BrokenFile, FileMissing, StorageFull
from assistant.index.download import attempt, download, fetch, response
from assistant.index.download.files import files_of
from assistant.index.download.outcome import Fetched
from assistant.index.download.request import open_client
from assistant.index.download.sources import Source, load
from assistant.records import Progress
from assistant.settings import PROJECT

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


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with open_client() as made:
        yield made


@pytest.fixture
def source(server: Server) -> Source:
    return Source("plan", "Een plan", "Gemeente", 2026, server.address("/plan.pdf"), "pdf", "GM0629")


@pytest.fixture
def get(client: httpx.Client, tmp_path: Path) -> Callable[..., Fetched]:
    """Fetches a source into the test's folder, without waiting between attempts."""

    def run(source: Source, **more: Any) -> Fetched:
        return fetch(source, tmp_path, client, pause=lambda seconds: None, **more)

    return run


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def refused_address() -> str:
    """An address of this computer where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/plan.pdf"


def test_a_pdf_lands_on_its_shelf(server: Server, source: Source, get: Any, tmp_path: Path) -> None:
    server.on("/plan.pdf", gives())
    fetched = get(source)
    assert (fetched.status, fetched.path, fetched.reason) == ("fetched", tmp_path / "GM0629/plan.pdf", None)
    assert fetched.path.read_bytes() == PDF
    assert names(tmp_path) == ["GM0629/plan.pdf"]
    assert server.asked[0]["user-agent"] == "plan-van-aanpak-assistent"


def test_a_web_page_may_speak_of_cookies_and_logging_in(
    server: Server, source: Source, get: Any, tmp_path: Path
) -> None:
    server.on("/plan.pdf", gives(PAGE, "text/html; charset=utf-8"))
    assert get(replace(source, type="html", shelf="national")).path == tmp_path / "national/plan.html"


def test_it_goes_on_after_a_cut_connection(server: Server, source: Source, get: Any, tmp_path: Path) -> None:
    server.on("/plan.pdf", gives(sent=100_000, ETag=ETAG), ranges())
    assert get(source).path.read_bytes() == PDF
    first, second = server.asked
    assert "range" not in first
    assert (second["range"], second["if-range"]) == ("bytes=100000-", ETAG)
    assert names(tmp_path) == ["GM0629/plan.json", "GM0629/plan.pdf"]


def test_a_later_run_goes_on_too(server: Server, source: Source, get: Any, tmp_path: Path) -> None:
    server.on("/plan.pdf", gives(sent=100_000, ETag=ETAG), gives(status=503))
    assert get(source).key == "busy"
    assert names(tmp_path) == ["GM0629/plan.part", "GM0629/plan.part.json"]
    server.on("/plan.pdf", ranges())
    assert get(source).path.read_bytes() == PDF
    assert server.asked[-1]["range"] == "bytes=100000-"


def test_another_version_starts_anew(server: Server, source: Source, get: Any) -> None:
    other = b"%PDF-2.0\n" + b"x" * 5000
    server.on("/plan.pdf", gives(sent=100_000, ETag=ETAG), ranges(other, '"v2"'))
    assert get(source).path.read_bytes() == other


def test_without_a_validator_it_starts_anew(server: Server, source: Source, get: Any) -> None:
    server.on("/plan.pdf", gives(sent=100_000, ETag='W/"weak"'), gives())
    assert get(source).path.read_bytes() == PDF
    assert "range" not in server.asked[1]


@pytest.mark.parametrize(
    "answer",
    [
        gives(PDF[50:], status=206, Content_Range=f"bytes 50-{len(PDF) - 1}/{len(PDF)}"),
        gives(b"", status=416, Content_Range="bytes */10"),
    ],
)
def test_a_wrong_range_starts_anew(server: Server, source: Source, get: Any, answer: Answer) -> None:
    server.on("/plan.pdf", gives(sent=100_000, ETag=ETAG), answer, gives())
    assert get(source).path.read_bytes() == PDF
    assert "range" not in server.asked[2]


def test_a_connection_that_always_breaks(server: Server, source: Source, get: Any, tmp_path: Path) -> None:
    server.on("/plan.pdf", gives(sent=100))
    assert get(source).key == "interrupted"
    assert len(server.asked) == 3
    assert not (tmp_path / "GM0629/plan.pdf").exists()


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


def test_too_slow_goes_on_the_next_time(
    server: Server, source: Source, get: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.on("/plan.pdf", ranges())
    monkeypatch.setattr(response, "MOST_SECONDS", -1.0)
    assert get(source).key == "too_slow"
    monkeypatch.undo()
    assert get(source).path.read_bytes() == PDF
    assert "range" in server.asked[-1]


@pytest.mark.parametrize(
    ("status", "key", "times"), [(404, "not_found", 1), (403, "forbidden", 1), (418, "status", 1)]
)
def test_a_clear_no_is_asked_once(
    server: Server, source: Source, get: Any, status: int, key: str, times: int
) -> None:
    server.on("/plan.pdf", gives(PAGE, "text/html", status=status))
    assert get(source).key == key
    assert len(server.asked) == times


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_site_is_asked_again(
    server: Server, source: Source, client: httpx.Client, tmp_path: Path, status: int
) -> None:
    waited: list[float] = []
    server.on("/plan.pdf", gives(b"", status=status), gives())
    assert fetch(source, tmp_path, client, pause=waited.append).status == "fetched"
    assert waited == [0.5]


def test_a_site_that_stays_busy(server: Server, source: Source, get: Any) -> None:
    server.on("/plan.pdf", gives(b"", status=500))
    assert get(source).reason == "de site is nu niet bereikbaar (melding 500)"
    assert len(server.asked) == 3


def test_what_did_not_change_is_not_sent_again(server: Server, source: Source, get: Any) -> None:
    server.on("/plan.pdf", only_if_new)
    assert [get(source).status for _ in range(2)] == ["fetched", "unchanged"]
    assert server.asked[1]["if-none-match"] == ETAG


def test_the_same_content_without_a_tag_is_unchanged(server: Server, source: Source, get: Any) -> None:
    server.on("/plan.pdf", gives())
    assert [get(source).status for _ in range(2)] == ["fetched", "unchanged"]


def test_a_failed_renewal_keeps_the_old_file(
    server: Server, source: Source, get: Any, tmp_path: Path
) -> None:
    server.on("/plan.pdf", gives(ETag=ETAG), gives(b"<html>cookie</html>", "text/html"))
    assert [get(source).status for _ in range(2)] == ["fetched", "failed"]
    assert (tmp_path / "GM0629/plan.pdf").read_bytes() == PDF


def test_another_address_is_not_asked_with_the_old_tag(server: Server, source: Source, get: Any) -> None:
    server.on("/plan.pdf", only_if_new)
    server.on("/nieuw.pdf", only_if_new)
    get(source)
    assert get(replace(source, address=server.address("/nieuw.pdf"))).status == "unchanged"
    assert "if-none-match" not in server.asked[1]


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


def test_a_folder_that_can_not_be_written(server: Server, source: Source, get: Any, tmp_path: Path) -> None:
    (tmp_path / "GM0629").write_text("a file in its place", "utf-8")
    assert get(source).key == "not_writable"


def test_a_full_disk_says_so(
    server: Server, source: Source, get: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    server.on("/plan.pdf", gives())
    monkeypatch.setattr(attempt, "receive", full)
    with pytest.raises(StorageFull):
        get(source)


def test_one_failure_does_not_stop_the_rest(
    server: Server, source: Source, client: httpx.Client, tmp_path: Path
) -> None:
    server.on("/plan.pdf", gives())
    server.on("/weg.pdf", gives(b"", status=404))
    sources = [
        replace(source, id="weg", address=server.address("/weg.pdf")),
        replace(source, id="../x"),
        source,
    ]
    seen: list[Progress] = []
    results = list(download(sources, tmp_path, client, seen.append))
    assert [result.status for result in results] == ["failed", "failed", "fetched"]
    assert [(p.stage, p.done, p.total, p.file) for p in seen] == [
        ("downloading", 0, 3, "weg"),
        ("downloading", 1, 3, "../x"),
        ("downloading", 2, 3, "plan"),
        ("downloading", 3, 3, ""),
    ]


def test_without_a_network_it_gives_up_soon(
    server: Server, source: Source, client: httpx.Client, tmp_path: Path
) -> None:
    waited: list[float] = []
    server.on("/plan.pdf", gives())
    away = [replace(source, id=f"weg-{n}", address=refused_address()) for n in range(3)]
    sources = [away[0], replace(away[0], id="zelfde-site"), *away[1:], source]
    results = list(download(sources, tmp_path, client, pause=waited.append))
    assert [result.reason for result in results] == ["geen verbinding"] * 5
    assert results[0].because("en") == "no connection"
    assert waited == [0.5, 2.0] * 3
    assert server.asked == []


def test_one_silent_host_is_no_missing_network(
    server: Server, source: Source, client: httpx.Client, tmp_path: Path
) -> None:
    server.on("/plan.pdf", gives())
    sources = []
    for n in range(3):
        sources += [replace(source, id=f"weg-{n}", address=refused_address()), source]
    results = list(download(sources, tmp_path, client, pause=lambda seconds: None))
    assert [result.status for result in results] == [
        "failed",
        "fetched",
        "failed",
        "unchanged",
        "failed",
        "unchanged",
    ]


def test_a_look_up_that_fails_is_no_connection(source: Source, tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("[Errno -2] Name or service not known")

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        away = replace(source, address="https://example.org/plan.pdf")
        fetched = fetch(away, tmp_path, client, pause=lambda seconds: None)
    assert fetched.reason == "geen verbinding"


def test_a_wrong_certificate_is_not_a_missing_network(source: Source, tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed")

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        assert fetch(replace(source, address="https://example.org/"), tmp_path, client).key == "certificate"


def test_the_shipped_list_is_in_order(tmp_path: Path) -> None:
    sources = load(PROJECT / "corpus" / "sources.toml")
    assert len(sources) > 50
    assert len({source.id for source in sources}) == len(sources)
    for source in sources:
        assert files_of(source, tmp_path)
        assert source.address.startswith("https://")


def test_a_list_that_is_missing_or_no_list(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        load(tmp_path / "sources.toml")
    for text in ("[[source]", "[[source]]\ntitle = 'no id'", "source = 3", "source = ['x']"):
        (tmp_path / "sources.toml").write_text(text, "utf-8")
        with pytest.raises(BrokenFile):
            load(tmp_path / "sources.toml")

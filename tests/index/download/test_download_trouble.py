"""A site that is busy, silent or gone, and a disk that says no: each is told, and the rest goes on."""

from __future__ import annotations

import errno
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.errors import StorageFull
from assistant.index.download import attempt, download, fetch
from assistant.index.download.sources import Source
from assistant.records import Progress
from tests.index.misbehaving_site import PAGE, Server, gives


def refused_address() -> str:
    """An address of this computer where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/plan.pdf"


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

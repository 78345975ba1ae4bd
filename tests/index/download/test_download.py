"""A document is fetched whole, goes on where it was cut off, and is not sent again when it did not change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import BrokenFile, FileMissing
from assistant.index.download import response
from assistant.index.download.files import files_of
from assistant.index.download.sources import Source, load
from assistant.settings import PROJECT
from tests.index.misbehaving_site import ETAG, PAGE, PDF, Answer, Server, gives, names, only_if_new, ranges


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


def test_too_slow_goes_on_the_next_time(
    server: Server, source: Source, get: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.on("/plan.pdf", ranges())
    monkeypatch.setattr(response, "MOST_SECONDS", -1.0)
    assert get(source).key == "too_slow"
    monkeypatch.undo()
    assert get(source).path.read_bytes() == PDF
    assert "range" in server.asked[-1]


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

"""Reading apart gives what reading gives, under any name and from any thread, and nothing stays or leaks."""

from __future__ import annotations

import gc
import os
import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import (
    AssistantError,
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    FileMissing,
    ReadingError,
    UnsupportedFormat,
)
from assistant.reading import read
from assistant.reading.sandbox import read_apart
from tests.reading.apart import LINUX, run
from tests.reading.making import PROSE, locked, pdf

TEXT = f"# Beleid\n\n{PROSE}\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "beleid.md"
    path.write_text(TEXT, "utf-8")
    return path


def test_the_document_is_the_one_that_reading_gives(tmp_path: Path, note: Path) -> None:
    parts = [[("h1", f"Deel {n}"), ("body", PROSE)] for n in range(3)]
    paged = pdf(tmp_path / "begroting.pdf", parts)
    assert read_apart(note) == read(note)
    assert read_apart(paged) == read(paged)
    assert read_apart(paged, name="map/Begroting 2026.pdf") == read(paged, name="Begroting 2026.pdf")


def test_a_password_opens_a_locked_file(tmp_path: Path) -> None:
    plain = pdf(tmp_path / "open.pdf", [[("body", PROSE)]])
    closed = locked(plain, tmp_path / "dicht.pdf", "geheim")
    with pytest.raises(EncryptedFile):
        read_apart(closed)
    assert "basisvaardigheden" in read_apart(closed, password="geheim").pages[0].text


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("leeg.md", b" \n", EmptyFile),
        ("plan.exe", b"MZ", UnsupportedFormat),
        ("plan.pdf", b"tekst", BrokenFile),
        ("plan.pdf", b"%PDF-1.7\n%%EOF", BrokenFile),
        ("plan.docx", b"PK\x03\x04", BrokenFile),
    ],
)
def test_errors_arrive_as_they_were_raised(
    tmp_path: Path, name: str, content: bytes, error: type[ReadingError]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error) as apart:
        read_apart(path)
    with pytest.raises(error) as here:
        read(path)
    assert apart.value.details == here.value.details
    assert str(apart.value) == str(here.value)


def test_a_name_becomes_one_that_can_be_shown(note: Path) -> None:
    for given, shown in (
        ("../../etc/plan.md", "plan.md"),
        ("..\\..\\plan.md", "plan.md"),
        ("-rf.md", "-rf.md"),
        ("re\ngel\x1b[2J.md", "re gel [2J.md"),
        ("\u202edm.nalp.md", "dm.nalp.md"),
        ("nul\0.md", "nul .md"),
        ("\udcff.md", ".md"),
        ("//", "naamloos"),
        ("x" * 300 + ".md", "x" * 196 + "….md"),
    ):
        assert read_apart(note, name=given).file == shown


def test_what_is_no_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "map.pdf").mkdir()
    os.mkfifo(tmp_path / "pijp.pdf")
    (tmp_path / "kring.pdf").symlink_to(tmp_path / "kring.pdf")
    for name in (
        "map.pdf",
        "pijp.pdf",
        "kring.pdf",
        "er-niet.pdf",
        "n\0l.pdf",
        "x" * 300 + ".pdf",
        "y\x1b[2J.pdf",
    ):
        with pytest.raises(FileMissing) as caught:
            read_apart(tmp_path / name)
        assert str(caught.value).isprintable()


def test_a_file_with_a_strange_name_of_its_own_is_read(tmp_path: Path) -> None:
    for name in ("-rf.md", "re\ngel\u202e.md", "met 'aanhaling\" & $(touch x).md"):
        path = tmp_path / name
        path.write_text(TEXT, "utf-8")
        document = read_apart(path)
        assert document.title == "Beleid"
        assert document.file.isprintable()


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    path = pdf(tmp_path / "plan.pdf", [[("body", text)] for text in ("eerste blad", "tweede blad")])
    heard: list[tuple[int, int]] = []
    read_apart(path, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(0, 2), (1, 2), (2, 2)]


def test_a_password_stands_nowhere_but_in_the_request(monkeypatch: pytest.MonkeyPatch, note: Path) -> None:
    seen: list[str] = []
    start = subprocess.Popen

    def watched(command: list[str], **rest: Any) -> Any:
        seen.append(f"{command} {rest}")
        return start(command, **rest)

    monkeypatch.setattr(subprocess, "Popen", watched)
    read_apart(note, password="geheim")
    assert len(seen) == 1
    assert "geheim" not in seen[0] and note.name not in seen[0]


def test_threads_read_at_once(tmp_path: Path) -> None:
    def make(number: int) -> Path:
        path = tmp_path / f"{number}.md"
        path.write_text(f"# Titel {number}\n\n{PROSE}\n", "utf-8")
        return path

    with ThreadPoolExecutor(4) as pool:
        documents = list(pool.map(read_apart, map(make, range(12))))
    assert [document.title for document in documents] == [f"Titel {n}" for n in range(12)]


@LINUX
def test_nothing_is_left_behind(note: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tijdelijk"))
    (tmp_path / "tijdelijk").mkdir()

    def state() -> tuple[int, int, list[str]]:
        gc.collect()
        return len(os.listdir("/proc/self/fd")), threading.active_count(), os.listdir(tmp_path / "tijdelijk")

    read_apart(note)
    before = state()
    outcomes: list[Callable[[], Any]] = [
        lambda: read_apart(note),
        lambda: run("crash"),
        lambda: run("refuse"),
        lambda: run("leave"),
    ]
    for outcome in outcomes * 2:
        try:
            outcome()
        except AssistantError as error:
            del error
    for _ in range(100):
        if state() == before:
            break
        time.sleep(0.05)
    assert state() == before

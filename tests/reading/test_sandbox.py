"""A file that breaks its reader costs that file: the program goes on, nothing stays, nothing leaks."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
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
    NoText,
    ReadingError,
    TooLarge,
    TooManyPages,
    TooSlow,
    UnsupportedFormat,
)
from assistant.reading import read
from assistant.reading.sandbox import read_apart, wire
from assistant.reading.sandbox.process import run_apart
from assistant.settings import PROJECT, Limits
from tests.reading.making import PROSE, locked, pdf
from tests.reading.tasks import Note, State

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")
TEXT = f"# Beleid\n\n{PROSE}\n"


def run(task: str, kind: type = Note, seconds: int = 60, limits: Limits | None = None, **rest: Any) -> Any:
    """The first record of a task of `tasks`."""
    progress = rest.pop("progress", None)
    records = run_apart(
        f"tests.reading.tasks:{task}",
        rest,
        kind,
        file="plan.pdf",
        limits=limits or Limits(),
        seconds=seconds,
        progress=progress,
    )
    return next(records)


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits for its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def ends(pid: int) -> bool:
    """Whether a process ends within a while."""
    for _ in range(200):
        if not alive(pid):
            return True
        time.sleep(0.05)
    return False


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


def test_too_many_pages_are_refused_before_they_are_read(tmp_path: Path) -> None:
    words = "zorg onderwijs cultuur wonen verkeer".split()
    path = pdf(tmp_path / "dik.pdf", [[("body", f"Deze bladzijde gaat over {word}.")] for word in words])
    with pytest.raises(TooManyPages) as caught:
        read_apart(path, limits=Limits(pages=4))
    assert caught.value.details == {"file": "dik.pdf", "pages": 5, "most": 4}
    assert len(read_apart(path, limits=Limits(pages=5)).pages) == 5


def bomb(path: Path, megabytes: int) -> Path:
    """A PDF of one page whose content unpacks to so many megabytes."""
    import zlib

    packer = zlib.compressobj(9)
    text = b"BT /F1 12 Tf 10 10 Td (De gemeente en de bibliotheek) Tj ET\n" * (1_000_000 // 61)
    stream = b"".join(packer.compress(text) for _ in range(megabytes)) + packer.flush()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    path.write_bytes(data + end % (table, len(data)))
    return path


def test_a_page_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        read_apart(bomb(tmp_path / "bom.pdf", 300))
    with pytest.raises(TooLarge) as caught:
        read_apart(bomb(tmp_path / "bom.pdf", 5), limits=Limits(unpacked_mb=4))
    assert caught.value.details == {"file": "bom.pdf", "most": 4}


def test_pages_that_share_one_large_content_are_counted_each(tmp_path: Path) -> None:
    path = bomb(tmp_path / "gedeeld.pdf", 2)
    data = path.read_bytes().replace(b"/Count 1/Kids[3 0 R]", b"/Count 9/Kids[" + b"3 0 R " * 9 + b"]")
    path.write_bytes(data)
    with pytest.raises(TooLarge) as caught:
        read_apart(path, limits=Limits(unpacked_mb=10))
    assert caught.value.details == {"file": "gedeeld.pdf", "most": 10}


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    from docx import Document as new_docx

    source = new_docx()
    source.add_paragraph("De gemeente en de bibliotheek. " * 50_000)
    path = tmp_path / "brief.docx"
    source.save(str(path))
    assert path.stat().st_size < 200_000
    with pytest.raises(TooLarge) as caught:
        read_apart(path, limits=Limits(unpacked_mb=1))
    assert caught.value.details == {"file": "brief.docx", "most": 1}


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


def test_a_fault_of_the_reader_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"), pytest.raises(BrokenFile):
        run("stumble")
    assert "een fout in het programma" in caplog.text
    assert "plan.pdf" in caplog.text


def test_what_a_library_prints_is_no_answer() -> None:
    heard: list[tuple[int, int]] = []
    assert run("chatter", text="tekst", progress=lambda *step: heard.append(step)) == Note("tekst")
    assert heard == [(1, 2)]


def test_half_a_character_does_not_stop_an_answer() -> None:
    assert run("chatter", text="heel \ud800 \x00\n").text == "heel ? \x00\n"


@LINUX
def test_a_process_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    with pytest.raises(TooSlow) as caught:
        run("hang", seconds=3, pids=str(pids))
    assert caught.value.details == {"file": "plan.pdf", "seconds": 3}
    process, below, folder = pids.read_text().split()
    assert ends(int(process)) and ends(int(below))
    assert not Path(folder).exists()


@LINUX
def test_an_interrupt_ends_the_process(tmp_path: Path) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    pids = tmp_path / "pids"
    with pytest.raises(KeyboardInterrupt):
        run("hang", pids=str(pids), progress=interrupt)
    process, below, folder = pids.read_text().split()
    assert ends(int(process)) and ends(int(below))
    assert not Path(folder).exists()


@LINUX
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_no_process_outlives_the_program(tmp_path: Path, sign: signal.Signals) -> None:
    pids = tmp_path / "pids"
    code = f"from tests.reading.test_sandbox import run; run('hang', pids={str(pids)!r})"
    with subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT, stderr=subprocess.DEVNULL) as program:
        while not pids.exists() or len(pids.read_text().split()) < 3:
            assert program.poll() is None
            time.sleep(0.05)
        program.send_signal(sign)
    process, below, folder = pids.read_text().split()
    assert ends(int(process)) and ends(int(below))
    assert not Path(folder).exists()


@LINUX
def test_the_processor_is_bounded_too() -> None:
    with pytest.raises(TooSlow):
        run("burn", seconds=2)


@pytest.mark.parametrize("task", ["crash", "leave", "stumble"])
def test_a_crash_is_a_broken_file(task: str) -> None:
    with pytest.raises(BrokenFile) as caught:
        run(task)
    assert caught.value.details["file"] == "plan.pdf"


@LINUX
@pytest.mark.parametrize("task", ["grow", "vanish"])
def test_a_process_without_memory_is_too_large(task: str) -> None:
    with pytest.raises(TooLarge) as caught:
        run(task, limits=Limits(memory_mb=300))
    assert caught.value.details == {"file": "plan.pdf", "most": 300}


def test_an_answer_is_bounded() -> None:
    records = run_apart(
        "tests.reading.tasks:flood", {}, Note, file="plan.pdf", limits=Limits(unpacked_mb=5), seconds=60
    )
    with pytest.raises(TooLarge):
        for count, _ in enumerate(records):
            assert count < 6


@pytest.mark.parametrize(
    "line",
    [
        "rommel\n",
        "\n",
        "record\n",
        "record {}\n",
        'record {"text": 3}\n',
        'record {"text": "halve regel"',
        'record {"text": "\udcff"}\n',
        "progress [1]\n",
        'progress ["a", "b"]\n',
        "error null\n",
        'error {"name": "SystemExit", "details": {}}\n',
        'error {"name": "ReadingError", "details": {}}\n',
        'error {"name": "TooSlow", "details": {}}\n',
        'error {"name": "NoText", "details": {"file": ["a"]}}\n',
        "record " + "[" * 100_000 + "\n",
    ],
)
def test_an_answer_that_makes_no_sense_is_a_broken_file(line: str) -> None:
    with pytest.raises((BrokenFile, TooSlow)) as caught:
        run("forge", line=line, seconds=2 if "\n" not in line else 60)
    assert caught.value.details["file"] == "plan.pdf"
    assert ("\n" in line) == isinstance(caught.value, BrokenFile)


def test_details_of_an_error_are_cleaned() -> None:
    with pytest.raises(NoText) as caught:
        run("refuse")
    assert caught.value.details == {"file": "plan.pdf", "pages": 3}
    sent = wire.Failure("UnsupportedFormat", {"suffix": "\x1b[2J" + "x" * 1000, "supported": ".pdf"})
    error = wire.error_of(json.dumps(vars(sent)).encode(), "plan.pdf")
    assert str(error.details["suffix"]).isprintable()
    assert len(str(error)) < 700


def test_every_reading_error_can_cross() -> None:
    gaps: dict[str, Any] = dict.fromkeys(
        ("file", "reason", "suffix", "supported", "pages", "most", "seconds"), 1
    )

    def below(base: type[ReadingError]) -> list[type[ReadingError]]:
        return [e for each in base.__subclasses__() for e in (each, *below(each))]

    for each in below(ReadingError):
        line = wire.message("error", wire.failure(each(**gaps)))
        arrived = wire.error_of(line.partition(b" ")[2], "plan.pdf")
        assert type(arrived) is each
        assert arrived.details == gaps | {"file": "plan.pdf"}


@LINUX
def test_a_process_knows_little_and_is_limited(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "geheim")
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    usual = run("look_around", State)
    with (tmp_path / "open").open("w") as stream:
        os.set_inheritable(stream.fileno(), True)
        seen = run("look_around", State, limits=Limits(memory_mb=700, unpacked_mb=9), seconds=50)
    assert seen.files == usual.files
    assert "geheim" not in str(seen.variables)
    assert not any(name.startswith("ASSISTANT") for name in seen.variables)
    assert "look_around" not in seen.arguments
    assert seen.soft["RLIMIT_CORE"] == 0
    assert seen.soft["RLIMIT_FSIZE"] == 9 * 1024**2
    assert seen.soft["RLIMIT_CPU"] == 50
    assert 700 <= seen.soft["RLIMIT_AS"] / 1024**2 < 1400
    assert int(seen.child_soft) == seen.soft["RLIMIT_AS"]
    assert seen.variables["HOME"] == seen.variables["TMPDIR"] == seen.folder
    assert not Path(seen.folder).exists()


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

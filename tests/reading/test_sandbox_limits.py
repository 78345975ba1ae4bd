"""A file that asks too much costs that file: its process ends, knew little and leaves nothing running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.errors import (
    TooLarge,
    TooManyPages,
    TooSlow,
)
from assistant.reading.sandbox import read_apart
from assistant.reading.sandbox.process import run_apart
from assistant.settings import PROJECT, Limits
from tests.reading.apart import LINUX, ends, run
from tests.reading.making import pdf
from tests.reading.tasks import Note, State


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
    code = f"from tests.reading.apart import run; run('hang', pids={str(pids)!r})"
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

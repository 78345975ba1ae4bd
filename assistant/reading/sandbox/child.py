"""The process that reads one file: it limits itself, does one task, and says what it found.

Started by `sandbox` as `python -m assistant.reading.sandbox.child`; the request is a
line of JSON on standard input, the messages of `wire` go to standard output.

A parser can be made to use all memory, to run forever or to crash. The system
holds this process, and every program that it starts, to address space, CPU
time and file size, and lets it leave no core dump. Where the system has no
such limits (Windows) only the program's clock and its bound on the answer
hold.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from assistant.errors import ReadingError
from assistant.reading.progress import Tell
from assistant.reading.sandbox.wire import failure, message
from assistant.records import Document

if TYPE_CHECKING:
    from assistant.reading.ocr.recognised import Recognised

MEGABYTE = 1024 * 1024
_GRACE = 5


def main() -> None:
    """Do the task that standard input names, and end."""
    answers = _reserved_output()
    request = json.loads(sys.stdin.buffer.readline())
    _end_with_parent(request["folder"])
    _limit(**request["limits"])

    def answer(word: str, value: object = None) -> None:
        answers.write(message(word, value))
        answers.flush()

    try:
        task = _task(request["task"])
        for record in task(lambda done, total: answer("progress", (done, total)), **request["arguments"]):
            answer("record", record)
        answer("end")
    except MemoryError:
        answer("memory")
    except ReadingError as error:
        answer("error", failure(error))
    except Exception as problem:
        traceback.print_exc()
        answer("fault", type(problem).__name__)
    # Libraries' own clean-up has crashed before now, after the work was done.
    os._exit(0)


def read_one(
    tell: Tell, *, path: str, name: str, password: str | None, pages: int, unpacked_mb: int
) -> Iterator[Document]:
    """The task of reading a file into a `Document`."""
    from assistant.reading import read
    from assistant.reading.pdf.streams import bound_streams

    if Path(path).suffix.lower() == ".pdf" or Path(name).suffix.lower() == ".pdf":
        bound_streams(unpacked_mb)
    yield read(Path(path), name, password, pages=pages, unpacked_mb=unpacked_mb, progress=tell, processes=2)


def recognise(
    tell: Tell, *, path: str, pages: Sequence[int], password: str | None, language: str | None
) -> Iterator[Recognised]:
    """The task of recognising pages (from 1) of a file, each as soon as it is done."""
    from assistant.reading.ocr import LANGUAGE, recognise_pages

    if hasattr(os, "nice"):
        # It takes minutes in the background; a question that comes in meanwhile goes first.
        os.nice(10)
    yield from recognise_pages(Path(path), pages, password=password, language=language or LANGUAGE)


def _task(name: str) -> Callable[..., Iterator[Any]]:
    module, _, function = name.partition(":")
    task: Callable[..., Iterator[Any]] = getattr(import_module(module), function)
    return task


def _reserved_output() -> BinaryIO:
    """Standard output for messages only: what a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb", buffering=MEGABYTE)
    os.dup2(2, 1)
    return answers


def _end_with_parent(folder: str) -> None:
    """End when the program has gone, and take along the folder that it can't remove any more.

    The program holds the other end of standard input, which closes however it ends.
    """
    line = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)

    def wait() -> None:
        while os.read(line, 1024):
            pass
        shutil.rmtree(folder, ignore_errors=True)
        if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
            os.killpg(os.getpid(), signal.SIGKILL)
        os._exit(1)

    threading.stack_size(256 * 1024)
    threading.Thread(target=wait, daemon=True).start()
    threading.stack_size(0)


def _limit(memory_mb: int, cpu_seconds: int, file_mb: int) -> None:
    """Hold this process and its children to limits; one that the system does not know is left out."""
    try:
        import resource
    except ImportError:
        return
    memory = _address_space() + memory_mb * MEGABYTE
    wanted = {
        "RLIMIT_AS": (memory, memory),
        "RLIMIT_CPU": (cpu_seconds, cpu_seconds + _GRACE),
        "RLIMIT_FSIZE": (file_mb * MEGABYTE, file_mb * MEGABYTE),
        "RLIMIT_CORE": (0, 0),
    }
    for name, (soft, hard) in wanted.items():
        with suppress(AttributeError, ValueError, OSError):
            which = getattr(resource, name)
            ceiling = resource.getrlimit(which)[1]
            if ceiling != resource.RLIM_INFINITY:
                soft, hard = min(soft, ceiling), min(hard, ceiling)
            resource.setrlimit(which, (soft, hard))


def _address_space() -> int:
    """Bytes that the interpreter has mapped before it reads anything; 0 where the system doesn't say."""
    try:
        mapped = int(Path("/proc/self/statm").read_text().split()[0])
        return mapped * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


if __name__ == "__main__":
    main()

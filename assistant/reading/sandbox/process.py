"""Runs a task in a process of its own, so that a parser that crashes or hangs costs one file only.

The process (see `child`) gets little: a request, a temporary folder that goes
with it, a few variables and no secret of this program. It is held to a wall
clock and to an answer of a bounded size, and its whole process group is ended
whatever happens, also on Ctrl+C. Its answer is checked (see `wire`), and the
last of what it prints goes to the log.

Several threads may do so at once; each call has its own process.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import IO, Any, TypeVar

from assistant.errors import BrokenFile, ReadingError, TooLarge, TooSlow
from assistant.reading.names import shown_text
from assistant.reading.progress import Tell
from assistant.reading.sandbox import wire
from assistant.settings import PROJECT, Limits

Record = TypeVar("Record")

# The program holds the answer in memory, so it is bounded more tightly than the file.
_ANSWER_MB = 128
_TAIL = 4000
_KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "SYSTEMROOT", "PYTHONPATH", "TESSDATA_PREFIX")
_MEMORY = (b"MemoryError", b"bad_alloc", b"out of memory", b"Cannot allocate memory")

logger = logging.getLogger(__name__)


def run_apart(
    task: str,
    arguments: Mapping[str, Any],
    kind: type[Record],
    *,
    file: str,
    limits: Limits,
    seconds: int,
    records: int = 1,
    progress: Tell | None = None,
) -> Generator[Record, None, None]:
    """Run a task in a process of its own and give each of its records as soon as it is there.

    `task` is "module:function", a function of this program that takes a
    `Tell` and `arguments` (JSON) and yields records of the dataclass
    `kind`. A record may take `seconds`; `records` is how many there may be,
    which sets the CPU time. Raises a `ReadingError` about `file`.
    """
    request = {
        "task": task,
        "arguments": dict(arguments),
        "limits": {
            "memory_mb": limits.memory_mb,
            "cpu_seconds": seconds * max(1, records),
            "file_mb": limits.unpacked_mb,
        },
    }
    with _process() as (process, tail, folder):
        _ask(process, request | {"folder": folder})
        left = min(limits.unpacked_mb, _ANSWER_MB) * 1024 * 1024
        clock = _Clock(process)
        assert process.stdout is not None
        try:
            clock.start(seconds)
            while True:
                line = process.stdout.readline(left + 1)
                left -= len(line)
                if left < 0:
                    raise TooLarge(file=file, most=min(limits.unpacked_mb, _ANSWER_MB))
                if not line.endswith(b"\n"):
                    raise _ending(process, clock, tail, file, limits, seconds)
                word, _, value = line.partition(b" ")
                if word == b"end":
                    return
                if word == b"record":
                    clock.stop()
                    yield _checked(kind, value, file)
                    clock.start(seconds)
                elif word == b"progress":
                    step = _checked(tuple[int, int], value, file)
                    if progress:
                        progress(*step)
                else:
                    raise _said(word, value, tail, file, limits)
        finally:
            clock.stop()


def _checked(kind: Any, value: bytes, file: str) -> Any:
    try:
        return wire.value_of(kind, value)
    except ValueError as problem:
        raise BrokenFile(file=file, reason="the reader's answer makes no sense") from problem


def _said(word: bytes, value: bytes, tail: _Tail, file: str, limits: Limits) -> ReadingError:
    """The error that a message means."""
    if word == b"memory":
        return TooLarge(file=file, most=limits.memory_mb)
    if word == b"error":
        with suppress(ValueError):
            return wire.error_of(value, file)
    if word == b"fault":
        fault = shown_text(_checked(str, value, file))[:100]
        logger.warning("the reader has a fault that %r brought out: %s", file, fault)
        logger.info("it said: %r", tail.last())
        return BrokenFile(file=file, reason=fault)
    return BrokenFile(file=file, reason="the reader's answer makes no sense")


def _ending(
    process: subprocess.Popen[bytes], clock: _Clock, tail: _Tail, file: str, limits: Limits, seconds: int
) -> ReadingError:
    """Why a process ended before it was done."""
    try:
        code = process.wait(1)
    except subprocess.TimeoutExpired:
        code = 0
    if clock.passed or code == -getattr(signal, "SIGXCPU", signal.SIGTERM):
        return TooSlow(file=file, seconds=seconds)
    last = tail.last()
    logger.info("the reader of %r ended with %d: %r", file, code, last)
    # The system ends a process that takes the last of the memory without a word.
    if code == -getattr(signal, "SIGKILL", 9) or any(sign in last for sign in _MEMORY):
        return TooLarge(file=file, most=limits.memory_mb)
    return BrokenFile(file=file, reason=f"the reader ended with {code}")


class _Clock:
    """Ends a process and its children when a time has passed."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._timer: threading.Timer | None = None
        self.passed = False

    def start(self, seconds: float) -> None:
        """Begin to count; what was counted before is forgotten."""
        self.stop()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """Count no longer."""
        if self._timer:
            self._timer.cancel()

    def _end(self) -> None:
        self.passed = True
        _kill(self._process)


class _Tail:
    """The last of what a process printed, read all the time so that it never waits for a reader."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._kept = b""
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def last(self) -> bytes:
        """What is kept once the process has ended."""
        self._thread.join(1)
        return self._kept

    def _read(self) -> None:
        with suppress(OSError, ValueError):
            while piece := os.read(self._stream.fileno(), 65536):
                self._kept = (self._kept + piece)[-_TAIL:]


@contextmanager
def _process() -> Iterator[tuple[subprocess.Popen[bytes], _Tail, str]]:
    """A reading process with a temporary folder; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="reading-", ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            # -P: the process works in its own folder and must not import from it.
            [sys.executable, "-P", "-s", "-X", "utf8", "-m", "assistant.reading.sandbox.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
        try:
            assert process.stderr is not None
            tail = _Tail(process.stderr)
            yield process, tail, folder
        finally:
            _kill(process)
            process.wait()
            tail.last()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream:
                    with suppress(OSError):
                        stream.close()


def _ask(process: subprocess.Popen[bytes], request: Mapping[str, Any]) -> None:
    """Send the request; standard input stays open, as the sign that this program still lives."""
    assert process.stdin is not None
    # A process that could not start is met when its answer is read.
    with suppress(BrokenPipeError):
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()


def _environment(folder: str) -> dict[str, str]:
    """What the process may know: where programs and modules are, its folder, and to use one thread."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, [str(PROJECT), kept.get("PYTHONPATH")]))
    threads = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return (
        kept
        | dict.fromkeys(threads, "1")
        # Each thread's own heap reserves address space that it never uses.
        | {"MALLOC_ARENA_MAX": "1"}
        | dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), folder)
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process and what it started."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()

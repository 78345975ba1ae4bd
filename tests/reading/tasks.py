"""What a reading process may be made to do by a file that has taken it over; see `test_sandbox_limits`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import NoText, WrongPassword
from assistant.reading.ocr.recognised import Recognised
from assistant.reading.progress import Tell
from assistant.reading.words import Word


@dataclass(frozen=True)
class Note:
    """A record of a page."""

    text: str
    page: int = 0


@dataclass(frozen=True)
class State:
    """What a process sees of the machine and of the program that started it."""

    variables: dict[str, str]
    arguments: str
    folder: str
    files: int
    soft: dict[str, int]
    child_soft: str


def chatter(tell: Tell, *, text: str) -> Iterator[Note]:
    """Print in every way there is, and answer all the same."""
    print("record {}")
    sys.stdout.flush()
    os.write(1, b"record {}\nend null\n")
    subprocess.run([sys.executable, "-c", "print('end null')"], check=True)
    os.write(2, b"x" * 1_000_000)
    tell(1, 2)
    yield Note(text)


def look_around(tell: Tell) -> Iterator[State]:
    """Tell what there is to see."""
    import resource

    limits = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE")
    command = "import resource; print(resource.getrlimit(resource.RLIMIT_AS)[0])"
    below = subprocess.run([sys.executable, "-c", command], check=True, capture_output=True, text=True)
    yield State(
        variables=dict(os.environ),
        arguments=Path("/proc/self/cmdline").read_bytes().replace(b"\0", b" ").decode(),
        folder=os.getcwd(),
        files=len(os.listdir("/proc/self/fd")),
        soft={name: resource.getrlimit(getattr(resource, name))[0] for name in limits},
        child_soft=below.stdout.strip(),
    )


def hang(tell: Tell, *, pids: str) -> Iterator[Note]:
    """Start a program that hangs as well, leave something behind, write both pids down, and wait."""
    below = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path("left behind").write_text("text")
    Path(pids).write_text(f"{os.getpid()} {below.pid} {os.getcwd()}")
    tell(0, 1)
    time.sleep(600)
    yield Note("")


def crash(tell: Tell) -> Iterator[Note]:
    """End as a parser does that follows a wild pointer."""
    os.kill(os.getpid(), signal.SIGSEGV)
    time.sleep(600)
    yield Note("")


def vanish(tell: Tell) -> Iterator[Note]:
    """End as a process that the system ends for its memory."""
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(600)
    yield Note("")


def leave(tell: Tell) -> Iterator[Note]:
    """End without a word."""
    os._exit(0)
    yield Note("")


def grow(tell: Tell) -> Iterator[Note]:
    """Take all memory there is."""
    taken = [bytearray(64 * 1024 * 1024) for _ in range(1000)]
    yield Note(str(len(taken)))


def burn(tell: Tell) -> Iterator[Note]:
    """Use the processor on several threads, which the clock on the wall sees late."""
    for _ in range(3):
        threading.Thread(target=lambda: [sum(range(1000)) for _ in iter(int, 1)], daemon=True).start()
    time.sleep(600)
    yield Note("")


def flood(tell: Tell) -> Iterator[Note]:
    """Answer without end."""
    while True:
        yield Note("x" * 1_000_000)


def forge(tell: Tell, *, line: str) -> Iterator[Note]:
    """Write to wherever the answers go."""
    for number in range(3, 64):
        with suppress(OSError):
            os.write(number, line.encode("utf-8", "surrogateescape"))
    time.sleep(600)
    yield Note("")


def refuse(tell: Tell) -> Iterator[Note]:
    """Raise an error with details that would act on a terminal."""
    raise NoText(file="\x1b[2Jander.pdf", pages=3)
    yield Note("")


def stumble(tell: Tell) -> Iterator[Note]:
    """Raise what no reader should."""
    raise ZeroDivisionError("een fout in het programma")
    yield Note("")


def recognise_badly(
    tell: Tell, *, path: str, pages: list[int], password: str | None, language: str | None
) -> Iterator[Recognised]:
    """Pages that crash (2), hang (4), take the memory (6) or can't be drawn (8), met two pages ahead."""
    if password == "verkeerd":
        raise WrongPassword(file=path)
    done: list[Recognised] = []
    for page in pages:
        if page == 2:
            os.kill(os.getpid(), signal.SIGSEGV)
        if page == 4:
            time.sleep(600)
        if page == 6:
            raise MemoryError
        if page == 8:
            raise ZeroDivisionError
        done.append(Recognised(page, text=f"bladzijde {page} {language}", words=(Word("a", 1, 2, 3, 4, 5),)))
        if len(done) > 2:
            yield done.pop(0)
    yield from done

"""Damages files as disks, mail and ill will do, and reads what comes of it, many in one process."""

from __future__ import annotations

import random
import re
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ReadingError
from assistant.reading import read
from assistant.reading.progress import Tell
from tests.reading.seeds import archive, parts_of

ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%b]>' % b"".join(
    b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)


@dataclass(frozen=True)
class Outcome:
    """What became of a file: "Document" or an error's name; `problem` says what is wrong with that."""

    file: str
    result: str
    problem: str = ""
    page: int = 0


class Late(BaseException):
    """The time for one file is over."""


def mutants(data: bytes, others: Sequence[bytes], count: int, seed: int) -> Iterator[bytes]:
    """So many damaged versions of a sound file, the same for the same seed."""
    chance = random.Random(seed)
    packed = data.startswith(b"PK")
    for number in range(count):
        if packed and number % 2:
            yield _inside(data, others, chance)
        else:
            yield _damaged(data, others, chance)


def _damaged(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    ways: tuple[Callable[[bytes, random.Random], bytes], ...] = (
        _truncated, _flipped, _swapped, _repeated, _cut, _filled, _renumbered, _retagged,
    )  # fmt: skip
    if chance.random() < 0.03:
        return chance.choice(others)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice(ways)(data, chance)
    return data


def _inside(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """An archive that is sound itself, with one of its parts damaged, missing, or another archive."""
    parts = parts_of(data)
    name = chance.choice(list(parts))
    way = chance.random()
    if way < 0.1:
        del parts[name]
    elif way < 0.2:
        parts[name] = data
    elif way < 0.25:
        return archive({name: data, "nog een.zip": archive({"diep.zip": data})})
    elif way < 0.35:
        parts[name] = ENTITIES + re.sub(rb"<\?xml.*?\?>", b"", parts[name]).replace(b"2026", b"&j;", 1)
    else:
        parts[name] = _damaged(parts[name], others, chance)
    return archive(parts)


def _span(data: bytes, chance: random.Random, most: int = 200) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randint(1, most))


def _truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20) if data else 0):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _swapped(data: bytes, chance: random.Random) -> bytes:
    (a, b), (c, d) = sorted((_span(data, chance), _span(data, chance)))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[max(b, d) :]


def _repeated(data: bytes, chance: random.Random) -> bytes:
    a, b = _span(data, chance)
    return data[:b] + data[a:b] * chance.choice((1, 3, 500)) + data[b:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    a, b = _span(data, chance)
    return data[:a] + data[b:]


def _filled(data: bytes, chance: random.Random) -> bytes:
    a, b = _span(data, chance, 2000)
    return (
        data[:a]
        + chance.choice((b"\0", b"\xff", b"(", b"<", b"\xed\xa0\x80", b"\x1b[2J")) * (b - a)
        + data[b:]
    )


def _renumbered(data: bytes, chance: random.Random) -> bytes:
    """Another number: a reference in a circle, a length, a size, a repetition."""
    numbers = list(re.finditer(rb"\d+", data))
    if not numbers:
        return data
    found = chance.choice(numbers)
    other = chance.choice((b"0", b"-1", b"1", b"3", b"99999999", b"9" * 40, b"1e308", b"NaN"))
    return data[: found.start()] + other + data[found.end() :]


def _retagged(data: bytes, chance: random.Random) -> bytes:
    """One word where another stood."""
    words = list(re.finditer(rb"[A-Za-z:]{2,}", data))
    if not words:
        return data
    found, other = chance.choice(words), chance.choice(words)
    return data[: found.start()] + other.group() + data[found.end() :]


def read_all(tell: Tell, *, paths: list[str], seconds: int) -> Iterator[Outcome]:
    """The task: read every file in turn, each within a time, and say what came of it."""

    def stop(number: int, frame: object) -> None:
        raise Late

    signal.signal(signal.SIGALRM, stop)
    for number, path in enumerate(paths):
        yield _outcome(Path(path), seconds, number)


def _outcome(path: Path, seconds: int, number: int) -> Outcome:
    signal.alarm(seconds)
    try:
        document = read(path)
        return Outcome(path.name, "Document", "" if document.file == path.name else "another name", number)
    except ReadingError as error:
        named = error.details.get("file") == path.name and path.name in str(error)
        return Outcome(path.name, type(error).__name__, "" if named else "without its name", number)
    except Late:
        return Outcome(path.name, "Late", f"not read within {seconds} seconds", number)
    except Exception:
        return Outcome(path.name, "Escaped", traceback.format_exc()[-3000:], number)
    finally:
        signal.alarm(0)

"""What a refresh brought, on disk: `refreshed.csv` with its sources beside it, and the one before.

All files are written in full before the first gets its name, so that a full
disk or a lost connection leaves the earlier refresh whole.
"""

from __future__ import annotations

import errno
import json
import math
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from csv import Error as CsvError
from dataclasses import asdict
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import BrokenFigures, RefreshFailed
from assistant.figures import values as files
from assistant.figures.indicators import Source
from assistant.figures.values import Value

VALUES = "refreshed.csv"
PREVIOUS = "refreshed.previous.csv"
SOURCES = "refreshed.sources.json"
LOCK = "refresh.lock"
UNFINISHED = ".new"


def load_refreshed(folder: Path) -> tuple[list[Value], dict[str, Source]]:
    """What was refreshed and where it came from, both empty when nothing was; `BrokenFigures` if damaged."""
    path = folder / VALUES
    if not path.exists():
        return [], {}
    try:
        values = files.read(path)
    except (OSError, UnicodeDecodeError, CsvError) as error:
        raise BrokenFigures(file=VALUES, line=1) from error
    sources = _sources(folder / SOURCES)
    for line, value in enumerate(values, 2):
        if value.source not in sources or not math.isfinite(value.value or 0.0):
            raise BrokenFigures(file=VALUES, line=line)
    return values, sources


def keep(folder: Path, values: Iterable[Value], sources: Iterable[Source]) -> None:
    """Put these over what was refreshed before; raises `RefreshFailed` and changes nothing if that fails.

    Values of an earlier refresh that this one doesn't have stay. When all
    stays the same nothing is written, so that the previous file keeps its use.
    """
    try:
        earlier, known = load_refreshed(folder)
        whole = (folder / VALUES).exists()
    except BrokenFigures:
        earlier, known, whole = [], {}, False
    merged = {(v.indicator, v.year, v.code): v for v in [*earlier, *values]}
    everything = sorted(merged.values(), key=lambda v: (v.indicator, v.year, v.code))
    records = known | {source.key: source for source in sources}
    if whole and everything == earlier and records == known:
        return
    with _failures(folder):
        _write(folder, everything, records, whole)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One refresh of a folder at a time; a second one is told so at once."""
    with _failures(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise RefreshFailed(why="busy") from error
    try:
        yield
    finally:
        lock.release()


def _write(folder: Path, values: Iterable[Value], sources: Mapping[str, Source], whole: bool) -> None:
    names = (SOURCES, PREVIOUS, VALUES) if whole else (SOURCES, VALUES)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files.write(folder / (VALUES + UNFINISHED), values)
        if whole:
            shutil.copyfile(folder / VALUES, folder / (PREVIOUS + UNFINISHED))
        listed = [asdict(source) for source in sources.values()]
        with (folder / (SOURCES + UNFINISHED)).open("w", encoding="utf-8") as stream:
            json.dump(listed, stream, ensure_ascii=False, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        # The values last: whenever it stops, every value that is there has its source.
        for name in names:
            os.replace(folder / (name + UNFINISHED), folder / name)
    finally:
        for name in names:
            (folder / (name + UNFINISHED)).unlink(missing_ok=True)


def _sources(path: Path) -> dict[str, Source]:
    try:
        listed = json.loads(path.read_text("utf-8"))
        found = [Source(**{key: str(value) for key, value in fields.items()}) for fields in listed]
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BrokenFigures(file=path.name, line=1) from error
    return {source.key: source for source in found}


@contextmanager
def _failures(folder: Path) -> Iterator[None]:
    """What the disk says no to, as a sentence."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise RefreshFailed(why="storage_full" if full else "not_writable", folder=folder) from error

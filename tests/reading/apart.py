"""Tasks run in a process of their own, and whether that process is gone."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.reading.sandbox.process import run_apart
from assistant.settings import Limits
from tests.reading.tasks import Note

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")


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

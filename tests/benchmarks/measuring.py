"""What the measurements share: a stopwatch, percentiles, the memory in use, how soon the page is there."""

from __future__ import annotations

import functools
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from assistant.settings import PROJECT

Result = TypeVar("Result")


class Stopwatch:
    """Adds up how long the watched methods take, each without the watched ones that it calls itself.

    It replaces methods of classes, because what is handed around is often a
    bound method: only for a process that does nothing but measure, one thread at a time.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._within: list[float] = []

    def watch(self, stage: str, owner: type, *names: str) -> None:
        """Count calls of these methods of a class as `stage`."""
        for name in names:
            setattr(owner, name, self._timed(stage, getattr(owner, name)))

    def _timed(self, stage: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def timed(*arguments: Any, **options: Any) -> Any:
            started = time.perf_counter()
            self._within.append(0.0)
            try:
                return method(*arguments, **options)
            finally:
                spent = time.perf_counter() - started
                self.seconds[stage] += spent - self._within.pop()
                if self._within:
                    self._within[-1] += spent

        return timed


def timed(act: Callable[[], Result]) -> tuple[float, Result]:
    """The seconds that `act` took, and its result."""
    started = time.perf_counter()
    result = act()
    return time.perf_counter() - started, result


def spread(seconds: Sequence[float]) -> str:
    """Median, 95th percentile and slowest, in milliseconds."""
    p95 = statistics.quantiles(seconds, n=20, method="inclusive")[-1]
    figures = {"p50": statistics.median(seconds), "p95": p95, "max": max(seconds)}
    return ", ".join(f"{name} {1000 * value:.0f} ms" for name, value in figures.items())


def resident() -> float:
    """This process's memory in MB; the most it ever had where the system says no more than that."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (1e6 if sys.platform == "darwin" else 1e3)


def seconds_to_page(environment: dict[str, str] | None = None) -> float:
    """From starting app.py until its page answers, in seconds."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    started = time.perf_counter()
    page = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=PROJECT,
        env=os.environ | (environment or {}) | {"ASSISTANT_PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        while time.perf_counter() - started < 60:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read()
                return time.perf_counter() - started
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
        raise SystemExit("the page did not answer within a minute")
    finally:
        page.terminate()
        page.wait(30)

"""The pages of a long PDF in two halves, each in a process of its own, where there are two cores.

Reading a page is arithmetic in Python, of which one process does one thing at
a time. The second half goes to a copy of this process; should that copy fail,
this one does its half as well and meets the same error.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Sequence
from typing import TypeVar

from assistant.reading.progress import Tell

Item = TypeVar("Item")
# A shorter document is read before a second process has started.
_WORTH = 12


def in_halves(
    work: Callable[[Sequence[int], Tell | None], list[Item]], count: int, processes: int, tell: Tell | None
) -> list[Item]:
    """`work(numbers, tell)` for the numbers from 0 to `count`, by one process or two; results in order."""
    numbers = range(count)
    if processes < 2 or count < _WORTH or (os.cpu_count() or 1) < 2 or not hasattr(os, "fork"):
        return work(numbers, tell)
    middle = count // 2
    source, sink = os.pipe()
    copy = os.fork()
    if not copy:
        os.close(source)
        _answer(sink, lambda: work(numbers[middle:], None))
    os.close(sink)
    with os.fdopen(source, "rb") as stream:
        first = work(numbers[:middle], tell and (lambda done, _: tell(min(2 * done, count), count)))
        answer = stream.read()
    os.waitpid(copy, 0)
    try:
        return [*first, *pickle.loads(answer)]
    except (pickle.UnpicklingError, EOFError):
        return [*first, *work(numbers[middle:], None)]


def _answer(sink: int, work: Callable[[], list[Item]]) -> None:
    """In the copy: write the results and end at once; a failure is an answer of nothing."""
    try:
        with os.fdopen(sink, "wb") as stream:
            pickle.dump(work(), stream)
    finally:
        os._exit(0)

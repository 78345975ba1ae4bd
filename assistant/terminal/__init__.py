"""The terminal: one module a command, kept light so that `--help` is instant."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable
from io import UnsupportedOperation
from typing import TextIO

# What a shell says of a program that SIGPIPE ended; an interrupted command ends with 130 likewise.
READER_LEFT = 141


def until_reader_leaves(command: Callable[[], int]) -> int:
    """The exit code of a command; `READER_LEFT` where its reader left, as `head` does after some lines.

    What is left unsaid then goes nowhere, so that Python does not complain of
    it when it ends: https://docs.python.org/3/library/signal.html#note-on-sigpipe.
    A pipe that broke elsewhere in the program is still a `BrokenPipeError`.
    """
    try:
        try:
            code = command()
        except SystemExit:
            _flush()
            raise
        _flush()
        return code
    except BrokenPipeError:
        if not _silenced():
            raise
        return READER_LEFT


def _flush() -> None:
    """Write what is still waiting to be printed, here where its failing can be met."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _silenced() -> bool:
    """Whether a reader left: what would go to it goes nowhere from now on."""
    left = [stream for stream in (sys.stdout, sys.stderr) if stream is not None and _left(stream)]
    for stream in left:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    return bool(left)


def _left(stream: TextIO) -> bool:
    """Whether nobody holds the other end of a pipe any more; poll(2) tells, where a flush does not."""
    poll = select.poll()
    try:
        poll.register(stream.fileno(), 0)
    except UnsupportedOperation:
        return False
    return bool(poll.poll(0))

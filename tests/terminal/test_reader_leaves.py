"""A command whose reader leaves, as `head` does, ends without a word; with a real pipe and process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import PROJECT
from assistant.terminal import READER_LEFT, until_reader_leaves

FIGURES = ["-m", "assistant", "figures", "Urk"]
COMMANDS = [FIGURES, [*FIGURES, "--json"], ["-m", "assistant", "doctor"], ["ingest.py", "--list", "--json"]]


def unread(arguments: list[str], data: Path, *, errors_too: bool, at_once: str) -> tuple[int, bytes]:
    """The exit code of a program that writes to a pipe nobody reads, and what it says elsewhere.

    `at_once` is PYTHONUNBUFFERED: "1" writes each print by itself, "" all at the end.
    """
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=PROJECT,
            env=os.environ | {"ASSISTANT_DATA": str(data), "PYTHONUNBUFFERED": at_once},
            stdout=writing,
            stderr=writing if errors_too else subprocess.PIPE,
            timeout=120,
        )
    finally:
        os.close(writing)
    return done.returncode, done.stderr or b""


@pytest.mark.parametrize("at_once", ["", "1"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_ends_without_a_word(arguments: list[str], at_once: str, tmp_path: Path) -> None:
    assert unread(arguments, tmp_path, errors_too=False, at_once=at_once) == (READER_LEFT, b"")


@pytest.mark.parametrize("arguments", [FIGURES, ["-m", "assistant", "figures", "Nergenshuizen"]])
def test_nobody_reads_its_errors_either(arguments: list[str], tmp_path: Path) -> None:
    assert unread(arguments, tmp_path, errors_too=True, at_once="") == (READER_LEFT, b"")


@pytest.mark.parametrize("arguments", [["-m", "assistant", "--help"], ["ingest.py", "--help"]])
def test_nor_its_help(arguments: list[str], tmp_path: Path) -> None:
    assert unread(arguments, tmp_path, errors_too=False, at_once="") == (READER_LEFT, b"")


def test_another_pipe_that_breaks_is_a_fault_of_the_program() -> None:
    def breaks() -> int:
        raise BrokenPipeError("a worker went away")

    with pytest.raises(BrokenPipeError, match="worker"):
        until_reader_leaves(breaks)


def test_an_exit_code_passes() -> None:
    assert until_reader_leaves(lambda: 2) == 2

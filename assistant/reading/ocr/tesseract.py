"""Tesseract, the program that reads pixels: found, asked for its languages, and run on one image.

It is a program beside this one and may be missing; whoever calls asks `find`
first. An image goes in and words come out through pipes, so nothing of a
document is left on the disk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Grey = np.ndarray[Any, np.dtype[np.uint8]]

NAME = "tesseract"
_COLUMNS = 12


@dataclass(frozen=True)
class Mark:
    """A word in an image: its box in pixels, and from 0 to 1 how sure tesseract is of it."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sure: float


def find(name: str | None = NAME) -> str | None:
    """Where the program is; None when it isn't there or `name` is None."""
    return shutil.which(name) if name else None


def languages(program: str) -> tuple[str, ...]:
    """The languages the program has data for, such as "nld" and "eng"; none when it doesn't run."""
    try:
        done = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    lines = (done.stdout or done.stderr).splitlines()
    return tuple(line.strip() for line in lines[1:] if line.strip() and " " not in line.strip())


def read(
    program: str, image: Grey, language: str, layout: int, dots: int, seconds: float
) -> tuple[Mark, ...]:
    """The words in an image of `dots` pixels an inch; `layout` is tesseract's page segmentation mode.

    Raises `subprocess.TimeoutExpired` after `seconds`; an image it can't read gives no words.
    """
    options = ["-l", language, "--psm", str(layout), "--dpi", str(dots), "tsv"]
    return _marks(_run(program, image, options, seconds))


def turn(program: str, image: Grey, seconds: float) -> tuple[int, float]:
    """By how many degrees the image must be turned clockwise, and how sure that is: 2 is little, 10 a lot.

    (0, 0) when the data for it ("osd") is missing or there is too little to go by.
    """
    answer = _run(program, image, ["-l", "osd", "--psm", "0", "--dpi", "300"], seconds)
    values = dict(line.split(": ", 1) for line in answer.splitlines() if ": " in line)
    try:
        return int(values["Rotate"]) % 360, float(values["Orientation confidence"])
    except (KeyError, ValueError):
        return 0, 0.0


def _run(program: str, image: Grey, options: Sequence[str], seconds: float) -> str:
    import numpy as np

    height, width = image.shape
    data = b"P5 %d %d 255\n" % (width, height) + np.ascontiguousarray(image, np.uint8).tobytes()
    # Its own threads would fight with those of the page beside it.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(
        [program, "stdin", "stdout", *options],
        input=data,
        capture_output=True,
        timeout=max(seconds, 0.1),
        env=environment,
        check=False,
    )
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _marks(table: str) -> tuple[Mark, ...]:
    found = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        sure = min(max(float(cells[10]) / 100, 0.0), 1.0)
        found.append(Mark(cells[11], left, top, left + width, top + height, sure))
    return tuple(found)

"""Progress on stderr: one line that is written over on a screen, a line a stage in a log."""

from __future__ import annotations

import sys
from typing import TextIO

from assistant.records import Progress
from assistant.wording import say


class ProgressLine:
    """Shows `Progress`; call `clear` before printing anything else."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._screen = self._stream.isatty()
        self._last = ""

    def __call__(self, progress: Progress) -> None:
        """Show how far a task is."""
        text = say(f"progress.{progress.stage}", done=progress.done, total=progress.total, file=progress.file)
        if self._screen:
            self._stream.write(f"\r\x1b[2K{text[:100]}")
            self._stream.flush()
        elif progress.done in (0, progress.total) and text != self._last:
            print(text, file=self._stream)
        self._last = text

    def clear(self) -> None:
        """Wipe the line."""
        if self._screen and self._last:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()

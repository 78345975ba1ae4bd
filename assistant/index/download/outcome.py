"""What becomes of a source: fetched, unchanged, or refused for a reason a user can read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.index.download.sources import Source
from assistant.wording import say

Success = Literal["fetched", "unchanged"]


@dataclass(frozen=True)
class Fetched:
    """What became of a source: `path` holds it unless it failed; `key` and `gaps` word the reason."""

    source: Source
    path: Path | None
    status: Literal["fetched", "unchanged", "failed"]
    key: str | None = None
    gaps: tuple[tuple[str, object], ...] = ()

    @property
    def reason(self) -> str | None:
        """Why it failed, in Dutch."""
        return self.because("nl")

    def because(self, language: str) -> str | None:
        """Why it failed, in Dutch or English; None when it did not."""
        return say(f"download.{self.key}", language, **dict(self.gaps)) if self.key else None


class Refused(Exception):
    """Ends an attempt; `again` when another one may go better."""

    def __init__(self, key: str, *, again: bool = False, **gaps: object) -> None:
        super().__init__(key)
        self.key, self.again, self.gaps = key, again, gaps

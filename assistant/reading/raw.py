"""What a reader hands to `read`: the pages and what the file says about itself.

The readers know a format; titles, kinds, hashes and errors are decided in one
place, from this record, whatever the format was.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records import Page


@dataclass(frozen=True)
class Raw:
    """The pages of one file; `stated` holds what the file says of itself, under English field names.

    `first_title` is a title the reader saw on the pages (a big line, an H1);
    `waiting` are the numbers of the pages that OCR has still to read.
    """

    pages: tuple[Page, ...]
    stated: tuple[tuple[str, str], ...] = ()
    topics: tuple[str, ...] = ()
    first_title: str | None = None
    metadata_title: str | None = None
    waiting: tuple[int, ...] = ()

    def says(self, name: str) -> str | None:
        """The stated value under `name`, None when the file is silent about it."""
        return dict(self.stated).get(name) or None

"""Reads a file, or recognises its pages, in a process of its own: see `process` for what that keeps out."""

from __future__ import annotations

import logging
import os
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import BrokenFile, TooLarge, TooSlow
from assistant.reading.names import shown_name
from assistant.reading.progress import Tell
from assistant.reading.sandbox.process import run_apart
from assistant.records import Document
from assistant.settings import Limits

if TYPE_CHECKING:
    from assistant.reading.ocr.recognised import Recognised

USUAL = Limits()
RECOGNISE = "assistant.reading.sandbox.child:recognise"
_AHEAD = 4

logger = logging.getLogger(__name__)


def read_apart(
    path: Path,
    *,
    name: str | None = None,
    password: str | None = None,
    limits: Limits = USUAL,
    progress: Tell | None = None,
) -> Document:
    """Read a file as `reading.read` does, in a process of its own; `progress` hears pages done and total.

    Raises the same errors, and `TooSlow`, `TooLarge` and `TooManyPages` when
    it asks more than `limits` allow. A reader that crashes is a `BrokenFile`.
    """
    file = shown_name(name or path.name)
    arguments = {
        "path": os.path.abspath(path),
        "name": file,
        "password": password,
        "pages": limits.pages,
        "unpacked_mb": limits.unpacked_mb,
    }
    task = "assistant.reading.sandbox.child:read_one"
    documents = run_apart(
        task, arguments, Document, file=file, limits=limits, seconds=limits.seconds, progress=progress
    )
    with closing(documents):
        for document in documents:
            return document
    raise BrokenFile(file=file, reason="the reader said nothing")


def recognise_apart(
    path: Path,
    pages: Sequence[int],
    *,
    password: str | None = None,
    language: str | None = None,
    limits: Limits = USUAL,
    seconds_per_page: int = 90,
) -> Generator[Recognised, None, None]:
    """Recognise pages (from 1) and give each as soon as it is there, in the order of `pages`.

    `language` is tesseract's word, such as "nld+eng" (which None means). A
    page on which the process hangs, dies or runs out of memory gives nothing,
    and a new process goes on with the next. Raises a `ReadingError` when the
    file can't be opened at all: it is missing or locked.
    """
    from assistant.reading.ocr.recognised import Recognised

    left = list(dict.fromkeys(pages))
    alone = 0
    while left:
        batch = left[:1] if alone else left
        found = run_apart(
            RECOGNISE,
            {"path": os.path.abspath(path), "pages": batch, "password": password, "language": language},
            Recognised,
            file=shown_name(path.name),
            limits=limits,
            seconds=seconds_per_page,
            records=len(batch),
        )
        died = False
        try:
            with closing(found):
                for each in found:
                    if each.page in left:
                        left = left[left.index(each.page) + 1 :]
                        yield each
        except (BrokenFile, TooLarge, TooSlow) as problem:
            logger.info("recognising page %d of %r: %s", batch[0], path.name, problem.details)
            died = True
        if alone:
            left = [page for page in left if page != batch[0]]
            alone -= 1
        elif died:
            # The process looks ahead, so it may have died of a page further on: read some by themselves.
            alone = _AHEAD
        else:
            return

"""What is still to be done for a document: files that OCR has to read, vectors to make anew.

A document is searchable before its scanned pages are; so its file stays in
the data folder until they are read, also when the program was killed in
between, or when OCR was not installed yet. Afterwards nothing is kept.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class Pending:
    """One folder with a copy of each file, named after its document's id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, document_id: str, path: Path) -> None:
        """Keep a copy of a file; a half copy is never seen."""
        self._folder.mkdir(parents=True, exist_ok=True)
        half = self._folder / f"{document_id}.half"
        shutil.copyfile(path, half)
        half.replace(self._file(document_id))

    def path(self, document_id: str) -> Path | None:
        """The kept file, None when there is none."""
        file = self._file(document_id)
        return file if file.is_file() else None

    def ids(self) -> list[str]:
        """The documents with a kept file, the oldest first."""
        if not self._folder.is_dir():
            return []
        files = [file for file in self._folder.iterdir() if file.suffix == ".file"]
        return [file.stem for file in sorted(files, key=lambda file: file.stat().st_mtime)]

    def ask_vectors(self, document_id: str) -> None:
        """Note that a document's vectors are older than its title."""
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / f"{document_id}.vectors").touch()

    def asked_vectors(self) -> list[str]:
        """The documents whose vectors have to be made anew."""
        return sorted(file.stem for file in self._folder.glob("*.vectors"))

    def made_vectors(self, document_id: str) -> None:
        """Note that they are made."""
        (self._folder / f"{document_id}.vectors").unlink(missing_ok=True)

    def rename(self, document_id: str, other_id: str) -> None:
        """Keep the file under another document's id; without a file nothing happens."""
        if file := self.path(document_id):
            file.replace(self._file(other_id))

    def drop(self, document_id: str) -> None:
        """Forget a file; one that isn't there doesn't matter."""
        for suffix in (".file", ".half", ".lock", ".vectors"):
            (self._folder / f"{document_id}{suffix}").unlink(missing_ok=True)

    @contextmanager
    def claimed(self, document_id: str) -> Iterator[bool]:
        """Whether this process may read the file: False while another one does."""
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._folder / f"{document_id}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def _file(self, document_id: str) -> Path:
        return self._folder / f"{document_id}.file"

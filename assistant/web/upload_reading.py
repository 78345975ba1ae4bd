"""One uploaded file on its way into the index, and the end of what the browser sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import EncryptedFile, WrongPassword
from assistant.records import Progress, Report
from assistant.web.desk import Desk
from assistant.web.working import Work


@dataclass(frozen=True)
class Upload:
    """A file that the browser sent, and where it is meant to go; `person` None means shared."""

    path: Path
    municipality: str | None
    person: str | None


class Reading(Work[Report]):
    """A file being read and embedded; it is deleted afterwards, unless it waits for a password."""

    def __init__(self, desk: Desk, file: Upload, password: str | None = None) -> None:
        self._file = file

        def read(tell: Callable[[Progress], None]) -> Report:
            report = None
            try:
                report = desk.assistant.ingest(
                    file.path,
                    name=file.path.name,
                    municipality=file.municipality,
                    person=file.person,
                    progress=tell,
                    password=password,
                )
                return report
            finally:
                if not (report and needs_password(report)):
                    remove_files([file.path])

        super().__init__(read, f"reading {file.path.name}", "A file could not be added")

    def outcome(self, language: str) -> Report:
        """The report; an error becomes a report of a failure with the sentence for the user."""
        if self.result is not None:
            return self.result
        return Report(self._file.path.name, "failed", reason=self.reason(language), seconds=self.seconds)


def needs_password(report: Report) -> bool:
    """Whether a file could not be read for want of the right password."""
    return isinstance(report.error, EncryptedFile | WrongPassword)


def remove_files(paths: Sequence[Path]) -> None:
    """Delete what the browser sent; the index has its own copy of what it needs."""
    for path in paths:
        path.unlink(missing_ok=True)

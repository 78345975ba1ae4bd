"""Keeps the index in step with the corpus folder: what is new, changed or gone.

Every file under guidance/, presentations/ and policy/ is a document, README
files apart. A file whose content did not change costs a hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.index.catalogue import Catalogue
from assistant.index.ingest import Ingester
from assistant.index.listening import Listener, nobody
from assistant.reading import READER, SUPPORTED
from assistant.records import CORPUS, NATIONAL, Progress, Report

FOLDERS = ("guidance", "presentations", "policy")
CodeOf = Callable[[Path], str | None]


def files(folder: Path) -> list[Path]:
    """The files below a folder that can be documents: no README, nothing hidden or temporary."""

    def walk(directory: Path) -> Iterator[Path]:
        for path in sorted(directory.iterdir()):
            if path.name.startswith((".", "~$")) or path.is_symlink():
                continue
            if path.is_dir():
                yield from walk(path)
            elif path.suffix.lower() in SUPPORTED and path.stem.upper() != "README":
                yield path

    return list(walk(folder)) if folder.is_dir() else []


def synchronise(
    corpus: Path, ingester: Ingester, catalogue: Catalogue, code_of: CodeOf, listener: Listener | None = None
) -> list[Report]:
    """Bring the index in step with the corpus; `code_of(path)` gives a file's municipality, if any.

    Returns a report for every file, and for every document whose file is gone.
    """
    tell = listener or nobody
    paths = [path for name in FOLDERS for path in files(corpus / name)]
    again = catalogue.meta("reader") != READER
    reports: list[Report] = []
    for number, path in enumerate(paths):
        tell(Progress("corpus", number, len(paths), path.name))
        code = code_of(path)
        reports.append(
            ingester.add(
                path,
                file=path.relative_to(corpus).as_posix(),
                shelf=code or NATIONAL,
                municipality=code,
                origin=CORPUS,
                listener=tell if path.stat().st_size > 200_000 else None,
                again=again,
            )
        )
    tell(Progress("corpus", len(paths), len(paths)))
    present = {(code_of(path) or NATIONAL, path.relative_to(corpus).as_posix()) for path in paths}
    for entry in catalogue.entries():
        if entry.origin == CORPUS and (entry.shelf, entry.file) not in present:
            ingester.remove(entry)
            reports.append(Report(entry.file, "removed", entry))
    catalogue.remember("reader", READER)
    return reports

"""Where a source goes on disk: under a name for what came in so far, and its own name once it is whole."""

from __future__ import annotations

import filecmp
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.index.download.outcome import Refused, Success
from assistant.index.download.sources import TYPES, Source
from assistant.records import NATIONAL


@dataclass(frozen=True)
class Files:
    """A source's files: the document, what came in so far, and what the server said of each."""

    final: Path
    about_final: Path
    part: Path
    about_part: Path

    def drop_part(self) -> None:
        """Forget what came in so far."""
        self.part.unlink(missing_ok=True)
        self.about_part.unlink(missing_ok=True)

    def finish(self) -> Success:
        """Give what came in its final name, in one step; the same content again is "unchanged"."""
        same = self.final.is_file() and filecmp.cmp(self.part, self.final, shallow=False)
        self.about_final.unlink(missing_ok=True)
        os.replace(self.part, self.final)
        if self.about_part.exists():
            os.replace(self.about_part, self.about_final)
        return "unchanged" if same else "fetched"


def files_of(source: Source, folder: Path) -> Files:
    """Where a source goes; id and shelf become names on disk, so nothing but plain names passes."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", source.id):
        raise Refused("bad_id")
    if not re.fullmatch(rf"{NATIONAL}|GM[0-9]{{4}}", source.shelf):
        raise Refused("bad_shelf")
    if source.type not in TYPES:
        raise Refused("bad_type")
    shelf = folder / source.shelf
    shelf.mkdir(parents=True, exist_ok=True)
    names = (source.type, "json", "part", "part.json")
    return Files(*(shelf / f"{source.id}.{name}" for name in names))


def note(path: Path, source: Source, about: dict[str, str]) -> None:
    """Note what the server said that identifies this version."""
    path.write_text(json.dumps(about | {"address": source.address}), "utf-8")


def noted(path: Path, source: Source) -> dict[str, str]:
    """What was noted about a file, unless it came from another address or can't be read."""
    try:
        about = json.loads(path.read_text("utf-8"))
        return {str(k): str(v) for k, v in about.items()} if about["address"] == source.address else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}

"""The list of documents that can be fetched: `corpus/sources.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import BrokenFile, FileMissing
from assistant.records import NATIONAL

# A source's type, and what a server may call it.
TYPES = {
    "pdf": ("application/pdf", "application/x-pdf", "application/octet-stream", "binary/octet-stream"),
    "html": ("text/html", "application/xhtml+xml"),
}


@dataclass(frozen=True)
class Source:
    """One entry of `sources.toml`; `shelf` is "national" or a municipality's code."""

    id: str
    title: str
    publisher: str
    year: int
    address: str
    type: str
    shelf: str = NATIONAL
    topics: tuple[str, ...] = ()


def load(path: Path) -> tuple[Source, ...]:
    """Read the list; one that is missing or isn't such a list raises a `ReadingError`."""
    try:
        return tuple(_source(entry) for entry in tomllib.loads(path.read_text("utf-8")).get("source", []))
    except FileNotFoundError as error:
        raise FileMissing(file=path.name) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenFile(file=path.name) from error


def _source(entry: Mapping[str, Any]) -> Source:
    return Source(
        id=str(entry["id"]),
        title=str(entry["title"]),
        publisher=str(entry.get("publisher", "")),
        year=int(entry.get("year", 0)),
        address=str(entry["address"]),
        type=str(entry["type"]),
        shelf=str(entry.get("shelf", NATIONAL)),
        topics=tuple(str(topic) for topic in entry.get("topics", ())),
    )

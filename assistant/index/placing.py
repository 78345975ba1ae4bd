"""Where a file belongs in the index: what it replaces there, and whose document it says it is."""

from __future__ import annotations

from pathlib import Path

from assistant.index.catalogue import Catalogue
from assistant.index.entries import sha256_of
from assistant.records import NATIONAL, Document, Entry

# Kinds that are written by or for one municipality; a town named in another kind is an example.
LOCAL_KINDS = (
    "budget",
    "annual_report",
    "decision_list",
    "policy",
    "council_proposal",
    "coalition_agreement",
)


def own_town(kind: str | None, town: str | None) -> str | None:
    """The town that a document of this kind is of, where it names one; None where it is of none or of all."""
    return town if town and kind in LOCAL_KINDS else None


def replaced_by(catalogue: Catalogue, shelf: str, file: str, path: Path) -> Entry | None:
    """What a file replaces: also the same content that went to the municipality it names."""
    known = catalogue.find(shelf, file)
    if known or shelf != NATIONAL:
        return known
    sha256 = sha256_of(path)
    return next(
        (
            entry
            for entry in catalogue.entries()
            if entry.municipality == entry.shelf and (entry.file, entry.sha256) == (file, sha256)
        ),
        None,
    )


def version_of(document: Document, known: Entry | None) -> int:
    """The version a document gets in place of `known`: the same content read again is no new one."""
    if known is None:
        return 1
    return known.version + (0 if known.sha256 == document.sha256 else 1)

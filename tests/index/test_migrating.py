"""A catalogue made by an earlier version goes on working, with what it knew."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from assistant.index.catalogue import Catalogue
from assistant.index.schema import SCHEMA_VERSION

VERSION_1 = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
    id TEXT PRIMARY KEY, shelf TEXT NOT NULL, file TEXT NOT NULL, title TEXT NOT NULL, format TEXT NOT NULL,
    sha256 TEXT NOT NULL, version INTEGER NOT NULL, municipality TEXT, language TEXT NOT NULL, kind TEXT,
    publisher TEXT, date TEXT, address TEXT, licence TEXT, topics TEXT NOT NULL, page_count INTEGER NOT NULL,
    paged INTEGER NOT NULL, empty_pages TEXT NOT NULL, passage_count INTEGER NOT NULL, remarks TEXT NOT NULL,
    origin TEXT NOT NULL, added TEXT NOT NULL,
    UNIQUE (shelf, file)
);
CREATE TABLE pages (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page_index INTEGER NOT NULL, number INTEGER, label TEXT, text TEXT NOT NULL, headings TEXT NOT NULL,
    PRIMARY KEY (document_id, page_index)
);
INSERT INTO meta VALUES ('schema', '1'), ('generation', '7');
"""


def old_catalogue(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1)
    connection.execute(
        "INSERT INTO documents VALUES ('a', 'GM0629', 'b.pdf', 'Begroting', 'pdf', 'x', 2, 'GM0629', 'nl', "
        "'budget', 'Gemeente', NULL, NULL, NULL, '[]', 4, 1, '[2]', 9, ?, 'user', '2026-11-24')",
        (json.dumps(["pictures:3"]),),
    )
    connection.executemany(
        "INSERT INTO pages VALUES ('a', ?, ?, NULL, ?, '[]')",
        [(n, n + 1, "" if n == 1 else f"Bladzijde {n}") for n in range(4)],
    )
    connection.commit()
    connection.close()


def test_what_was_known_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    old_catalogue(path)
    catalogue = Catalogue(path)
    (entry,) = catalogue.entries()
    assert (entry.title, entry.version, entry.passage_count, entry.kind) == ("Begroting", 2, 9, "budget")
    assert entry.legibility.verdicts == ("text", "empty", "picture", "text")
    assert [page.verdict for page in catalogue.pages("a")] == ["text", "empty", "picture", "text"]
    assert catalogue.generation() == 7
    assert catalogue.meta("schema") == SCHEMA_VERSION


def test_a_document_can_be_stored_after_it(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    old_catalogue(path)
    catalogue = Catalogue(path)
    (entry,) = catalogue.entries()
    catalogue.put(entry, catalogue.pages("a"), [])
    assert Catalogue(path).entries() == [entry]

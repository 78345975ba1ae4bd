"""Brings an earlier version's catalogue to the present tables, so that nothing has to be added again."""

from __future__ import annotations

import json
import sqlite3

from assistant.index.schema import LEXICAL, SCHEMA_VERSION
from assistant.index.stored import as_json
from assistant.records import Legibility, Verdict


def migrate(connection: sqlite3.Connection) -> None:
    """Change the tables in place where they are of an earlier version; a new catalogue is left alone.

    All of it or nothing, and one process at a time; the caller commits.
    """
    if _version(connection) in (None, SCHEMA_VERSION):
        return
    connection.execute("BEGIN IMMEDIATE")
    version = _version(connection)
    if version == "1":
        _from_one(connection)
    if version in ("1", "2"):
        _from_two(connection)
    connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (SCHEMA_VERSION,))


def _version(connection: sqlite3.Connection) -> str | None:
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
    version = known and connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    return version[0] if version else None


def _from_one(connection: sqlite3.Connection) -> None:
    """Version 1 knew empty pages and pages with pictures, and no years, tables or verdicts."""
    for column in ("year INTEGER", "until INTEGER", "edition TEXT", "legibility TEXT NOT NULL DEFAULT '{}'"):
        connection.execute(f"ALTER TABLE documents ADD COLUMN {column}")
    for column in (
        "tables TEXT NOT NULL DEFAULT '[]'",
        "verdict TEXT NOT NULL DEFAULT 'text'",
        "confidence REAL",
        "recognised TEXT NOT NULL DEFAULT '[]'",
    ):
        connection.execute(f"ALTER TABLE pages ADD COLUMN {column}")
    rows = connection.execute("SELECT id, page_count, empty_pages, remarks FROM documents").fetchall()
    for document_id, count, empty, remarks in rows:
        verdicts: list[Verdict] = ["text"] * count
        for number in json.loads(empty):
            verdicts[number - 1] = "empty"
        for remark in json.loads(remarks):
            kind, _, numbers = remark.partition(":")
            for number in numbers.split(",") if kind == "pictures" and numbers else ():
                verdicts[int(number) - 1] = "picture"
        connection.execute(
            "UPDATE documents SET legibility = ? WHERE id = ?",
            (as_json(Legibility, Legibility(tuple(verdicts))), document_id),
        )
        connection.executemany(
            "UPDATE pages SET verdict = ? WHERE document_id = ? AND page_index = ?",
            [(verdict, document_id, index) for index, verdict in enumerate(verdicts)],
        )
    connection.execute("ALTER TABLE documents DROP COLUMN empty_pages")
    connection.execute("ALTER TABLE documents DROP COLUMN remarks")


def _from_two(connection: sqlite3.Connection) -> None:
    """Version 2 could not look for a shelf among the words, and read all that matched to find it."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'lexical'").fetchone():
        return
    connection.execute(LEXICAL.format(name="lexical_next"))
    connection.execute(
        "INSERT INTO lexical_next (rowid, stems, grams, shelf) SELECT rowid, stems, grams, shelf FROM lexical"
    )
    connection.execute("DROP TABLE lexical")
    connection.execute("ALTER TABLE lexical_next RENAME TO lexical")

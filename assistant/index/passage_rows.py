"""Passages in the catalogue: where each stands on its page, and the words it is found by."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from assistant.index import lexical
from assistant.index.stored import entry_of, passage_of
from assistant.index.texts import index_text
from assistant.records import Entry, Passage, Span


def put(connection: sqlite3.Connection, entry: Entry, passages: Sequence[tuple[str, Span]]) -> None:
    """Index the passages of a document, as (id, span) in reading order."""
    for ordinal, (passage_id, span) in enumerate(passages):
        headings = json.dumps(span.headings, ensure_ascii=False)
        cursor = connection.execute(
            "INSERT INTO passages (id, document_id, page_index, start, end, ordinal, headings) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (passage_id, entry.id, span.page, span.start, span.end, ordinal, headings),
        )
        text = index_text(entry, span.headings, span.text)
        stems, grams = " ".join(lexical.stems(text)), " ".join(lexical.grams(text))
        connection.execute(
            "INSERT INTO lexical (rowid, stems, grams, shelf) VALUES (?, ?, ?, ?)",
            (cursor.lastrowid, stems, grams, entry.shelf),
        )


def delete(connection: sqlite3.Connection, document_id: str) -> None:
    """Forget the words of a document's passages; its own row takes `passages` along."""
    connection.execute(
        "DELETE FROM lexical WHERE rowid IN (SELECT rowid FROM passages WHERE document_id = ?)",
        (document_id,),
    )


def ids(connection: sqlite3.Connection, document_id: str | None, shelf: str | None) -> list[str]:
    """The ids of a document's or a shelf's passages, in reading order."""
    query = "SELECT p.id FROM passages p JOIN documents d ON d.id = p.document_id WHERE 1"
    values: list[str] = []
    for column, value in (("d.id", document_id), ("d.shelf", shelf)):
        if value is not None:
            query += f" AND {column} = ?"
            values.append(value)
    return [row["id"] for row in connection.execute(query + " ORDER BY d.id, p.ordinal", values)]


def find(connection: sqlite3.Connection, condition: str, values: Sequence[str]) -> list[Passage]:
    """The passages that meet a condition over passages `p`, documents `d` and pages `g`, in its order."""
    query = (
        "SELECT d.*, p.id AS passage_id, p.page_index, p.start, p.end, p.ordinal, p.headings, g.number, "
        "g.label, "
        "substr(g.text, p.start + 1, p.end - p.start) AS passage_text FROM passages p "
        "JOIN documents d ON d.id = p.document_id "
        f"JOIN pages g ON g.document_id = p.document_id AND g.page_index = p.page_index WHERE {condition}"
    )
    rows = connection.execute(query, tuple(values)).fetchall()
    entries = {row["id"]: entry_of(row) for row in rows}
    return [passage_of(row, entries[row["id"]]) for row in rows]

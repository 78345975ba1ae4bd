"""Table rows as the catalogue finds them: by label, column heads, and what the table is called and stands in.

The vectors know passages, in which a row is one of many; a question about a
budget heading has to find its row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from assistant.index import lexical
from assistant.index.stored import entry_of, marks, page_of
from assistant.index.texts import row_text
from assistant.records import Entry, FoundRow, Page


def put(connection: sqlite3.Connection, entry: Entry, pages: Sequence[Page]) -> None:
    """Index every table row of a document."""
    for page_index, page in enumerate(pages):
        for table_number, table in enumerate(page.tables):
            for row_number, row in enumerate(table.rows):
                cursor = connection.execute(
                    "INSERT INTO table_rows (document_id, page_index, table_number, row_number) "
                    "VALUES (?, ?, ?, ?)",
                    (entry.id, page_index, table_number, row_number),
                )
                connection.execute(
                    "INSERT INTO lexical_rows (rowid, stems, shelf) VALUES (?, ?, ?)",
                    (cursor.lastrowid, " ".join(lexical.stems(row_text(entry, table, row))), entry.shelf),
                )


def delete(connection: sqlite3.Connection, document_id: str) -> None:
    """Forget the rows of a document; its own row takes `table_rows` along."""
    connection.execute(
        "DELETE FROM lexical_rows WHERE rowid IN (SELECT rowid FROM table_rows WHERE document_id = ?)",
        (document_id,),
    )


def find(
    connection: sqlite3.Connection, expression: str, shelves: Sequence[str], limit: int
) -> list[FoundRow]:
    """The rows that match an FTS5 expression over `stems`, best first, with BM25 as score."""
    found = connection.execute(
        "SELECT r.document_id, r.page_index, r.table_number, r.row_number, -bm25(lexical_rows) AS score "
        "FROM lexical_rows JOIN table_rows r ON r.rowid = lexical_rows.rowid "
        f"WHERE lexical_rows MATCH ? AND lexical_rows.shelf IN ({marks(shelves)}) "
        "ORDER BY score DESC LIMIT ?",
        (expression, *shelves, limit),
    ).fetchall()
    ids = tuple({row["document_id"] for row in found})
    documents = connection.execute(f"SELECT * FROM documents WHERE id IN ({marks(ids)})", ids)
    entries = {row["id"]: entry_of(row) for row in documents}
    places = {(row["document_id"], row["page_index"]) for row in found}
    pages = {place: _page(connection, *place) for place in places}
    result: list[FoundRow] = []
    for row in found:
        page = pages[row["document_id"], row["page_index"]]
        table = page.tables[row["table_number"]]
        entry = entries[row["document_id"]]
        result.append(
            FoundRow(entry, row["page_index"], page, table, table.rows[row["row_number"]], row["score"])
        )
    return result


def _page(connection: sqlite3.Connection, document_id: str, page_index: int) -> Page:
    place = (document_id, page_index)
    row = connection.execute("SELECT * FROM pages WHERE document_id = ? AND page_index = ?", place).fetchone()
    return page_of(row)

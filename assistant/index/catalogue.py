"""The catalogue: one SQLite file that is the truth about what is indexed.

It holds documents, their pages and passages, the lexical index (FTS5) and a
generation number that rises with every committed change, so that a reader
knows when its vectors are stale. Vectors live elsewhere and can be rebuilt
from here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.errors import UnknownDocument
from assistant.index import lexical_search, passage_rows, table_rows
from assistant.index.connections import Connections
from assistant.index.lexical import Term
from assistant.index.migrating import migrate
from assistant.index.schema import SCHEMA, SCHEMA_VERSION
from assistant.index.stored import entry_of, entry_row, marks, page_of, page_row
from assistant.records import Entry, FoundRow, Page, Passage, Span


class Catalogue:
    """Reads and writes the catalogue; any thread may use it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connections = Connections(path)
        self.close = self._connections.close
        with self._connections.one() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            migrate(connection)
            connection.executescript(SCHEMA)
            connection.execute("INSERT OR IGNORE INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
            connection.execute("INSERT OR IGNORE INTO meta VALUES ('generation', '0')")

    # -- what the index was made with ------------------------------------------------

    def meta(self, key: str) -> str | None:
        """A remembered value, such as the generation or the model's fingerprint."""
        with self._connections.one() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row["value"] if row else None

    def remember(self, key: str, value: str) -> None:
        """Keep a value under a key."""
        with self._connections.one() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def generation(self) -> int:
        """The number of changes committed so far."""
        return int(self.meta("generation") or 0)

    # -- documents -----------------------------------------------------------------------

    def entries(self, shelves: Iterable[str] | None = None) -> list[Entry]:
        """The documents on these shelves (all when None), by shelf and title."""
        query = "SELECT * FROM documents"
        values: tuple[str, ...] = ()
        if shelves is not None:
            values = tuple(shelves)
            query += f" WHERE shelf IN ({marks(values)})"
        with self._connections.one() as connection:
            rows = connection.execute(query + " ORDER BY shelf, title, file", values).fetchall()
        return [entry_of(row) for row in rows]

    def entry(self, document_id: str) -> Entry:
        """One document; an id that isn't there raises `UnknownDocument`."""
        with self._connections.one() as connection:
            row = connection.execute("SELECT * FROM documents WHERE id = ?", (document_id,)).fetchone()
        if row is None:
            raise UnknownDocument(id=document_id)
        return entry_of(row)

    def find(self, shelf: str, file: str) -> Entry | None:
        """The document that came from this file on this shelf."""
        with self._connections.one() as connection:
            row = connection.execute(
                "SELECT * FROM documents WHERE shelf = ? AND file = ?", (shelf, file)
            ).fetchone()
        return entry_of(row) if row else None

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """All pages of a document, in order."""
        with self._connections.one() as connection:
            rows = connection.execute(
                "SELECT * FROM pages WHERE document_id = ? ORDER BY page_index", (document_id,)
            ).fetchall()
        return tuple(page_of(row) for row in rows)

    def page(self, document_id: str, page_index: int) -> Page | None:
        """One page, None when document or page is gone."""
        with self._connections.one() as connection:
            row = connection.execute(
                "SELECT * FROM pages WHERE document_id = ? AND page_index = ?", (document_id, page_index)
            ).fetchone()
        return page_of(row) if row else None

    def page_text(self, document_id: str, page_index: int) -> str | None:
        """The text of one page, None when document or page is gone."""
        with self._connections.one() as connection:
            row = connection.execute(
                "SELECT text FROM pages WHERE document_id = ? AND page_index = ?", (document_id, page_index)
            ).fetchone()
        return row["text"] if row else None

    def put(self, entry: Entry, pages: Sequence[Page], passages: Sequence[tuple[str, Span]]) -> None:
        """Add a document, or replace it, with its passages as (id, span); raises the generation."""
        with self._connections.one() as connection:
            _delete(connection, entry.id)
            row = entry_row(entry)
            connection.execute(f"INSERT INTO documents VALUES ({marks(row)})", row)
            connection.execute(
                "INSERT INTO versions VALUES (?, ?, ?, ?)",
                (entry.id, entry.version, entry.sha256, entry.added),
            )
            connection.executemany(
                f"INSERT INTO pages VALUES ({marks(range(10))})",
                [page_row(entry.id, i, page) for i, page in enumerate(pages)],
            )
            table_rows.put(connection, entry, pages)
            passage_rows.put(connection, entry, passages)
            _advance(connection)

    def remove(self, document_id: str) -> None:
        """Take a document out, with all that belongs to it; raises the generation."""
        with self._connections.one() as connection:
            _delete(connection, document_id)
            connection.execute("DELETE FROM versions WHERE document_id = ?", (document_id,))
            _advance(connection)

    # -- passages ------------------------------------------------------------------------

    def passage_ids(self, document_id: str | None = None, shelf: str | None = None) -> list[str]:
        """The ids of a document's or a shelf's passages, in reading order."""
        with self._connections.one() as connection:
            return passage_rows.ids(connection, document_id, shelf)

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Passages by id; an id the catalogue does not know is left out."""
        return {p.id: p for p in self._passages(f"p.id IN ({marks(ids)})", ids)} if ids else {}

    def document_passages(self, document_id: str) -> list[Passage]:
        """All passages of a document in reading order."""
        return self._passages("p.document_id = ? ORDER BY p.ordinal", (document_id,))

    def passages_under(self, heading: str, shelf: str) -> list[Passage]:
        """The passages of a shelf whose headings hold this text, in reading order."""
        return self._passages(
            "d.shelf = ? AND instr(p.headings, ?) > 0 ORDER BY d.id, p.ordinal", (shelf, heading)
        )

    def _passages(self, condition: str, values: Sequence[str]) -> list[Passage]:
        with self._connections.one() as connection:
            return passage_rows.find(connection, condition, values)

    def passage_count(self) -> int:
        """The number of passages on all shelves."""
        with self._connections.one() as connection:
            return int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    # -- what is found by its words ----------------------------------------------------

    def lexical_scores(
        self, expression: str, shelves: Sequence[str], limit: int
    ) -> dict[str, tuple[float, float]]:
        """What matches an FTS5 expression, best first: passage ids with the BM25 of stems and of 5-grams."""
        with self._connections.one() as connection:
            return lexical_search.scores(connection, expression, shelves, limit)

    def table_rows(self, expression: str, shelves: Sequence[str], limit: int) -> list[FoundRow]:
        """The table rows that match an FTS5 expression over `stems`, best first, with BM25 as score."""
        with self._connections.one() as connection:
            return table_rows.find(connection, expression, shelves, limit)

    def document_frequency(self, stems: Sequence[str]) -> dict[str, int]:
        """In how many passages each stem occurs; stems that never occur are left out."""
        if not stems:
            return {}
        with self._connections.one() as connection:
            return lexical_search.document_frequency(connection, stems)

    def term_counts(self, terms: Sequence[Term], shelves: Sequence[str]) -> dict[Term, int]:
        """In about how many passages on these shelves each term occurs, for `lexical.match_expression`."""
        with self._connections.one() as connection:
            return lexical_search.term_counts(connection, terms, shelves)


def _delete(connection: sqlite3.Connection, document_id: str) -> None:
    passage_rows.delete(connection, document_id)
    table_rows.delete(connection, document_id)
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))


def _advance(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")

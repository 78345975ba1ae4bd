"""The catalogue: one SQLite file that is the truth about what is indexed.

It holds documents, their pages and passages, the lexical index (FTS5) and a
generation number that rises with every committed change, so that a reader
knows when its vectors are stale. Vectors live elsewhere and can be rebuilt
from here.
"""

from __future__ import annotations

import json
import math
import sqlite3
import weakref
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import UnknownDocument
from assistant.index import lexical, table_rows
from assistant.index.migrating import migrate
from assistant.index.schema import SCHEMA, SCHEMA_VERSION
from assistant.index.stored import entry_of, entry_row, marks, page_of, page_row, passage_of
from assistant.index.texts import index_text
from assistant.records import Entry, FoundRow, Page, Passage, Span

GRAM_WEIGHT = 0.35
# Connections kept open between calls; opening one and reading the tables takes longer than most calls.
KEPT = 4


class Catalogue:
    """Reads and writes the catalogue; a connection serves one call at a time, so any thread may use it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: deque[sqlite3.Connection] = deque()
        # Closed when nobody uses the catalogue any more, at the latest when the program ends.
        self.close = weakref.finalize(self, _close, self._idle)
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._connection() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            migrate(connection)
            connection.executescript(SCHEMA)
            connection.execute("INSERT OR IGNORE INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
            connection.execute("INSERT OR IGNORE INTO meta VALUES ('generation', '0')")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._opened()
        try:
            with connection:
                yield connection
        except BaseException:
            connection.close()
            raise
        if len(self._idle) < KEPT and self.close.alive:
            self._idle.append(connection)
        else:
            connection.close()

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=30, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys=ON")
        return connection

    # -- what the index was made with ------------------------------------------------

    def meta(self, key: str) -> str | None:
        """A remembered value, such as the generation or the model's fingerprint."""
        with self._connection() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row["value"] if row else None

    def remember(self, key: str, value: str) -> None:
        """Keep a value under a key."""
        with self._connection() as connection:
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
        with self._connection() as connection:
            rows = connection.execute(query + " ORDER BY shelf, title, file", values).fetchall()
        return [entry_of(row) for row in rows]

    def entry(self, document_id: str) -> Entry:
        """One document; an id that isn't there raises `UnknownDocument`."""
        with self._connection() as connection:
            row = connection.execute("SELECT * FROM documents WHERE id = ?", (document_id,)).fetchone()
        if row is None:
            raise UnknownDocument(id=document_id)
        return entry_of(row)

    def find(self, shelf: str, file: str) -> Entry | None:
        """The document that came from this file on this shelf."""
        with self._connection() as connection:
            row = connection.execute(
                "SELECT * FROM documents WHERE shelf = ? AND file = ?", (shelf, file)
            ).fetchone()
        return entry_of(row) if row else None

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """All pages of a document, in order."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT * FROM pages WHERE document_id = ? ORDER BY page_index", (document_id,)
            ).fetchall()
        return tuple(page_of(row) for row in rows)

    def page(self, document_id: str, page_index: int) -> Page | None:
        """One page, None when document or page is gone."""
        with self._connection() as connection:
            row = connection.execute(
                "SELECT * FROM pages WHERE document_id = ? AND page_index = ?", (document_id, page_index)
            ).fetchone()
        return page_of(row) if row else None

    def page_text(self, document_id: str, page_index: int) -> str | None:
        """The text of one page, None when document or page is gone."""
        with self._connection() as connection:
            row = connection.execute(
                "SELECT text FROM pages WHERE document_id = ? AND page_index = ?", (document_id, page_index)
            ).fetchone()
        return row["text"] if row else None

    def put(self, entry: Entry, pages: Sequence[Page], passages: Sequence[tuple[str, Span]]) -> None:
        """Add a document, or replace it, with its passages as (id, span); raises the generation."""
        with self._connection() as connection:
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
            for ordinal, (passage_id, span) in enumerate(passages):
                cursor = connection.execute(
                    "INSERT INTO passages (id, document_id, page_index, start, end, ordinal, headings) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        passage_id,
                        entry.id,
                        span.page,
                        span.start,
                        span.end,
                        ordinal,
                        json.dumps(span.headings, ensure_ascii=False),
                    ),
                )
                text = index_text(entry, span.headings, span.text)
                connection.execute(
                    "INSERT INTO lexical (rowid, stems, grams, shelf) VALUES (?, ?, ?, ?)",
                    (
                        cursor.lastrowid,
                        " ".join(lexical.stems(text)),
                        " ".join(lexical.grams(text)),
                        entry.shelf,
                    ),
                )
            _advance(connection)

    def remove(self, document_id: str) -> None:
        """Take a document out, with all that belongs to it; raises the generation."""
        with self._connection() as connection:
            _delete(connection, document_id)
            connection.execute("DELETE FROM versions WHERE document_id = ?", (document_id,))
            _advance(connection)

    # -- passages ------------------------------------------------------------------------

    def passage_ids(self, document_id: str | None = None, shelf: str | None = None) -> list[str]:
        """The ids of a document's or a shelf's passages, in reading order."""
        query = "SELECT p.id FROM passages p JOIN documents d ON d.id = p.document_id WHERE 1"
        values: list[str] = []
        for column, value in (("d.id", document_id), ("d.shelf", shelf)):
            if value is not None:
                query += f" AND {column} = ?"
                values.append(value)
        with self._connection() as connection:
            return [r["id"] for r in connection.execute(query + " ORDER BY d.id, p.ordinal", values)]

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
        query = (
            "SELECT d.*, p.id AS passage_id, p.page_index, p.start, p.end, p.ordinal, p.headings, g.number, "
            "g.label, "
            "substr(g.text, p.start + 1, p.end - p.start) AS passage_text FROM passages p "
            "JOIN documents d ON d.id = p.document_id "
            f"JOIN pages g ON g.document_id = p.document_id AND g.page_index = p.page_index WHERE {condition}"
        )
        with self._connection() as connection:
            rows = connection.execute(query, tuple(values)).fetchall()
        entries = {row["id"]: entry_of(row) for row in rows}
        return [passage_of(row, entries[row["id"]]) for row in rows]

    def lexical_scores(
        self, expression: str, shelves: Sequence[str], limit: int
    ) -> dict[str, tuple[float, float]]:
        """The passages that match an FTS5 expression, best first, with the BM25 of their stems and 5-grams.

        They are ordered by stems plus `GRAM_WEIGHT` times 5-grams; higher is better.
        """
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT p.id, found.stems, found.grams FROM (SELECT rowid, "
                "-bm25(lexical, 1.0, 0.0, 0.0) AS stems, -bm25(lexical, 0.0, 1.0, 0.0) AS grams, "
                f"-bm25(lexical, 1.0, {GRAM_WEIGHT}, 0.0) AS score "
                "FROM lexical WHERE lexical MATCH ? ORDER BY score DESC LIMIT ?) found "
                "JOIN passages p ON p.rowid = found.rowid ORDER BY found.score DESC",
                (f"({expression}) AND {lexical.on_shelves(shelves)}", limit),
            ).fetchall()
        return {row["id"]: (row["stems"], row["grams"]) for row in rows}

    def table_rows(self, expression: str, shelves: Sequence[str], limit: int) -> list[FoundRow]:
        """The table rows that match an FTS5 expression over `stems`, best first, with BM25 as score."""
        with self._connection() as connection:
            return table_rows.find(connection, expression, shelves, limit)

    def document_frequency(self, stems: Sequence[str]) -> dict[str, int]:
        """In how many passages each stem occurs; stems that never occur are left out."""
        if not stems:
            return {}
        with self._connection() as connection:
            rows = connection.execute(
                f"SELECT term, doc FROM lexical_terms WHERE col = 'stems' AND term IN ({marks(stems)})",
                tuple(stems),
            ).fetchall()
        return {row["term"]: row["doc"] for row in rows}

    def term_counts(self, terms: Sequence[lexical.Term], shelves: Sequence[str]) -> dict[lexical.Term, int]:
        """In about how many passages on these shelves each term occurs, for `lexical.match_expression`.

        A term is taken to be spread evenly over all shelves, and none is counted
        beyond what makes it common. On shelves with few passages nothing is counted.
        """
        with self._connection() as connection:
            everywhere, here = connection.execute(
                f"SELECT total(passage_count), total(passage_count * (shelf IN ({marks(shelves)}))) "
                "FROM documents",
                tuple(shelves),
            ).fetchone()
            if here <= lexical.SCORED:
                return {}
            share = here / everywhere
            counted = "SELECT count(*) FROM (SELECT 1 FROM lexical WHERE lexical MATCH ? LIMIT ?)"
            most = math.ceil((lexical.SCORED + 1) / share)
            return {
                term: math.ceil(share * connection.execute(counted, (str(term), most)).fetchone()[0])
                for term in terms
            }

    def passage_count(self) -> int:
        """The number of passages on all shelves."""
        with self._connection() as connection:
            return int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])


def _delete(connection: sqlite3.Connection, document_id: str) -> None:
    connection.execute(
        "DELETE FROM lexical WHERE rowid IN (SELECT rowid FROM passages WHERE document_id = ?)",
        (document_id,),
    )
    table_rows.delete(connection, document_id)
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))


def _advance(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")


def _close(connections: deque[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()

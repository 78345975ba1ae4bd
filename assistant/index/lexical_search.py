"""Passages found by their words: BM25 over stems and 5-grams, and how often each of them occurs."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence

from assistant.index import lexical
from assistant.index.stored import marks

GRAM_WEIGHT = 0.35


def scores(
    connection: sqlite3.Connection, expression: str, shelves: Sequence[str], limit: int
) -> dict[str, tuple[float, float]]:
    """The passages that match an FTS5 expression, best first, with the BM25 of their stems and 5-grams.

    They are ordered by stems plus `GRAM_WEIGHT` times 5-grams; higher is better.
    """
    rows = connection.execute(
        "SELECT p.id, found.stems, found.grams FROM (SELECT rowid, "
        "-bm25(lexical, 1.0, 0.0, 0.0) AS stems, -bm25(lexical, 0.0, 1.0, 0.0) AS grams, "
        f"-bm25(lexical, 1.0, {GRAM_WEIGHT}, 0.0) AS score "
        "FROM lexical WHERE lexical MATCH ? ORDER BY score DESC LIMIT ?) found "
        "JOIN passages p ON p.rowid = found.rowid ORDER BY found.score DESC",
        (f"({expression}) AND {lexical.on_shelves(shelves)}", limit),
    ).fetchall()
    return {row["id"]: (row["stems"], row["grams"]) for row in rows}


def document_frequency(connection: sqlite3.Connection, stems: Sequence[str]) -> dict[str, int]:
    """In how many passages each stem occurs; stems that never occur are left out."""
    rows = connection.execute(
        f"SELECT term, doc FROM lexical_terms WHERE col = 'stems' AND term IN ({marks(stems)})",
        tuple(stems),
    ).fetchall()
    return {row["term"]: row["doc"] for row in rows}


def term_counts(
    connection: sqlite3.Connection, terms: Sequence[lexical.Term], shelves: Sequence[str]
) -> dict[lexical.Term, int]:
    """In about how many passages on these shelves each term occurs, for `lexical.match_expression`.

    A term is taken to be spread evenly over all shelves, and none is counted
    beyond what makes it common. On shelves with few passages nothing is counted.
    """
    everywhere, here = connection.execute(
        f"SELECT total(passage_count), total(passage_count * (shelf IN ({marks(shelves)}))) FROM documents",
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

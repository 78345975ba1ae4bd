"""Records as the catalogue's rows, and back.

What has no column to be searched by (topics, headings, tables, the verdict on
every page) is kept as JSON, checked against the record's types when it is
read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sized
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.records import Entry, Heading, Legibility, Page, Passage, Table

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """Pydantic's adapter for a record; making one takes longer than using it."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def as_json(kind: Any, value: Any) -> str:
    """A value of a record's type as JSON."""
    return adapter(kind).dump_json(value).decode()


def entry_row(entry: Entry) -> tuple[Any, ...]:
    """A document in the order of the table's columns."""
    return (
        entry.id, entry.shelf, entry.file, entry.title, entry.format, entry.sha256, entry.version,
        entry.municipality, entry.language, entry.kind, entry.publisher, entry.date, entry.address,
        entry.licence, json.dumps(entry.topics), entry.page_count, int(entry.paged), entry.passage_count,
        entry.origin, entry.added, entry.year, entry.until, entry.edition,
        as_json(Legibility, entry.legibility),
    )  # fmt: skip


def entry_of(row: sqlite3.Row) -> Entry:
    """A document from its row."""
    return Entry(
        id=row["id"], shelf=row["shelf"], title=row["title"], file=row["file"], format=row["format"],
        sha256=row["sha256"], version=row["version"], municipality=row["municipality"],
        language=row["language"], kind=row["kind"], publisher=row["publisher"], date=row["date"],
        address=row["address"], licence=row["licence"], topics=tuple(json.loads(row["topics"])),
        page_count=row["page_count"], paged=bool(row["paged"]), passage_count=row["passage_count"],
        origin=row["origin"], added=row["added"], year=row["year"], until=row["until"],
        edition=row["edition"], legibility=adapter(Legibility).validate_json(row["legibility"]),
    )  # fmt: skip


def page_row(document_id: str, index: int, page: Page) -> tuple[Any, ...]:
    """A page in the order of the table's columns."""
    headings = json.dumps([(h.offset, h.level, h.text) for h in page.headings])
    return (
        document_id, index, page.number, page.label, page.text, headings,
        as_json(tuple[Table, ...], page.tables) if page.tables else "[]",
        page.verdict, page.confidence, json.dumps(page.recognised),
    )  # fmt: skip


def page_of(row: sqlite3.Row) -> Page:
    """A page from its row."""
    return Page(
        number=row["number"],
        label=row["label"],
        text=row["text"],
        headings=tuple(Heading(*h) for h in json.loads(row["headings"])),
        tables=adapter(tuple[Table, ...]).validate_json(row["tables"]) if row["tables"] != "[]" else (),
        verdict=row["verdict"],
        confidence=row["confidence"],
        recognised=tuple((start, end) for start, end in json.loads(row["recognised"])),
    )


def passage_of(row: sqlite3.Row, entry: Entry) -> Passage:
    """A passage from its row joined with its page's, and its document."""
    return Passage(
        id=row["passage_id"], document=entry, page=row["number"], page_label=row["label"],
        page_index=row["page_index"], start=row["start"], end=row["end"], ordinal=row["ordinal"],
        headings=tuple(json.loads(row["headings"])), text=row["passage_text"],
    )  # fmt: skip


def marks(values: Sized) -> str:
    """So many question marks, for a list of values in a statement."""
    return ", ".join("?" * len(values))

"""What holds for any name, any document and any bytes, tried on many that nobody would think of."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as some

from assistant.errors import ReadingError
from assistant.reading import read
from assistant.reading.names import MOST, shown_name
from assistant.reading.sandbox import wire
from assistant.records import Cell, Document, Heading, Legibility, Page, Row, Table

steady = settings(deadline=None, derandomize=True, max_examples=60)
texts = some.text(some.characters(exclude_categories=()), max_size=80)
spans = some.tuples(some.integers(0, 99), some.integers(0, 99))
cells = some.builds(Cell, some.integers(0, 99), some.integers(0, 99), texts)
rows = some.builds(
    Row, some.integers(0, 99), some.integers(0, 99), texts, some.lists(cells, max_size=2).map(tuple)
)
tables = some.builds(
    Table,
    some.lists(rows, max_size=2).map(tuple),
    texts,
    texts,
    some.lists(spans, max_size=2).map(tuple),
    some.none() | some.integers(0, 9),
)
pages = some.builds(
    Page,
    some.none() | some.integers(1, 9),
    some.none() | texts,
    texts,
    some.lists(some.builds(Heading, some.integers(0, 9), some.integers(1, 6), texts), max_size=2).map(tuple),
    some.lists(tables, max_size=2).map(tuple),
    some.sampled_from(("text", "ocr", "garbled", "scan", "picture", "empty")),
    some.none() | some.floats(0, 1),
    some.lists(spans, max_size=2).map(tuple),
)
documents = some.builds(
    Document,
    texts,
    texts,
    texts,
    texts,
    some.lists(pages, max_size=2).map(tuple),
    year=some.none() | some.integers(1800, 2100),
    town=some.none() | texts,
    topics=some.lists(texts, max_size=2).map(tuple),
    legibility=some.builds(Legibility, waiting=some.lists(some.integers(1, 9), max_size=2).map(tuple)),
)


@steady
@given(documents)
def test_a_document_arrives_as_it_was_sent(document: Document) -> None:
    line = wire.message("record", document)
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    arrived = wire.value_of(Document, line.partition(b" ")[2])
    if _half_a_character(document):
        assert [len(page.text) for page in arrived.pages] == [len(page.text) for page in document.pages]
    else:
        assert arrived == document


def _half_a_character(document: Document) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in json.dumps(document, default=vars, ensure_ascii=False))


@steady
@given(some.binary(max_size=200))
def test_an_answer_is_a_document_or_nothing(data: bytes) -> None:
    with suppress(ValueError):
        assert isinstance(wire.value_of(Document, data), Document)
    with suppress(ValueError):
        assert isinstance(wire.error_of(data, "plan.pdf"), ReadingError)


@steady
@given(some.text(some.characters(exclude_categories=()), max_size=400))
def test_any_name_can_be_shown(name: str) -> None:
    shown = shown_name(name)
    assert shown and len(shown) <= MOST
    assert shown.isprintable() and "/" not in shown and "\\" not in shown
    assert shown not in (".", "..")
    shown.encode()
    assert shown_name(shown) == shown


@steady
@given(some.sampled_from(("csv", "html", "md", "txt")), some.binary(max_size=300), some.integers(0, 9))
def test_any_bytes_are_text_or_an_error(kind: str, data: bytes, seed: int) -> None:
    marks = random.Random(seed).choices((b"<", b"#", b"|", b";", b"---\n", b'"', b"\n", b"&", b"*"), k=12)
    with TemporaryDirectory() as folder:
        path = Path(folder, f"plan.{kind}")
        path.write_bytes(data + b"".join(marks) + data[::-1])
        try:
            assert read(path).file == path.name
        except ReadingError as error:
            assert error.details["file"] == path.name

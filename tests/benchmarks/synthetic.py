"""Documents that look like a municipality's to an index: as many as a measurement needs, the same every time.

Words, sentence lengths and passage lengths are drawn from the texts that come
with the program, so that frequent words are as frequent as they are there and
a document keeps to its own words. One word in twenty-five is a new compound:
without them a large index would hold no rare words. What it says means
nothing, and its vectors are no model's: they lie at random about the vectors
of real passages, as near as neighbours in real documents do. So speed and
memory can be measured on it, and quality can't.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.index import lexical
from assistant.index.catalogue import Catalogue
from assistant.index.entries import document_id
from assistant.index.vectors import Vectors
from assistant.reading.sentences import sentences
from assistant.records import (
    CORPUS,
    NATIONAL,
    Cell,
    Entry,
    Heading,
    Legibility,
    Page,
    Passage,
    Row,
    Span,
    Table,
)

PER_DOCUMENT = 200
PER_PAGE = 3
# In a town's documents every so many pages one is a table, with so many rows.
TABLE_EVERY, ROWS = 4, 12
# The cosine of a synthetic vector with the real one it lies about.
NEARNESS = 0.93
# How often a word is the document's own, and how often a compound nobody wrote before.
OWN, COMPOUND = 0.5, 0.04
SHELVES = (
    ("GM0629", "Wassenaar"),
    (NATIONAL, ""),
    ("GM0014", "Groningen"),
    (NATIONAL, ""),
    ("GM0034", "Almere"),
    (NATIONAL, ""),
    ("GM0546", "Leiden"),
    (NATIONAL, ""),
)
YEARS = range(2020, 2027)
HEADINGS = (
    "0.4 Overhead", "3.4 Economische promotie", "4.3 Onderwijsbeleid en leerlingenzaken", "5.3 Cultuur",
    "5.6 Media", "6.1 Samenkracht en burgerparticipatie", "6.3 Inkomensregelingen", "6.5 Arbeidsparticipatie",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w'-]*")


@dataclass(frozen=True)
class Speech:
    """What real texts are made of: their words (all, and by document), and lengths as they occur.

    `sentences` are lengths in words, `passages` in characters; `vectors` are
    those of the real passages, shape (n, dimensions).
    """

    words: np.ndarray
    by_document: tuple[np.ndarray, ...]
    sentences: np.ndarray
    passages: np.ndarray
    vectors: np.ndarray


def listen(catalogue: Catalogue, vectors: Vectors) -> Speech:
    """Take the measure of the texts that come with the program."""
    by_document: list[np.ndarray] = []
    spoken: list[Passage] = []
    lengths: list[int] = []
    for entry in catalogue.entries([NATIONAL]):
        if entry.origin != CORPUS:
            continue
        passages = catalogue.document_passages(entry.id)
        text = "\n".join(p.text for p in passages)
        by_document.append(np.array(_WORD.findall(text)))
        lengths += [n for a, b in sentences(text) if (n := len(_WORD.findall(text[a:b])))]
        spoken += passages
    near = vectors.of(NATIONAL, [p.id for p in spoken])
    return Speech(
        words=np.concatenate(by_document),
        by_document=tuple(words for words in by_document if len(words) > 100),
        sentences=np.array(lengths),
        passages=np.array([len(p.text) for p in spoken]),
        vectors=np.array(list(near.values())),
    )


def prose(speech: Speech, characters: int, rng: np.random.Generator, own: np.ndarray | None = None) -> str:
    """Sentences of about so many characters together, with half of the words from `own`."""
    told: list[str] = []
    while sum(map(len, told)) < characters:
        words = _words(speech, int(rng.choice(speech.sentences)), rng, own)
        told.append(" ".join(words).capitalize() + ".")
    return " ".join(told)


def grow(catalogue: Catalogue, vectors: Vectors, speech: Speech, size: int) -> None:
    """Add documents until the index holds `size` passages; the n-th is always the same."""
    number = sum(entry.file.startswith("synthetic-") for entry in catalogue.entries())
    while (room := size - catalogue.passage_count()) > 0:
        rng = np.random.default_rng(number)
        entry, pages, spans = _document(speech, number, min(PER_DOCUMENT, room), rng)
        ids = [f"{entry.id}-{n}" for n in range(len(spans))]
        vectors.put(entry.shelf, ids, _vectors(speech, len(spans), rng))
        catalogue.put(entry, pages, list(zip(ids, spans, strict=True)))
        vectors.written()
        number += 1


def _document(
    speech: Speech, number: int, passages: int, rng: np.random.Generator
) -> tuple[Entry, list[Page], list[Span]]:
    """A policy; a town first gets a budget and an annual report for every year, with an overview each."""
    shelf, town = SHELVES[number % len(SHELVES)]
    turn = number // len(SHELVES)
    year = YEARS[turn % len(YEARS)]
    kind = "policy" if not town else ("budget", "annual_report", "policy")[min(2, turn // len(YEARS))]
    own = speech.by_document[int(rng.integers(len(speech.by_document)))]
    pages: list[Page] = []
    spans: list[Span] = []
    while len(spans) < passages:
        heading = " ".join(_words(speech, 3, rng, own)).capitalize()
        if town and len(pages) == 1 and kind != "policy":
            columns = ("Baten", "Lasten", "Saldo")
            page, bounds = _table_page(heading, HEADINGS, f"Begroting {year}", columns, rng, 2)
        elif town and len(pages) % TABLE_EVERY == TABLE_EVERY - 1:
            labels = [" ".join(_words(speech, int(rng.integers(1, 5)), rng, own)) for _ in range(ROWS)]
            columns = (f"Rekening {year - 2}", f"Begroting {year - 1}", f"Begroting {year}")
            page, bounds = _table_page(heading, labels, "", columns, rng, len(pages) + 1)
        else:
            page, bounds = _prose_page(speech, heading, min(PER_PAGE, passages - len(spans)), rng, own, pages)
        pages.append(page)
        spans += [Span(len(pages) - 1, a, b, page.text[a:b], (heading,)) for a, b in bounds]
    file = f"synthetic-{number}.pdf"
    title = f"{town} {heading}".strip() if kind == "policy" else f"{town} {kind} {year}"
    entry = Entry(
        id=document_id(shelf, file), shelf=shelf, title=title, file=file, format="pdf",
        sha256=hashlib.sha256(file.encode()).hexdigest(), version=1, municipality=shelf if town else None,
        language="nl", kind=kind, publisher=None, date=None, address=None, licence=None, topics=(),
        page_count=len(pages), paged=True, passage_count=len(spans), origin="user",
        added="2026-01-01T00:00:00+00:00", year=year,
        legibility=Legibility(tuple(page.verdict for page in pages)),
    )  # fmt: skip
    return entry, pages, spans


def _prose_page(
    speech: Speech,
    heading: str,
    passages: int,
    rng: np.random.Generator,
    own: np.ndarray,
    before: Sequence[Page],
) -> tuple[Page, list[tuple[int, int]]]:
    text, bounds = heading, []
    for n in range(passages):
        start = 0 if n == 0 else len(text) + 2
        text += "\n\n" + prose(speech, int(rng.choice(speech.passages)), rng, own)
        bounds.append((start, len(text)))
    number = len(before) + 1
    return Page(number, str(number), text, (Heading(0, 1, heading),)), bounds


def _table_page(
    heading: str,
    labels: Sequence[str],
    above: str,
    columns: Sequence[str],
    rng: np.random.Generator,
    number: int,
) -> tuple[Page, list[tuple[int, int]]]:
    """A page with one table, which is one passage; `above` is a head over all of its columns."""
    head = f"Omschrijving {' '.join(columns)}"
    text = "\n".join(filter(None, (heading, "Bedragen x € 1.000", above, head)))
    heads = (len(text) - len(head), len(text))
    rows: list[Row] = []
    for label in labels:
        start = len(text) + 1
        text += f"\n{label.capitalize()}"
        cells: list[Cell] = []
        for column, value in zip(columns, rng.integers(1, 9_999, len(columns)), strict=True):
            amount = f"{value:,}".replace(",", ".")
            cells.append(Cell(len(text) + 1, len(text) + 1 + len(amount), f"{above} {column}".strip()))
            text += f" {amount}"
        rows.append(Row(start, len(text), label.capitalize(), tuple(cells)))
    table = Table(tuple(rows), title=heading, unit="x € 1.000", heads=(heads,))
    return Page(number, str(number), text, (Heading(0, 1, heading),), (table,)), [(0, len(text))]


def _words(
    speech: Speech, count: int, rng: np.random.Generator, own: np.ndarray | None = None
) -> Iterator[str]:
    for mine, chance in zip(rng.random(count) < OWN, rng.random(count), strict=True):
        source = own if mine and own is not None else speech.words
        word = str(source[int(rng.integers(len(source)))])
        if chance < COMPOUND and word.lower() not in lexical.STOP_WORDS:
            word += str(speech.words[int(rng.integers(len(speech.words)))]).lower()
        yield word


def _vectors(speech: Speech, count: int, rng: np.random.Generator) -> np.ndarray:
    """Unit vectors about a handful of real ones, float32 of shape (count, dimensions)."""
    topics = rng.choice(len(speech.vectors), size=min(5, len(speech.vectors)), replace=False)
    centres = speech.vectors[rng.choice(topics, size=count)]
    noise = rng.normal(size=centres.shape)
    noise -= (noise * centres).sum(axis=1, keepdims=True) * centres
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    return (NEARNESS * centres + np.sqrt(1 - NEARNESS**2) * noise).astype(np.float32)

"""What passes between the rooms: plain, frozen data and nothing that acts.

A `Document` is read once into `Page`s; a page's text is the truth a quote is
checked against. `Passage`s are spans of a page, `Hit`s are passages with the
scores of one search, and an `Answer` is a list of `Sentence`s that each carry
the `Citation`s they rest on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.errors import AssistantError

NATIONAL = "national"
PERSONAL_PREFIX = "person-"

Status = Literal["answered", "partial", "refused"]
Language = Literal["nl", "en"]


@dataclass(frozen=True)
class Heading:
    """A heading that starts at character `offset` of its page's text; level 1 is the highest."""

    offset: int
    level: int
    text: str


@dataclass(frozen=True)
class Page:
    """One page as read. `number` counts from 1 in the file, None for a file without pages."""

    number: int | None
    label: str | None
    text: str
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class Document:
    """A file as read, before it is on a shelf.

    `empty_pages` holds the numbers of the pages without any text; `remarks`
    what a user should know about the reading. `kind` is a word such as
    "guidance" or "budget", None when the file does not say it.
    """

    title: str
    file: str
    format: str
    sha256: str
    pages: tuple[Page, ...]
    language: Language = "nl"
    kind: str | None = None
    publisher: str | None = None
    date: str | None = None
    address: str | None = None
    licence: str | None = None
    topics: tuple[str, ...] = ()
    empty_pages: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Span:
    """A piece of page `page` (its index in `Document.pages`): text[start:end], under `headings`."""

    page: int
    start: int
    end: int
    text: str
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A document as the catalogue knows it."""

    id: str
    shelf: str
    title: str
    file: str
    format: str
    sha256: str
    version: int
    municipality: str | None
    language: Language
    kind: str | None
    publisher: str | None
    date: str | None
    address: str | None
    licence: str | None
    topics: tuple[str, ...]
    page_count: int
    paged: bool
    empty_pages: tuple[int, ...]
    passage_count: int
    remarks: tuple[str, ...]
    origin: str
    added: str


@dataclass(frozen=True)
class Passage:
    """A span of a document's page as the index holds it; `start` and `end` are page offsets."""

    id: str
    document: Entry
    page: int | None
    page_label: str | None
    page_index: int
    start: int
    end: int
    ordinal: int
    headings: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Hit:
    """A passage with its scores: `vector` a cosine, `lexical` a BM25 score, `score` the fusion in 0..1."""

    passage: Passage
    score: float
    vector: float = 0.0
    lexical: float = 0.0


@dataclass(frozen=True)
class Municipality:
    """A Dutch municipality: CBS code ("GM0629"), name, province, and other names people use."""

    code: str
    name: str
    province: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A municipal figure with what makes it checkable; `value` None means the source has none."""

    municipality: str
    indicator: str
    value: float | None
    unit: str
    year: int
    source: str


@dataclass(frozen=True)
class Citation:
    """Where a sentence comes from: `quote` stands literally on that page of that document."""

    document_id: str
    document: str
    file: str
    page: int | None
    page_index: int
    page_label: str | None
    quote: str
    municipality: str | None
    address: str | None
    heading: str | None = None


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer.

    `citations` are numbers (from 1) into `Answer.citations`. `role` says what
    the sentence is: "claim" rests on citations; "remark" is the program
    speaking about itself and its search. `cells` holds the same content cut
    into table columns where the answer is a table.
    """

    text: str
    citations: tuple[int, ...] = ()
    role: Literal["claim", "remark"] = "claim"
    group: str | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a question becomes; see `answering.grounding`, the only way out."""

    question: str
    language: Language
    status: Status
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    passages: tuple[Hit, ...] = ()
    consulted: tuple[str, ...] = ()
    missing: str | None = None
    municipality: str | None = None
    columns: tuple[str, ...] = ()
    seconds: float = 0.0
    id: str | None = None


@dataclass(frozen=True)
class Report:
    """What became of one file: `status` is "added", "replaced", "unchanged", "removed" or "failed"."""

    file: str
    status: Literal["added", "replaced", "unchanged", "removed", "failed"]
    document: Entry | None = None
    reason: str | None = None
    seconds: float = 0.0
    error: AssistantError | None = None


@dataclass(frozen=True)
class Progress:
    """How far a long task is: `stage` names it (a wording key), `done` of `total` units."""

    stage: str
    done: int = 0
    total: int = 0
    file: str = ""

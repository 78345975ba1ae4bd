"""What passes between the rooms: plain, frozen data and nothing that acts.

A `Document` is read once into `Page`s; a page's text is the truth a quote is
checked against. `Passage`s are spans of a page, `Hit`s are passages with the
scores of one search, and an `Answer` is a list of `Sentence`s that each carry
the `Citation`s they rest on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from assistant.errors import AssistantError

NATIONAL = "national"
# The origin of what came with the program, or was put into its folder.
CORPUS = "corpus"
PERSONAL_PREFIX = "person-"

Status = Literal["answered", "partial", "refused"]
Language = Literal["nl", "en"]
# What an answer is: an answer or a refusal, a question asked back, or talk about nothing that is searched.
Role = Literal["answer", "question", "talk"]
# What a page turned out to be, by measuring: its own text, text that was recognised, a text layer of
# nonsense, a picture of a page, a page whose table or figures are a picture, or nothing at all.
Verdict = Literal["text", "ocr", "garbled", "scan", "picture", "empty"]

# Pages with something on them that their own text does not say; OCR may.
UNREAD: tuple[Verdict, ...] = ("garbled", "scan", "picture")

# What a document can be; `wording` has a word for each under "kinds".
KINDS = (
    "budget", "annual_report", "decision_list", "policy", "council_proposal", "law", "presentation",
    "guidance", "coalition_agreement",
)  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """A heading that starts at character `offset` of its page's text; level 1 is the highest."""

    offset: int
    level: int
    text: str


@dataclass(frozen=True)
class Cell:
    """A table cell with content: the page's text[start:end], as printed.

    `column` is its head, the head lines above it joined from the top down
    ("Begroting 2026 Lasten"); "" where that can't be told.
    """

    start: int
    end: int
    column: str


@dataclass(frozen=True)
class Row:
    """A table row: the page's text[start:end] with its label and the cells behind it, left to right."""

    start: int
    end: int
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table on a page.

    `title` is the caption or heading above it, `unit` what the table says its
    amounts are in, as printed ("x € 1.000"), "" where it says nothing. `heads`
    are the spans of the head lines in the text of page `head_page` (an index
    in the document), None for the page itself: a table that goes on over the
    page has its heads on an earlier one.
    """

    rows: tuple[Row, ...]
    title: str = ""
    unit: str = ""
    heads: tuple[tuple[int, int], ...] = ()
    head_page: int | None = None


@dataclass(frozen=True)
class Page:
    """One page as read. `number` counts from 1 in the file, None for a file without pages.

    `recognised` are the spans of `text` that OCR read, `confidence` how sure
    it was of their words on average, from 0 to 1.
    """

    number: int | None
    label: str | None
    text: str
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    verdict: Verdict = "text"
    confidence: float | None = None
    recognised: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Legibility:
    """How well a document could be read: a verdict for each page, in order.

    `waiting` are the pages (from 1) that OCR has still to read, `tables` the
    number of tables seen, `confidence` OCR's average over the pages it read,
    `seconds` the time that reading took.
    """

    verdicts: tuple[Verdict, ...] = ()
    waiting: tuple[int, ...] = ()
    tables: int = 0
    confidence: float | None = None
    seconds: float = field(default=0.0, compare=False)

    def pages(self, *verdicts: Verdict) -> tuple[int, ...]:
        """The pages (from 1) with one of these verdicts."""
        return tuple(n for n, verdict in enumerate(self.verdicts, 1) if verdict in verdicts)

    @property
    def unreadable(self) -> tuple[tuple[int, Verdict], ...]:
        """The pages with something on them that was not read, each with its verdict; not those waiting."""
        return tuple((n, self.verdicts[n - 1]) for n in self.pages(*UNREAD)
                     if n not in self.waiting)  # fmt: skip


@dataclass(frozen=True)
class Document:
    """A file as read, before it is on a shelf.

    `kind` is a word such as "guidance" or "budget", None when the file does
    not say it. `year` to `until` (included) is what the document is about, not
    when it was made; `edition` the version it states ("concept", "1.2").
    `town` is the municipality it says it is of, as written there.
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
    year: int | None = None
    until: int | None = None
    edition: str | None = None
    town: str | None = None
    legibility: Legibility = Legibility()


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
    passage_count: int
    origin: str
    added: str
    year: int | None = None
    until: int | None = None
    edition: str | None = None
    legibility: Legibility = Legibility()

    @property
    def shown_title(self) -> str:
        """The title with the year or period it is about, unless the title names it already."""
        if self.year is None or str(self.year) in self.title:
            return self.title
        until = f"-{self.until}" if self.until and self.until != self.year else ""
        return f"{self.title} {self.year}{until}"


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
class FoundRow:
    """A table row that a search found: its document, page and table, and its BM25 score."""

    document: Entry
    page_index: int
    page: Page
    table: Table
    row: Row
    score: float


@dataclass(frozen=True)
class Municipality:
    """A Dutch municipality: CBS code ("GM0629"), name, province, and other names people use."""

    code: str
    name: str
    province: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A municipal figure with what makes it checkable; `value` None means the source has none.

    `municipality` and `indicator` are names as a user reads them ("Almere",
    "Nederland"), `code` and `key` those of the table. `unit`, `definition` and
    `remark` are in the language of the answer; the remark says what a reader
    must know besides: that the value was worked out, or that the series breaks.
    `address` is where a person finds the source.
    """

    municipality: str
    indicator: str
    value: float | None
    unit: str
    year: int
    source: str
    code: str = ""
    key: str = ""
    definition: str = ""
    remark: str = ""
    address: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class Citation:
    """Where a sentence comes from: `quote` stands literally on that page of that document.

    `recognised` says that OCR read the quote from a picture, `confidence` how
    sure it was of the page, from 0 to 1; None where the file doesn't tell.
    """

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
    recognised: bool = False
    confidence: float | None = None


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer.

    `citations` are numbers (from 1) into `Answer.citations`, `figures` the same
    into `Answer.figures`. `role` says what the sentence is: "claim" rests on
    citations or figures; "remark" is the program speaking about itself and its
    search. `cells` holds the same content cut
    into table columns where the answer is a table.
    """

    text: str
    citations: tuple[int, ...] = ()
    role: Literal["claim", "remark"] = "claim"
    group: str | None = None
    cells: tuple[str, ...] = ()
    figures: tuple[int, ...] = ()


@dataclass(frozen=True)
class Writing:
    """How a language model worded an answer: what became of its sentences, and what that took.

    `written` sentences held at once, `rewritten` ones at the second try, and
    `replaced` ones gave way to the quote they cited. `failed` says why nothing
    of it is shown, in a word of `answering.language_model`; "" where it is.
    Without `done` it is still being written.
    """

    model: str
    written: int = 0
    rewritten: int = 0
    replaced: int = 0
    failed: str = ""
    done: bool = True
    seconds: float = 0.0
    prompt_tokens: int = 0
    reply_tokens: int = 0


@dataclass(frozen=True)
class Answer:
    """What a question becomes; see `answering.grounding`, the only way out.

    `question` is what was typed, `searched` what was searched for where that is
    something else: a follow-up in full, "vorig jaar" with its year. `topic` is
    what a follow-up took over from the question before it, `chosen` is
    the code of the municipality chosen when it was asked, `municipality` that
    of the one it was answered for. `writing` is there where a language model
    worded it, or tried to. A question asked back and talk have the status
    "refused", for they claim nothing; `role` tells them from a refusal.
    """

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
    searched: str | None = None
    topic: str | None = None
    chosen: str | None = None
    writing: Writing | None = None
    role: Role = "answer"


@dataclass(frozen=True)
class Report:
    """What became of one file: `status` is "added", "replaced", "unchanged", "removed" or "failed".

    `stated_town` is the code of the municipality that the document says it is
    of, where the user put it under another.
    """

    file: str
    status: Literal["added", "replaced", "unchanged", "removed", "failed"]
    document: Entry | None = None
    reason: str | None = None
    seconds: float = 0.0
    error: AssistantError | None = None
    stated_town: str | None = None


@dataclass(frozen=True)
class Progress:
    """How far a long task is: `stage` names it (a wording key), `done` of `total` units."""

    stage: str
    done: int = 0
    total: int = 0
    file: str = ""

"""Pages without text are read with OCR after the rest is searchable, also after a kill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.errors import NoText, UnknownDocument
from assistant.index.ingest import Ingester
from assistant.index.recognition import STORE_EVERY, Recogniser
from assistant.reading.ocr.recognised import Recognised
from assistant.records import Document, Entry, Legibility, Page, Progress, Verdict
from assistant.service import Assistant
from tests.hashing import HashingEmbedder

SCANNED = "De bibliotheek krijgt in 2026 een subsidie van € 718.578 voor het Taalhuis."


class Scanner:
    """An OCR that reads the same on every page and remembers what it was asked for."""

    def __init__(self, legible: bool = True, dies_at: int | None = None) -> None:
        self.asked: list[tuple[int, ...]] = []
        self.passwords: list[str | None] = []
        self._legible, self._dies_at = legible, dies_at

    def __call__(self, path: Path, pages: Sequence[int], password: str | None) -> Iterator[Recognised]:
        assert path.read_bytes()
        self.asked.append(tuple(pages))
        self.passwords.append(password)
        for page in pages:
            if page == self._dies_at:
                raise KeyboardInterrupt
            text = f"{SCANNED} Bladzijde {page}."
            yield Recognised(page, text if self._legible else "", confidence=0.9, legible=self._legible)


def scanned(verdicts: Sequence[Verdict]) -> Document:
    """A document as the reader gives it, with text on its text pages only."""
    pages = tuple(
        Page(
            n,
            None,
            f"Gewone tekst over welzijn op bladzijde {n}." if verdict == "text" else "",
            verdict=verdict,
        )
        for n, verdict in enumerate(verdicts, 1)
    )
    waiting = tuple(n for n, verdict in enumerate(verdicts, 1) if verdict in ("scan", "garbled", "picture"))
    return Document(
        "Scan", "scan.pdf", "pdf", "0" * 64, pages, legibility=Legibility(tuple(verdicts), waiting)
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.7 een scan")
    return path


def ingester_of(assistant: Assistant, document: Document, can_recognise: bool = True) -> Ingester:
    return Ingester(
        assistant.settings.data,
        assistant.catalogue,
        assistant.vectors,
        assistant.embedder,
        lambda path, name, password, progress: document,
        lambda town: None,
        lambda: can_recognise,
    )


def recogniser_of(
    assistant: Assistant, ingester: Ingester, scanner: Scanner, there: bool = True
) -> Recogniser:
    return Recogniser(assistant.catalogue, ingester, scanner, lambda: there)


def add(ingester: Ingester, file: Path, password: str | None = None) -> Entry:
    report = ingester.add(file, file="scan.pdf", shelf="GM0629", municipality="GM0629", password=password)
    assert report.document is not None, report.reason
    return report.document


def quiet(progress: Progress) -> None: ...


def test_the_rest_is_searchable_first(ready: Assistant, file: Path) -> None:
    ingester = ingester_of(ready, scanned(["text", "scan", "text"]))
    entry = add(ingester, file)
    assert entry.legibility.waiting == (2,)
    assert entry.legibility.unreadable == ()
    assert ready.catalogue.pages(entry.id)[1].text == ""
    assert len(ready.vectors.ids("GM0629")) == 2
    recogniser_of(ready, ingester, Scanner()).run(quiet)
    page = ready.catalogue.pages(entry.id)[1]
    assert (page.verdict, page.confidence, page.recognised) == ("ocr", 0.9, ((0, len(page.text)),))
    now = ready.catalogue.entry(entry.id)
    assert (now.legibility.waiting, now.legibility.pages("ocr")) == ((), (2,))
    assert now.legibility.confidence == pytest.approx(0.9)
    assert len(ready.vectors.ids("GM0629")) == now.passage_count == 3


def test_a_citation_from_ocr_says_so(ready: Assistant, file: Path) -> None:
    ingester = ingester_of(ready, scanned(["text", "scan", "text"]))
    add(ingester, file)
    recogniser_of(ready, ingester, Scanner()).run(quiet)
    answer = ready.ask("Hoeveel subsidie krijgt de bibliotheek voor het Taalhuis?", municipality="Wassenaar")
    cited = [citation for citation in answer.citations if "718.578" in citation.quote]
    assert [(citation.page, citation.confidence) for citation in cited] == [(2, 0.9)]


def test_an_answer_says_which_pages_it_could_not_lean_on(ready: Assistant, file: Path) -> None:
    ingester = ingester_of(ready, scanned(["text", "scan", "text"]))
    add(ingester, file)
    question = "Welke tekst over welzijn heeft Wassenaar?"
    while_waiting = ready.ask(question, municipality="Wassenaar")
    assert "lees ik nog met tekstherkenning (bladzijde 2)" in while_waiting.sentences[-1].text
    recogniser_of(ready, ingester, Scanner(legible=False)).run(quiet)
    afterwards = ready.ask(question, municipality="Wassenaar")
    assert "kon ik bladzijde 2 niet lezen" in afterwards.sentences[-1].text
    assert afterwards.sentences[-1].role == "remark"


def test_only_the_new_pages_are_embedded(ready: Assistant, embedder: HashingEmbedder, file: Path) -> None:
    ingester = ingester_of(ready, scanned(["text"] * 9 + ["scan"]))
    add(ingester, file)
    before = embedder.embedded
    recogniser_of(ready, ingester, Scanner()).run(quiet)
    assert embedder.embedded == before + 1


def test_what_nobody_can_read_stays_named(ready: Assistant, file: Path) -> None:
    ingester = ingester_of(ready, scanned(["text", "scan", "garbled"]))
    entry = add(ingester, file)
    recogniser_of(ready, ingester, Scanner(legible=False)).run(quiet)
    now = ready.catalogue.entry(entry.id)
    assert now.legibility.unreadable == ((2, "scan"), (3, "garbled"))
    assert ingester.pending.ids() == []


def test_a_killed_program_goes_on_where_it_was(ready: Assistant, file: Path) -> None:
    count = 2 * STORE_EVERY + 5
    ingester = ingester_of(ready, scanned(["text"] + ["scan"] * count))
    entry = add(ingester, file)
    with pytest.raises(KeyboardInterrupt):
        recogniser_of(ready, ingester, Scanner(dies_at=STORE_EVERY + 8)).run(quiet)
    assert ready.catalogue.entry(entry.id).legibility.waiting == tuple(range(STORE_EVERY + 2, count + 2))
    again = Scanner()
    recogniser_of(ready, ingester, again).run(quiet)
    assert again.asked == [tuple(range(STORE_EVERY + 2, count + 2))]
    assert ready.catalogue.entry(entry.id).legibility.waiting == ()


def test_without_ocr_the_pages_are_named_and_read_once_it_is_there(ready: Assistant, file: Path) -> None:
    ingester = ingester_of(ready, scanned(["text", "scan"]), can_recognise=False)
    entry = add(ingester, file)
    assert entry.legibility.unreadable == ((2, "scan"),)
    scanner = Scanner()
    assert recogniser_of(ready, ingester, scanner, there=False).run(quiet) == []
    assert scanner.asked == []
    recogniser_of(ready, ingester, scanner).run(quiet)
    assert ready.catalogue.entry(entry.id).legibility.pages("ocr") == (2,)


def test_a_scan_without_ocr_is_refused(ready: Assistant, file: Path) -> None:
    ingester = ingester_of(ready, scanned(["scan", "scan"]), can_recognise=False)
    report = ingester.add(file, file="scan.pdf", shelf="GM0629")
    assert isinstance(report.error, NoText)
    assert ingester.pending.ids() == []


def test_a_document_that_goes_meanwhile_costs_nothing(ready: Assistant, file: Path) -> None:
    ingester = ingester_of(ready, scanned(["text", "scan"]))
    entry = add(ingester, file)
    kept = ingester.pending.path(entry.id)
    assert kept is not None
    ingester.remove(entry)
    assert ingester.pending.ids() == []
    with pytest.raises(UnknownDocument):
        recogniser_of(ready, ingester, Scanner()).read(entry.id, file, quiet)
    ingester.pending.keep(entry.id, file)
    recogniser_of(ready, ingester, Scanner()).run(quiet)
    assert ingester.pending.ids() == []


def test_a_file_with_a_password_is_kept_nowhere(ready: Assistant, file: Path) -> None:
    ingester = ingester_of(ready, scanned(["text", "scan"]))
    add(ingester, file, password="geheim")
    assert ingester.pending.ids() == []
    assert b"geheim" not in b"".join(p.read_bytes() for p in ready.settings.data.rglob("*") if p.is_file())


def test_a_scan_is_described_by_what_it_turned_out_to_say(ready: Assistant, file: Path) -> None:
    class Budget(Scanner):
        def __call__(self, path: Path, pages: Sequence[int], password: str | None) -> Iterator[Recognised]:
            for page in pages:
                text = (
                    "Programmabegroting 2027\n\nGemeente Wassenaar\n\nIn dit stuk staan de plannen voor 2027."
                )
                yield Recognised(page, text, confidence=0.9, legible=True)

    ingester = ingester_of(ready, scanned(["scan"]))
    entry = add(ingester, file)
    recogniser_of(ready, ingester, Budget()).run(quiet)
    now = ready.catalogue.entry(entry.id)
    assert (now.kind, now.year) == ("budget", 2027)
    assert now.title == "Programmabegroting 2027"

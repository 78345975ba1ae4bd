"""Documents get in, stay in step with their files, and leave without a trace."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from assistant.errors import BrokenFile, EmptyFile, EncryptedFile, StorageFull, UnknownDocument
from assistant.records import NATIONAL
from assistant.service import Assistant
from tests.conftest import MakePdf
from tests.hashing import HashingEmbedder


def test_the_corpus_is_indexed_once(assistant: Assistant, embedder: HashingEmbedder) -> None:
    first = assistant.prepare()
    assert {report.status for report in first} == {"added"}
    embedded, generation = embedder.embedded, assistant.catalogue.generation()
    again = assistant.prepare()
    assert {report.status for report in again} == {"unchanged"}
    assert embedder.embedded == embedded
    assert assistant.catalogue.generation() == generation


def test_a_changed_text_replaces_the_old_one(ready: Assistant, corpus: Path) -> None:
    text = corpus / "guidance" / "geld.md"
    text.write_text(text.read_text("utf-8").replace("vier jaar", "zes jaar"), "utf-8")
    reports = {report.file: report.status for report in ready.prepare()}
    assert reports == {"guidance/geld.md": "replaced", "guidance/kaart.md": "unchanged"}
    answer = ready.ask("Hoe lang is het certificaat van het Taalhuis geldig?")
    assert "zes jaar" in answer.sentences[0].text
    assert "vier jaar" not in str(answer)


def test_a_text_that_is_gone_leaves_the_index(ready: Assistant, corpus: Path) -> None:
    (corpus / "guidance" / "geld.md").unlink()
    assert [r.file for r in ready.prepare() if r.status == "removed"] == ["guidance/geld.md"]
    assert len(ready.vectors.ids(NATIONAL)) == ready.catalogue.passage_count()


def test_a_folder_named_after_a_municipality_is_its_shelf(
    ready: Assistant, corpus: Path, budget: Path
) -> None:
    (corpus / "policy" / "den-haag").mkdir()
    budget.rename(corpus / "policy" / "den-haag" / "begroting.pdf")
    ready.prepare()
    assert [e.municipality for e in ready.catalogue.entries(["GM0518"])] == ["GM0518"]


def test_pages_without_text_are_counted_and_said(ready: Assistant, budget: Path) -> None:
    report = ready.ingest(budget, municipality="Wassenaar")
    assert report.status == "added" and report.document is not None
    assert report.document.page_count == 3
    assert report.document.legibility.verdicts == ("text", "empty", "text")


def test_the_same_file_again_is_unchanged_and_another_version_replaces_it(
    ready: Assistant, make_pdf: MakePdf, embedder: HashingEmbedder
) -> None:
    first = make_pdf("plan.pdf", [["De raad stelt 1.000 euro beschikbaar voor taallessen in de wijk."]])
    ready.ingest(first, municipality="Baarn")
    embedded = embedder.embedded
    assert ready.ingest(first, municipality="Baarn").status == "unchanged"
    assert embedder.embedded == embedded
    second = make_pdf("plan.pdf", [["De raad stelt 2.500 euro beschikbaar voor taallessen in de wijk."]])
    report = ready.ingest(second, municipality="Baarn")
    assert report.status == "replaced" and report.document is not None and report.document.version == 2
    assert len(ready.catalogue.entries(["GM0308"])) == 1
    answer = ready.ask("Hoeveel euro stelt de raad beschikbaar voor taallessen?", municipality="Baarn")
    assert "2.500" in answer.sentences[0].text and "1.000" not in str(answer.sentences)


def test_a_removed_document_no_longer_answers(ready: Assistant, budget: Path) -> None:
    report = ready.ingest(budget, municipality="Wassenaar")
    assert report.document is not None
    ready.remove(report.document.id)
    assert ready.catalogue.entries(["GM0629"]) == []
    assert ready.vectors.ids("GM0629") == set()
    with pytest.raises(UnknownDocument):
        ready.remove(report.document.id)


def test_what_can_not_be_read_is_reported_with_its_reason(
    ready: Assistant, tmp_path: Path, budget: Path
) -> None:
    from pypdf import PdfReader, PdfWriter

    empty = tmp_path / "leeg.pdf"
    empty.write_bytes(b"")
    text = tmp_path / "tekst.pdf"
    text.write_text("Dit is gewone tekst.", "utf-8")
    locked = tmp_path / "slot.pdf"
    writer = PdfWriter(clone_from=PdfReader(budget))
    writer.encrypt("geheim", algorithm="AES-256")
    writer.write(locked)
    for path, error in ((empty, EmptyFile), (text, BrokenFile), (locked, EncryptedFile)):
        report = ready.ingest(path)
        assert report.status == "failed" and isinstance(report.error, error)
        assert report.reason and path.name in report.reason
    assert ready.ingest(budget).status == "added"


def test_a_failed_new_version_leaves_the_old_one(ready: Assistant, budget: Path) -> None:
    ready.ingest(budget, municipality="Wassenaar")
    budget.write_text("kapot", "utf-8")
    assert ready.ingest(budget, municipality="Wassenaar").status == "failed"
    assert len(ready.catalogue.entries(["GM0629"])) == 1


def test_a_full_disk_is_said_and_nothing_is_lost(
    ready: Assistant, budget: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = ready.catalogue.passage_count()
    with monkeypatch.context() as patch:
        patch.setattr(ready.vectors, "put", full)
        report = ready.ingest(budget)
    assert isinstance(report.error, StorageFull)
    assert ready.catalogue.passage_count() == before
    assert ready.ingest(budget).status == "added"


def test_a_process_killed_before_the_commit_leaves_only_strays(
    ready: Assistant, budget: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    known = ready.vectors.ids(NATIONAL)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(ready.catalogue, "put", killed)
        ready.ingest(budget)
    assert ready.vectors.ids(NATIONAL) > known
    assert all(
        hit.passage.document.origin == "corpus"
        for hit in ready.searcher.search("regioplan laaggeletterdheid")
    )
    assert ready.ingester.tidy() > 0
    assert ready.vectors.ids(NATIONAL) == known


def test_another_model_is_noticed_and_the_index_rebuilt(ready: Assistant, embedder: HashingEmbedder) -> None:
    assert not ready.ingester.outdated()
    embedder.name = "another"
    assert ready.ingester.outdated()
    report = ready.ingest(ready.settings.corpus / "guidance" / "geld.md", name="anders.md")
    assert report.status == "failed" and "--rebuild" in (report.reason or "")
    count = embedder.embedded
    ready.prepare()
    assert not ready.ingester.outdated()
    assert embedder.embedded > count
    assert len(ready.vectors.ids(NATIONAL)) == ready.catalogue.passage_count()
    assert ready.ask("Hoe lang is het certificaat van het Taalhuis geldig?").status == "answered"

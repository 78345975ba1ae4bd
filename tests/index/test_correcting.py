"""What a document says of itself is used, and what a user knows better comes in its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.collection import Correction
from assistant.errors import UnknownDocument, UnknownMunicipality
from assistant.index.entries import personal_shelf
from assistant.records import NATIONAL, Entry
from assistant.service import Assistant
from tests.conftest import MakePdf
from tests.hashing import HashingEmbedder

LINES = [
    "Beleidsnota taal 2025",
    "Gemeente Baarn",
    "",
    "De gemeente Baarn stelt 4.500 euro beschikbaar voor taallessen in de wijk.",
    "In Baarn wonen veel mensen die moeite hebben met lezen en schrijven.",
]


@pytest.fixture
def policy(make_pdf: MakePdf) -> Path:
    return make_pdf("nota.pdf", [LINES])


def added(assistant: Assistant, path: Path, **where: str) -> Entry:
    report = assistant.ingest(path, **where)
    assert report.document is not None, report.reason
    return report.document


def correction(entry: Entry, **changes: object) -> Correction:
    known = Correction(
        entry.title, entry.kind, entry.year, entry.until, entry.publisher, entry.municipality or ""
    )
    return replace(known, **changes)


def test_a_document_goes_to_the_town_it_says_it_is_of(ready: Assistant, policy: Path) -> None:
    entry = added(ready, policy)
    assert (entry.shelf, entry.municipality, entry.kind, entry.year) == ("GM0308", "GM0308", "policy", 2025)
    assert ready.ingest(policy).status == "unchanged"
    answer = ready.ask("Hoeveel euro stelt Wassenaar beschikbaar voor taallessen?")
    assert answer.status == "refused"
    assert all(hit.passage.document.id != entry.id for hit in answer.passages)


def test_what_the_user_says_counts_for_more(ready: Assistant, policy: Path) -> None:
    assert added(ready, policy, municipality="Wassenaar").shelf == "GM0629"


def test_a_private_document_keeps_to_its_town_too(ready: Assistant, policy: Path) -> None:
    entry = added(ready, policy, person="ik")
    assert (entry.shelf, entry.municipality) == (personal_shelf("ik"), "GM0308")
    assert ready.ask("Hoeveel euro stelt Wassenaar beschikbaar?", person="ik").status == "refused"


def test_a_corrected_title_is_cited_at_once_and_its_vectors_follow(
    ready: Assistant, policy: Path, embedder: HashingEmbedder
) -> None:
    entry = added(ready, policy)
    embedded = embedder.embedded
    ready.correct(entry.id, correction(entry, title="Taalnota Baarn", kind="budget", year=2024, until=2026))
    assert embedder.embedded == embedded
    answer = ready.ask("Hoeveel euro stelt de gemeente beschikbaar voor taallessen?", municipality="Baarn")
    assert {c.document for c in answer.citations if "4.500" in c.quote} == {"Taalnota Baarn 2024-2026"}
    now = ready.catalogue.entry(entry.id)
    assert (now.kind, now.year, now.until) == ("budget", 2024, 2026)
    ids, embedded = ready.vectors.ids("GM0308"), embedder.embedded
    ready.finish()
    assert embedder.embedded == embedded + now.passage_count
    assert len(ready.vectors.ids("GM0308")) == len(ids)
    assert ready.ingester.pending.asked_vectors() == []


def test_another_town_moves_a_shared_document(ready: Assistant, policy: Path) -> None:
    entry = added(ready, policy)
    moved = ready.correct(entry.id, correction(entry, municipality="Wassenaar"))
    assert (moved.shelf, moved.municipality) == ("GM0629", "GM0629")
    assert ready.catalogue.entries(["GM0308"]) == []
    assert ready.vectors.ids("GM0308") == set()
    national = ready.correct(moved.id, correction(moved, municipality=""))
    assert national.shelf == NATIONAL


def test_another_town_leaves_a_private_document_private(ready: Assistant, policy: Path) -> None:
    entry = added(ready, policy, person="ik")
    corrected = ready.correct(entry.id, correction(entry, municipality="GM0629"), person="ik")
    assert (corrected.shelf, corrected.municipality) == (personal_shelf("ik"), "GM0629")
    with pytest.raises(UnknownDocument):
        ready.correct(entry.id, correction(entry), person="een ander")


def test_a_town_that_is_none_changes_nothing(ready: Assistant, policy: Path) -> None:
    entry = added(ready, policy)
    with pytest.raises(UnknownMunicipality):
        ready.correct(entry.id, correction(entry, title="Anders", municipality="Nergensland"))
    assert ready.catalogue.entry(entry.id) == entry

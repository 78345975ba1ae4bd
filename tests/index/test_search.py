"""The right passage comes up, and never one from a shelf that is not in scope."""

from __future__ import annotations

from pathlib import Path

from assistant.index.retriever import PassageRetriever
from assistant.records import NATIONAL
from assistant.service import Assistant


def test_it_finds_by_words_and_by_parts_of_compounds(ready: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "verordening.txt"
    path.write_text("De bibliotheeksubsidie wordt elk kwartaal uitbetaald aan de stichting.", "utf-8")
    ready.ingest(path)
    hits = ready.searcher.search("subsidies per kwartaal")
    assert hits[0].passage.document.file == "verordening.txt"
    assert all(0 <= hit.score <= 1 for hit in hits)


def test_title_and_heading_are_part_of_what_is_searched(ready: Assistant) -> None:
    hits = ready.searcher.search("certificering")
    assert hits[0].passage.headings[-1] == "Certificering"


def test_other_shelves_stay_closed(ready: Assistant, budget: Path) -> None:
    ready.ingest(budget, municipality="Wassenaar")
    ready.ingest(budget, name="mijn.pdf", municipality="Wassenaar", person="iemand")
    shelves = {hit.passage.document.shelf for hit in ready.searcher.search("regioplan laaggeletterdheid")}
    assert shelves == {NATIONAL}
    found = ready.searcher.search("regioplan", shelves=(NATIONAL, "GM0629"), municipality="GM0629")
    assert {hit.passage.document.shelf for hit in found} == {NATIONAL, "GM0629"}
    assert ready.searcher.search("regioplan", shelves=("GM0629",), municipality="GM0308") == []


def test_odd_questions_do_not_break_the_lexical_search(ready: Assistant) -> None:
    for question in ('"', "AND OR NOT", "stems: (", "de het een", "taal* NEAR(", "ë ï ü", "💡"):
        ready.searcher.search(question)


def test_it_is_a_langchain_retriever(ready: Assistant) -> None:
    documents = PassageRetriever(searcher=ready.searcher, limit=3).invoke("geldigheid certificaat")
    assert len(documents) == 3
    assert documents[0].metadata["title"] == "Geld voor het Taalhuis"
    assert documents[0].metadata["page"] is None

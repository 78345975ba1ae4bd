"""Questions become answers that can be checked, or refusals that help."""

from __future__ import annotations

from pathlib import Path

from assistant.answering.grounding import on_page
from assistant.answering.render import answer_json, plain_text
from assistant.asking import Turn
from assistant.records import Answer
from assistant.service import Assistant
from tests.conftest import MakePdf


def holds(assistant: Assistant, answer: Answer) -> None:
    """Every claim is cited and every quote is on its page."""
    assert all(s.citations for s in answer.sentences if s.role == "claim")
    for citation in answer.citations:
        assert on_page(
            citation.quote, assistant.catalogue.page_text(citation.document_id, citation.page_index)
        )


def test_departments_become_a_table_with_the_towns_amounts(ready: Assistant, budget: Path) -> None:
    ready.ingest(budget, municipality="Wassenaar")
    answer = ready.ask("Welke afdelingen kunnen laaggeletterdheid financieren?", municipality="Wassenaar")
    holds(ready, answer)
    assert answer.status == "answered"
    rows = {s.cells[0]: s for s in answer.sentences if s.cells}
    library = rows["Bibliotheek en cultuur (taakveld 5.6)"]
    assert library.cells[2] == "€ 859.042"
    cited = [answer.citations[n - 1] for n in library.citations]
    assert any(c.page == 3 and c.quote == "5.6 Media 137.817 -859.042 -721.225" for c in cited)
    assert answer.columns[2] == "Begroot voor 2026 (lasten)"
    assert "€ 1.849.303" in plain_text(answer)
    assert any("hele taakveld" in s.text for s in answer.sentences)


def test_an_english_table_writes_its_amounts_in_english(ready: Assistant, budget: Path) -> None:
    ready.ingest(budget, municipality="Wassenaar")
    answer = ready.ask("Which departments can fund literacy work?", municipality="Wassenaar")
    holds(ready, answer)
    assert answer.language == "en" and "€ 859,042" in plain_text(answer)
    assert "€ 1,849,303" in {s.cells[2] for s in answer.sentences if s.cells}
    assert any(c.quote == "5.6 Media 137.817 -859.042 -721.225" for c in answer.citations)


def test_departments_without_a_town_or_its_documents_say_what_is_missing(ready: Assistant) -> None:
    question = "Welke afdelingen financieren laaggeletterdheid?"
    for town, said in ((None, "Kies uw gemeente"), ("Leiden", "Van Leiden heb ik nog geen documenten")):
        answer = ready.ask(question, municipality=town)
        holds(ready, answer)
        assert answer.status == "partial" and said in (answer.missing or "")
        assert len([s for s in answer.sentences if s.cells]) == 2


def test_a_fact_is_quoted_with_its_place(ready: Assistant) -> None:
    answer = ready.ask("Hoe lang is het certificaat van het Taalhuis geldig?")
    holds(ready, answer)
    assert answer.sentences[0].text == "Een certificaat van het Taalhuis is vier jaar geldig."
    assert answer.citations[0].file == "guidance/geld.md" and answer.citations[0].page is None


def test_what_is_not_there_is_refused_with_what_was_searched(ready: Assistant, budget: Path) -> None:
    ready.ingest(budget, municipality="Wassenaar")
    answer = ready.ask("Hoeveel parkeerplaatsen heeft het zwembad?", municipality="Wassenaar")
    assert answer.status == "refused" and answer.citations == ()
    assert "document van Wassenaar" in plain_text(answer) and answer.missing
    assert answer.consulted


def test_another_towns_document_never_answers(ready: Assistant, budget: Path) -> None:
    ready.ingest(budget, municipality="Wassenaar")
    for question in (
        "Wanneer wordt het regioplan laaggeletterdheid opgesteld?",
        "Wat doet Baarn met het regioplan?",
    ):
        answer = ready.ask(question, municipality="Baarn")
        assert all(c.municipality in (None, "GM0308") for c in answer.citations)
        assert all(h.passage.document.municipality in (None, "GM0308") for h in answer.passages)


def test_a_private_upload_is_seen_by_its_uploader_until_it_is_shared(ready: Assistant, budget: Path) -> None:
    report = ready.ingest(budget, municipality="Wassenaar", person="anna")
    assert report.document is not None
    question = "Wanneer wordt het regioplan laaggeletterdheid opgesteld?"
    assert "eind 2025" in plain_text(ready.ask(question, municipality="Wassenaar", person="anna"))
    for person in ("bob", None):
        answer = ready.ask(question, municipality="Wassenaar", person=person)
        assert "eind 2025" not in str(answer)
        assert report.document.id not in [e.id for e in ready.documents(person=person)]
    ready.share(report.document.id, "anna")
    assert "eind 2025" in plain_text(ready.ask(question, municipality="Wassenaar", person="bob"))
    assert [e.shelf for e in ready.documents(person="anna") if e.municipality] == ["GM0629"]


def test_an_english_question_gets_english_words_around_the_quotes(ready: Assistant) -> None:
    answer = ready.ask("How many parking spaces does the swimming pool have?")
    assert answer.language == "en" and answer.status == "refused"
    assert "not in the documents" in plain_text(answer)


def test_a_follow_up_takes_the_town_and_keeps_the_question(ready: Assistant, budget: Path) -> None:
    ready.ingest(budget, municipality="Wassenaar")
    first = ready.ask("Welke afdelingen financieren laaggeletterdheid in Baarn?")
    second = ready.ask("En in Wassenaar?", previous=[Turn(first.question, first)])
    assert second.municipality == "GM0629" and any(s.cells for s in second.sentences)
    assert second.question == "En in Wassenaar?"


def test_an_ambiguous_place_asks_back(ready: Assistant) -> None:
    answer = ready.ask("Hoeveel geld geeft Bergen uit aan de bibliotheek?")
    assert answer.status == "refused" and "Bergen (NH.)" in plain_text(answer)
    assert answer.role == "question" and answer_json(answer)["role"] == "question"
    assert answer_json(ready.ask("Hoeveel parkeerplaatsen heeft het zwembad?"))["role"] == "answer"


def test_a_year_asked_for_is_the_year_answered(ready: Assistant, make_pdf: MakePdf) -> None:
    for year, amount in (("2024", "700.000"), ("2025", "750.000")):
        line = f"De subsidie aan de bibliotheek is {amount} euro per jaar."
        path = make_pdf(f"begroting_{year}.pdf", [[f"Programmabegroting {year}", "", line]])
        ready.ingest(path, municipality="Baarn")
    answer = ready.ask("Hoeveel subsidie krijgt de bibliotheek in 2024?", municipality="Baarn")
    holds(ready, answer)
    assert "700.000" in plain_text(answer) and "750.000" not in plain_text(answer)
    assert (
        ready.ask("Hoeveel subsidie krijgt de bibliotheek in 2019?", municipality="Baarn").status == "refused"
    )


def test_the_json_has_the_contracts_fields(ready: Assistant) -> None:
    found = answer_json(ready.ask("Hoe lang is het certificaat van het Taalhuis geldig?"))
    assert list(found) == [
        "id", "question", "searched", "language", "status", "role", "answer", "sentences", "citations",
        "figures", "passages", "consulted", "missing", "seconds",
    ]  # fmt: skip
    assert list(found["citations"][0]) == [
        "n", "document", "file", "page", "page_label", "quote", "municipality", "address",
    ]  # fmt: skip
    assert found["sentences"][0]["citations"] == [1]

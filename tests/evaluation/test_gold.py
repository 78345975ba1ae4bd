"""Gold files: what is read, what is refused with its line, and what doesn't fit the index."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import FileMissing
from assistant.evaluation.gold import GoldError, load
from assistant.evaluation.verifying import verify
from assistant.service import Assistant
from tests.evaluation.asked import EVIDENCE, gold

LINE: dict[str, Any] = {
    "id": "q1",
    "question": "Hoe lang geldt het certificaat?",
    "language": "nl",
    "municipality": None,
    "kind": "several",
    "answerable": True,
    "evidence": [
        {"file": "a.pdf", "page": 3, "quote": "vier jaar geldig", "answer": "vier", "part": 2},
        {"file": "b.md", "page": None, "quote": "een audit", "answer": "audit"},
    ],
}
UNANSWERABLE = {"id": "u1", "question": "Wie?", "language": "en", "kind": "absent_fact", "answerable": False}


def written(path: Path, *lines: object) -> Path:
    """A file of these lines."""
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), "utf-8")
    return path


def test_a_file_is_read_past_what_it_says_about_itself(tmp_path: Path) -> None:
    path = written(
        tmp_path / "g.jsonl", {"about": "proef", "looked": 3}, LINE, "", UNANSWERABLE | {"near": True}
    )
    first, second = load([path])
    assert [[e.file for e in part] for part in first.parts] == [["b.md"], ["a.pdf"]]
    assert first.evidence[0].page == 3 and first.previous == ()
    assert not second.answerable and second.near and second.language == "en"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"question": " "}, "question"),
        ({"language": "fr"}, "language fr"),
        ({"kind": "off_topic"}, "kind off_topic"),
        ({"answerable": "ja"}, "answerable ja"),
        ({"answerable": False}, "evidence"),
        ({"evidence": []}, "evidence"),
        ({"evidence": [{"file": "a.pdf", "page": "3", "quote": "x", "answer": "x"}]}, "page 3"),
        ({"evidence": [{"file": "a.pdf", "page": 3, "answer": "x"}]}, "'quote' missing"),
        ({"evidence": ["a.pdf"]}, "get"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    path = written(tmp_path / "g.jsonl", UNANSWERABLE, LINE | change)
    with pytest.raises(GoldError) as error:
        load([path])
    assert "g.jsonl, regel 2" in error.value.say("nl") and reason in error.value.say("nl")
    assert "g.jsonl, line 2" in error.value.say("en")


def test_what_is_no_object_and_a_double_id_are_named_too(tmp_path: Path) -> None:
    for lines in (["{"], ["7"], [LINE, LINE], [UNANSWERABLE, {"about": "te laat"}]):
        with pytest.raises(GoldError, match=f"regel {len(lines)}"):
            load([written(tmp_path / "g.jsonl", *lines)])
    once = written(tmp_path / "a.jsonl", LINE)
    with pytest.raises(GoldError, match=r"b\.jsonl, regel 1"):
        load([once, written(tmp_path / "b.jsonl", LINE)])
    with pytest.raises(FileMissing):
        load([tmp_path / "niets.jsonl"])


def test_a_quote_that_is_not_on_its_page_is_named(ready: Assistant, budget: Path) -> None:
    ready.ingest(budget, municipality="Wassenaar")
    at = replace(
        EVIDENCE, file="begroting_2026.pdf", quote="Het regioplan   laaggeletterdheid", answer="plan"
    )
    here, there = replace(at, page=1), replace(at, page=3)
    questions = [gold("a", "Wat?", EVIDENCE), gold("b", "Wat?", here), gold("c", "Wat?", there, here)]
    verified = verify(questions, ready.catalogue, ready.places)
    assert [(m.id, m.evidence) for m in verified.misquotes] == [("c", there)]
    assert [q.id for q in verified.questions] == ["a", "b", "c"]


def test_without_its_document_a_question_is_left_out(ready: Assistant) -> None:
    missing = replace(EVIDENCE, file="weg.pdf")
    questions = [
        gold("other-place", "Wat?", EVIDENCE, missing),
        gold("gone", "Wat?", missing),
        gold("half-gone", "Wat?", EVIDENCE, replace(missing, part=2)),
        gold("nowhere", "Wat?", EVIDENCE, municipality="Nergensland"),
        gold("none", "Wat?"),
    ]
    verified = verify(questions, ready.catalogue, ready.places)
    assert verified.skipped == ("gone", "half-gone") and verified.strangers == ("nowhere",)
    assert [q.id for q in verified.questions] == ["other-place", "none"]
    assert verified.questions[0].evidence == (EVIDENCE,)


def test_nobodys_own_documents_count_as_there(ready: Assistant, budget: Path) -> None:
    ready.ingest(budget, municipality="Wassenaar", person="p1")
    private = replace(EVIDENCE, file="begroting_2026.pdf")
    assert verify([gold("a", "Wat?", private)], ready.catalogue, ready.places).skipped == ("a",)

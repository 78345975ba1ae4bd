"""Questions about figures, asked as a user asks them: the right values, each with its year and source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.render import answer_json, plain_text, sources_text
from assistant.asking import Turn
from assistant.records import Answer
from assistant.service import Assistant
from assistant.settings import PROJECT, Settings
from tests.conftest import GUIDANCE, MAP
from tests.hashing import HashingEmbedder

GOLD = Path(__file__).parent.parent / "evaluation" / "figures.jsonl"
QUESTIONS: list[dict[str, Any]] = [
    record for line in GOLD.read_text("utf-8").splitlines() if "id" in (record := json.loads(line))
]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant with the figures that ship and two guidance texts; one for all questions."""
    folder = tmp_path_factory.mktemp("figures")
    corpus = folder / "corpus"
    (corpus / "figures").mkdir(parents=True)
    (corpus / "guidance").mkdir()
    (corpus / "guidance" / "geld.md").write_text(GUIDANCE, "utf-8")
    (corpus / "guidance" / "kaart.md").write_text(MAP, "utf-8")
    for file in (PROJECT / "corpus" / "figures").iterdir():
        (corpus / "figures" / file.name).write_bytes(file.read_bytes())
    for name in ("thesaurus.toml", "glossary.toml"):
        (corpus / name).write_bytes((PROJECT / "corpus" / name).read_bytes())
    made = Assistant(Settings(data=folder / "data", corpus=corpus), HashingEmbedder())
    made.prepare()
    yield made
    made.close()


def asked(ready: Assistant, record: dict[str, Any]) -> Answer:
    return ready.ask(record["question"], municipality=record.get("municipality"))


@pytest.mark.parametrize("record", QUESTIONS, ids=lambda r: r["id"])
def test_the_values_are_right(ready: Assistant, record: dict[str, Any]) -> None:
    answer = asked(ready, record)
    found = {(f.key, f.code, f.year, f.value) for f in answer.figures}
    wanted = {(f["indicator"], f["code"], f["year"], f["value"]) for f in record["figures"]}
    assert answer.status == record["status"]
    assert answer.language == record["language"]
    assert wanted <= found
    text = plain_text(answer)
    assert [words for words in record.get("says", ()) if words not in text] == []
    assert [words for words in record.get("never", ()) if words in text] == []


@pytest.mark.parametrize("record", QUESTIONS, ids=lambda r: r["id"])
def test_no_value_comes_without_year_and_source(ready: Assistant, record: dict[str, Any]) -> None:
    answer = asked(ready, record)
    for figure in answer.figures:
        assert figure.year > 1990 and figure.source and figure.definition and figure.value is not None
    for sentence in answer.sentences:
        if sentence.role == "claim":
            assert sentence.figures or sentence.citations
        if sentence.figures and re.search(r"\d[.,]\d%|€", sentence.text):
            years = {str(answer.figures[n - 1].year) for n in sentence.figures}
            assert any(year in sentence.text for year in years)
    cited = {n for s in answer.sentences for n in s.figures}
    assert cited == set(range(1, len(answer.figures) + 1))


def test_there_are_enough_questions_over_enough_towns() -> None:
    towns = {f["code"] for r in QUESTIONS for f in r["figures"] if f["code"].startswith("GM")}
    absent = [r for r in QUESTIONS if r["id"].startswith("f-a")]
    assert len(QUESTIONS) - len(absent) >= 40 and len(absent) >= 10 and len(towns) >= 15


def follow(ready: Assistant, *questions: str) -> Answer:
    turns: list[Turn] = []
    for question in questions:
        turns.append(Turn(question, ready.ask(question, previous=turns)))
    return turns[-1].answer


@pytest.mark.parametrize(
    ("then", "code", "year", "value"),
    [
        ("en in 2020?", "GM0034", 2020, 28.1),
        ("en in Lelystad?", "GM0995", 2021, 31.2),
        ("en landelijk?", "NL", 2021, 26.8162),
        ("hoe is dat veranderd?", "GM0034", 2020, 28.1),
        ("is 27,2% laagopgeleid veel?", "NL", 2021, 26.8162),
        ("is dat veel?", "GM0034", 2021, 27.22),
    ],
)
def test_a_follow_up_keeps_the_figure(
    ready: Assistant, then: str, code: str, year: int, value: float
) -> None:
    answer = follow(ready, "Hoeveel inwoners van Almere zijn laagopgeleid?", then)
    assert (code, "pct_opl_laag", year, value) in {(f.code, f.key, f.year, f.value) for f in answer.figures}


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel subsidie krijgt de bibliotheek?",
        "Hoeveel kost een taalcursus?",
        "Hoe lang is een certificaat geldig?",
        "Wie betaalt het Taalhuis?",
        "Hoeveel budget is er voor ouderen in Almere?",
        "Wat doet Almere voor laagopgeleiden?",
        "Hoe hoog is de bijstand?",
        "Wat betekent laagopgeleid?",
        "Hoeveel procent had in 2019 jeugdzorg, volgens de begroting 2021?",
    ],
)
def test_what_documents_answer_goes_to_the_documents(ready: Assistant, question: str) -> None:
    assert ready.ask(question).figures == ()


def test_a_question_for_a_figure_and_a_document_gets_both(ready: Assistant) -> None:
    answer = ready.ask("Hoeveel inwoners heeft Almere en welke post betaalt vaak Taalhuizen?")
    assert any(f.key == "inwoners" for f in answer.figures)
    assert any("post cultuur" in c.quote for c in answer.citations)
    for sentence in answer.sentences:
        assert all(0 < n <= len(answer.figures) for n in sentence.figures)
        assert all(0 < n <= len(answer.citations) for n in sentence.citations)


def test_documents_about_the_town_come_after_the_figures(ready: Assistant, tmp_path: Path) -> None:
    note = tmp_path / "nota.md"
    note.write_text("# Nota\n\nIn Leiden zijn 9.876 inwoners laaggeletterd volgens de gemeente.\n", "utf-8")
    ready.ingest(note, municipality="Leiden", person="bezoeker-1")
    answer = ready.ask("Hoeveel laaggeletterden heeft Leiden?", person="bezoeker-1")
    assert answer.citations and answer.figures and answer.status != "refused"
    first = next(n for n, s in enumerate(answer.sentences) if s.citations)
    assert all(not s.figures for s in answer.sentences[first:])
    assert (
        answer.sentences[0].text
        == "Voor Leiden is hier geen gepubliceerd cijfer over laaggeletterdheid bekend."
    )


def test_a_figure_is_marked_and_listed_with_what_it_takes_to_check_it(ready: Assistant) -> None:
    answer = ready.ask("Hoeveel inwoners van Almere zijn laagopgeleid?")
    assert "(2021). [c1]" in plain_text(answer)
    listed = sources_text(answer).splitlines()[0]
    assert listed.startswith("[c1] Inwoners met hoogstens vmbo of mbo 1, Almere: 27,2%")
    assert "2021" in listed and "Kerncijfers wijken en buurten 2021, https://" in listed
    told = answer_json(answer)
    assert told["sentences"][0]["figures"] == [1]
    assert {"municipality": "Almere", "value": 27.22, "year": 2021}.items() <= told["figures"][0].items()
    assert set(told["figures"][0]) >= {
        "indicator", "unit", "source", "definition", "remark", "address", "code", "key",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "stands_out"),
    [
        ("Wat zijn de kwetsbare groepen in Leiden?", "huishoudens met een laag inkomen"),
        ("Welke groepen zijn kwetsbaar in Rotterdam?", "mensen met bijstand"),
        ("Welke risicofactoren heeft Almere?", "inwoners met een WW-uitkering"),
        ("What are the vulnerable groups in Urk?", "lower secondary education (higher)"),
    ],
)
def test_who_is_vulnerable_gets_the_risk_factors_and_no_groups(
    ready: Assistant, question: str, stands_out: str
) -> None:
    answer = ready.ask(question)
    text = plain_text(answer)
    assert answer.status == "answered" and stands_out in text
    assert "risicofactoren: zij zeggen waar" in text or "risk factors: they say where" in text
    keys = {figure.key for figure in answer.figures}
    assert {"pct_opl_laag", "pct_hh_laag_inkomen"} <= keys and "inwoners" not in keys


def test_how_a_town_does_is_its_profile(ready: Assistant) -> None:
    assert {"inwoners", "pct_opl_laag"} <= {f.key for f in ready.ask("Hoe staat Leiden ervoor?").figures}


@pytest.mark.parametrize(
    "question",
    ["Welke kwetsbare groepen krijgen subsidie voor sport in Leiden?", "Wat zijn kwetsbare groepen?"],
)
def test_another_question_about_vulnerable_people_goes_to_the_documents(
    ready: Assistant, question: str
) -> None:
    assert not ready.ask(question).figures

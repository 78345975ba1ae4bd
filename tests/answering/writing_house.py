"""An assistant with a small corpus, made once for a module of tests on writing; each person has a shelf."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.answering.language_model import LanguageModel
from assistant.answering.sentence_rules import Rules
from assistant.answering.writing import Writer
from assistant.service import Assistant
from assistant.settings import PROJECT, Settings
from tests.answering.scripted import SameWords
from tests.conftest import GUIDANCE
from tests.hashing import HashingEmbedder


@contextmanager
def house(folder: Path) -> Iterator[Assistant]:
    """An assistant that is ready, with one guidance text, the real figures and no model."""
    corpus = folder / "corpus"
    for name in ("guidance", "presentations", "policy"):
        (corpus / name).mkdir(parents=True)
    (corpus / "guidance" / "geld.md").write_text(GUIDANCE, "utf-8")
    for name in ("figures", "outlines"):
        shutil.copytree(PROJECT / "corpus" / name, corpus / name)
    for name in ("thesaurus.toml", "glossary.toml"):
        shutil.copy(PROJECT / "corpus" / name, corpus / name)
    made = Assistant(Settings(data=folder / "data", corpus=corpus), HashingEmbedder())
    try:
        made.prepare()
        yield made
    finally:
        made.close()


def give(assistant: Assistant, model: LanguageModel | None) -> None:
    """Let a model write for an assistant, with a plain support check; None takes it away."""
    writer = Writer(model, Rules(SameWords(), assistant.places)) if model else None
    assistant.writer = assistant.asking.writer = writer

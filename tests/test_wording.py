"""Both languages say the same things, with the same gaps, and every error has its sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from string import Formatter

import pytest

from assistant import wording
from assistant.errors import AssistantError
from assistant.settings import PROJECT


def gaps(sentence: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def errors(kind: type[AssistantError] = AssistantError) -> Iterator[type[AssistantError]]:
    """Every kind of error, the tree through."""
    for below in kind.__subclasses__():
        if below.__module__.startswith("assistant."):
            yield below
            yield from errors(below)


def calls(name: str) -> Iterator[tuple[str, str]]:
    """Where `name("text", …)` is called with a literal text, and that text."""
    for path in sorted([*(PROJECT / "assistant").rglob("*.py"), PROJECT / "app.py"]):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield f"{path.relative_to(PROJECT)}:{node.lineno}", first.value


def test_both_languages_have_the_same_sentences() -> None:
    dutch, english = wording.keys("nl"), wording.keys("en")
    assert dutch.keys() ^ english.keys() == set()


def test_both_languages_have_the_same_gaps() -> None:
    dutch, english = wording.keys("nl"), wording.keys("en")
    assert {key for key in dutch.keys() & english.keys() if gaps(dutch[key]) != gaps(english[key])} == set()


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    assert [key for key, sentence in wording.keys(language).items() if not str(sentence).strip()] == []


# These are never raised themselves: they only gather others.
GATHERING = {"QuestionError", "ReadingError", "CatalogueError", "FiguresError", "PlanError"}
# Errors whose sentence holds another: the table that those stand in.
REASONS = {"RefreshFailed": "refresh.reasons", "ImportRefused": "exports.reasons"}


@pytest.mark.parametrize("kind", [kind for kind in errors() if kind.__name__ not in GATHERING])
@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_error_has_its_sentence(kind: type[AssistantError], language: str) -> None:
    sentence = wording.keys(language)[kind.key()]
    table = REASONS.get(kind.__name__)
    known = wording.keys(language)
    reasons = [key for key in known if table and key.startswith(f"{table}.")] or [None]
    for reason in reasons:
        details = {name: "×" for name in gaps(sentence) | (gaps(known[reason]) if reason else set())}
        why = {"why": reason.rsplit(".", 1)[-1]} if reason else {}
        said = kind(**details, **why).say(language)
        assert "{" not in said
        assert said[0].isupper() or said[0] in "“×"


def test_every_sentence_the_code_asks_for_exists() -> None:
    known = wording.keys("nl")
    assert [f"{place}: {key}" for place, key in calls("say") if key not in known] == []


def test_every_stage_of_progress_has_its_words() -> None:
    known = wording.keys("nl")
    assert [
        f"{place}: {stage}" for place, stage in calls("Progress") if f"progress.{stage}" not in known
    ] == []

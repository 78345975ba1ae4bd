"""The gold questions that come with the program: enough of each sort, apart, and quoted as written.

The quotes of documents that are not shipped are checked where a folder with them is named in
ASSISTANT_DOCUMENTS.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest

from assistant.evaluation.gold import GoldQuestion, load
from assistant.evaluation.matching import flat, holds, same_file
from assistant.figures import municipalities
from assistant.reading import read
from assistant.settings import PROJECT

HERE = Path(__file__).parent
NAMES = ("development", "test", "training")
Gold = dict[str, list[GoldQuestion]]


@pytest.fixture(scope="module")
def gold() -> Gold:
    return {name: load([HERE / f"{name}.jsonl"]) for name in NAMES}


def misquoted(gold: Gold, paths: Sequence[Path], folder: Path) -> tuple[list[tuple[str, str]], int]:
    """The ids and quotes that these files don't hold on their page, and how many quotes were checked."""
    files = {path.name: path for path in paths}
    assert len(files) == len(paths)
    wrong: list[tuple[str, str]] = []
    checked = 0
    pages: dict[str, list[tuple[int | None, str]]] = {}
    for question in (q for of in gold.values() for q in of):
        for evidence in question.evidence:
            path = files.get(Path(evidence.file).name)
            if path is None or not same_file(evidence.file, path.relative_to(folder).as_posix()):
                continue
            if path.name not in pages:
                pages[path.name] = [(page.number, flat(page.text)) for page in read(path).pages]
            checked += 1
            if not any(
                flat(evidence.quote) in text
                for number, text in pages[path.name]
                if evidence.page in (None, number)
            ):
                wrong.append((question.id, evidence.quote))
    return wrong, checked


def test_there_are_enough_questions_of_each_sort_to_measure_with(gold: Gold) -> None:
    measured = gold["development"] + gold["test"]
    answerable = [q for q in measured if q.answerable]
    others = [q for q in measured if not q.answerable]
    assert len(answerable) >= 150
    assert sum(q.language == "en" for q in answerable) >= 30
    assert len(others) >= 60 and 2 * sum(q.near for q in others) >= len(others)
    for name in ("development", "test"):
        assert any(q.previous for q in gold[name]) and any(q.municipality for q in gold[name])


def test_no_id_stands_in_two_files(gold: Gold) -> None:
    assert all(gold.values())
    twice = [id for id, n in Counter(q.id for of in gold.values() for q in of).items() if n > 1]
    assert twice == []


@pytest.mark.parametrize(("one", "other"), [*combinations(NAMES, 2)])
def test_no_question_stands_in_two_files(gold: Gold, one: str, other: str) -> None:
    def asked(name: str) -> dict[str, str]:
        return {re.sub(r"\W+", " ", q.question.casefold()).strip(): q.id for q in gold[name]}

    first, second = asked(one), asked(other)
    assert [(first[question], second[question]) for question in first if question in second] == []


def test_every_quote_of_a_shipped_text_stands_there(gold: Gold) -> None:
    folder = PROJECT / "corpus" / "guidance"
    wrong, checked = misquoted(gold, sorted(folder.rglob("*.md")), folder)
    assert wrong == [] and checked > 300


def test_every_quote_of_the_other_texts_stands_there(gold: Gold) -> None:
    named = os.environ.get("ASSISTANT_DOCUMENTS", "")
    if not named:
        pytest.skip(
            "the documents beside the shipped texts are not here: ASSISTANT_DOCUMENTS names no folder"
        )
    folder = Path(named)
    wrong, checked = misquoted(gold, sorted(folder.rglob("*.md")), folder)
    assert wrong == [] and checked > 0


def test_every_quote_gives_its_answer(gold: Gold) -> None:
    wrong = [
        (q.id, e.answer)
        for of in gold.values()
        for q in of
        for e in q.evidence
        if not holds(e.quote, e.answer)
    ]
    assert wrong == []


def test_every_town_that_is_chosen_can_be(gold: Gold) -> None:
    places = municipalities.load(PROJECT / "corpus" / "figures")
    chosen = {q.municipality for of in gold.values() for q in of if q.municipality}
    assert chosen and [name for name in chosen if places.find(name) is None] == []

"""Damaged files of every kind: each becomes a document or an error with its name, within its time.

Most are read in a row by one sandboxed process, since the start of a process
for each would take minutes; a few of each kind go the whole way. What the
reader itself lets escape is a fault here, though the sandbox would catch it.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from assistant.errors import BrokenFile, ReadingError, TooLarge, TooSlow
from assistant.reading.sandbox import read_apart
from assistant.reading.sandbox.process import run_apart
from assistant.settings import Limits
from tests.reading.hard import hard_files
from tests.reading.mutating import Outcome, mutants
from tests.reading.seeds import seeds

KINDS = ("pdf", "docx", "pptx", "xlsx", "odt", "odp", "ods", "csv", "html", "md", "txt")
MANY = 200
SECONDS = 10


@pytest.fixture(scope="module")
def sound() -> dict[str, bytes]:
    return seeds()


def damaged(folder: Path, kind: str, sound: dict[str, bytes], count: int, seed: int) -> list[Path]:
    """Files of a kind, each damaged in its own way."""
    others = [data for other, data in sound.items() if other != kind]
    paths = []
    for number, data in enumerate(mutants(sound[kind], others, count, seed)):
        path = folder / f"{kind}-{number}.{kind}"
        path.write_bytes(data)
        paths.append(path)
    return paths


def read_in_a_row(paths: list[Path]) -> list[Outcome]:
    """What becomes of files in one process; after one that ends it, the rest in another."""
    outcomes: list[Outcome] = []
    while len(outcomes) < len(paths):
        left = [str(path) for path in paths[len(outcomes) :]]
        try:
            outcomes += run_apart(
                "tests.reading.mutating:read_all",
                {"paths": left, "seconds": SECONDS},
                Outcome,
                file=Path(left[0]).name,
                limits=Limits(memory_mb=1024),
                seconds=2 * SECONDS,
                records=len(left),
            )
        except (BrokenFile, TooLarge, TooSlow) as error:
            outcomes.append(Outcome(paths[len(outcomes)].name, type(error).__name__))
    return outcomes


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_file_is_read(tmp_path: Path, kind: str, sound: dict[str, bytes]) -> None:
    path = tmp_path / f"plan.{kind}"
    path.write_bytes(sound[kind])
    document = read_apart(path)
    assert document.format == kind
    text = " ".join(page.text for page in document.pages)
    assert any(word in text for word in ("859.042", "859042", "basisvaardigheden"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs an alarm")
@pytest.mark.parametrize("kind", KINDS)
def test_damage_costs_one_file(tmp_path: Path, kind: str, sound: dict[str, bytes]) -> None:
    paths = damaged(tmp_path, kind, sound, MANY, seed=KINDS.index(kind))
    outcomes = read_in_a_row(paths)
    assert [outcome.file for outcome in outcomes] == [path.name for path in paths]
    assert [outcome for outcome in outcomes if outcome.problem] == []
    results = Counter(outcome.result for outcome in outcomes)
    # Damage that never matters, or that always does in the same way, tries nothing.
    assert results["Document"] >= 10, results
    assert len(results) >= 2, results


@pytest.mark.skipif(sys.platform == "win32", reason="needs an alarm")
def test_no_small_file_takes_for_ever(tmp_path: Path) -> None:
    paths = []
    for name, data in hard_files().items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
    outcomes = read_in_a_row(paths)
    assert [outcome for outcome in outcomes if outcome.problem] == []
    assert {outcome.result for outcome in outcomes} <= {"Document", "BrokenFile", "NoText"}


@pytest.mark.parametrize("kind", KINDS)
def test_damage_costs_one_file_the_whole_way(tmp_path: Path, kind: str, sound: dict[str, bytes]) -> None:
    for path in damaged(tmp_path, kind, sound, 3, seed=99):
        try:
            assert read_apart(path, limits=Limits(seconds=SECONDS)).file == path.name
        except ReadingError as error:
            assert error.details["file"] == path.name

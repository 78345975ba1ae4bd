"""The scale of likeness is taken from the index itself, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from assistant.index.calibration import FEWEST, KEY, Calibration, Calibrator
from assistant.index.catalogue import Catalogue
from assistant.index.vectors import Vectors
from assistant.records import NATIONAL, Page, Span
from tests.hashing import HashingEmbedder
from tests.shelved import entry

WIDE = 64


def one_hot(number: int) -> np.ndarray:
    """A vector that is like itself only."""
    vector = np.zeros(WIDE, dtype=np.float32)
    vector[number] = 1.0
    return vector


class Numbering(HashingEmbedder):
    """An embedder for which "kop 7" and the passages of document 7 are the same, and all else unlike."""

    def __init__(self, name: str = "numbering") -> None:
        super().__init__()
        self.name = name
        self.asked = 0

    def queries(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors by the number in the text."""
        self.asked += 1
        return np.stack([one_hot(int(text.split()[-1])) for text in texts])


class Alike(Numbering):
    """An embedder for which all headings say the same: half that of document 0, half that of document 1."""

    def queries(self, texts: Sequence[str]) -> np.ndarray:
        """The same vector for each."""
        return np.stack([(one_hot(0) + one_hot(1)) / 2] * len(texts))


class Stored:
    """The vectors of an index: a passage has its document's, when it has one."""

    def __init__(self, without: Sequence[str] = ()) -> None:
        self.without = without

    def of(self, shelf: str, ids: Sequence[str]) -> dict[str, np.ndarray]:
        """Vectors by passage id."""
        assert all(i.startswith(shelf) for i in ids)
        return {i: one_hot(int(i.split("-")[1])) for i in ids if i not in self.without}


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    made = Catalogue(tmp_path / "catalogue.sqlite")
    yield made
    made.close()


def fill(catalogue: Catalogue, documents: Sequence[int], headed: bool = True) -> None:
    """Documents with two passages under one heading each, on two shelves by turns."""
    for number in documents:
        shelf = (NATIONAL, "GM0629")[number % 2]
        text = "Een zin. Nog een."
        spans = [
            (f"{shelf}-{number}-{n}", Span(0, at, at + 8, text[at : at + 8], (f"kop {number}",) * headed))
            for n, at in enumerate((0, 9))
        ]
        catalogue.put(entry(f"d{number}", shelf=shelf, file=f"{number}.md"), [Page(None, None, text)], spans)


def calibrator(catalogue: Catalogue, embedder: Numbering, stored: Stored | None = None) -> Calibrator:
    return Calibrator(catalogue, cast(Vectors, stored or Stored()), embedder)


def test_nought_is_unrelated_and_one_is_a_heading_to_its_text() -> None:
    scale = Calibration(0.6, 0.8, 100, "m")
    assert scale.likeness(np.array([0.6, 0.8, 0.7, 0.9])).tolist() == pytest.approx([0, 1, 0.5, 1.5])
    assert np.isfinite(replace(scale, own=0.6).likeness(np.array([0.7]))).all()
    assert replace(scale, own=0.5).likeness(np.array([0.7]))[0] > 0


def test_it_is_measured_on_headings_and_passages_of_other_documents(catalogue: Catalogue) -> None:
    fill(catalogue, range(12))
    assert calibrator(catalogue, Numbering()).calibration() == Calibration(0.0, 1.0, 24, "numbering")
    catalogue.remember(KEY, "")
    # With headings that all say the same, other documents' passages are as near for half of the pairs.
    measured = calibrator(catalogue, Alike()).calibration()
    assert measured.own == pytest.approx(0.5 * 4 / 24)
    assert measured.unrelated == pytest.approx(0.5 * 4 / 24)


def test_too_few_passages_with_a_heading_leave_the_cosine_as_it_is(catalogue: Catalogue) -> None:
    assert FEWEST == 20
    fill(catalogue, range(30), headed=False)
    fill(catalogue, range(30, 39))
    embedder = Numbering()
    assert calibrator(catalogue, embedder).calibration() == Calibration(0.0, 1.0, 78, "numbering")
    assert embedder.asked == 0


def test_it_is_measured_once_and_remembered_in_the_catalogue(catalogue: Catalogue) -> None:
    fill(catalogue, range(12))
    embedder = Numbering()
    first = calibrator(catalogue, embedder)
    assert first.calibration() == first.calibration() == calibrator(catalogue, embedder).calibration()
    assert embedder.asked == 1


def test_another_model_or_another_index_is_measured_anew(catalogue: Catalogue) -> None:
    fill(catalogue, range(12))
    embedder, other = Numbering(), Numbering("other")
    calibrator(catalogue, embedder).calibration()
    assert calibrator(catalogue, other).calibration().model == "other" and other.asked == 1
    calibrator(catalogue, embedder).calibration()
    fill(catalogue, range(12, 15))
    assert calibrator(catalogue, embedder).calibration().passages == 24
    fill(catalogue, range(15, 16))
    assert calibrator(catalogue, embedder).calibration().passages == 32
    assert embedder.asked == 3


@pytest.mark.parametrize("remembered", ["{", "[]", "null", '{"unrelated": 0.5}', '{"wide": 1}'])
def test_what_is_no_calibration_is_measured_anew(catalogue: Catalogue, remembered: str) -> None:
    fill(catalogue, range(12))
    catalogue.remember(KEY, remembered)
    assert calibrator(catalogue, Numbering()).calibration() == Calibration(0.0, 1.0, 24, "numbering")


def test_a_passage_without_a_vector_is_passed_over(catalogue: Catalogue) -> None:
    fill(catalogue, range(12))
    found = calibrator(catalogue, Numbering(), Stored(["national-0-0", "GM0629-1-1"])).calibration()
    assert found == Calibration(0.0, 1.0, 24, "numbering")


def test_without_vectors_the_cosine_stays_as_it_is(catalogue: Catalogue) -> None:
    fill(catalogue, range(12))
    gone = Stored(catalogue.passage_ids())
    assert calibrator(catalogue, Numbering(), gone).calibration() == Calibration(0.0, 1.0, 24, "numbering")

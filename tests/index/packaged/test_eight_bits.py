"""The eight-bit form is made with the model, checked against it, and given up where it can't be had."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import StorageFull
from assistant.index import int8_model, int8_texts, quantising
from assistant.index import packaged_model as packaging
from assistant.records import Progress
from tests.index.tiny_model import HIDDEN, POSITIONS


def test_the_eight_bit_form_comes_with_the_model_and_is_compared_with_it(ensured: Path) -> None:
    assert packaging.ready(ensured)
    found = int8_model.checked(ensured)
    assert found is not None and found.refused is None and found.cosine is not None
    assert 0.995 <= found.cosine < 1
    model, eight_bits = packaging.open_model(ensured)
    assert eight_bits
    assert model.prompts == packaging.PROMPTS
    assert (model.max_seq_length, model.get_embedding_dimension()) == (POSITIONS, HIDDEN)
    assert [path.name for path in ensured.parent.iterdir() if path.is_dir()] == ["tiny"]


def test_the_eight_bit_form_is_a_folder_that_sentence_transformers_opens_itself(ensured: Path) -> None:
    from sentence_transformers import SentenceTransformer

    full = SentenceTransformer(str(ensured), device="cpu", local_files_only=True)
    form = SentenceTransformer(str(ensured / int8_model.FOLDER), device="cpu", trust_remote_code=True)
    texts = ["taal", "huis taal l a t " * 9, ""]
    cosines = (form.encode(texts) * full.encode(texts)).sum(axis=1)
    assert cosines.min() > 0.99


def test_a_saved_copy_of_the_form_gives_the_same_vectors(ensured: Path, tmp_path: Path) -> None:
    model, _ = packaging.open_model(ensured)
    model.save(str(tmp_path / "copy" / int8_model.FOLDER), create_model_card=False)
    copy = int8_model.open_model(tmp_path / "copy")
    assert np.array_equal(model.encode(["taal huis"]), copy.encode(["taal huis"]))


def test_a_full_model_of_an_earlier_version_only_gains_the_form(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = packaging.build(source, tmp_path / "models" / "tiny")
    assert packaging.usable(folder) and not packaging.ready(folder)
    monkeypatch.setattr(packaging, "packaged_file", lambda: source)
    monkeypatch.setattr(packaging, "unpack", lambda data: pytest.fail("unpacked again"))
    stages: list[Progress] = []
    packaging.ensure(folder, stages.append)
    assert packaging.ready(folder)
    assert [(stage.done, stage.total) for stage in stages] == [(2, 4), (3, 4), (4, 4)]
    packaging.ensure(folder, lambda progress: pytest.fail("made again"))


def test_a_model_brought_along_without_the_package_gains_the_form_too(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = packaging.build(source, tmp_path / "models" / "tiny")
    monkeypatch.setattr(packaging, "PACKAGE", "a-package-nobody-has")
    assert packaging.ready(packaging.ensure(folder))


@pytest.mark.parametrize("bits_lost", [3, 5])
def test_a_form_that_means_something_else_is_refused_and_not_made_again(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bits_lost: int
) -> None:
    monkeypatch.setattr(packaging, "packaged_file", lambda: source)
    monkeypatch.setattr(quantising, "LAYER_TOP", quantising.LAYER_TOP >> bits_lost)
    folder = packaging.ensure(tmp_path / "models" / "tiny")
    found = int8_model.checked(folder)
    assert found is not None and found.refused is not None and "cosine" in found.refused
    assert [path.name for path in (folder / int8_model.FOLDER).iterdir()] == [int8_model.NOTE]
    packaging.ensure(folder, lambda progress: pytest.fail("made again"))
    model, eight_bits = packaging.open_model(folder)
    assert not eight_bits
    assert model.transformers_model is not None


def test_a_refusal_holds_until_there_is_another_onnxruntime(
    ensured: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    int8_model.refuse(ensured, RuntimeError("no such operator\nand more"))
    found = int8_model.checked(ensured)
    assert found is not None and found.refused == "no such operator"
    monkeypatch.setattr(int8_model, "_runtime", lambda: "99.0")
    assert int8_model.checked(ensured) is None
    assert packaging.open_model(ensured)[1]


def test_where_the_form_cannot_be_made_the_full_model_runs(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packaging, "packaged_file", lambda: source)
    monkeypatch.setitem(sys.modules, "onnx", None)
    model, eight_bits = packaging.open_model(tmp_path / "models" / "tiny")
    assert not eight_bits
    assert model.encode(["taal"]).shape == (1, HIDDEN)
    found = int8_model.checked(tmp_path / "models" / "tiny")
    assert found is not None and "onnx" in str(found.refused)


def spoil(graph: Path, how: str) -> None:
    content = graph.read_bytes()
    if how == "gone":
        graph.unlink()
    elif how == "cut off":
        graph.write_bytes(content[: len(content) // 2])
    else:
        graph.write_bytes(bytes(len(content)))


@pytest.mark.parametrize("how", ["gone", "cut off", "other bytes"])
def test_a_broken_form_is_made_again(ensured: Path, how: str) -> None:
    spoil(ensured / int8_model.FOLDER / quantising.GRAPH, how)
    model, eight_bits = packaging.open_model(ensured)
    assert eight_bits
    assert model.encode(["taal"]).shape == (1, HIDDEN)


def test_a_form_that_stays_broken_gives_way_to_the_full_model_and_a_reason(
    ensured: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(full: Path) -> None:
        raise RuntimeError("protobuf parsing failed")

    monkeypatch.setattr(int8_model, "open_model", broken)
    model, eight_bits = packaging.open_model(ensured)
    assert not eight_bits
    assert model.encode(["taal"]).shape == (1, HIDDEN)
    found = int8_model.checked(ensured)
    assert found is not None and found.refused == "protobuf parsing failed"
    assert packaging.ready(ensured)


def test_a_full_disk_leaves_the_full_model_and_no_form(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = packaging.build(source, tmp_path / "models" / "tiny")
    usage = shutil.disk_usage(tmp_path)
    with monkeypatch.context() as patch, pytest.raises(StorageFull):
        patch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
        packaging.quicken(folder)

    def full(bert: object, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(StorageFull) as caught:
        patch.setattr(int8_model, "write", full)
        packaging.quicken(folder)
    assert caught.value.details == {"path": str(tmp_path / "models")}
    assert int8_model.checked(folder) is None
    assert not (folder / int8_model.FOLDER).exists()
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == ["tiny"]
    packaging.quicken(folder)
    assert packaging.ready(folder)


def test_a_folder_that_cannot_be_written_keeps_its_full_model(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(full: Path, step: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    folder = packaging.build(source, tmp_path / "models" / "tiny")
    monkeypatch.setattr(packaging, "packaged_file", lambda: source)
    monkeypatch.setattr(int8_model, "prepare", read_only)
    model, eight_bits = packaging.open_model(folder)
    assert not eight_bits
    assert model.encode(["taal"]).shape == (1, HIDDEN)


KILLED_HALFWAY = """
import os, sys
from pathlib import Path
from assistant.index import int8_model, packaged_model as packaging
int8_model._place = lambda *given: os._exit(9)
packaging.quicken(Path(sys.argv[1]))
"""


def test_a_killed_process_leaves_no_form_and_the_next_one_makes_it(source: Path, tmp_path: Path) -> None:
    folder = packaging.build(source, tmp_path / "models" / "tiny")
    done = subprocess.run([sys.executable, "-c", KILLED_HALFWAY, str(folder)], check=False)
    assert done.returncode == 9
    assert packaging.usable(folder) and not (folder / int8_model.FOLDER).exists()
    assert len([path for path in folder.parent.iterdir() if path.is_dir()]) == 2
    packaging.quicken(folder)
    assert packaging.ready(folder)
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == ["tiny"]


def test_who_comes_second_waits_and_makes_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = packaging.build(source, tmp_path / "models" / "tiny")
    prepare, made, begun = int8_model.prepare, [], threading.Event()

    def slow(full: Path, step: Callable[[], object]) -> None:
        begun.set()
        time.sleep(0.2)
        prepare(full, step)
        made.append(full)

    monkeypatch.setattr(int8_model, "prepare", slow)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(packaging.quicken, folder)
        assert begun.wait(60)
        second = pool.submit(packaging.quicken, folder)
        first.result()
        second.result()
    assert made == [folder]


def test_smoothing_changes_nothing_but_the_reach_of_large_inputs() -> None:
    rng = np.random.default_rng(3)
    weights, inputs = rng.normal(size=(8, 32)).astype(np.float32), rng.normal(size=(5, 32)).astype(np.float32)
    inputs[:, 7] *= 40
    factors = quantising.smoothing(np.abs(inputs).max(axis=0), weights)
    smooth = inputs / factors
    assert np.allclose(smooth @ (weights * factors).T, inputs @ weights.T, atol=1e-3)
    assert (
        np.abs(smooth).max() / np.median(np.abs(smooth))
        < np.abs(inputs).max() / np.median(np.abs(inputs)) / 3
    )


def test_whole_numbers_stay_within_half_a_step() -> None:
    weights = np.array([[0.6, -1.0, 0.26], [0.0, 0.0, 0.0]], dtype=np.float32)
    whole, scales = quantising.whole_numbers(weights, 63)
    assert whole.dtype == np.int8
    assert whole[0].tolist() == [38, -63, 16]
    assert np.abs(whole * scales[:, None] - weights).max() <= scales[0] / 2
    assert whole[1].tolist() == [0, 0, 0]


def test_what_tunes_the_form_does_not_check_it() -> None:
    assert not set(int8_texts.tuning_texts()) & set(int8_texts.checking_texts())
    assert len(int8_texts.checking_texts()) > 24

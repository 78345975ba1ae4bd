"""The packaged model is built whole or not at all, and says what it was built from."""

from __future__ import annotations

import errno
import json
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from safetensors import SafetensorError

from assistant.errors import ModelUnavailable, StorageFull
from assistant.index import full_model, int8_model
from assistant.index import packaged_model as packaging
from assistant.records import Progress
from tests.index.tiny_model import POSITIONS, tiny_file


def test_a_built_model_has_prompts_and_full_precision(source: Path, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    stages: list[Progress] = []
    folder = packaging.build(source, tmp_path / "models" / "tiny", stages.append)
    assert [(stage.done, stage.total) for stage in stages] == [(0, 4), (1, 4), (2, 4)]
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    assert model.prompts == packaging.PROMPTS
    assert model.max_seq_length == POSITIONS
    assert {str(weight.dtype) for weight in model.parameters()} == {"torch.float32"}
    assert model.tokenizer("taalhuis ?")["input_ids"] == [0, 5, 6, 4, 3, 2]
    assert np.linalg.norm(model.encode("taal " * 50, prompt_name="query")) == pytest.approx(1)


def test_a_second_build_does_nothing(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = packaging.build(source, tmp_path / "models" / "tiny")
    monkeypatch.setattr(packaging, "unpack", lambda data: pytest.fail("unpacked again"))
    assert packaging.build(source, folder) == folder


def test_another_source_replaces_what_stands_there_and_leftovers_go(source: Path, tmp_path: Path) -> None:
    folder = packaging.build(source, tmp_path / "models" / "tiny")
    (folder.parent / ".tiny-killed").mkdir()
    (tmp_path / "other.bin").write_bytes(tiny_file(layers=2))
    packaging.build(tmp_path / "other.bin", folder)
    assert json.loads((folder / "config.json").read_text("utf-8"))["num_hidden_layers"] == 2
    assert sorted(path.name for path in folder.parent.iterdir() if path.is_dir()) == ["tiny"]


def damaged(how: str) -> bytes:
    data = tiny_file()
    return {
        "empty": b"",
        "another format": b"PK\x03\x04" + data[4:],
        "cut in the header": data[:30],
        "cut in the tokenizer": data[:90],
        "cut in the weights": data[:-1],
        "no numbers": data[:-4] + struct.pack("<f", float("nan")),
        "a tensor too few": data.replace(b"emb.type", b"emb.typo"),
        "other block size": data.replace(struct.pack("<fi", 1e-12, 32), struct.pack("<fi", 1e-12, 64)),
        "a piece beyond the list": data.replace(
            struct.pack("<5i", 10, 0, 2, 1, 3), struct.pack("<5i", 10, 0, 2, 99, 3)
        ),
    }[how]


@pytest.mark.parametrize(
    "how",
    [
        "empty",
        "another format",
        "cut in the header",
        "cut in the tokenizer",
        "cut in the weights",
        "no numbers",
        "a tensor too few",
        "other block size",
        "a piece beyond the list",
    ],
)
def test_a_damaged_file_is_an_error_with_a_name_and_leaves_nothing(how: str, tmp_path: Path) -> None:
    source = tmp_path / "tiny.bin"
    source.write_bytes(damaged(how))
    with pytest.raises(ModelUnavailable) as caught:
        packaging.build(source, tmp_path / "models" / "tiny")
    assert caught.value.details["name"] == packaging.NAME
    assert str(caught.value.details["reason"]).startswith("tiny.bin: ")
    assert not [path for path in (tmp_path / "models").iterdir() if path.is_dir()]


def test_a_full_disk_is_said_before_anything_is_written(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    with pytest.raises(StorageFull) as caught:
        packaging.build(source, tmp_path / "models" / "tiny")
    assert caught.value.details == {"path": str(tmp_path / "models")}
    assert not packaging.usable(tmp_path / "models" / "tiny")


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        SafetensorError("Error while serializing: I/O error: No space left on device (os error 28)"),
    ],
)
def test_a_disk_that_fills_up_meanwhile_leaves_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def full(packed: object, folder: Path, prompts: object) -> None:
        folder.mkdir()
        raise error

    monkeypatch.setattr(full_model, "write", full)
    with pytest.raises(StorageFull):
        packaging.build(source, tmp_path / "models" / "tiny")
    assert not [path for path in (tmp_path / "models").iterdir() if path.is_dir()]


KILLED = """
import os, sys
from pathlib import Path
from assistant.index import full_model, int8_model, int8_texts, quantising
from assistant.index import full_model, packaged_model as packaging
write = full_model.write
full_model.write = lambda *given: (write(*given), os._exit(9))
packaging.build(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_killed_build_leaves_no_model_and_the_next_one_cleans_up(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "models" / "tiny"
    done = subprocess.run([sys.executable, "-c", KILLED, str(source), str(folder)], check=False)
    assert done.returncode == 9
    assert not folder.exists()
    packaging.build(source, folder)
    assert packaging.usable(folder)
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == ["tiny"]


def test_without_the_package_a_model_brought_along_still_counts(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packaging, "PACKAGE", "a-package-nobody-has")
    folder = tmp_path / "models" / "tiny"
    assert not packaging.at_hand(folder)
    with pytest.raises(ModelUnavailable):
        packaging.ensure(folder)
    packaging.build(source, folder)
    assert packaging.at_hand(folder)
    assert packaging.ensure(folder) == folder


@pytest.mark.model
def test_the_real_folder_is_compact_and_says_what_it_was_built_from(packaged_model: Path) -> None:
    packaging.quicken(packaged_model)
    parts = [packaged_model, packaged_model / int8_model.FOLDER]
    sizes = [sum(path.stat().st_size for path in part.iterdir() if path.is_file()) for part in parts]
    assert sizes[0] < 260_000_000
    assert sizes[1] < 140_000_000
    assert json.loads((packaged_model / packaging.MARKER).read_text("utf-8"))["file"] == packaging.FILE
    assert packaging.ready(packaged_model)

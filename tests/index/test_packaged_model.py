"""The packaged model is built whole or not at all, and means what its own engine says it means."""

from __future__ import annotations

import errno
import json
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors import SafetensorError

from assistant.errors import ModelUnavailable, StorageFull
from assistant.index import packaged_model as packaging
from assistant.index.packed_file import decode_q4, unpack
from assistant.records import Progress

HIDDEN, HEADS, FEED_FORWARD, VOCABULARY, POSITIONS = 32, 2, 64, 12, 16
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁taal", "huis", "t", "a", "l"]


def q4(count: int, scale: float, nibbles: Callable[[int], int]) -> bytes:
    """`count` values as Q4_0 blocks with one scale; `nibbles` gives the 0..15 of a value's place."""
    blocks = b""
    for start in range(0, count, 32):
        halves = (nibbles(start + i) | nibbles(start + i + 16) << 4 for i in range(16))
        blocks += struct.pack("<e", scale) + bytes(halves)
    return blocks


def tiny_file(layers: int = 1) -> bytes:
    """A file in the package's format, of a model with 32 dimensions and ten pieces."""
    text = "".join(PIECES).encode()
    ends = np.cumsum([0] + [len(piece.encode()) for piece in PIECES])
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7ifi", HIDDEN, layers, HEADS, FEED_FORWARD, VOCABULARY, POSITIONS, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(text))
    head += ends.astype("<u4").tobytes() + np.linspace(0, -9, len(PIECES)).astype("<f4").tobytes() + text
    head += struct.pack("<iI", 1, 3) + b"map"
    sizes = {"emb.word": VOCABULARY * HIDDEN, "emb.pos": POSITIONS * HIDDEN, "emb.type": 2 * HIDDEN}
    sizes |= {"emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    for i in range(layers):
        sizes |= {f"l{i}.{n}.w": HIDDEN * HIDDEN for n in ("q", "k", "v", "ao")}
        sizes |= {f"l{i}.{n}.w": HIDDEN * FEED_FORWARD for n in ("fi", "fo")}
        sizes |= {f"l{i}.{n}.b": HIDDEN for n in ("q", "k", "v", "ao", "fo")} | {f"l{i}.fi.b": FEED_FORWARD}
        sizes |= {f"l{i}.{n}.{k}": HIDDEN for n in ("aln", "oln") for k in "wb"}
    contents = {
        name: q4(count, 0.125, lambda i: i * 7 % 16)
        if name == "emb.word"
        else np.sin(np.arange(count)).astype("<f4").tobytes()
        for name, count in sizes.items()
    }
    index = sum(2 + len(name) + 21 for name in sizes)
    at, table, body = len(head) + 4 + index, b"", b""
    for name, content in contents.items():
        table += struct.pack("<H", len(name)) + name.encode()
        table += struct.pack("<BIQQ", name == "emb.word", sizes[name], at + len(body), len(content))
        body += content
    return head + struct.pack("<i", len(sizes)) + table + body


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.bin"
    path.write_bytes(tiny_file())
    return path


def test_four_bit_values_are_low_halves_first_then_high_halves() -> None:
    raw = struct.pack("<e", 0.5) + bytes([0x80 + i for i in range(16)])
    values = decode_q4(raw, 32)
    assert values.dtype == np.float32
    assert values[:16].tolist() == [(i - 8) * 0.5 for i in range(16)]
    assert values[16:].tolist() == [0.0] * 16


def test_each_block_has_its_own_scale() -> None:
    values = decode_q4(q4(32, 1.0, lambda _: 9) + q4(32, -2.0, lambda _: 15), 64)
    assert values.tolist() == [1.0] * 32 + [-14.0] * 32


@pytest.mark.parametrize(("size", "count"), [(17, 32), (18, 31), (18, 64), (36, 32)])
def test_bytes_that_do_not_fit_the_count_are_refused(size: int, count: int) -> None:
    with pytest.raises(ValueError, match="four bits"):
        decode_q4(bytes(size), count)


def test_unpacking_gives_sizes_pieces_and_tensors() -> None:
    packed = unpack(tiny_file())
    assert (packed.hidden, packed.layers, packed.positions, packed.unk) == (HIDDEN, 1, POSITIONS, 3)
    assert [piece for piece, _ in packed.pieces] == PIECES
    assert packed.tensors["emb.word"][:3].tolist() == [-1.0, -0.125, 0.75]
    assert packed.tensors["emb.ln.b"][2] == pytest.approx(np.sin(2))


def test_a_built_model_has_prompts_and_full_precision(source: Path, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    stages: list[Progress] = []
    folder = packaging.build(source, tmp_path / "models" / "tiny", stages.append)
    assert [stage.done for stage in stages] == [0, 1, 2]
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
    def full(packed: object, folder: Path) -> None:
        folder.mkdir()
        raise error

    monkeypatch.setattr(packaging, "_write", full)
    with pytest.raises(StorageFull):
        packaging.build(source, tmp_path / "models" / "tiny")
    assert not [path for path in (tmp_path / "models").iterdir() if path.is_dir()]


KILLED = """
import os, sys
from pathlib import Path
from assistant.index import packaged_model as packaging
write = packaging._write
packaging._write = lambda packed, folder: (write(packed, folder), os._exit(9))
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
    size = sum(path.stat().st_size for path in packaged_model.rglob("*") if path.is_file())
    assert size < 260_000_000
    assert json.loads((packaged_model / packaging.MARKER).read_text("utf-8"))["file"] == packaging.FILE
    assert packaging.usable(packaged_model)

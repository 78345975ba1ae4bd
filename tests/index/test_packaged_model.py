"""The packaged model is built whole or not at all, and means what its own engine says it means."""

from __future__ import annotations

import errno
import json
import shutil
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from safetensors import SafetensorError

from assistant.errors import ModelUnavailable, StorageFull
from assistant.index import full_model, int8_model, int8_texts, quantising
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


@pytest.fixture
def ensured(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny model with its eight-bit form, of which the source is at hand."""
    monkeypatch.setattr(packaging, "packaged_file", lambda: source)
    return packaging.ensure(tmp_path / "models" / "tiny")


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


@pytest.mark.model
def test_the_real_folder_is_compact_and_says_what_it_was_built_from(packaged_model: Path) -> None:
    packaging.quicken(packaged_model)
    parts = [packaged_model, packaged_model / int8_model.FOLDER]
    sizes = [sum(path.stat().st_size for path in part.iterdir() if path.is_file()) for part in parts]
    assert sizes[0] < 260_000_000
    assert sizes[1] < 140_000_000
    assert json.loads((packaged_model / packaging.MARKER).read_text("utf-8"))["file"] == packaging.FILE
    assert packaging.ready(packaged_model)

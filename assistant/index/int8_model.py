"""Prepares the eight-bit form of the packaged model, and doesn't trust it before it has compared.

It stands in a folder inside the full model's, made from that model's weights.
Where it can't be made, can't be run or means something else than the full
model, a note in its place says why and the full model does the work: slower,
with vectors that go with the same index.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.index.int8_texts import checking_texts, tuning_texts
from assistant.index.quantising import GRAPH, Bert, write

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

FOLDER, NOTE = "int8", "checked.json"
# Raised when the graph or its check changes.
RECIPE = 1
# The mean cosine to the full model below which search would give other passages.
ENOUGH = 0.995
# Bytes that making it takes at most.
ROOM = 250_000_000

Step = Callable[[], object]


@dataclass(frozen=True)
class Checked:
    """How it went: `refused` says why the form isn't used, `cosine` is the mean to the full model.

    `runtime` is the version of onnxruntime that was tried, `size` the graph's bytes.
    """

    recipe: int
    runtime: str
    refused: str | None = None
    cosine: float | None = None
    size: int = 0


def checked(full: Path) -> Checked | None:
    """What is known of the form that belongs to the model in folder `full`; None when it is to be made.

    A refusal holds until there is another onnxruntime, and a file that lost or
    gained bytes since counts as none.
    """
    try:
        found = Checked(**json.loads((full / FOLDER / NOTE).read_text("utf-8")))
        whole = found.refused is not None or _graph(full / FOLDER).stat().st_size == found.size
    except (OSError, ValueError, TypeError):
        return None
    stale = found.refused is not None and found.runtime != _runtime()
    return found if found.recipe == RECIPE and whole and not stale else None


def open_model(full: Path) -> SentenceTransformer:
    """The form as a SentenceTransformer with the full model's prompts; raises whatever opening raises.

    It is opened from its module, not by the name of a class in a file: a folder
    is data and chooses no code.
    """
    from sentence_transformers import SentenceTransformer

    from assistant.index.int8_encoder import Int8Encoder

    folder = full / FOLDER
    saved = json.loads((folder / "config_sentence_transformers.json").read_text("utf-8"))
    encoder = Int8Encoder.load(str(folder))
    return SentenceTransformer(modules=[encoder], prompts=saved["prompts"], device="cpu")


def prepare(full: Path, step: Step) -> None:
    """Make and check the form beside `full`, then put the result in its place in one step.

    `step` is called when it is made. Only for who holds the lock of the folder.
    Raises `OSError` where the disk is full or the folder can't be written;
    anything else that goes wrong is a refusal.
    """
    if shutil.disk_usage(full).free < ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(full))
    with tempfile.TemporaryDirectory(prefix=f".{full.name}-", dir=full.parent) as name:
        work = Path(name) / FOLDER
        work.mkdir()
        try:
            cosine = _make(full, work, step)
            size = _graph(work).stat().st_size
            result = Checked(RECIPE, _runtime(), cosine=round(cosine, 5), size=size)
            if not cosine >= ENOUGH:
                result = Checked(RECIPE, _runtime(), f"cosine {cosine:.4f}, {ENOUGH} is wanted", cosine)
        # Whatever onnx, onnxruntime or this processor has against it: the full model still works.
        except Exception as error:
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise
            result = Checked(RECIPE, _runtime(), _reason(error))
        _place(full, work, result, Path(name) / "old")


def refuse(full: Path, error: Exception) -> None:
    """Note that the form can't be used after all; a note that can't be written is left out."""
    with suppress(OSError), tempfile.TemporaryDirectory(prefix=f".{full.name}-", dir=full.parent) as name:
        work = Path(name) / FOLDER
        work.mkdir()
        _place(full, work, Checked(RECIPE, _runtime(), _reason(error)), Path(name) / "old")


def discard(full: Path) -> None:
    """Forget the form, so that it is made again."""
    with suppress(OSError):
        (full / FOLDER / NOTE).unlink(missing_ok=True)


def _place(full: Path, work: Path, result: Checked, old: Path) -> None:
    if result.refused is not None:
        shutil.rmtree(work)
        work.mkdir()
    (work / NOTE).write_text(json.dumps(asdict(result)), "utf-8")
    if (full / FOLDER).exists():
        os.replace(full / FOLDER, old)
    os.replace(work, full / FOLDER)


def _make(full: Path, folder: Path, step: Step) -> float:
    """Write the form to `folder` and return its mean cosine to the full model."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    from assistant.index.int8_encoder import TOKENIZER, Int8Encoder

    logging.disable_progress_bar()
    model = SentenceTransformer(str(full), device="cpu", local_files_only=True)
    threads = torch.get_num_threads()
    # On a busy machine torch's threads wait a second for each other at every text.
    torch.set_num_threads(1)
    try:
        write(_taken_apart(model), _graph(folder))
        shutil.copyfile(full / TOKENIZER, folder / TOKENIZER)
        encoder = Int8Encoder(str(folder), max_seq_length=int(model.max_seq_length or 0))
        prompts = {name: prompt for name, prompt in model.prompts.items() if prompt is not None}
        quick = SentenceTransformer(modules=[encoder], prompts=prompts, device="cpu")
        quick.save(str(folder), create_model_card=False)
        step()
        return float(np.mean((_vectors(model) * _vectors(quick)).sum(axis=1)))
    finally:
        torch.set_num_threads(threads)


def _taken_apart(model: SentenceTransformer) -> Bert:
    """The weights of a BERT, with what the inputs of its layers reach on the tuning texts."""
    from torch import nn

    bert: Any = model.transformers_model
    ranges: dict[str, np.ndarray] = {}

    def note(name: str, states: Any) -> None:
        reach = states.detach().abs().flatten(0, -2).amax(dim=0).numpy()
        ranges[name] = np.maximum(ranges[name], reach) if name in ranges else reach

    hooks = [
        layer.register_forward_pre_hook(lambda _, inputs, name=name: note(name, inputs[0]))
        for name, layer in bert.named_modules()
        if isinstance(layer, nn.Linear)
    ]
    try:
        model.encode(tuning_texts(), prompt_name="passage", batch_size=1, show_progress_bar=False)
    finally:
        for hook in hooks:
            hook.remove()
    return Bert(
        weights={name: weight.detach().numpy() for name, weight in bert.state_dict().items()},
        ranges=ranges,
        layers=bert.config.num_hidden_layers,
        heads=bert.config.num_attention_heads,
        epsilon=bert.config.layer_norm_eps,
    )


def _vectors(model: SentenceTransformer) -> np.ndarray:
    return np.asarray(
        model.encode(
            checking_texts(),
            prompt_name="passage",
            batch_size=1,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
    )


def _graph(folder: Path) -> Path:
    return folder / GRAPH


def _runtime() -> str:
    try:
        return metadata.version("onnxruntime")
    except metadata.PackageNotFoundError:
        return ""


def _reason(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]

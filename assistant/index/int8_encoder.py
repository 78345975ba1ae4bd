"""The eight-bit model as a module of sentence-transformers: it is a SentenceTransformer like any other.

The library offers onnxruntime only through a package that doesn't go with
this version of transformers; a module of its own is what it has for such
cases. Importing this takes seconds: only what opens a model does.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from sentence_transformers.base.modules import InputModule
from tokenizers import Tokenizer

from assistant.index.quantising import GRAPH, INPUT, OUTPUT

TOKENIZER = "tokenizer.json"
ERRORS_ONLY = 3


class Int8Encoder(InputModule):
    """Tokenises, runs the graph and gives normalised vectors; several threads may use it at once.

    `folder` holds the graph and the tokenizer. Every text runs by itself, on
    the core of the thread that asks: two threads with a text each are faster
    than two on one text.
    """

    config_file_name = "encoder.json"
    config_keys = ["max_seq_length"]

    def __init__(self, folder: str, max_seq_length: int) -> None:
        super().__init__()
        self.max_seq_length = max_seq_length
        self._folder = Path(folder)
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(self._folder / TOKENIZER))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(max_seq_length)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = ERRORS_ONLY
        self._session = onnxruntime.InferenceSession(
            str(self._folder / GRAPH), options, providers=["CPUExecutionProvider"]
        )

    @classmethod
    def load(cls, model_name_or_path: str, *arguments: Any, **options: Any) -> Int8Encoder:
        """Open what `save` wrote."""
        folder = Path(model_name_or_path, options.get("subfolder", ""))
        return cls(str(folder), **cls.load_config(str(folder), local_files_only=True))

    def save(self, output_path: str, *arguments: Any, **options: Any) -> None:
        """Write graph, tokenizer and configuration."""
        target = Path(output_path)
        if target.resolve() != self._folder.resolve():
            for name in (GRAPH, TOKENIZER):
                shutil.copyfile(self._folder / name, target / name)
        self.save_config(output_path)

    def get_embedding_dimension(self) -> int:
        """Numbers per vector."""
        return int(self._session.get_outputs()[0].shape[1])

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **options: Any) -> dict[str, Any]:
        """Token ids of shape (texts, tokens of the longest); the mask tells which are a text's own."""
        encoded = self.tokenizer.encode_batch([f"{prompt or ''}{text}" for text in inputs])
        longest = max((len(each.ids) for each in encoded), default=0)
        ids = torch.zeros((len(encoded), longest), dtype=torch.int64)
        mask = torch.zeros_like(ids)
        for row, each in enumerate(encoded):
            ids[row, : len(each.ids)] = torch.tensor(each.ids)
            mask[row, : len(each.ids)] = 1
        return {INPUT: ids, "attention_mask": mask}

    def forward(self, features: dict[str, Any], **options: Any) -> dict[str, Any]:
        """Add the vectors, float32 of shape (texts, dimensions)."""
        ids, lengths = features[INPUT].numpy(), features["attention_mask"].sum(dim=1).tolist()
        vectors = [
            self._session.run([OUTPUT], {INPUT: row[None, :length]})[0]
            for row, length in zip(ids, lengths, strict=True)
        ]
        return {**features, OUTPUT: torch.from_numpy(np.concatenate(vectors))}

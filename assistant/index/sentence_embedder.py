"""Embeds with a sentence-transformers model: the packaged one in eight bits, or any other.

The library takes seconds to import, so it is imported when the first text
comes. A question goes before a pile of passages.
"""

from __future__ import annotations

import errno
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import AssistantError, ModelUnavailable, StorageFull
from assistant.index import packaged_model
from assistant.index.listening import Listener, nobody
from assistant.index.precedence import SHORT, Precedence, cores
from assistant.records import Progress

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Small enough to stay in the processor's cache and to let a question in between:
# with torch on two cores 4 texts of 200 tokens at a time went a quarter faster than 16.
BATCH = 4


@dataclass(frozen=True)
class Pace:
    """How many texts a model takes at a time, and how many such batches run at once."""

    batch: int = BATCH
    lanes: int = 1


class SentenceEmbedder:
    """A sentence-transformers model, loaded when first used and safe to share between threads.

    `source` is a folder or a hub name. Loading raises `ModelUnavailable` or
    `StorageFull`, and a later call tries again.
    """

    def __init__(
        self,
        source: str,
        *,
        name: str | None = None,
        dimensions: int | None = None,
        progress: Listener | None = None,
    ) -> None:
        self.name = name or source
        self._source = source
        self._dimensions = dimensions
        self._progress = progress
        self._pace = Pace()
        self._precedence = Precedence()
        self._loading = threading.Lock()
        self._model: SentenceTransformer | None = None

    @property
    def dimensions(self) -> int:
        """Numbers per vector; loads the model unless it was told."""
        if self._dimensions is None:
            self._dimensions = int(self.prepare().get_embedding_dimension() or 0)
        return self._dimensions

    def prepare(self, progress: Listener | None = None) -> SentenceTransformer:
        """Build, download and load what isn't there yet, and tell of it; returns the model."""
        with self._loading:
            if self._model is None:
                self._model = self._load(progress or self._progress or nobody)
            return self._model

    def ready_on_disk(self) -> bool:
        """Whether the model can be loaded without building or downloading it first."""
        if Path(self._source).expanduser().is_dir():
            return True
        from huggingface_hub import try_to_load_from_cache

        name = self._source if "/" in self._source else f"sentence-transformers/{self._source}"
        return isinstance(try_to_load_from_cache(name, "config.json"), str)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of shape (len(texts), dimensions), normalised; a text beyond 512 tokens is cut off."""
        return self._encode(texts, "passage")

    def queries(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of shape (len(texts), dimensions), normalised."""
        return self._encode(texts, "query")

    def _encode(self, texts: Sequence[str], prompt: str) -> np.ndarray:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        model = self.prepare()
        # A lone surrogate, as JSON can hold, is no text to a tokenizer.
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        # Texts of a length together, so that little is padded; the longest first, so that no core ends late.
        order = sorted(range(len(clean)), key=lambda n: -len(clean[n]))
        batches = [
            order[start : start + self._pace.batch] for start in range(0, len(order), self._pace.batch)
        ]

        def embed(batch: Sequence[int]) -> np.ndarray:
            return np.asarray(
                model.encode(
                    [clean[n] for n in batch],
                    prompt_name=prompt,
                    batch_size=len(batch),
                    normalize_embeddings=True,
                    show_progress_bar=False,
                ),
                dtype=np.float32,
            )

        short = prompt == "query" or len(texts) <= SHORT
        done = self._precedence.spread(embed, batches, lanes=self._pace.lanes, short=short)
        vectors = np.empty((len(clean), done[0].shape[1]), dtype=np.float32)
        vectors[order] = np.concatenate(done)
        return vectors

    def _load(self, tell: Listener) -> SentenceTransformer:
        try:
            model = self._open(tell)
        except AssistantError:
            raise
        # Whatever a broken folder, an unreachable hub or a foreign model raises, the user's way out is one.
        except Exception as error:
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise StorageFull(path=str(error.filename or self._source)) from error
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise ModelUnavailable(name=self.name, reason=reason) from error
        model.prompts = _prompts(self._source, model.prompts)
        return model

    def _open(self, tell: Listener) -> SentenceTransformer:
        from transformers.utils import logging

        from assistant.index.threadsafe_model import ThreadsafeTransformer

        logging.disable_progress_bar()
        tell(Progress("model"))
        source = Path(self._source).expanduser()
        if source.is_dir():
            return ThreadsafeTransformer(str(source), local_files_only=True)
        try:
            return ThreadsafeTransformer(self._source, local_files_only=True)
        except (OSError, ValueError):
            tell(Progress("model_download", file=self._source))
            return ThreadsafeTransformer(self._source)


class PackagedEmbedder(SentenceEmbedder):
    """The packaged model in `folder`, built there first: in eight bits, or in full where that doesn't go."""

    def __init__(self, folder: Path, progress: Listener | None = None) -> None:
        super().__init__(
            str(folder),
            name=packaged_model.FINGERPRINT,
            dimensions=packaged_model.DIMENSIONS,
            progress=progress,
        )

    def ready_on_disk(self) -> bool:
        """Whether the model can be loaded without building it first."""
        return packaged_model.ready(Path(self._source))

    def _open(self, tell: Listener) -> SentenceTransformer:
        from transformers.utils import logging

        logging.disable_progress_bar()
        model, eight_bits = packaged_model.open_model(Path(self._source), tell)
        if eight_bits:
            self._pace = Pace(batch=1, lanes=cores())
        return model


def _prompts(source: str, saved: Mapping[str, str | None]) -> dict[str, str | None]:
    """The model's own prompts under our two names; an E5 that saved none gets those it was trained with."""
    query, passage = saved.get("query") or "", saved.get("passage") or saved.get("document") or ""
    name = Path(source).name.lower()
    if not (query or passage) and "e5" in name and "instruct" not in name:
        return dict(packaged_model.PROMPTS)
    return dict(saved) | {"query": query, "passage": passage}

"""Turns texts into vectors that lie close together when they mean the same.

Here stands what the index asks of a model, and which model it gets.

The default is the packaged multilingual-e5-small in eight bits, a true
SentenceTransformer; any other sentence-transformers model takes its place by
one setting.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from assistant.index import packaged_model
from assistant.index.listening import Listener
from assistant.index.sentence_embedder import PackagedEmbedder, SentenceEmbedder
from assistant.settings import Settings

HUB_NAME = "intfloat/multilingual-e5-small"


class Embedder(Protocol):
    """What the index asks of a model; rows are float32 vectors of length 1.

    `name` identifies the model and is part of the index's fingerprint.
    """

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def prepare(self, progress: Listener | None = None) -> object:
        """Get ready now what the first text would otherwise wait for."""

    def ready_on_disk(self) -> bool:
        """Whether the model can be loaded without building or downloading it first."""

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        """(n, dimensions) for texts to be found."""

    def queries(self, texts: Sequence[str]) -> np.ndarray:
        """(n, dimensions) for questions to find them with."""


def default_embedder(settings: Settings, progress: Listener | None = None) -> SentenceEmbedder:
    """The model the settings name, else the packaged one, else the same model from the hub.

    Nothing is loaded yet. `progress` hears the stages "model_build",
    "model_download" and "model" (loading it) as they begin.
    """
    if settings.embedding_model:
        return SentenceEmbedder(settings.embedding_model, progress=progress)
    folder = packaged_model.folder_in(settings.data)
    if not packaged_model.at_hand(folder):
        return SentenceEmbedder(HUB_NAME, dimensions=packaged_model.DIMENSIONS, progress=progress)
    return PackagedEmbedder(folder, progress)

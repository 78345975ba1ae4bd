"""A SentenceTransformer that several threads may use at once.

Importing this takes seconds: only what opens a model does.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from sentence_transformers import SentenceTransformer


class ThreadsafeTransformer(SentenceTransformer):
    """Lets one thread at a time tokenise: a tokenizer keeps its padding as state and refuses two users.

    Tokenising takes a millisecond, so a question still runs beside a batch of passages.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._tokenising = threading.Lock()
        super().__init__(*arguments, **options)

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **options: Any) -> dict[str, Any]:
        """As the library does it, for one thread after the other."""
        with self._tokenising:
            return super().preprocess(inputs, prompt, **options)

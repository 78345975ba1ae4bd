"""What the tests of the commands share: folders of their own, and the fast embedder."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import service
from tests.hashing import HashingEmbedder


@pytest.fixture
def own_folders(tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder and corpus of its own, and the fast embedder."""
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ASSISTANT_CORPUS", str(corpus))
    monkeypatch.setattr(service, "default_embedder", lambda *_: HashingEmbedder())

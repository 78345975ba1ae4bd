"""A tiny model in the package's format: its file, and the same built with its eight-bit form."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.index import packaged_model as packaging
from tests.index.tiny_model import tiny_file


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.bin"
    path.write_bytes(tiny_file())
    return path


@pytest.fixture
def ensured(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny model with its eight-bit form, of which the source is at hand."""
    monkeypatch.setattr(packaging, "packaged_file", lambda: source)
    return packaging.ensure(tmp_path / "models" / "tiny")

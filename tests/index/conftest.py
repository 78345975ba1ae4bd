"""The packaged model, built once for all tests that need meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.index import packaged_model as packaging


@pytest.fixture(scope="session")
def packaged_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the real model; skipped where the package with it can't be installed."""
    source = packaging.packaged_file()
    if source is None:
        pytest.skip("the package that carries the model is for x86-64 Linux")
    return packaging.build(source, tmp_path_factory.mktemp("models") / packaging.NAME)

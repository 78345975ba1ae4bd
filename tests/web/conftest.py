"""The desk of a page with the fast fake assistant, and a small store of figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.figures.store import FigureStore
from assistant.web.desk import Desk
from tests.figures import small
from tests.web.components import desk_of


@pytest.fixture
def store(tmp_path: Path) -> FigureStore:
    return small.store(tmp_path)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_of(tmp_path)

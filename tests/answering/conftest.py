"""What the tests of a language model share: its server on the loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.answering.model_server import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running

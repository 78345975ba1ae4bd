"""The shipped texts say what they are: a slip in a front matter would make a guide a town's policy."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.reading import read
from assistant.settings import PROJECT

GUIDANCE = sorted((PROJECT / "corpus" / "guidance").rglob("*.md"))


@pytest.mark.parametrize("path", GUIDANCE, ids=lambda path: path.stem)
def test_a_shipped_text_is_guidance_with_a_publisher_and_a_date(path: Path) -> None:
    document = read(path)
    assert document.kind == "guidance"
    assert document.publisher and document.date and document.licence

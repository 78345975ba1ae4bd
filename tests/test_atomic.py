"""A file is replaced whole, or stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.atomic import replacing


def test_the_new_text_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "cijfers.csv"
    path.write_text("oud", "utf-8")
    with replacing(path, newline="") as stream:
        stream.write("één\n")
        assert path.read_text("utf-8") == "oud"
    assert path.read_bytes() == "één\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "cijfers.csv"
    path.write_text("oud", "utf-8")
    with pytest.raises(RuntimeError), replacing(path) as stream:
        stream.write("half")
        raise RuntimeError
    assert path.read_text("utf-8") == "oud"
    assert list(tmp_path.iterdir()) == [path]

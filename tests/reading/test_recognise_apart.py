"""Pages are recognised in processes of their own: a bad page costs itself, the others arrive in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import FileMissing, WrongPassword
from assistant.reading import sandbox
from assistant.reading.sandbox import recognise_apart
from assistant.reading.words import Word
from assistant.settings import Limits
from tests.reading.apart import LINUX
from tests.reading.picturing import needs_tesseract


@pytest.fixture
def badly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are recognised by a task of the tests."""
    monkeypatch.setattr(sandbox, "RECOGNISE", "tests.reading.tasks:recognise_badly")


@LINUX
def test_a_page_that_ends_its_process_costs_that_page(badly: None) -> None:
    found = list(
        recognise_apart(Path("scan.pdf"), range(1, 11), seconds_per_page=2, limits=Limits(unpacked_mb=9))
    )
    assert [page.page for page in found] == [1, 3, 5, 7, 9, 10]
    assert found[0].text == "bladzijde 1 None"
    assert found[0].words == (Word("a", 1, 2, 3, 4, 5),)


def test_a_page_is_given_before_the_next_is_done(badly: None) -> None:
    pages = recognise_apart(Path("scan.pdf"), [1, 3, 5, 4], language="nld", seconds_per_page=60)
    assert next(pages).text == "bladzijde 1 nld"
    pages.close()


def test_pages_asked_twice_or_not_at_all(badly: None) -> None:
    assert [page.page for page in recognise_apart(Path("scan.pdf"), [3, 3, 1])] == [3, 1]
    assert list(recognise_apart(Path("scan.pdf"), [])) == []


def test_a_file_that_can_not_be_opened_is_an_error(badly: None) -> None:
    with pytest.raises(WrongPassword) as caught:
        list(recognise_apart(Path("scan.pdf"), [1, 3], password="verkeerd"))
    assert caught.value.details == {"file": "scan.pdf"}


@needs_tesseract
def test_the_real_reader_is_asked(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        list(recognise_apart(tmp_path / "er-niet.pdf", [1]))

"""What comes back from a reading process is checked: a crash, a forged answer or a fault is a broken file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.errors import (
    BrokenFile,
    NoText,
    ReadingError,
    TooSlow,
)
from assistant.reading.sandbox import wire
from tests.reading.apart import run
from tests.reading.tasks import Note


def test_a_fault_of_the_reader_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"), pytest.raises(BrokenFile):
        run("stumble")
    assert "een fout in het programma" in caplog.text
    assert "plan.pdf" in caplog.text


def test_what_a_library_prints_is_no_answer() -> None:
    heard: list[tuple[int, int]] = []
    assert run("chatter", text="tekst", progress=lambda *step: heard.append(step)) == Note("tekst")
    assert heard == [(1, 2)]


def test_half_a_character_does_not_stop_an_answer() -> None:
    assert run("chatter", text="heel \ud800 \x00\n").text == "heel ? \x00\n"


@pytest.mark.parametrize("task", ["crash", "leave", "stumble"])
def test_a_crash_is_a_broken_file(task: str) -> None:
    with pytest.raises(BrokenFile) as caught:
        run(task)
    assert caught.value.details["file"] == "plan.pdf"


@pytest.mark.parametrize(
    "line",
    [
        "rommel\n",
        "\n",
        "record\n",
        "record {}\n",
        'record {"text": 3}\n',
        'record {"text": "halve regel"',
        'record {"text": "\udcff"}\n',
        "progress [1]\n",
        'progress ["a", "b"]\n',
        "error null\n",
        'error {"name": "SystemExit", "details": {}}\n',
        'error {"name": "ReadingError", "details": {}}\n',
        'error {"name": "TooSlow", "details": {}}\n',
        'error {"name": "NoText", "details": {"file": ["a"]}}\n',
        "record " + "[" * 100_000 + "\n",
    ],
)
def test_an_answer_that_makes_no_sense_is_a_broken_file(line: str) -> None:
    with pytest.raises((BrokenFile, TooSlow)) as caught:
        run("forge", line=line, seconds=2 if "\n" not in line else 60)
    assert caught.value.details["file"] == "plan.pdf"
    assert ("\n" in line) == isinstance(caught.value, BrokenFile)


def test_details_of_an_error_are_cleaned() -> None:
    with pytest.raises(NoText) as caught:
        run("refuse")
    assert caught.value.details == {"file": "plan.pdf", "pages": 3}
    sent = wire.Failure("UnsupportedFormat", {"suffix": "\x1b[2J" + "x" * 1000, "supported": ".pdf"})
    error = wire.error_of(json.dumps(vars(sent)).encode(), "plan.pdf")
    assert str(error.details["suffix"]).isprintable()
    assert len(str(error)) < 700


def test_every_reading_error_can_cross() -> None:
    gaps: dict[str, Any] = dict.fromkeys(
        ("file", "reason", "suffix", "supported", "pages", "most", "seconds"), 1
    )

    def below(base: type[ReadingError]) -> list[type[ReadingError]]:
        return [e for each in base.__subclasses__() for e in (each, *below(each))]

    for each in below(ReadingError):
        line = wire.message("error", wire.failure(each(**gaps)))
        arrived = wire.error_of(line.partition(b" ")[2], "plan.pdf")
        assert type(arrived) is each
        assert arrived.details == gaps | {"file": "plan.pdf"}

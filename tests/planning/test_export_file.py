"""An export is whole or is not there; and what the three formats share is settled once."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import StorageFull, UnknownExport, UnwritableExport
from assistant.planning.export import export
from assistant.planning.export.cleaning import clean, day
from assistant.planning.export.composing import compose
from assistant.planning.export.marking import explanation
from assistant.planning.export.saving import save
from assistant.planning.export.widths import fitted
from assistant.planning.plan import Paragraph, Section, Statement, Table
from tests.planning.plans import plan


@pytest.mark.parametrize(("name", "first"), [("a.docx", b"PK"), ("a.PDF", b"%PDF"), ("a.md", b"# Plan")])
def test_the_suffix_chooses(tmp_path: Path, name: str, first: bytes) -> None:
    path = export(plan(), tmp_path / name, ("Duinrade",))
    assert path.read_bytes().startswith(first)
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["a.odt", "a", "a.docx.exe", ".pdf"])
def test_an_unknown_suffix_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownExport) as refused:
        export(plan(), tmp_path / name)
    assert refused.value.details == {"name": name}
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("oud")

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull):
        save(b"nieuw", path)
    assert path.read_text() == "oud" and list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnwritableExport) as refused:
        save(b"x", tmp_path / "weg" / "a.md")
    assert "a.md" in refused.value.say("nl")


def test_english_words_around_a_dutch_plan(tmp_path: Path) -> None:
    text = export(plan(), tmp_path / "a.md", ("Duinrade",), language="en").read_text("utf-8")
    assert "Municipality of Duinrade" in text and "## Annex: sources" in text and "5 November 2026" in text


def test_cleaning_keeps_what_is_meant() -> None:
    assert clean("€\N{NO-BREAK SPACE}1\n\t 2 \x00\ud800\u202eé😀 ") == "€\N{NO-BREAK SPACE}1 2 é😀"
    assert day("2026-03-01T10:00:00+00:00", "nl") == "1 maart 2026" and day("gisteren", "nl") == ""


def test_marks_are_explained_only_where_they_are() -> None:
    bare = replace(plan(), sections=(Section("a", "b", (Paragraph((Statement("x"),)),)),))
    assert explanation(bare, "nl") == ""
    proposed = replace(bare, sections=(Section("a", "b", (Paragraph((Statement("x", proposal=True),)),)),))
    assert explanation(proposed, "nl") == "(voorstel) vraagt nog een keuze."


def test_only_the_brackets_of_an_open_point_are_marked() -> None:
    gap = Statement("Het plan loopt [nog in te vullen: de looptijd].", "gap", asks="de looptijd")
    text = (
        compose(replace(plan(), sections=(Section("a", "b", (Paragraph((gap,)),)),)), ())
        .chapters[0]
        .blocks[0]
    )
    assert [(run.text, run.mark) for run in text.lines[0].runs] == [
        ("Het plan loopt ", ""), ("[nog in te vullen: de looptijd]", "gap"), (".", ""),
    ]  # fmt: skip


def test_a_row_too_short_or_too_long_loses_no_words() -> None:
    cells = tuple(map(Statement, "abc"))
    table = Table("t", ("x", "y"), (cells, cells[:1]))
    grid = compose(replace(plan(), sections=(Section("a", "b", (table,)),)), ()).chapters[0].blocks[0]
    assert [[cell.text for cell in row] for row in grid.rows] == [["a", "b c"], ["a", ""]]


def test_a_wide_column_gets_more_and_a_narrow_one_enough() -> None:
    wide, narrow = fitted(("Uitleg", "Jaar"), [["zin " * 60, "2026"], ["kort", "2027"]]).shares
    assert wide + narrow == pytest.approx(1) and 0.05 < narrow < 0.25

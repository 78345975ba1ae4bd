"""A line never ends between a number and what belongs to it; addresses and plain text stay as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.planning.export.binding import bind, bound
from assistant.planning.export.booklet import Grid, Line, Picture, Run, Text
from assistant.planning.export.composing import compose
from tests.planning.plans import plan, png


@pytest.mark.parametrize(
    "text",
    [
        "€_80_miljoen",
        "€_…",
        "16_%",
        "16 tot 75_jaar",
        "Awb, artikel_4:62, lid_2",
        "(blz._23 en p._4)",
        "taakveld_5.6",
        "op 11_juli 2025",
        "on 11_July 2025",
        "Kamerstuk_36902",
        "vmbo of mbo_1",
    ],
)
def test_these_hold_together(text: str) -> None:
    assert bound(text.replace("_", " ")) == text.replace("_", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    "text",
    ["De gemeente heeft 3 scholen.", "In 2026 begint het.", "van 15 tot 20 deelnemers", "klap. 4 keer"],
)
def test_these_may_part(text: str) -> None:
    assert bound(text) == text


def test_it_changes_spaces_only_and_only_once() -> None:
    text = "Het kost € 3,5 miljoen (blz. 4, tabel 2)."
    assert bound(bound(text)) == bound(text)
    assert bound(text).replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_booklet_is_bound_everywhere_but_in_addresses_and_alt_texts() -> None:
    made = compose(plan(), ("Duinrade",), lambda _: png())
    link = Line(
        (Run("zie https://a.example/blz. 4"), Run("https://a.example/€ 5", address="https://a.example"))
    )
    blocks = (Text((link,)), *(block for each in made.chapters for block in each.blocks))
    done = bind(replace(made, chapters=(replace(made.chapters[0], blocks=blocks),))).chapters[0].blocks
    first, pictures = done[0], [block for block in done if isinstance(block, Picture)]
    assert isinstance(first, Text)
    assert [run.text for run in first.lines[0].runs] == ["zie https://a.example/blz.\xa04", link.runs[1].text]
    assert pictures and pictures[0].alt == [b for b in blocks if isinstance(b, Picture)][0].alt
    grids = [block for block in done if isinstance(block, Grid)]
    assert grids and "€\xa01.250" in grids[1].rows[0][2].text

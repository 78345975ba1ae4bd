"""A number that nobody has is said to be absent, with what is known that comes nearest."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.figure_answer import FigureAnswers
from assistant.answering.figure_telling import Told
from assistant.answering.question import understand
from assistant.figures import municipalities
from assistant.figures.store import FigureStore
from assistant.settings import PROJECT

FOLDER = PROJECT / "corpus" / "figures"
PLACES = municipalities.load(FOLDER)


@pytest.fixture
def figures(tmp_path: Path) -> FigureAnswers:
    return FigureAnswers(FigureStore(FOLDER, tmp_path, PLACES))


def near(figures: FigureAnswers, text: str) -> Told | None:
    return figures.nearest(understand(text, PLACES))


def test_which_figure_is_absent_and_what_there_is(figures: FigureAnswers) -> None:
    told = near(figures, "Hoeveel kinderen groeien op in armoede in Leiden?")
    assert told is not None and told.status == "refused"
    text = [sentence.text for sentence in told.sentences]
    assert text[0] == "Dit staat niet in de cijfers van Leiden: “kinderen groeien op in armoede”."
    assert text[1].startswith("Het dichtst in de buurt komt: Huishoudens met een laag inkomen; ")
    claims = [sentence for sentence in told.sentences if sentence.role == "claim"]
    assert "laag inkomen" in claims[0].text and all(claim.figures for claim in claims)
    assert {figure.key for figure in told.figures} == {"pct_hh_laag_inkomen", "pct_0_14"}


def test_literacy_is_named_and_never_worked_out(figures: FigureAnswers) -> None:
    told = near(figures, "Hoeveel mensen met leesproblemen wonen er in Leiden?")
    assert told is not None and not told.figures
    assert "Laaggeletterdheid" in " ".join(sentence.text for sentence in told.sentences)


def test_without_anything_near_it_says_what_there_are_figures_of(figures: FigureAnswers) -> None:
    told = near(figures, "Hoeveel katten heeft Leiden?")
    assert told is not None and not told.figures
    assert told.sentences[-1].text.startswith("Er zijn cijfers over bevolking")
    assert near(figures, "Hoeveel katten en honden hebben de mensen die in Leiden wonen samen?") is None

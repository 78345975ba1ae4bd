"""What was kept is what is opened: exactly, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import DamagedPlan, NewerPlan
from assistant.planning.plan import (
    Bullets,
    Chart,
    Intake,
    Paragraph,
    Plan,
    Section,
    Statement,
    Subheading,
    Table,
)
from assistant.planning.serialising import from_json, to_json
from assistant.records import Citation, Figure
from tests.planning.plans import plan

TEXTS = st.text(st.characters(), max_size=8)
MAYBE = st.none() | TEXTS
CITATIONS = st.builds(
    Citation,
    document_id=TEXTS,
    document=TEXTS,
    file=TEXTS,
    page=st.none() | st.integers(1),
    page_index=st.integers(0),
    page_label=MAYBE,
    quote=TEXTS,
    municipality=MAYBE,
    address=MAYBE,
    heading=MAYBE,
    recognised=st.booleans(),
    confidence=st.none() | st.floats(0, 1),
)
FIGURES = st.builds(
    Figure,
    municipality=TEXTS,
    indicator=TEXTS,
    value=st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    unit=TEXTS,
    year=st.integers(),
    source=TEXTS,
)
STATEMENTS = st.builds(
    Statement,
    text=TEXTS,
    origin=st.sampled_from(["source", "figure", "input", "block", "gap", "unchecked"]),
    citations=st.lists(CITATIONS, max_size=2).map(tuple),
    figures=st.lists(FIGURES, max_size=2).map(tuple),
    asks=TEXTS,
    knows=TEXTS,
    proposal=st.booleans(),
)
SOME = st.lists(STATEMENTS, max_size=2).map(tuple)
BLOCKS = st.one_of(
    st.builds(Paragraph, SOME),
    st.builds(Bullets, st.lists(SOME, max_size=2).map(tuple), st.booleans()),
    st.builds(Table, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), st.lists(SOME, max_size=2).map(tuple)),
    st.builds(Chart, TEXTS, TEXTS, TEXTS, TEXTS, st.lists(FIGURES, max_size=2).map(tuple)),
    st.builds(Subheading, TEXTS),
)


def test_the_whole_plan_comes_back() -> None:
    assert from_json(to_json(plan())) == plan()


@given(st.lists(BLOCKS, max_size=3).map(tuple), TEXTS)
def test_any_plan_comes_back(blocks: tuple[Any, ...], text: str) -> None:
    made = Plan(text, text, text, Intake((text,), library=text), (Section(text, text, blocks),), text, text)
    assert from_json(to_json(made)) == made
    assert from_json(to_json(made).encode("ascii")) == made


def edited(change: Callable[[Any], None]) -> str:
    """The plan's JSON after a change somewhere inside."""
    raw = json.loads(to_json(plan()))
    change(raw)
    return json.dumps(raw)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda raw: raw["plan"].pop("title"), "plan.title"),
        (lambda raw: raw["plan"].update(title=3), "plan.title"),
        (lambda raw: raw["plan"].update(colour="red"), "plan.colour"),
        (lambda raw: raw["plan"]["sections"][1].update(status="lost"), "plan.sections[1].status"),
        (
            lambda raw: raw["plan"]["sections"][0]["blocks"][0].update(block="poem"),
            "plan.sections[0].blocks[0]",
        ),
        (
            lambda raw: raw["plan"]["sections"][0]["blocks"][0].update(block=["x"]),
            "plan.sections[0].blocks[0]",
        ),
        (lambda raw: raw["plan"].update(sections={}), "plan.sections"),
        (lambda raw: raw["plan"]["intake"].update(municipalities="GM9999"), "plan.intake.municipalities"),
        (lambda raw: raw.update(plan=None), "plan"),
        (lambda raw: raw.update(version=True), "version"),
        (lambda raw: raw.pop("version"), "version"),
    ],
)
def test_damage_is_refused_with_its_place(change: Callable[[Any], None], where: str) -> None:
    with pytest.raises(DamagedPlan) as refused:
        from_json(edited(change))
    assert f": {where}." in refused.value.say("nl")


@pytest.mark.parametrize(
    "text", ["", "null", "[]", '{"version": 1', "[" * 100_000, b"\xff\xfe\x00", '{"version": NaN}']
)
def test_what_is_no_plan_is_refused(text: str | bytes) -> None:
    with pytest.raises(DamagedPlan):
        from_json(text)


def test_half_a_file_is_refused() -> None:
    whole = to_json(plan())
    for end in range(0, len(whole), len(whole) // 50):
        with pytest.raises(DamagedPlan):
            from_json(whole[:end])


def test_a_newer_form_is_not_guessed_at() -> None:
    with pytest.raises(NewerPlan) as refused:
        from_json(edited(lambda raw: raw.update(version=9)))
    assert "9" in refused.value.say("nl")


def test_a_field_with_a_default_may_be_missing() -> None:
    opened = from_json(edited(lambda raw: raw["plan"]["sections"][0].pop("wish")))
    assert opened == plan()


def test_a_number_that_json_has_no_word_for_is_not_kept() -> None:
    figure = Figure("a", "b", float("nan"), "", 2026, "c")
    broken = replace(
        plan(), sections=(Section("a", "b", (Paragraph((Statement("x", figures=(figure,)),)),)),)
    )
    with pytest.raises(ValueError):
        to_json(broken)

"""The fields with which a person says what a topic of their file is; and what they filled in, as choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.components import Component

from assistant.figures.exports import units
from assistant.figures.exports.preview import Choice, Column, New, Preview, Reading
from assistant.figures.indicators import Dictionary
from assistant.wording import say

SKIP, NEW = "", "+"


@dataclass(frozen=True)
class Field:
    """A component that says something of the column with this number."""

    column: int
    name: str
    component: Component


def topic_fields(column: Column, dictionary: Dictionary, language: str) -> Iterator[Field]:
    """Draw the fields of one topic; those of a new figure show when "new" is chosen."""

    def field(name: str, component: Component) -> Field:
        return Field(column.number, name, component)

    with gr.Column(elem_classes="topic"):
        fitting = [i for i in dictionary if units.fits(column.unit, i.unit)]
        choices = [(_say("skip", language), SKIP), (_say("new", language), NEW)]
        choices += [(indicator.name.in_(language), indicator.key) for indicator in fitting]
        known = {key for _, key in choices}
        chosen = column.suggestion if column.suggestion in known else SKIP
        choice = gr.Dropdown(
            choices, value=chosen, label=_say("which", language, topic=column.topic), filterable=True
        )
        yield field("choice", choice)
        if column.needs_year:
            yield field("year", gr.Textbox(label=_say("year", language), lines=1))
        if column.needs_reading:
            example = column.examples[0].printed if column.examples else ""
            readings = [(_say(name, language), name) for name in ("thousands", "decimals")]
            yield field("reading", gr.Radio(readings, label=_say("reading", language, example=example)))
        with gr.Column(visible=False) as new:
            yield field("name", gr.Textbox(column.topic, label=_say("name", language), lines=1))
            yield field("unit", gr.Textbox(column.unit, label=_say("unit", language), lines=1))
            yield field("definition", gr.Textbox(label=_say("definition", language), lines=2))
            themes = [(both.in_(language), key) for key, both in dictionary.themes.items()]
            theme = gr.Dropdown(themes, value=column.theme or None, label=_say("theme", language))
            yield field("theme", theme)
        choice.input(
            lambda picked: gr.update(visible=picked == NEW),
            choice,
            new,
            show_progress="hidden",
            api_visibility="private",
        )


def choices_of(preview: Preview, fields: Sequence[Field], given: Sequence[Any]) -> list[Choice]:
    """What was filled in, a choice for every topic that is not left out."""
    by_column: dict[int, dict[str, str]] = {column.number: {} for column in preview.columns}
    for field, value in zip(fields, given, strict=True):
        by_column[field.column][field.name] = str(value or "").strip()
    return [_choice(number, said) for number, said in by_column.items() if said.get("choice")]


def _choice(number: int, said: dict[str, str]) -> Choice:
    new = None
    if said["choice"] == NEW:
        new = New(said["name"], said["unit"], said["definition"], said["theme"])
    readings: dict[str, Reading] = {"thousands": "thousands", "decimals": "decimals"}
    year = said.get("year", "")
    return Choice(
        number,
        indicator="" if new else said["choice"],
        new=new,
        year=int(year) if year.isdecimal() and len(year) <= 4 else None,
        reading=readings.get(said.get("reading", ""), ""),
    )


def _say(key: str, language: str, **gaps: object) -> str:
    return say(f"figure_tab.choosing.{key}", language, **gaps)

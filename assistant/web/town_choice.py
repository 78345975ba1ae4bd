"""The list of municipalities to choose from, as several tabs have it: with none of them first."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.web.desk import Desk
from assistant.wording import say


def town_choice(desk: Desk, label: str, elem_id: str, min_width: int = 160) -> gr.Dropdown:
    """A dropdown of all towns under the sentence with that key; its value is a code, "" for none."""
    dropdown = gr.Dropdown(
        desk.towns.choices(""), value="", filterable=True, elem_id=elem_id, min_width=min_width
    )

    def words(language: str) -> dict[str, Any]:
        choices = desk.towns.choices(say("web.chat.no_municipality", language))
        return {"label": say(label, language), "choices": choices}

    desk.labels.add_made(dropdown, words)
    return dropdown

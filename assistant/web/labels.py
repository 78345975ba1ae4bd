"""The page speaks Dutch or English; this remembers which component shows which sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.wording import say


class Labels:
    """Components with a function from language to the properties they show in it."""

    def __init__(self) -> None:
        self._shown: list[tuple[Block, Callable[[str], dict[str, Any]]]] = []

    def add(self, component: Block, **sentences: str) -> None:
        """`add(box, label="web.chat.question")`: that property shows the sentence under that key."""
        self._shown.append((component, lambda language: {p: say(k, language) for p, k in sentences.items()}))

    def add_made(self, component: Block, made: Callable[[str], dict[str, Any]]) -> None:
        """The same for properties that are made from sentences."""
        self._shown.append((component, made))

    @property
    def components(self) -> list[Block]:
        return [component for component, _ in self._shown]

    def updates(self, language: str) -> list[Any]:
        """One update a component, in the order of `components`."""
        return [gr.update(**made(language)) for _, made in self._shown]

"""What stands in the chat before the first question: what this is, and questions to begin with."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.web.labels import Labels
from assistant.web.safe import tag, text
from assistant.wording import say

EXAMPLES = ("example_1", "example_2", "example_3", "example_4")


class Welcome:
    """A column that goes when a question is asked; each of `examples` asks one."""

    def __init__(self, labels: Labels) -> None:
        with gr.Column(elem_id="welcome") as self.column:
            labels.add_made(gr.Markdown(latex_delimiters=[]), _hello)
            self.examples: list[gr.Button] = []
            with gr.Row(elem_id="examples"):
                for key in EXAMPLES:
                    example = gr.Button(size="md", elem_classes="example", min_width=240)
                    labels.add(example, value=f"web.chat.{key}")
                    self.examples.append(example)


def _hello(language: str) -> dict[str, Any]:
    heading = tag("h2", text(say("web.chat.welcome", language)))
    return {"value": heading + tag("p", text(say("web.chat.welcome_hint", language)))}

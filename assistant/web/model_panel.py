"""The language model on the page: which it is, where questions go, what it took, and whether it works.

It stands closed at the foot of the page. Who wonders where a question goes
finds it there, and who looks after the program sees what it costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.answering.language_model import LanguageModel
from assistant.answering.model_telling import Trial, cost, describe, in_euros, reason, try_out
from assistant.settings import ModelSettings
from assistant.web.desk import Desk
from assistant.web.safe import table, tag, text
from assistant.web.words import number
from assistant.wording import say


class ModelPanel:
    """A closed section; without a model it only says that there is none."""

    def __init__(self, desk: Desk, model: LanguageModel | None, language: gr.Radio) -> None:
        self._model, self._settings, self._language = model, desk.settings.model, language
        labels = desk.labels
        with gr.Accordion(open=False, elem_id="model") as self._panel:
            labels.add(self._panel, label="model.panel.title")
            self._told = gr.Markdown(latex_delimiters=[], elem_id="model-told")
            labels.add_made(self._told, lambda lang: {"value": self.told(lang)})
            if model is not None:
                self._button = gr.Button(size="md", elem_id="model-test")
                labels.add(self._button, value="model.panel.test")
                hint = gr.Markdown(latex_delimiters=[])
                labels.add_made(hint, lambda lang: {"value": tag("p", text(_say("test_hint", lang)), "hint")})
                self._result = gr.Markdown(latex_delimiters=[], elem_id="model-result")
                labels.add_made(self._result, lambda lang: {"value": ""})

    def wire(self) -> None:
        """Opening shows what was used by then; the button asks the model something."""
        quick: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        self._panel.expand(self.told, self._language, self._told, **quick)
        if self._model is not None:
            outputs = [self._button, self._result, self._told]
            self._button.click(self._test, self._language, outputs, concurrency_limit=1, **quick)

    def told(self, language: str) -> str:
        """What is set and what it took so far, as markup."""
        said = tag("p", text(describe(self._model, self._settings, language)))
        if self._model is None:
            return said + tag("p", text(_say("none_hint", language)), "hint")
        columns = (_say("what", language), _say("value", language))
        rows = [(text(_say(name, language)), text(value)) for name, value in _rows(
            self._model, self._settings, language)]  # fmt: skip
        return said + table(_say("caption", language), columns, rows)

    def _test(self, language: str) -> Iterator[dict[Block, Any]]:
        assert self._model is not None
        busy = tag("div", tag("p", text(_say("testing", language))), "status busy", role="status")
        yield {self._button: gr.update(interactive=False), self._result: busy}
        outcome = outcome_part(try_out(self._model), self._settings, language)
        yield {
            self._button: gr.update(interactive=True),
            self._result: outcome,
            self._told: self.told(language),
        }


def outcome_part(trial: Trial, settings: ModelSettings, language: str) -> str:
    """What a test came to, as markup."""
    if trial.why is not None:
        failed = say("model.failed", language, reason=reason(trial.why, settings, language))
        return tag("p", text(failed), "status error", role="alert")
    seconds = number(round(trial.seconds, 1), language)
    return tag(
        "p", text(_say("works", language, seconds=seconds, reply=trial.reply)), "status", role="status"
    )


def _rows(model: LanguageModel, settings: ModelSettings, language: str) -> Iterator[tuple[str, str]]:
    usage = model.usage
    yield "name", model.name
    yield "where", model.host or _say("this_computer", language)
    yield "key", say(f"model.doctor.{'key_set' if settings.key else 'key_unset'}", language)
    yield "seconds", _say("seconds_value", language, seconds=number(settings.seconds, language))
    yield "calls", number(usage.calls, language)
    yield (
        "tokens",
        _say(
            "tokens_value",
            language,
            read=number(usage.prompt_tokens, language),
            written=number(usage.reply_tokens, language),
        ),
    )
    yield "spent", _say("seconds_value", language, seconds=number(round(usage.seconds, 1), language))
    euros = cost(usage, settings)
    if euros is not None:
        yield "cost", _say("cost_value", language, euros=in_euros(euros, language))


def _say(key: str, language: str, **gaps: object) -> str:
    return say(f"model.panel.{key}", language, **gaps)

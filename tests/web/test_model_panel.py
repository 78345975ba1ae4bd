"""What the page tells of the language model, with a real one on the loopback."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import gradio as gr
import pytest

from assistant.answering.model import open_model
from assistant.answering.model_telling import Trial
from assistant.settings import ModelSettings, Settings
from assistant.web.model_panel import ModelPanel, outcome_part
from tests.answering import model_server as play
from tests.answering.model_server import KEY, Server, serving
from tests.web.components import desk_of, unfinished


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def panel(folder: Path, settings: ModelSettings) -> ModelPanel:
    desk = desk_of(folder, Settings(folder, folder, model=settings))
    with unfinished():
        made = ModelPanel(desk, open_model(settings), gr.Radio(["nl", "en"]))
        made.wire()
    return made


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_without_a_model_it_says_so(tmp_path: Path) -> None:
    made = panel(tmp_path, ModelSettings())
    assert "Antwoorden bestaan uit citaten." in plain(made.told("nl"))
    assert "made of quotes" in plain(made.told("en"))


def test_it_tells_where_questions_go(tmp_path: Path, server: Server) -> None:
    there = plain(panel(tmp_path, ModelSettings("mistralai:klein", key=KEY)).told("nl"))
    assert "Uw vraag en de gevonden passages gaan naar api.mistral.ai." in there
    assert "Sleutel Waarde ingesteld" in there
    here = plain(panel(tmp_path, server.settings(key="")).told("nl"))
    assert "op de computer waar dit programma draait" in here
    assert "Sleutel Waarde niet ingesteld" in here


def test_the_button_asks_the_model_and_counts(tmp_path: Path, server: Server) -> None:
    server.then(play.says("Ja, die *werkt*.", read=2_000_000, written=1_000_000))
    made = panel(tmp_path, replace(server.settings(), price_in=0.25, price_out=1.5))
    busy, done = made._test("nl")
    assert busy[made._button]["interactive"] is False
    assert done[made._button]["interactive"] is True
    assert "Het model werkt." in plain(done[made._result])
    assert "*" not in done[made._result]
    told = plain(done[made._told])
    assert "Keren gebruikt Waarde 1" in told
    assert "2.000.000 gelezen, 1.000.000 geschreven" in told
    assert "Geschatte kosten Waarde € 2,00" in told


def test_without_prices_there_are_no_costs(tmp_path: Path, server: Server) -> None:
    assert "kosten" not in plain(panel(tmp_path, server.settings()).told("nl"))


def test_a_model_that_refuses_is_told_about_without_its_key(tmp_path: Path, server: Server) -> None:
    server.then(play.status(401, f"Incorrect API key provided: {KEY}"))
    made = panel(tmp_path, server.settings())
    shown = [part for step in made._test("nl") for part in step.values()]
    assert any("Controleer ASSISTANT_MODEL_KEY" in plain(str(part)) for part in shown)
    assert not any(KEY in html.unescape(str(part)) for part in [*shown, made.told("en")])


def test_every_failure_can_be_told() -> None:
    from typing import get_args

    from assistant.answering.language_model import Why

    for why in get_args(Why):
        for language in ("nl", "en"):
            said = plain(outcome_part(Trial(1.0, why=why), ModelSettings("ollama:x"), language))
            assert said.endswith((".", '"')) and "{" not in said

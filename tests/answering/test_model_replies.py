"""A real client against a server that does what it should: its pieces, its counts, its settings and costs."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Generator

import pytest

from assistant.answering.language_model import Prompt, Usage
from assistant.answering.model import ChatModel, open_model
from assistant.answering.model_settings import arguments
from assistant.answering.model_telling import cost, describe
from assistant.errors import SettingsError
from assistant.settings import PROJECT, ModelSettings, load
from tests.answering import model_server as play
from tests.answering.asked_model import PROMPT, asked
from tests.answering.model_server import KEY, Server


def test_without_a_model_there_is_none() -> None:
    assert open_model(load({}).model) is None
    assert describe(None, ModelSettings()) == "Er is geen taalmodel ingesteld dat schrijft. " + (
        "Antwoorden bestaan uit citaten."
    )


def test_opening_imports_nothing_heavy() -> None:
    code = (
        "import sys; from assistant.settings import ModelSettings as S; "
        "from assistant.answering.model import open_model; "
        "assert open_model(S()) is None; assert open_model(S('openai:x')).name == 'x'; "
        "print([m for m in sys.modules if m.startswith(('langchain', 'openai', 'httpx', 'gradio'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_a_reply_comes_in_pieces_and_is_counted(server: Server) -> None:
    server.then(play.says("Ja, dat klopt.", read=40, written=5), play.says("Nee.", read=2, written=1))
    model = ChatModel(server.settings())
    assert list(model.stream(PROMPT)) == ["Ja,", " dat", " klopt."]
    assert "".join(model.stream(PROMPT)) == "Nee."
    assert (model.usage.calls, model.usage.prompt_tokens, model.usage.reply_tokens) == (2, 42, 6)
    assert model.usage.seconds > 0


def test_what_is_sent(server: Server) -> None:
    asked(server)
    (request,) = server.requests
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body["model"] == play.MODEL
    assert [(m["role"], m["content"]) for m in request.body["messages"]] == [
        ("system", PROMPT.system),
        ("user", PROMPT.user),
    ]
    assert request.body["stream"] is True
    assert request.body["max_tokens"] == request.body["max_completion_tokens"] == 4000
    assert request.body["temperature"] == 0


def test_tokens_are_estimated_when_the_model_does_not_count(server: Server) -> None:
    server.then(play.says("x" * 35, usage=False))
    model = ChatModel(server.settings())
    list(model.stream(Prompt("a" * 30, "b" * 40)))
    assert (model.usage.prompt_tokens, model.usage.reply_tokens) == (20, 10)


def test_the_first_piece_comes_before_the_last_is_written(server: Server) -> None:
    server.then(play.silent_after("Ja"))
    pieces = ChatModel(server.settings()).stream(PROMPT)
    assert next(pieces) == "Ja"
    assert isinstance(pieces, Generator)
    pieces.close()


def test_several_ask_at_once(server: Server) -> None:
    server.usual = play.scripted(lambda system, user: f"U vroeg {user}")
    model = ChatModel(server.settings())
    heard: dict[int, str] = {}

    def ask(number: int) -> None:
        heard[number] = "".join(model.stream(Prompt("Kort.", f"nummer {number}")))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {number: f"U vroeg nummer {number}" for number in range(6)}
    assert model.usage.calls == 6


def test_the_newest_models_of_openai_get_nothing_they_refuse() -> None:
    for address in ("", "https://api.openai.com/v1"):
        given = arguments(ModelSettings("openai:x", address))
        assert given.keys() & {"temperature", "extra_body"} == set()
        assert given["max_retries"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"ASSISTANT_MODEL": "gpt-5"},
        {"ASSISTANT_MODEL": "huggingface:x/y"},
        {"ASSISTANT_MODEL": "openai:"},
        {"ASSISTANT_MODEL_ADDRESS": "localhost:8080"},
        {"ASSISTANT_MODEL_ADDRESS": "https://wie:wachtwoord@voorbeeld.nl"},
        {"ASSISTANT_MODEL_ADDRESS": "http://voorbeeld.nl:poort"},
        {"ASSISTANT_MODEL_SECONDS": "0"},
        {"ASSISTANT_MODEL_PRICE_IN": "gratis"},
        {"ASSISTANT_MODEL_PRICE_OUT": "-1"},
    ],
)
def test_a_setting_that_makes_no_sense(wrong: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as caught:
        load(wrong)
    assert "wachtwoord@" not in caught.value.say()


def test_what_it_costs() -> None:
    prices = load({"ASSISTANT_MODEL_PRICE_IN": "0,50", "ASSISTANT_MODEL_PRICE_OUT": "2"}).model
    assert cost(Usage(1, 1_000_000, 500_000, 1.0), prices) == pytest.approx(1.5)
    assert cost(Usage(1, 1, 1, 1.0), ModelSettings(price_in=1.0)) is None

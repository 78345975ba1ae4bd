"""A server that misbehaves: each trouble has its name, and nobody waits for one that does not come."""

from __future__ import annotations

import sys
import time
from collections.abc import Generator

import pytest

from assistant.answering import model as model_module
from assistant.answering.language_model import ModelFailed
from assistant.answering.model import ChatModel
from assistant.answering.model_telling import reason, try_out
from assistant.settings import ModelSettings
from tests.answering import model_server as play
from tests.answering.asked_model import PROMPT, QUICK, asked, failing
from tests.answering.model_server import KEY, Behaviour, Server, serving


@pytest.mark.parametrize(
    ("behaviour", "why", "tries"),
    [
        (play.status(401, f"Incorrect API key provided: {KEY}"), "wrong_key", 1),
        (play.status(403), "wrong_key", 1),
        (
            play.status(404, "The model `proefmodel` does not exist", code="model_not_found"),
            "unknown_model",
            1,
        ),
        (play.status(400, "Invalid model: proefmodel"), "unknown_model", 1),
        (play.status(400, "maximum context length is 10", code="context_length_exceeded"), "too_long", 1),
        (play.status(400, "the request exceeds the available context size"), "too_long", 1),
        (play.status(400, "wat is dit"), "server_error", 1),
        (play.status(429), "rate_limit", 3),
        (play.status(429, code="insufficient_quota"), "rate_limit", 1),
        (play.status(402), "rate_limit", 1),
        (play.status(500), "server_error", 3),
        (play.status(503), "server_error", 3),
        (play.hangs_up, "unreachable", 3),
        (play.cut("Ja, dat"), "cut_off", 1),
        (play.stops_early("Ja, dat"), "cut_off", 1),
        (play.says("Ja, dat", finish="content_filter"), "cut_off", 1),
        (play.says(""), "empty", 1),
        (play.says("  \n "), "empty", 1),
        (play.web_page, "empty", 1),
        (play.events("[DONE]"), "empty", 1),
        (play.events("geen json"), "nonsense", 1),
        (play.events('{"wat": 1}'), "empty", 1),
        (play.events("5"), "nonsense", 1),
        (play.events('{"error": {"message": "stuk"}}'), "server_error", 3),
        (play.events(play.chunk("Ja"), '{"error": {"message": "stuk"}}'), "server_error", 1),
        (play.events(play.chunk("Ja"), "geen json"), "nonsense", 1),
        (play.endless, "endless", 1),
        (play.says("Ja en", finish="length"), "endless", 1),
    ],
)
def test_every_trouble_has_its_name(server: Server, behaviour: Behaviour, why: str, tries: int) -> None:
    server.usual = behaviour
    assert failing(server).why == why
    assert len(server.requests) == tries


@pytest.mark.parametrize("trouble", [play.status(429, retry_after=0), play.status(502), play.hangs_up])
def test_what_may_go_better_is_tried_again(server: Server, trouble: Behaviour) -> None:
    assert asked(server, trouble, trouble, play.says("Ja.")) == "Ja."
    assert len(server.requests) == 3


def test_a_reply_that_began_is_not_begun_again(server: Server) -> None:
    server.then(play.cut("Ja, dat"))
    heard: list[str] = []
    with pytest.raises(ModelFailed) as caught:
        for piece in ChatModel(server.settings(), QUICK).stream(PROMPT):
            heard.append(piece)
    assert ("".join(heard), caught.value.why, len(server.requests)) == ("Ja, dat", "cut_off", 1)


def test_a_wait_that_does_not_fit_is_not_waited_for(server: Server) -> None:
    assert failing(server, play.status(429, retry_after=3600)).why == "rate_limit"
    assert len(server.requests) == 1


def test_the_server_says_how_long_to_wait(server: Server) -> None:
    server.then(play.status(429, retry_after=0.02), play.says("Ja."))
    waits_for_ever = ChatModel(server.settings(), pauses=(1000.0,))
    assert "".join(waits_for_ever.stream(PROMPT)) == "Ja."


def test_a_server_that_is_not_there() -> None:
    with serving() as gone:
        settings = gone.settings()
    with pytest.raises(ModelFailed) as caught:
        list(ChatModel(settings, QUICK).stream(PROMPT))
    assert caught.value.why == "unreachable"


@pytest.mark.parametrize("behaviour", [play.silent, play.silent_after("Ja"), play.drips(0.02)])
def test_a_reply_may_take_so_long_in_all(server: Server, behaviour: Behaviour) -> None:
    assert failing(server, behaviour, seconds=1).why == "time_out"


def test_a_dripping_server_is_let_go(server: Server) -> None:
    failing(server, play.drips(0.02), seconds=1)
    assert server.left.wait(10)


def test_the_limit_on_characters(server: Server) -> None:
    server.then(play.endless)
    heard: list[str] = []
    with pytest.raises(ModelFailed) as caught:
        for piece in ChatModel(server.settings(), QUICK, most_characters=100).stream(PROMPT):
            heard.append(piece)
    assert caught.value.why == "endless"
    assert 80 < len("".join(heard)) <= 100
    assert server.left.wait(10)


@pytest.mark.parametrize("behaviour", [play.silent, play.drips(0.02), play.status(429, retry_after=15)])
def test_nobody_waits_for_a_model_that_was_cancelled(server: Server, behaviour: Behaviour) -> None:
    server.then(behaviour)
    with pytest.raises(ModelFailed) as caught:
        list(ChatModel(server.settings(seconds=600)).stream(PROMPT, lambda: bool(server.requests)))
    assert caught.value.why == "cancelled"
    assert len(server.requests) == 1


def test_who_stops_reading_lets_the_server_go(server: Server) -> None:
    server.then(play.endless)
    model = ChatModel(server.settings(), most_characters=10**9)
    pieces = model.stream(PROMPT)
    next(pieces)
    assert isinstance(pieces, Generator)
    pieces.close()
    assert server.left.wait(10)
    assert model.usage.calls == 1


def test_a_provider_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain_ollama", None)
    settings = ModelSettings("ollama:x")
    trial = try_out(ChatModel(settings))
    assert trial.why == "not_installed"
    assert 'pip install -e ".[ollama]"' in reason(trial.why, settings)


def test_no_time_runs_before_a_reply_is_asked_for(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading the libraries is not the model's time."""
    construct = model_module._construct

    def slow(settings: ModelSettings) -> object:
        time.sleep(1.2)
        return construct(settings)

    monkeypatch.setattr(model_module, "_construct", slow)
    assert asked(server, seconds=1) == "Dat klopt."

"""A real client against a server that misbehaves: each trouble has its name, and none takes the key along."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering import model as model_module
from assistant.answering.language_model import ModelFailed, Prompt, Usage
from assistant.answering.model import ChatModel, open_model
from assistant.answering.model_failures import failure_of, without_key
from assistant.answering.model_settings import address_of, arguments, host_of
from assistant.answering.model_telling import cost, describe, reason, try_out
from assistant.errors import SettingsError
from assistant.settings import PROJECT, ModelSettings, load
from tests.answering import model_server as play
from tests.answering.model_server import KEY, Behaviour, Server, serving

PROMPT = Prompt("Antwoord kort.", "Klopt dat?")
QUICK = (0.01, 0.01)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def asked(server: Server, *behaviours: Behaviour, **settings: object) -> str:
    server.then(*behaviours)
    return "".join(ChatModel(server.settings(**settings), QUICK).stream(PROMPT))


def failing(server: Server, *behaviours: Behaviour, **settings: object) -> ModelFailed:
    with pytest.raises(ModelFailed) as caught:
        asked(server, *behaviours, **settings)
    return caught.value


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
    pieces.close()  # type: ignore[attr-defined]


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


def test_a_key_is_asked_for_where_none_was_given(server: Server) -> None:
    assert failing(server, play.status(401), key="").why == "no_key"


@pytest.mark.parametrize("provider", ["openai", "mistralai", "anthropic"])
def test_a_service_on_the_internet_is_not_asked_without_a_key(provider: str) -> None:
    with pytest.raises(ModelFailed) as caught:
        list(ChatModel(ModelSettings(f"{provider}:x")).stream(PROMPT))
    assert caught.value.why == "no_key"


@pytest.mark.parametrize("key", ["sk-één", "sk-a b", "sk-a\nb"])
def test_a_key_that_can_be_none_is_not_sent(server: Server, key: str) -> None:
    assert failing(server, key=key).why == "wrong_key"
    assert server.requests == []


def test_a_local_server_needs_no_key_and_gets_nobody_elses(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-van-een-ander")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://192.0.2.1/v1")
    assert asked(server, key="") == "Dat klopt."
    assert "sk-van-een-ander" not in str(server.requests)


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
    pieces.close()  # type: ignore[attr-defined]
    assert server.left.wait(10)
    assert model.usage.calls == 1


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


def test_a_provider_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain_ollama", None)
    settings = ModelSettings("ollama:x")
    trial = try_out(ChatModel(settings))
    assert trial.why == "not_installed"
    assert 'pip install -e ".[ollama]"' in reason(trial.why, settings)


def test_the_key_is_nowhere(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    settings = server.settings()
    model = ChatModel(settings, QUICK)
    shown = [repr(settings), repr(model), str(model), describe(model, settings)]
    for behaviour in (
        play.status(401, f"Incorrect API key provided: {KEY}."),
        play.status(400, f"{{'headers': {{'authorization': 'Bearer {KEY}'}}}}"),
        play.events(play.chunk("Ja"), f'{{"error": {{"message": "{KEY}"}}}}'),
        play.events(KEY),
        play.says("Ja."),
    ):
        server.then(behaviour)
        try:
            list(model.stream(PROMPT))
        except ModelFailed as failed:
            shown += [repr(failed), failed.detail, *traceback.format_exception(failed)]
            assert failed.__cause__ is None and failed.__context__ is None
    shown += [record.getMessage() for record in caplog.records]
    assert KEY in str(server.requests)
    assert [text for text in shown if KEY in text] == []


def test_what_looks_like_a_key_is_taken_out() -> None:
    assert without_key("Bearer abc.def en sk-proj-12345678 en mijn", "mijn") == "… en … en …"
    assert "geheim" not in failure_of(ValueError("x" * 500 + "geheim"), "geheim", False).detail


def test_nothing_goes_to_a_tracing_service(server: Server, tmp_path: Path) -> None:
    code = (
        "from assistant.quiet import quiet_environment; "
        "from assistant.settings import load; s = load(); quiet_environment(s); "
        "from assistant.answering.model import open_model; "
        "from assistant.answering.language_model import Prompt; "
        "print(''.join(open_model(s.model).stream(Prompt('a', 'b'))))"
    )
    with serving() as tracer:
        environment = {
            "PATH": "/usr/bin:/bin",
            "ASSISTANT_DATA": str(tmp_path),
            "ASSISTANT_MODEL": f"openai:{play.MODEL}",
            "ASSISTANT_MODEL_ADDRESS": server.address,
            "LANGSMITH_ENDPOINT": tracer.address,
            "LANGSMITH_API_KEY": "lsv2_x",
            "HTTP_PROXY": "http://127.0.0.1:9",
        }
        names = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2")
        tracing = dict.fromkeys((*names, "LANGCHAIN_TRACING", "LANGCHAIN_HANDLER"), "true")
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=PROJECT,
            env=environment | tracing,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.stdout.strip() == "Dat klopt.", done.stderr
        assert tracer.requests == []
        allowed = environment | {names[0]: "true", "ASSISTANT_TRACING": "1"}
        subprocess.run([sys.executable, "-c", code], cwd=PROJECT, env=allowed, timeout=120, check=True)
        assert tracer.requests != []


@pytest.mark.parametrize(
    ("name", "address", "host", "asked"),
    [
        ("openai:x", "", "api.openai.com", "https://api.openai.com/v1"),
        ("mistralai:x", "", "api.mistral.ai", "https://api.mistral.ai/v1"),
        ("anthropic:x", "", "api.anthropic.com", "https://api.anthropic.com"),
        ("ollama:x", "", "", "http://localhost:11434"),
        ("ollama:gpt-oss:120b-cloud", "", "ollama.com", "http://localhost:11434"),
        ("openai:x", "http://localhost:8080", "", "http://localhost:8080/v1"),
        ("openai:x", "http://127.9.8.7:1/v1/", "", "http://127.9.8.7:1/v1"),
        ("openai:x", "http://[::1]:80/v1", "", "http://[::1]:80/v1"),
        ("openai:x", "https://localhost.voorbeeld.nl/v1", "localhost.voorbeeld.nl", None),
        ("openai:x", "http://127.0.0.1.voorbeeld.nl/v1", "127.0.0.1.voorbeeld.nl", None),
        ("ollama:x", "http://10.0.0.7:11434", "10.0.0.7", "http://10.0.0.7:11434"),
    ],
)
def test_where_questions_go(name: str, address: str, host: str, asked: str | None) -> None:
    settings = load({"ASSISTANT_MODEL": name, "ASSISTANT_MODEL_ADDRESS": address}).model
    model = open_model(settings)
    assert model is not None
    assert model.host == host_of(settings) == host
    assert address_of(settings) == (asked or address)
    assert arguments(settings)["base_url"] == address_of(settings)
    for language in ("nl", "en"):
        assert (host or "programma" if language == "nl" else host or "program") in describe(
            model, settings, language
        )


def test_tracing_is_told() -> None:
    settings = ModelSettings("ollama:x", tracing=True)
    said = describe(open_model(settings), settings)
    assert "LangSmith" in said and "blijven" not in said


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


def test_no_time_runs_before_a_reply_is_asked_for(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading the libraries is not the model's time."""
    construct = model_module._construct

    def slow(settings: ModelSettings) -> object:
        time.sleep(1.2)
        return construct(settings)

    monkeypatch.setattr(model_module, "_construct", slow)
    assert asked(server, seconds=1) == "Dat klopt."

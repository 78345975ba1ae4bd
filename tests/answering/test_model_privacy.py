"""Where questions go and with which key: the key is shown nowhere, and nothing is traced unasked."""

from __future__ import annotations

import logging
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from assistant.answering.language_model import ModelFailed
from assistant.answering.model import ChatModel, open_model
from assistant.answering.model_failures import failure_of, without_key
from assistant.answering.model_settings import address_of, arguments, host_of
from assistant.answering.model_telling import describe
from assistant.settings import PROJECT, ModelSettings, load
from tests.answering import model_server as play
from tests.answering.asked_model import PROMPT, QUICK, asked, failing
from tests.answering.model_server import KEY, Server, serving


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

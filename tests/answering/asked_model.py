"""A real client that asks the server of `model_server` one thing."""

from __future__ import annotations

import pytest

from assistant.answering.language_model import ModelFailed, Prompt
from assistant.answering.model import ChatModel
from tests.answering.model_server import Behaviour, Server

PROMPT = Prompt("Antwoord kort.", "Klopt dat?")
QUICK = (0.01, 0.01)


def asked(server: Server, *behaviours: Behaviour, **settings: object) -> str:
    server.then(*behaviours)
    return "".join(ChatModel(server.settings(**settings), QUICK).stream(PROMPT))


def failing(server: Server, *behaviours: Behaviour, **settings: object) -> ModelFailed:
    with pytest.raises(ModelFailed) as caught:
        asked(server, *behaviours, **settings)
    return caught.value

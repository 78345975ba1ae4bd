"""The whole way: a question, a real client, a server that plays a model, and the answer it leads to."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from assistant.answering.language_model import Prompt
from assistant.answering.model import ChatModel
from assistant.records import Answer
from assistant.service import Assistant
from tests.answering import model_server as play
from tests.answering.model_server import KEY, Behaviour, Server, serving
from tests.answering.scripted import facts_in, line
from tests.answering.writing_house import give, house

QUESTION = "Hoe lang is het certificaat van het Taalhuis geldig?"
SENTENCE = line("Het certificaat van het Taalhuis is vier jaar geldig.", 1)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with house(tmp_path_factory.mktemp("huis")) as made:
        yield made


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def ask(assistant: Assistant, server: Server, *behaviours: Behaviour, **settings: object) -> Answer:
    server.then(*behaviours)
    give(assistant, ChatModel(server.settings(**settings), (0.01,)))
    return assistant.ask(QUESTION)


def test_an_answer_is_written_over_the_wire(assistant: Assistant, server: Server) -> None:
    def reply(system: str, user: str) -> str:
        told = facts_in(Prompt(system, user))
        return "Zeker:\n```json\n" + "".join(line(fact, number) for number, fact in told.items()) + "```"

    answer = ask(assistant, server, play.scripted(reply))
    assert answer.sentences[0].text == "Een certificaat van het Taalhuis is vier jaar geldig."
    assert answer.writing is not None and not answer.writing.failed
    assert (answer.writing.prompt_tokens, answer.writing.reply_tokens) == (21, 7)


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        (play.status(401), "wrong_key"),
        (play.status(500), "server_error"),
        (play.hangs_up, "unreachable"),
        (play.stops_early(SENTENCE), "cut_off"),
        (play.web_page, "empty"),
        (play.says(""), "empty"),
    ],
)
def test_whatever_a_server_does_the_quotes_are_there(
    assistant: Assistant, server: Server, behaviour: Behaviour, why: str
) -> None:
    give(assistant, None)
    plain = assistant.ask(QUESTION)
    answer = ask(assistant, server, *[behaviour] * 3)
    assert answer.sentences[:-1] == plain.sentences
    assert answer.writing is not None and answer.writing.failed == why
    assert KEY not in repr(answer)


def test_a_silent_server_ends_in_time(assistant: Assistant, server: Server) -> None:
    answer = ask(assistant, server, play.silent_after(SENTENCE), seconds=1)
    assert answer.writing is not None and answer.writing.failed == "time_out"


def test_stop_does_not_wait_for_a_silent_server(assistant: Assistant, server: Server) -> None:
    server.then(play.silent_after(SENTENCE))
    give(assistant, ChatModel(server.settings(seconds=600), (0.01,)))
    stop = threading.Event()
    told = []
    for answer in assistant.tell(QUESTION, cancelled=stop.is_set):
        told.append(answer)
        if answer.writing and answer.writing.written:
            stop.set()
    assert len(told) == 3
    assert told[-1].writing is not None and told[-1].writing.failed == "cancelled"

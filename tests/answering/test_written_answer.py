"""An answer of quotes in the words of a model: what was decided stays, and an answer always comes."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.render import answer_json, plain_text, writing_text
from assistant.asking import Turn
from assistant.records import Answer, Writing
from assistant.service import Assistant
from assistant.settings import PROJECT
from tests.answering.scripted import Scripted, Untouchable, facts_in, failing_after, honest, line
from tests.answering.writing_house import give, house

QUESTION = "Hoe lang is het certificaat van het Taalhuis geldig?"
GENERAL = "Wat staat er over het Taalhuis en de subsidie?"
MARKDOWN = """# Nota bibliotheek Wassenaar 2026

## Subsidie

De gemeente geeft het Taalhuis in 2026 een subsidie van € 12.500.

Het Taalhuis helpt volwassenen die moeite hebben met lezen en schrijven.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("huis")
    with house(folder) as made:
        path = folder / "nota.md"
        path.write_text(MARKDOWN, "utf-8")
        made.ingest(path, municipality="Wassenaar")
        yield made


@pytest.fixture
def assistant(built: Assistant) -> Iterator[Assistant]:
    yield built
    give(built, None)


def claims(answer: Answer) -> list[str]:
    return [s.text for s in answer.sentences if s.role == "claim"]


def without_time(answer: Answer) -> dict[str, object]:
    return {**answer_json(answer), "seconds": 0}


def test_a_model_words_what_was_found(assistant: Assistant) -> None:
    plain = assistant.ask(QUESTION)
    model = Scripted(line("Het certificaat is vier jaar geldig.", 1))
    give(assistant, model)
    answer = assistant.ask(QUESTION)
    assert claims(answer) == ["Het certificaat is vier jaar geldig."]
    assert [c.quote for c in answer.citations] == [plain.citations[0].quote]
    assert answer.status == plain.status and answer.passages == plain.passages
    assert answer.writing == Writing(
        "voorbeeld", written=1, seconds=answer.writing.seconds if answer.writing else 0,
        prompt_tokens=100, reply_tokens=1,
    )  # fmt: skip
    assert "voorbeeld" in writing_text(answer) and answer_json(answer)["writing"]["written"] == 1


def test_sentences_come_one_by_one_and_each_is_grounded(assistant: Assistant) -> None:
    give(assistant, Scripted(honest))
    told = list(assistant.tell(GENERAL, municipality="Wassenaar"))
    assert [len(claims(answer)) for answer in told] == [*range(len(told) - 1), len(told) - 2]
    assert len(told) > 3
    assert [answer.writing.done for answer in told if answer.writing] == [False] * (len(told) - 1) + [True]
    assert told[0].sentences == ()
    for answer in told[1:]:
        assert all(s.citations for s in answer.sentences if s.role == "claim")
        assert {n for s in answer.sentences for n in s.citations} == set(range(1, len(answer.citations) + 1))


def test_other_good_quotes_are_facts_too(assistant: Assistant) -> None:
    model = Scripted(honest)
    give(assistant, model)
    told = facts_in((assistant.ask(GENERAL, municipality="Wassenaar"), model.prompts[0])[1])
    give(assistant, None)
    plain = assistant.ask(GENERAL, municipality="Wassenaar")
    assert list(told.values())[: len(claims(plain))] == claims(plain)
    found = assistant.answerer.find(GENERAL, municipality="GM0629")
    assert not {c.quote for c in assistant.answerer.more(found)} & {c.quote for c in plain.citations}


@pytest.mark.parametrize(
    ("question", "town"),
    [
        ("Hoeveel parkeerplaatsen heeft het zwembad?", "Wassenaar"),
        ("Welke afdelingen kunnen laaggeletterdheid financieren?", "Wassenaar"),
        ("Hoeveel inwoners heeft Almere?", None),
        ("Hoeveel geld geeft Bergen uit aan de bibliotheek?", None),
    ],
)
def test_a_refusal_a_table_and_figures_need_no_model(
    assistant: Assistant, question: str, town: str | None
) -> None:
    plain = assistant.ask(question, municipality=town)
    give(assistant, Untouchable())
    answer = assistant.ask(question, municipality=town)
    assert without_time(answer) == without_time(plain) and answer.writing is None


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "Dat weet ik niet.",
        failing_after(line("Het certificaat is vier jaar geldig.", 1), "unreachable"),
        line("Het certificaat is negen jaar geldig in heel Europa en daarbuiten.", 1),
        line("The certificate of the Taalhuis is valid for four years in all.", 1),
    ],
)
def test_whatever_the_model_does_the_answer_is_there(assistant: Assistant, reply: str) -> None:
    plain = assistant.ask(QUESTION)
    give(assistant, Scripted(reply))
    answer = assistant.ask(QUESTION)
    assert answer.sentences[:-1] == plain.sentences and answer.citations == plain.citations
    assert answer.sentences[-1].role == "remark" and "taalmodel" in answer.sentences[-1].text
    assert answer.writing is not None and answer.writing.failed and writing_text(answer) == ""
    assert "vindplaatsen" in plain_text(answer)


def test_an_english_question_gets_english(assistant: Assistant) -> None:
    question = "How long is the certificate of the Taalhuis valid?"
    give(assistant, Scripted(line("Certificaat Taalhuis: geldig, vier jaar.", 1)))
    answer = assistant.ask(question, language="en")
    if answer.status == "refused":
        pytest.skip("the fast embedder finds no Dutch text for an English question")
    assert answer.writing is not None
    prompt = assistant.writer.model.prompts[0]  # type: ignore[union-attr]
    assert "Engels" in prompt.system


def test_what_an_answer_lacks_is_still_said(assistant: Assistant) -> None:
    question = "Uit welke post betaalt onze gemeente het Taalhuis?"
    plain = assistant.ask(question)
    assert plain.status == "partial" and plain.missing
    model = Scripted(honest)
    give(assistant, model)
    *begun, whole = assistant.tell(question)
    assert whole.status == "partial" and whole.missing == plain.missing
    assert [s.text for s in whole.sentences if s.role == "remark"] == [plain.missing]
    assert all(plain.missing not in plain_text(answer) for answer in begun)


def test_stop_ends_the_writing_with_what_there_is(assistant: Assistant) -> None:
    model = Scripted(honest)
    give(assistant, model)
    told: list[Answer] = []
    stop = threading.Event()
    for answer in assistant.tell(GENERAL, municipality="Wassenaar", cancelled=stop.is_set):
        told.append(answer)
        if claims(answer):
            stop.set()
    assert told[-1].writing is not None and told[-1].writing.failed == "cancelled"
    assert len(model.prompts) == 1 and model.closed == 1


def test_the_model_completes_what_the_rules_leave(assistant: Assistant) -> None:
    first = assistant.ask(QUESTION)
    asked = "En wat gebeurt er volgens de tekst precies bij de audit door het CBCT die hoort bij de eerste?"
    model = Scripted('{"vraag": "Wat gebeurt er bij de audit door het CBCT van het certificaat?"}', honest)
    give(assistant, model)
    answer = assistant.ask(asked, previous=[Turn(QUESTION, first)])
    assert answer.searched == "Wat gebeurt er bij de audit door het CBCT van het certificaat?"
    assert answer.question == asked


def test_the_rules_come_first(assistant: Assistant) -> None:
    first = assistant.ask(QUESTION, municipality="Wassenaar")
    give(assistant, Scripted(failing_after("")))
    answer = assistant.ask("En in Almere?", previous=[Turn(QUESTION, first)])
    assert "Almere" in (answer.searched or "")
    assert all("vervolgvraag" not in p.user for p in assistant.writer.model.prompts)  # type: ignore[union-attr]


def test_without_a_model_nothing_of_it_is_loaded(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from assistant.service import Assistant
from assistant.settings import Settings
from tests.hashing import HashingEmbedder
made = Assistant(Settings(data=Path(sys.argv[1]) / "data", corpus=Path(sys.argv[2])), HashingEmbedder())
made.prepare()
def no_more(found):
    raise AssertionError("looked for more quotes")
made.answerer.more = no_more
told = list(made.tell("Hoe lang is het certificaat geldig?"))
assert len(told) == 1 and told[0].writing is None, told
assert made.writer is None
made.close()
print(*sorted(name for name in sys.modules if name.startswith("assistant.answering.")))
"""
    with house(tmp_path) as made:
        corpus = made.settings.corpus
        done = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "other"), str(corpus)],
            cwd=PROJECT, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    loaded = {name.rsplit(".", 1)[-1] for name in done.stdout.split()}
    assert "answerer" in loaded
    assert loaded & {
        "asking_model", "facts", "language_model", "model", "prompts", "replies", "sentence_rules", "support",
        "untrusted", "writing", "written_answer",
    } == set()  # fmt: skip

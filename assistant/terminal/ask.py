"""`python -m assistant ask`: one question, or a file of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answering.model import open_model
from assistant.answering.render import (
    answer_json,
    error_json,
    plain_text,
    searched_text,
    sources_text,
    writing_text,
)
from assistant.errors import AssistantError, EmptyIndex, FileMissing, IndexOutdated
from assistant.records import Answer
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.terminal.progress import ProgressLine
from assistant.wording import say


@dataclass(frozen=True)
class Line:
    """A line of a questions file; `problem` says what is wrong with it."""

    id: str | None
    question: str
    municipality: str | None = None
    problem: str | None = None


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Answer and print; 1 when a question could not be taken or there is nothing to search."""
    assistant = Assistant(settings, model=open_model(settings.model))
    progress = ProgressLine()
    try:
        if not assistant.catalogue.entries():
            raise EmptyIndex()
        if assistant.ingester.outdated():
            raise IndexOutdated()
        assistant.embedder.prepare(progress)
        progress.clear()
        if options.questions:
            return _many(assistant, Path(options.questions), options)
        return _one(assistant, options)
    finally:
        assistant.close()


def _one(assistant: Assistant, options: argparse.Namespace) -> int:
    try:
        answer = assistant.ask(options.question, municipality=options.municipality, language=options.language)
    except AssistantError as error:
        sentence = error.say(options.language or "nl")
        if options.json:
            print(json.dumps(error_json(options.question, None, sentence), ensure_ascii=False))
        print(sentence, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(answer_json(answer), ensure_ascii=False, indent=2))
    else:
        print(_page(answer))
    return 0


def _many(assistant: Assistant, path: Path, options: argparse.Namespace) -> int:
    failed = 0
    for line in _lines(path):
        try:
            if line.problem:
                result = error_json(line.question, line.id, line.problem)
                failed += 1
            else:
                answer = assistant.ask(
                    line.question,
                    municipality=line.municipality or options.municipality,
                    language=options.language,
                )
                result = answer_json(replace(answer, id=line.id))
        except AssistantError as error:
            result = error_json(line.question, line.id, error.say(options.language or "nl"))
            failed += 1
        print(json.dumps(result, ensure_ascii=False), flush=True)
    if failed:
        key = "terminal.not_taken_one" if failed == 1 else "terminal.not_taken"
        print(say(key, count=failed), file=sys.stderr)
    return 1 if failed else 0


def _lines(path: Path) -> Iterator[Line]:
    if not path.is_file():
        raise FileMissing(file=path.name)
    for number, text in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if not text.strip():
            continue
        try:
            record = json.loads(text)
            identity = record.get("id")
            yield Line(
                None if identity is None else str(identity),
                str(record["question"]),
                record.get("municipality") or None,
            )
        except (ValueError, KeyError, AttributeError):
            yield Line(None, "", problem=say("terminal.bad_line", number=number))


def _page(answer: Answer) -> str:
    searched = searched_text(answer)
    parts = [searched, "", plain_text(answer)] if searched else [plain_text(answer)]
    if by := writing_text(answer):
        parts += ["", by]
    if answer.citations or answer.figures:
        parts += ["", say("terminal.sources", answer.language), sources_text(answer)]
    return "\n".join(parts)

"""Gold questions: what is asked, and the lines in the documents that answer it.

A file has one JSON object a line. Whoever wrote the questions read the
documents and nothing else, so a line is checked on its form here and on its
quotes in `verifying`, before anything is measured with it. A first line
{"about": …} tells what the set is for; the program reads past it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from assistant.errors import AssistantError, FileMissing
from assistant.records import Language

# What can be asked with an answer, and what without; `wording` has a name for each.
ANSWERABLE = ("fact", "list", "table", "several", "years", "follow_up")
UNANSWERABLE = ("wrong_town", "wrong_year", "absent_figure", "absent_fact", "off_topic")


class GoldError(AssistantError):
    """A line that is no gold question; details: `file`, `line`, `reason`."""

    @classmethod
    def key(cls) -> str:
        """Its sentence stands with the other words of an evaluation."""
        return "evaluation.gold_error"


@dataclass(frozen=True)
class Evidence:
    """A line that answers a question.

    `quote` stands literally on `page` of `file` (None for a file without
    pages), `answer` is the piece of it that a right answer must hold. Evidence
    of the same `part` are alternatives; a whole answer needs every part.
    """

    file: str
    page: int | None
    quote: str
    answer: str
    part: int = 1


@dataclass(frozen=True)
class GoldQuestion:
    """A question with what answers it; `near` says that something much like it is in the documents.

    `municipality` is the one chosen in the page, `previous` the questions
    asked just before, oldest first.
    """

    id: str
    question: str
    language: Language
    kind: str
    answerable: bool
    municipality: str | None = None
    previous: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    near: bool = False
    why: str | None = None

    @property
    def parts(self) -> tuple[tuple[Evidence, ...], ...]:
        """The evidence part by part, in the order of their numbers."""
        numbers = sorted({e.part for e in self.evidence})
        return tuple(tuple(e for e in self.evidence if e.part == number) for number in numbers)


def load(paths: Sequence[Path]) -> list[GoldQuestion]:
    """The questions of these files, in order; a line or id that is wrong raises `GoldError`."""
    questions: list[GoldQuestion] = []
    ids: set[str] = set()
    for path in paths:
        if not path.is_file():
            raise FileMissing(file=path.name)
        for number, text in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
            if not text.strip():
                continue
            try:
                record = json.loads(text)
                if number == 1 and isinstance(record, dict) and "about" in record:
                    continue
                question = _question(record)
                if question.id in ids:
                    raise ValueError(f"id {question.id} twice")
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise GoldError(file=path.name, line=number, reason=_reason(error)) from error
            ids.add(question.id)
            questions.append(question)
    return questions


def _question(record: Any) -> GoldQuestion:
    if not isinstance(record, dict):
        raise ValueError("no object")
    evidence = tuple(_evidence(each) for each in record.get("evidence") or ())
    answerable = _flag(record, "answerable")
    if answerable != bool(evidence):
        raise ValueError("evidence is for answerable questions, and they need it")
    language = record["language"]
    if language not in get_args(Language):
        raise ValueError(f"language {language}")
    kind = _text(record, "kind")
    if kind not in (ANSWERABLE if answerable else UNANSWERABLE):
        raise ValueError(f"kind {kind}")
    return GoldQuestion(
        id=_text(record, "id"),
        question=_text(record, "question"),
        language=cast(Language, language),
        kind=kind,
        answerable=answerable,
        municipality=record.get("municipality") or None,
        previous=tuple(str(each) for each in record.get("previous") or ()),
        evidence=evidence,
        near=bool(record.get("near", False)),
        why=record.get("why"),
    )


def _evidence(record: dict[str, Any]) -> Evidence:
    page = record.get("page")
    if page is not None and not isinstance(page, int):
        raise ValueError(f"page {page}")
    return Evidence(
        _text(record, "file"),
        page,
        _text(record, "quote"),
        _text(record, "answer"),
        int(record.get("part", 1)),
    )


def _text(record: dict[str, Any], name: str) -> str:
    value = record[name]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} empty")
    return value


def _flag(record: dict[str, Any], name: str) -> bool:
    value = record[name]
    if not isinstance(value, bool):
        raise ValueError(f"{name} {value}")
    return value


def _reason(error: Exception) -> str:
    return f"{error} missing" if isinstance(error, KeyError) else str(error)

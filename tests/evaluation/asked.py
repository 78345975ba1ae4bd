"""Small gold questions and outcomes, made by hand."""

from __future__ import annotations

from assistant.evaluation.asking import Cited, Outcome, Query
from assistant.evaluation.gold import Evidence, GoldQuestion
from assistant.evaluation.metrics import Ranks
from assistant.records import Language, Status

EVIDENCE = Evidence("geld.md", None, "Een certificaat van het Taalhuis is vier jaar geldig.", "vier jaar")


def gold(
    id: str = "q1",
    question: str = "Hoe lang is het certificaat van het Taalhuis geldig?",
    *evidence: Evidence,
    language: Language = "nl",
    kind: str = "fact",
    municipality: str | None = None,
    previous: tuple[str, ...] = (),
    near: bool = False,
) -> GoldQuestion:
    """A gold question; without evidence it is one that can't be answered."""
    return GoldQuestion(
        id=id,
        question=question,
        language=language,
        kind=kind,
        answerable=bool(evidence),
        municipality=municipality,
        previous=previous,
        evidence=evidence,
        near=near,
    )


def outcome(
    question: GoldQuestion,
    status: Status = "answered",
    ranks: Ranks = (),
    cited: int = 0,
    checks: Cited | None = None,
    seconds: float = 0.2,
) -> Outcome:
    """What became of a question; what is cited is said as well."""
    return Outcome(
        question=question,
        query=Query(question.question, question.language),
        towns=frozenset(),
        status=status,
        ranks=tuple(ranks),
        cited=cited,
        said=cited,
        checks=checks or Cited(),
        seconds=seconds,
        first="Een zin.",
    )

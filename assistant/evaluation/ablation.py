"""What each part of the search gives by itself, and what the plain recipe gives, on the same questions.

Every system gets the question as its answer searched for it: a follow-up in
full, with the town and the language understood. Our own parts open the
shelves of that town; the plain recipe is measured as taught, over everything,
and once more kept to the same shelves, so that the difference is not merely a
filter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args

from assistant.evaluation.asking import Outcome, Query
from assistant.evaluation.matching import Retrieved, of_hit, ranks
from assistant.evaluation.measures import Group, parts_of, retrieval
from assistant.evaluation.metrics import Ranks
from assistant.evaluation.plain import PlainRecipe
from assistant.evaluation.report import System
from assistant.index.search import Method
from assistant.records import Progress
from assistant.service import Assistant

DEPTH = 10
METHODS: tuple[Method, ...] = get_args(Method)
Search = Callable[[Query], list[Retrieved]]


def ablate(
    assistant: Assistant, outcomes: Sequence[Outcome], listener: Callable[[Progress], None]
) -> tuple[System, ...]:
    """Every way of searching, measured on the answerable questions among those asked."""
    plain = PlainRecipe(assistant.settings.data / "evaluation", assistant.catalogue, assistant.embedder)
    try:
        plain.prepare(listener)
        can = [outcome for outcome in outcomes if outcome.question.answerable]
        return measure(can, searches(assistant, plain), listener)
    finally:
        plain.close()


def searches(assistant: Assistant, plain: PlainRecipe) -> dict[str, Search]:
    """The ways of searching by name, each giving its ten best."""

    def ours(method: Method) -> Search:
        return lambda query: [
            of_hit(hit)
            for hit in assistant.searcher.search(
                query.text,
                shelves=query.shelves,
                municipality=query.municipality,
                language=query.language,
                limit=DEPTH,
                method=method,
            )
        ]

    return {
        **{method: ours(method) for method in METHODS},
        "plain_scoped": lambda query: plain.search(query.text, DEPTH, query.shelves),
        "plain": lambda query: plain.search(query.text, DEPTH),
    }


def measure(
    outcomes: Sequence[Outcome], systems: dict[str, Search], listener: Callable[[Progress], None]
) -> tuple[System, ...]:
    """The measures of each system: all questions together, by language and by kind."""
    found: dict[str, list[Ranks]] = {name: [] for name in systems}
    for done, outcome in enumerate(outcomes):
        listener(Progress("searching", done, len(outcomes)))
        for name, search in systems.items():
            found[name].append(ranks(outcome.question.parts, search(outcome.query), outcome.towns))
    listener(Progress("searching", len(outcomes), len(outcomes)))
    parts = parts_of([outcome.question for outcome in outcomes])
    return tuple(
        System(
            name,
            tuple(Group(part, retrieval([ranked[i] for i in places])) for part, places in parts.items()),
        )
        for name, ranked in found.items()
    )

"""The answer to "which departments have an interest?": a table, and what the town's documents add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering import departments
from assistant.answering.composing import compose
from assistant.answering.finding import documents_of
from assistant.answering.question import Question
from assistant.answering.quoting import Quoter
from assistant.index.catalogue import Catalogue
from assistant.index.search import Searcher
from assistant.records import Answer, Citation, Sentence
from assistant.wording import say


def departments_answer(
    question: Question, shelves: Sequence[str], catalogue: Catalogue, searcher: Searcher, quoter: Quoter
) -> Answer | None:
    """The answer, not yet checked; None where no text maps subjects to departments."""
    language, town = question.language, question.municipality
    table = departments.table(catalogue, town, shelves, language, question.years)
    if not table.sentences:
        return None
    sentences, citations = list(table.sentences), list(table.citations)
    local = documents_of(town, shelves, catalogue)
    if town and local:
        more, cited = _of_town(question, town.code, shelves[1:], catalogue, searcher, quoter)
        shift = len(citations)
        citations += cited
        sentences += [replace(s, citations=tuple(n + shift for n in s.citations)) for s in more]
    sentences += table.cautions
    missing: str | None = None
    if town is None:
        missing = say("departments.choose_town", language)
    elif not local:
        missing = say("departments.no_documents", language, town=town.name)
    elif table.budget is None:
        missing = say("departments.no_budget", language, town=town.name)
    if missing:
        sentences.append(Sentence(missing, role="remark"))
    return Answer(
        question.text,
        language,
        "partial" if missing else "answered",
        tuple(sentences),
        tuple(citations),
        missing=missing,
        columns=table.columns,
    )


def _of_town(
    question: Question,
    code: str,
    shelves: Sequence[str],
    catalogue: Catalogue,
    searcher: Searcher,
    quoter: Quoter,
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """What the town's own documents say about the subject."""
    query = replace(question, text=say("departments.query", "nl"), kind="general", years=())
    found = searcher.search(query.text, shelves=shelves, municipality=code)
    good = [c for c in quoter.rank(query, found) if quoter.answers(c)]
    return compose(good, query, catalogue.page, most=4) if good else ((), ())

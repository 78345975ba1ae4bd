"""Checks a whole draft: what must never be in it, however it came about.

The drafting parts keep to these rules one by one; this reads the finished plan
and holds it to all of them, so that an outline someone edited, a part that
changed, or a model that wrote can't get past. A finding names the section, the
rule and the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.answering.grounding import on_page
from assistant.answering.numbers import numbers
from assistant.planning.filling import capital, marks, sentences
from assistant.planning.plan import Plan, Section, Statement, Table
from assistant.records import Figure

PageText = Callable[[str, int], str | None]
Rule = Literal["number", "quote", "town", "figure", "empty", "repeated", "open_point", "closed_stream"]

# Numbers that are names: articles of law, budget headings, years of the plan itself, levels of language.
_NAMES = re.compile(
    r"\b(?:artikel(?:en)?|afdeling|titel|lid|taakveld(?:en)?|niveau|fase|stap|WEB|bijlage|paragraaf)\s+"
    r"[\d.:]+[a-z]?(?:(?:,| en| tot en met| of)\s+[\d.:]+[a-z]?)*|\b[1-4]F\b|\b[ABC][12]\b|\bNT[12]\b",
    re.I,
)
_SHORT = 7
# What only an open stream may be called.
_OFFERED = re.compile(
    r"\b(?:vraagt? .* aan|aanvragen|aan te vragen|is beschikbaar|komt in aanmerking|open)\b", re.I
)
_NOT_OFFERED = re.compile(
    r"\b(?:gesloten|vervallen|gestopt|afgeschaft|voorbij|niet meer|geen|tot en met|liep)\b", re.I
)


@dataclass(frozen=True)
class Finding:
    """A rule that a draft breaks: where, and with which words."""

    rule: Rule
    section: str
    text: str


def check(
    plan: Plan, page_text: PageText, closed: Collection[str] = (), of_program: Collection[str] = ()
) -> list[Finding]:
    """Everything in a plan that should not be there; [] for a plan that may go out.

    `page_text(document_id, page_index)` gives a page's text, None when it is
    gone; `closed` are the names of closed funding streams; `of_program` the
    numbers that the outlines' own texts may name.
    """
    found = [*_repeated(plan), *_open_points(plan)]
    # The list of open points repeats what their marks say, and a mark may name what a quote announced.
    open_points = {capital(ask.what) for _, s in plan.statements() for ask in marks(s.text)}
    for section in plan.shown:
        if not any(s.text.strip() for s in section.statements()):
            found.append(Finding("empty", section.title, section.title))
        for statement in section.statements():
            named = numbers(statement.text) if statement.text in open_points else set()
            found += _of_statement(statement, section, plan, page_text, {*of_program, *named})
            found += _closed(statement, section, closed)
    return found


def unsupported(statement: Statement, also: Collection[str] = ()) -> set[str]:
    """The numbers in a statement that stand in nothing it rests on, comparable as `numbers` gives them."""
    if statement.origin in ("gap",):
        text = re.sub(r"\[nog in te vullen:[^\]]*\]", " ", statement.text)
    else:
        text = statement.text
    held = set(also)
    for citation in statement.citations:
        held |= numbers(citation.quote) | numbers(citation.document)
    for figure in statement.figures:
        held |= figure_numbers(figure)
    return numbers(_NAMES.sub(" ", text)) - held


def figure_numbers(figure: Figure) -> set[str]:
    """The numbers a figure carries: its value as it may be written, its year, those in its definition."""
    held = {str(figure.year)} | numbers(
        f"{figure.indicator} {figure.definition} {figure.unit} {figure.remark} {figure.source}"
    )
    if figure.value is not None:
        for scale in (1, 1000) if "1.000" in figure.unit or "1,000" in figure.unit else (1,):
            for decimals in range(figure.decimals + 1):
                held |= numbers(f"{figure.value * scale:.{decimals}f}")
                held |= numbers(f"{round(figure.value, decimals) * scale:.{decimals}f}")
                held |= numbers(f"{round(figure.value, decimals) * scale:.0f}")
        held |= numbers(f"{figure.value:.10g}")
    return held


def _of_statement(
    statement: Statement, section: Section, plan: Plan, page_text: PageText, of_program: Collection[str]
) -> Iterator[Finding]:
    for citation in statement.citations:
        if not on_page(citation.quote, page_text(citation.document_id, citation.page_index)):
            yield Finding("quote", section.title, citation.quote)
        if citation.municipality not in (None, *plan.intake.municipalities):
            yield Finding("town", section.title, f"{citation.document}: {statement.text}")
    for figure in statement.figures:
        if figure.code.startswith("GM") and figure.code not in plan.intake.municipalities:
            yield Finding("town", section.title, statement.text)
        if not figure.year or not figure.source or not figure.definition:
            yield Finding("figure", section.title, statement.text)
    if statement.origin == "unchecked":
        return
    own = statement.origin in ("input", "gap", "block")
    also = numbers(_told(plan)) | set(of_program) if own else set()
    for number in sorted(unsupported(statement, also)):
        if not statement.proposal:
            yield Finding("number", section.title, f"{number}: {statement.text}")


def _told(plan: Plan) -> str:
    """What the user told, and the years around the plan, in one text."""
    intake = plan.intake
    year = int(plan.created[:4])
    given = (*intake.groups, *intake.activities, *intake.partners, intake.library, intake.subject,
             intake.period, intake.budget, intake.existing, intake.remarks)  # fmt: skip
    period = re.findall(r"\b20\d\d\b", intake.period)
    first = int(period[0]) if period else year + 1
    years = range(min(year, first) - 1, max(year, first) + 5)
    return " ".join([*given, *map(str, years)])


def _repeated(plan: Plan) -> Iterator[Finding]:
    """Sentences that stand in two places; the cells of tables and open points may."""
    seen: dict[str, str] = {}
    for section in plan.shown:
        in_tables = {id(s) for b in section.blocks if isinstance(b, Table) for row in b.rows for s in row}
        for statement in section.statements():
            if id(statement) in in_tables:
                continue
            for sentence in sentences(statement.text):
                key = re.sub(r"\W+", " ", sentence.lower()).strip()
                if len(key.split()) < _SHORT:
                    continue
                if key in seen:
                    yield Finding("repeated", section.title, sentence)
                seen[key] = section.title


def _open_points(plan: Plan) -> Iterator[Finding]:
    """Marks of open points in statements that aren't known as one, which a list of open points would miss."""
    for section, statement in plan.statements():
        if marks(statement.text) and statement.origin != "gap":
            yield Finding("open_point", section.title, statement.text)
        if "[nog in te vullen" in statement.text and not marks(statement.text):
            yield Finding("open_point", section.title, statement.text)


def _closed(statement: Statement, section: Section, closed: Collection[str]) -> Iterator[Finding]:
    for name in closed:
        for sentence in sentences(statement.text):
            if (
                name.lower() in sentence.lower()
                and _OFFERED.search(sentence)
                and not _NOT_OFFERED.search(sentence)
            ):
                yield Finding("closed_stream", section.title, sentence)

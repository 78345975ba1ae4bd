"""What is left to do on a draft: open points with who knows, points covered or not, and mistakes."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planning.checking import Finding
from assistant.planning.coverage import Covered
from assistant.planning.filling import marks
from assistant.planning.plan import Plan
from assistant.web.safe import tag, text
from assistant.wording import say

STATES = ("not", "partly", "covered")
KINDS = ("attention", "research")


def checks(plan: Plan, coverage: Sequence[Covered], findings: Sequence[Finding], language: str) -> str:
    """All three as one part of the page; findings first where there are any."""
    return tag(
        "section",
        _findings(findings, language) + _open_points(plan, language) + _coverage(coverage, language),
        "checks",
    )


def _findings(findings: Sequence[Finding], language: str) -> str:
    if not findings:
        return ""
    items = [
        say(f"plan.findings.{each.rule}", language, section=each.section, text=each.text) for each in findings
    ]
    title = tag("h3", text(say("plan_tab.checks.findings", language, count=len(findings))))
    return title + tag("ul", "".join(tag("li", text(item)) for item in items), "findings")


def _open_points(plan: Plan, language: str) -> str:
    asked = [(section, ask) for section, statement in plan.open_points() for ask in marks(statement.text)]
    title = tag("h3", text(say("plan_tab.checks.open_points", language, count=len(asked))))
    if not asked:
        return title + tag("p", text(say("plan_tab.checks.no_open_points", language)), "hint")
    items = []
    for section, ask in asked:
        who = say("plan_tab.checks.knows", language, who=ask.knows) if ask.knows else ""
        where = say("plan_tab.checks.in_section", language, section=section.title)
        about = tag("span", text(" · ".join(filter(None, (who, where)))), "about")
        items.append(tag("li", tag("span", text(_capital(ask.what)), lang="nl") + " " + about))
    return title + tag("ul", "".join(items))


def _coverage(coverage: Sequence[Covered], language: str) -> str:
    if not coverage:
        return ""
    count = {state: sum(point.state == state for point in coverage) for state in STATES}
    title = tag("h3", text(say("plan_tab.checks.coverage", language)))
    told = say(
        "plan_tab.checks.counted",
        language,
        covered=count["covered"],
        partly=count["partly"],
        missing=count["not"],
    )
    parts = [title, tag("p", text(told), "hint")]
    for kind in KINDS:
        points = sorted((p for p in coverage if p.kind == kind), key=lambda p: STATES.index(p.state))
        if points:
            parts.append(tag("h4", text(say(f"plan_tab.checks.{kind}", language))))
            parts.append(tag("ul", "".join(_point(point, language) for point in points), "points"))
    return "".join(parts)


def _point(point: Covered, language: str) -> str:
    state = tag(
        "strong", text(say(f"plan_tab.checks.states.{point.state}", language)), f"state {point.state}"
    )
    where = say("plan_tab.checks.in_section", language, section=", ".join(point.sections))
    about = [where] if point.sections else []
    about += [] if point.state == "covered" else [point.help]
    told = tag("span", text(" · ".join(about)), "about")
    return tag("li", f"{state} {tag('span', text(point.question), lang='nl')} {told}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

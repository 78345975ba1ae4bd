"""A statement as runs: open points, proposals and what no source carries stay visible on paper.

A mark is always in words too, so that it survives a black-and-white print and
a screen reader.
"""

from __future__ import annotations

import re

from assistant.planning.export.booklet import Run
from assistant.planning.export.cleaning import clean
from assistant.planning.plan import Plan, Statement
from assistant.wording import say

_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_END = re.compile(r"[.!?]?$")
# A cell that waits for a value: "…", "€ …", "… en …".
_BLANK = re.compile(r"(?:€\s?)?…(?:(?:,|\s(?:en|and|of|or|tot|to))?\s(?:€\s?)?…)*")


def runs(statement: Statement, language: str) -> tuple[Run, ...]:
    """The runs of a statement; none for one without words."""
    text = clean(statement.text)
    if not text:
        return ()
    if statement.proposal and _stem(language) not in text.lower():
        end = _END.search(text)
        at = end.start() if end else len(text)
        text = f"{text[:at]} {say('export.proposal', language)}{text[at:]}"
    if statement.origin == "gap":
        return _open_point(text, asked(statement, language))
    if statement.origin == "unchecked":
        marked = f"{text} {say('export.unchecked', language)}"
        return (Run(marked, "unchecked", say("export.unchecked_comment", language)),)
    return (Run(text, "gap" if blank(text) else ""),)


def blank(text: str) -> bool:
    """Whether a text is only a place for a value, such as "€ …"."""
    return _BLANK.fullmatch(text) is not None


def asked(statement: Statement, language: str) -> str:
    """The comment at an open point: what is to be filled in, and who would know."""
    found = []
    if statement.asks:
        found.append(say("export.asks", language, what=clean(statement.asks)))
    if statement.knows:
        found.append(say("export.knows", language, who=clean(statement.knows)))
    return "\n".join(found) or say("export.asks_something", language)


def explanation(plan: Plan, language: str) -> str:
    """One sentence on the marks that this plan has; "" where it has none."""
    shown = [statement for _, statement in plan.statements()]
    present = {
        "gap": any(s.origin == "gap" for s in shown),
        "blank": any(blank(clean(s.text)) for s in shown),
        "proposal": any(s.proposal for s in shown),
        "unchecked": any(s.origin == "unchecked" for s in shown),
        "notes": any(s.citations or s.figures for s in shown),
    }
    parts = [say(f"export.marks.{name}", language) for name, there in present.items() if there]
    if not parts:
        return ""
    *before, last = parts
    joined = f"{', '.join(before)} {say('export.marks.and', language)} {last}" if before else last
    return joined[0].upper() + joined[1:] + "."


def _open_point(text: str, comment: str) -> tuple[Run, ...]:
    """The mark between brackets is highlighted; the words around it, where there are any, are not."""
    found: list[Run] = []
    at = 0
    for match in _BRACKETS.finditer(text):
        found += [Run(text[at : match.start()])] if match.start() > at else []
        found.append(Run(match[0], "gap", comment))
        at = match.end()
    if not found:
        return (Run(text, "gap", comment),)
    return (*found, Run(text[at:])) if at < len(text) else tuple(found)


def _stem(language: str) -> str:
    return say("export.proposal", language).strip("()")

"""A plan as the page shows it: sections with their marks, what the marks mean, and how far the draft is.

What a statement rests on stays visible and never by colour alone: an open point
and a sentence without a source say so in words, a source has its number, and
the user's own words are underlined with dots.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from assistant.planning.export.booklet import Run
from assistant.planning.export.marking import runs
from assistant.planning.plan import (
    Block,
    Bullets,
    Chart,
    Paragraph,
    Plan,
    Section,
    Statement,
    Subheading,
    Table,
)
from assistant.web.bubbles import progress_bar
from assistant.web.plan_sources import Notes, Source
from assistant.web.safe import table, tag, text
from assistant.web.words import Towns, day
from assistant.wording import say

# A chart as the address of a picture within the page, None where it can't be drawn.
Picture = Callable[[Chart], str | None]


def document(plan: Plan, picture: Picture, language: str) -> tuple[str, dict[int, Source]]:
    """The sections that are there, and the sources that their marks lead to."""
    notes = Notes()
    shown = [
        _section(number, section, notes, picture, language)
        for number, section in enumerate(plan.shown, 1)
        if section.status != "waiting"
    ]
    return "".join(shown), notes.sources


def heading(plan: Plan, towns: Towns, language: str, note: str = "") -> str:
    """The title, for which municipalities, when it last changed, and what the marks mean."""
    places = say("export.and", language).join(map(towns.name, plan.intake.municipalities))
    about = say("plan_tab.about", language, places=places, changed=moment(plan.changed, language))
    parts = [tag("h2", text(plan.title), lang="nl"), tag("p", text(f"{about} {note}".strip()), "hint")]
    return "".join(parts) + _legend(language)


def progress(plan: Plan, busy: bool, language: str) -> str:
    """How many sections are written, which comes next, and the list of all of them with their state."""
    done = [s for s in plan.sections if s.status != "waiting"]
    coming = next((s for s in plan.sections if s.status == "waiting"), None)
    count = say("plan_tab.progress", language, done=len(done), total=len(plan.sections))
    if coming is None:
        told = tag(
            "p", text(say("plan_tab.complete", language, points=len(plan.open_points()))), role="status"
        )
    elif busy:
        now = say("plan_tab.writing", language, title=coming.title)
        told = tag("p", text(f"{count} {now}"), role="status") + progress_bar(len(done), len(plan.sections))
    else:
        told = tag("p", text(f"{count} {say('plan_tab.halted', language)}"), role="status")
    return told + _contents(plan, coming if busy else None, language)


def moment(iso: str, language: str) -> str:
    """A kept time as people here read it: "24 nov. 2026, 13:31"."""
    local = datetime.fromisoformat(iso).astimezone().isoformat(timespec="minutes")
    return f"{day(local, language)}, {local[11:16]}"


def _contents(plan: Plan, coming: Section | None, language: str) -> str:
    items = []
    for section in plan.sections:
        state = "busy" if section is coming else section.status
        written = state in ("drafted", "edited")
        name = tag("span", text(section.title), lang="nl")
        if written:
            name = tag("a", text(section.title), "mark", href=f"#plan-{section.key}", lang="nl")
        said = tag("span", text(say(f"plan_tab.states.{state}", language)), f"state {state}")
        items.append(tag("li", f"{name} {said}"))
    summary = tag("summary", text(say("plan_tab.contents", language)))
    return tag("details", summary + tag("ol", "".join(items)), "contents", open="open")


def _legend(language: str) -> str:
    marks = {
        "source": tag("sup", tag("span", "1", "mark")),
        "gap": tag("strong", text(say("plan_tab.legend.gap_mark", "nl")), "gap"),
        "proposal": text(say("export.proposal", "nl")),
        "unchecked": tag("span", text(say("export.unchecked", "nl")), "unchecked"),
        "own": tag("span", text(say("plan_tab.legend.own_mark", language)), "own"),
    }
    items = [
        tag("li", f"{shown}{text(': ')}{text(say(f'plan_tab.legend.{name}', language))}")
        for name, shown in marks.items()
    ]
    summary = tag("summary", text(say("plan_tab.legend.title", language)))
    return tag("details", summary + tag("ul", "".join(items)), "legend")


def _section(number: int, section: Section, notes: Notes, picture: Picture, language: str) -> str:
    title = tag("h3", text(f"{number}. {section.title}"))
    content = "".join(_block(block, notes, picture) for block in section.blocks)
    attributes = {"id": f"plan-{section.key}", "tabindex": "-1", "lang": "nl"}
    return tag("section", title + content, "part", **attributes)


def _block(block: Block, notes: Notes, picture: Picture) -> str:
    match block:
        case Paragraph():
            return tag("p", _line(block.statements, notes))
        case Bullets():
            items = "".join(tag("li", _line(item, notes)) for item in block.items)
            return tag("ol" if block.numbered else "ul", items)
        case Table():
            rows = [_cells(row, len(block.columns), notes) for row in block.rows]
            return table(block.caption or say("export.table", "nl"), block.columns, rows)
        case Chart():
            return _chart(block, picture(block))
        case Subheading():
            return tag("h4", text(block.text))


def _line(statements: Sequence[Statement], notes: Notes) -> str:
    return " ".join(_statement(s) + notes.mark(notes.of(s)) for s in statements)


def _cells(row: Sequence[Statement], width: int, notes: Notes) -> list[str]:
    """One cell a column; what a row has too many of stands in its last cell."""
    numbers = notes.of_row(row)
    cells = [_statement(s) + notes.mark(n) for s, n in zip(row, numbers, strict=True)]
    cells += [""] * (width - len(cells))
    return [*cells[: width - 1], " ".join(cells[width - 1 :])]


def _statement(statement: Statement) -> str:
    shown = "".join(map(_run, runs(statement, "nl")))
    if statement.origin != "input":
        return shown
    return tag(
        "span", shown + tag("span", text(f" {say('plan_tab.legend.own_said', 'nl')}"), "unseen"), "own"
    )


def _run(run: Run) -> str:
    if run.mark == "gap":
        return tag("strong", text(run.text), "gap")
    return tag("span", text(run.text), "unchecked") if run.mark else text(run.text)


def _chart(chart: Chart, address: str | None) -> str:
    titles = "; ".join(dict.fromkeys(figure.source for figure in chart.figures))
    source = say("export.source", "nl", source=titles) if titles else ""
    if address is None:
        return tag("p", text(" ".join(filter(None, (chart.caption, chart.alt, source)))))
    # Made here, of our own bytes: nothing in the address needs to be made harmless.
    image = f'<img src="{address}" alt="{text(chart.alt or chart.caption)}">'
    return tag("figure", image + tag("figcaption", text(". ".join(filter(None, (chart.caption, source))))))

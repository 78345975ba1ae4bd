"""An evaluation as tables in Markdown, for a screen and to paste in a text."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.comparing import Change, Comparison
from assistant.evaluation.measures import ALL, SCORES, SECONDS, Group, Measure
from assistant.evaluation.report import Evaluation, System
from assistant.wording import say

LANGUAGES = (ALL, "language=nl", "language=en")
BY_KIND = ("recall_5", "ndcg_10", "cited_all", "said_all", "refused_wrong", "refused_right")
SEARCH = ("recall_1", "recall_5", "recall_10", "ndcg_10", "mrr_10")
KIND = "kind="


def evaluation_text(evaluation: Evaluation) -> str:
    """What was measured on, the measures by language, by kind, and of each way of searching."""
    basis = evaluation.basis
    about = say(
        "evaluation.basis",
        date=basis.date,
        questions=len(evaluation.outcomes),
        files=", ".join(basis.files),
        documents=basis.documents,
        passages=basis.passages,
    )
    parts = [about, _by_language(evaluation.groups), _by_kind(evaluation.groups)]
    if evaluation.systems:
        parts += [say("evaluation.search_title"), _systems(evaluation.systems), say("evaluation.plain_note")]
    return "\n\n".join([*filter(None, parts), say("evaluation.legend")])


def comparison_text(comparison: Comparison) -> str:
    """Each measure then and now, and which questions changed, with the chance of it."""
    columns = [name for name in LANGUAGES if any(c.group == name for c in comparison.changes)]
    changes = {(c.measure, c.group): c for c in comparison.changes}
    rows = [
        [_measure_name(name), *(_then_and_now(changes.get((name, group))) for group in columns)]
        for name in dict.fromkeys(c.measure for c in comparison.changes)
    ]
    lines = [say("evaluation.compare_title", n=comparison.n), ""]
    lines += [_table([say("evaluation.measure"), *map(_group_name, columns)], rows)]
    for paired in comparison.paired:
        lines += [
            "",
            say(
                f"evaluation.paired_{paired.name}",
                n=paired.n,
                better=len(paired.better),
                worse=len(paired.worse),
                p=_decimal(paired.p, 3),
            ),
            say("evaluation.became_right", ids=", ".join(paired.better) or "–"),
            say("evaluation.became_wrong", ids=", ".join(paired.worse) or "–"),
        ]
    return "\n".join(lines)


def _by_language(groups: Sequence[Group]) -> str:
    columns = [group for group in groups if group.name in LANGUAGES]
    names = [measure.name for measure in columns[0].measures] if columns else []
    rows = [[_measure_name(name), *(_cell(group.get(name)) for group in columns)] for name in names]
    return _table([say("evaluation.measure"), *(_group_name(g.name) for g in columns)], rows)


def _by_kind(groups: Sequence[Group]) -> str:
    kinds = [group for group in groups if group.name.startswith(KIND)]
    rows = [[_group_name(group.name), *(_cell(group.get(name)) for name in BY_KIND)] for group in kinds]
    return _table([say("evaluation.kind"), *map(_measure_name, BY_KIND)], rows)


def _systems(systems: Sequence[System]) -> str:
    rows = [
        [f"{say(f'evaluation.systems.{system.name}')}, {_group_name(group.name)}"]
        + [_cell(group.get(name)) for name in SEARCH]
        for system in systems
        for group in system.groups
        if group.name in LANGUAGES
    ]
    return _table([say("evaluation.system"), *map(_measure_name, SEARCH)], rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with its columns padded, so that it reads as plain text too."""
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"

    return "\n".join(
        [line(heads), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(line, rows)]
    )


def _measure_name(name: str) -> str:
    return say(f"evaluation.measures.{name}")


def _group_name(name: str) -> str:
    return say(f"evaluation.groups.{name.partition('=')[2] or name}")


def _cell(measure: Measure | None) -> str:
    if measure is None or measure.value is None:
        return "–"
    value = _value(measure.name, measure.value)
    if measure.low is None or measure.high is None:
        return f"{value} (n {measure.n})"
    return f"{value} ({100 * measure.low:.0f}–{100 * measure.high:.0f}; n {measure.n})"


def _value(name: str, value: float) -> str:
    if name in SECONDS:
        return f"{_decimal(value)} s"
    return _decimal(value) if name in SCORES else f"{100 * value:.0f}%"


def _then_and_now(change: Change | None) -> str:
    """ "44% → 32% (−12)": the difference in percent points, or in what the measure counts."""
    if change is None:
        return "–"
    name, difference = change.measure, change.now - change.earlier
    shown = _value(name, abs(difference)).rstrip("% s")
    sign = "" if not shown.strip("0,") else "+" if difference > 0 else "−"
    return f"{_value(name, change.earlier)} → {_value(name, change.now)} ({sign}{shown})"


def _decimal(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".replace(".", ",")

"""The measurement of the support check as tables in Markdown, in the style of an evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.evaluation.measures import Group, Measure
from assistant.evaluation.report import groups_json
from assistant.evaluation.supporting import Judged
from assistant.wording import say


def support_text(files: Sequence[str], groups: Sequence[Group]) -> str:
    """What was measured on, the measures of all sentences, and each kind of lie and of true sentence."""
    whole = groups[0]
    counts = {m.name: m.n for m in whole.measures}
    truths, lies = counts["kept"], counts["let_through"]
    alone = [measure for group in groups if group.name == "alone" for measure in group.measures]
    parts = [
        say(
            "support.basis", sentences=truths + lies, files=", ".join(files), truths=truths, lies=lies
        ),
        _table([say("support.measure"), say("support.share")], [
            *([say(f"support.measures.{m.name}"), _cell(m)] for m in whole.measures),
            *([say(f"support.alone.{m.name}"), _cell(m)] for m in alone),
        ]),
    ]  # fmt: skip
    for name in ("let_through", "kept"):
        rows = [
            [say(f"support.kinds.{group.name.partition('=')[2]}"), _cell(group.measures[0])]
            for group in groups[1:]
            if group.name.startswith(f"{name}=")
        ]
        if rows:
            heads = [say(f"support.heads.{name}"), say(f"support.measures.{name}")]
            parts.append(_table(heads, rows))
    return "\n\n".join([*parts, say("evaluation.legend")])


def support_json(files: Sequence[str], groups: Sequence[Group], judged: Sequence[Judged]) -> dict[str, Any]:
    """The same as JSON, with each sentence; shares and scores from 0 to 1."""
    return {
        "files": list(files),
        "groups": groups_json(groups),
        "sentences": [
            {
                "id": each.labelled.id,
                "kind": each.labelled.kind,
                "faithful": each.labelled.faithful,
                "holds": each.holds,
                "rule": each.rule,
                "why": each.support.why,
                "score": round(each.support.score, 4),
            }
            for each in judged
        ],
    }


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(c.ljust(w) for c, w in zip(cells, widths, strict=True)) + " |"

    return "\n".join([line(heads), "|" + "|".join("-" * (w + 2) for w in widths) + "|", *map(line, rows)])


def _cell(measure: Measure) -> str:
    if measure.value is None or measure.low is None or measure.high is None:
        return "–"
    value = f"{100 * measure.value:.1f}".replace(".", ",")
    return f"{value}% ({100 * measure.low:.0f}–{100 * measure.high:.0f}; n {measure.n})"

"""A file as it was understood, as a table: enough for a person to see whether it was understood well."""

from __future__ import annotations

from assistant.figures.exports.preview import Column, Preview
from assistant.figures.showing import number
from assistant.web.safe import table, tag, text
from assistant.wording import say

EXAMPLES = 2
_COLUMNS = ("topic", "unit", "years", "municipalities", "missing", "examples")


def preview_part(preview: Preview, language: str) -> str:
    """The topics of the file with examples, and what was left out."""
    title = tag("h4", text(_say("understood", language, file=preview.file)))
    facts = [preview.title, preview.source, preview.updated]
    about = tag("p", text(". ".join(filter(None, facts))), "hint") if any(facts) else ""
    names = [_say(f"column_{name}", language) for name in _COLUMNS]
    rows = [_row(column, language) for column in preview.columns]
    told = "".join(tag("li", text(sentence)) for sentence in preview.says(language))
    remarks = tag("ul", told, "remarks") if told else ""
    return title + about + table(_say("table", language), names, rows) + remarks


def years_in_words(years: tuple[int, ...]) -> str:
    """ "2019-2021, 2023"."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _row(column: Column, language: str) -> list[str]:
    examples = "; ".join(
        f"{each.area}{f' {each.year}' if each.year else ''}: {each.printed}"
        for each in column.examples[:EXAMPLES]
    )
    return [
        text(column.topic),
        text(column.unit or "–"),
        text(years_in_words(column.years) or _say("no_year", language)),
        text(number(column.municipalities, 0, language)),
        text(number(column.missing, 0, language)),
        text(examples or "–"),
    ]


def _say(key: str, language: str, **gaps: object) -> str:
    return say(f"figure_tab.preview.{key}", language, **gaps)
